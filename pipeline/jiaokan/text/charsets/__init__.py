"""Charsets: detect which one bytes are in, and encode and decode strictly."""

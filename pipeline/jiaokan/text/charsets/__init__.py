"""Charsets: which one bytes are in, and what reads and writes each."""

"""Readers: what comes in, as documents and rejects."""

"""Decode escapes of characters that some program left in a text."""

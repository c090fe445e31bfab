"""Redaction of documents on their way through the stages."""

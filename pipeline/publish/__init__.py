"""The release: what goes out."""

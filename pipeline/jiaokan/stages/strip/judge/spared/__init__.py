"""Removed units that stay for what stands elsewhere on the page."""

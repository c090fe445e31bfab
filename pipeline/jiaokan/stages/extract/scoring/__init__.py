"""Compute features of the lines of a page, score them, and choose those of the article."""

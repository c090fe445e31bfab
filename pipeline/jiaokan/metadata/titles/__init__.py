"""Correct the title of a page: the title of its window against the lines near its text."""

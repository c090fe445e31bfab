"""Parse a page of HTML: its tags, its tree, its lines and its head."""

"""The page as text: its charset, its markup, its blocks, and what its head says."""

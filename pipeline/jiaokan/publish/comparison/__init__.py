"""Two releases compared: the documents and edits that differ, and which shards need be looked at for it."""

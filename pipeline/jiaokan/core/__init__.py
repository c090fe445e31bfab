"""Documents, edits, offsets and errors. All other folders use them; nothing here is about Chinese."""

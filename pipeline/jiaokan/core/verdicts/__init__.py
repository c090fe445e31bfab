"""What people say of edits and of whole documents, as lines of JSON."""

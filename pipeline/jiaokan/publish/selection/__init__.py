"""Select documents of a release: parse a condition, count what each part of it costs, write the selection."""

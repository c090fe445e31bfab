"""The signals of a document: their columns, which stages compute and releases publish."""

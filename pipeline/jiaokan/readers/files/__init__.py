"""Files as bytes, below all formats: walk folders, unpack, bound what is read, tell what a file is."""

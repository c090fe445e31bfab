"""What everything rests on: documents, edits, offsets, errors; knows nothing of Chinese."""

"""Run stages over a corpus: chunks of documents, resumable output, counts for the summary."""

"""The release: what goes out, and how it is read again."""

from pipeline.publish.loading import load
from pipeline.publish.reading import documents, rejects, restore, restore_files
from pipeline.publish.release import Release, write

__all__ = ["Release", "documents", "load", "rejects", "restore", "restore_files", "write"]

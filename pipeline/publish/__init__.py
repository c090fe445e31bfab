"""The release: what goes out, and how it is read, compared and checked again."""

from pipeline.publish.differences import Change, Difference, diff
from pipeline.publish.hub import Upload, fetch, push
from pipeline.publish.loading import load
from pipeline.publish.places import find
from pipeline.publish.reading import documents, rejects, restore, restore_files
from pipeline.publish.release import Release, write
from pipeline.publish.verification import Flaw, verify

__all__ = [
    "Change",
    "Difference",
    "Flaw",
    "Release",
    "Upload",
    "diff",
    "documents",
    "fetch",
    "find",
    "load",
    "push",
    "rejects",
    "restore",
    "restore_files",
    "verify",
    "write",
]

"""The release: what goes out, and how it is found, read, compared and checked again.

`tables` says which columns there are and turns a document into rows and back; `shards` is Parquet;
`release` writes the folder, with `card` (from `survey`: `front`, `markdown`, `pictures`,
`statistics`), `croissant` and `manifest`. `reading`, `verification` and `differences` (told by
`rendering`, weighed by `versions`) need nothing but the folder; `places`, `hub` and `loading` find
one elsewhere and hand it to `datasets`.
"""

from pipeline.publish.differences import Change, Difference, diff
from pipeline.publish.hub import Upload, push
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
    "find",
    "load",
    "push",
    "rejects",
    "restore",
    "restore_files",
    "verify",
    "write",
]

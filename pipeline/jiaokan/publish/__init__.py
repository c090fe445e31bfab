"""The release: what goes out, and how it is found, read, compared and checked again.

`tables` says which columns there are and turns a document into rows and back; `shards` is Parquet;
`release` writes the folder, with `card` (from `survey`: `front`, `markdown`, `pictures`,
`statistics`), `croissant` and `manifest`. `reading`, `verification` and `differences` (told by
`rendering`, weighed by `versions`) need nothing but the folder; `places`, `hub` and `loading` find
one elsewhere and hand it to `datasets`.
"""

from jiaokan.publish.datasets_loader import load
from jiaokan.publish.hub import Upload, push
from jiaokan.publish.release_diff import Change, Difference, diff
from jiaokan.publish.release_finder import find
from jiaokan.publish.release_reader import documents, rejects, restore, restore_files
from jiaokan.publish.release_verifier import Flaw, verify
from jiaokan.publish.release_writer import Release, write

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

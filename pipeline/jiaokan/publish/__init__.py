"""The release: what goes out, and how it is found, read, compared and checked again.

`tables` says which columns there are and turns a document into rows and back; `shards` is Parquet;
`release` writes the folder, with `card` (from `survey`: `front`, `markdown`, `pictures`,
`statistics`), `croissant` and `manifest`. `reading`, `verification` and `differences` (told by
`rendering`, weighed by `versions`) need nothing but the folder; `places`, `hub` and `loading` find
one elsewhere and hand it to `datasets`.
"""

from jiaokan.publish.corpus_restorer import RestoredCorpus, restore_corpus, restore_files
from jiaokan.publish.datasets_loader import load
from jiaokan.publish.hub import Upload, push_release
from jiaokan.publish.release_diff import Change, Difference, diff
from jiaokan.publish.release_finder import find_release
from jiaokan.publish.release_reader import read_documents, read_rejects, restore
from jiaokan.publish.release_verifier import Flaw, verify
from jiaokan.publish.release_writer import Release, write_release

__all__ = [
    "Change",
    "Difference",
    "Flaw",
    "Release",
    "RestoredCorpus",
    "Upload",
    "diff",
    "find_release",
    "load",
    "push_release",
    "read_documents",
    "read_rejects",
    "restore",
    "restore_corpus",
    "restore_files",
    "verify",
    "write_release",
]

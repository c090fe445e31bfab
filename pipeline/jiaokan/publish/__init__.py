"""Releases: write, find, read, verify and compare them.

- `release_tables`: the columns; a document as rows and back. `parquet_writer`: rows in Parquet files.
- `release_writer`: a release as a whole, and `standing_release` the folder that it stands in;
  `release_shards` and `shard_statistics`: one shard of it. Its other parts: `card` (with `card_format`, and
  `statistics` in `statistics_files`), `croissant`, `manifest`.
- `release_reader`, `release_verifier`: read and check folders of releases; `comparison` compares two of
  them. `release_inputs` reads releases as the input of a run, and `exports` writes them in other forms.
- `selection`: choose documents of a release by a condition; `selection_source` is what the selection tells.
- `release_finder`, `hub`, `datasets_loader`: find a release in a folder, in a DVC repository or on the
  Hugging Face Hub, and load it as a dataset.
"""

from typing import TYPE_CHECKING

from jiaokan.core import make_name_importer

if TYPE_CHECKING:
    from jiaokan.publish.comparison.release_diff import Change, Difference, diff
    from jiaokan.publish.corpus_restorer import RestoredCorpus, restore_corpus, restore_files
    from jiaokan.publish.datasets_loader import load
    from jiaokan.publish.exports.release_export import export_release
    from jiaokan.publish.hub import Upload, push_release
    from jiaokan.publish.release_finder import find_release
    from jiaokan.publish.release_inputs import read_inputs
    from jiaokan.publish.release_reader import read_documents, read_rejects, restore
    from jiaokan.publish.release_verifier import Flaw, verify
    from jiaokan.publish.release_writer import write_release
    from jiaokan.publish.selection.release_filter import (
        Selection,
        filter_release,
        select_documents,
        write_selected,
    )
    from jiaokan.publish.standing_release import Release

__all__ = [
    "Change",
    "Difference",
    "Flaw",
    "Release",
    "RestoredCorpus",
    "Selection",
    "Upload",
    "diff",
    "export_release",
    "filter_release",
    "find_release",
    "load",
    "push_release",
    "read_documents",
    "read_inputs",
    "read_rejects",
    "restore",
    "restore_corpus",
    "restore_files",
    "select_documents",
    "verify",
    "write_release",
    "write_selected",
]

# redaction, which needs none of them, is a part of `clean`
__getattr__ = make_name_importer(
    __name__,
    {
        ".comparison.release_diff": ("Change", "Difference", "diff"),
        ".corpus_restorer": ("RestoredCorpus", "restore_corpus", "restore_files"),
        ".datasets_loader": ("load",),
        ".exports.release_export": ("export_release",),
        ".hub": ("Upload", "push_release"),
        ".release_finder": ("find_release",),
        ".release_inputs": ("read_inputs",),
        ".release_reader": ("read_documents", "read_rejects", "restore"),
        ".release_verifier": ("Flaw", "verify"),
        ".release_writer": ("write_release",),
        ".selection.release_filter": ("Selection", "filter_release", "select_documents", "write_selected"),
        ".standing_release": ("Release",),
    },
)

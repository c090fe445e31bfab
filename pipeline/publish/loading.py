"""Load a release as a dataset; the only module that knows `datasets`."""

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import InputError
from pipeline.publish import shards

if TYPE_CHECKING:
    from datasets import Dataset


def load(release: Path, config: str = "documents") -> "Dataset":
    """Return a table of the release: documents, paragraphs, edits, facts or rejects.

    Raises InputError where the folder is no release or does not have the table.
    """
    if not (release / config).is_dir() or not (release / "README.md").is_file():
        raise InputError(f"{release}: no release with a table {config!r} stands here")
    from datasets import Dataset, load_dataset  # noqa: PLC0415  (one to two seconds, for those who load)

    if not shards.count(release, config):  # load_dataset refuses a split without rows
        return Dataset(shards.schema(config).empty_table())
    return load_dataset(str(release), config, split="train")

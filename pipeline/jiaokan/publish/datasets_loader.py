"""Load a release as a dataset; the only module that knows `datasets`."""

from pathlib import Path
from typing import TYPE_CHECKING

from jiaokan.core.errors import InputError
from jiaokan.publish import manifest, parquet_writer, release_finder

if TYPE_CHECKING:
    from datasets import Dataset


def load(name: str | Path, config: str = "documents", version: str | None = None) -> "Dataset":
    """Return a table of a release: documents, paragraphs, edits, facts or rejects.

    `name` is a folder, a data set under `dist`, a DVC repository, or OWNER/NAME on the Hub; the
    newest version is taken where none is named. One row is a document, a paragraph, an edit, a fact
    or a reject; the columns stand in the card. Raises InputError where there is no such release,
    version or table.

    >>> load("zh-web", "paragraphs", version="1.2.0")  # doctest: +SKIP
    """
    release = release_finder.find_release(name, version)
    if not parquet_writer.list_shards(release, config):
        raise InputError(f"{release}: the release has no table {config!r}")
    from datasets import Dataset, load_dataset  # noqa: PLC0415  (one to two seconds, for those who load)
    from datasets import config as settings  # noqa: PLC0415

    if not parquet_writer.count_rows(release, config):  # load_dataset refuses a split without rows
        return Dataset(parquet_writer.make_schema(config).empty_table())
    # its own cache goes by name, size and time of the files and may give the rows of another release
    digest = manifest.digest_bytes((release / manifest.MANIFEST_FILE).read_bytes())
    cache = Path(settings.HF_DATASETS_CACHE) / f"jiaokan-{digest[:16]}"
    return load_dataset(str(release), config, split="train", cache_dir=str(cache))

"""Load a release as a dataset of the `datasets` package."""

from pathlib import Path
from typing import TYPE_CHECKING

from jiaokan.core.errors import InputError
from jiaokan.publish import manifest, release_finder
from jiaokan.publish.tables import parquet_writer

if TYPE_CHECKING:
    from datasets import Dataset


def load(name: str | Path, config: str = "documents", version: str | None = None) -> "Dataset":
    """Return a table of a release; the card describes its columns.

    Args:
        name: A folder, a data set under `dist`, a DVC repository, or OWNER/NAME on the Hub.
        config: The table: documents, paragraphs, edits, facts or rejects.
        version: Version of the release, the newest by default.

    Raises:
        InputError: There is no such release, version or table.

    >>> load("zh-web", "paragraphs", version="1.2.0")  # doctest: +SKIP
    """
    release = release_finder.find_release(name, version)
    if not parquet_writer.list_shards(release, config):
        raise InputError(f"{release}: the release has no table {config!r}")
    from datasets import Dataset, load_dataset  # noqa: PLC0415  (takes one to two seconds)
    from datasets import config as settings  # noqa: PLC0415

    if not parquet_writer.count_rows(release, config):  # load_dataset fails on a split without rows
        return Dataset(parquet_writer.make_schema(config).empty_table())
    # the default cache key is name, size and time of the files, which two releases may share
    digest = manifest.digest_bytes((release / manifest.MANIFEST_FILE).read_bytes())
    cache = Path(settings.HF_DATASETS_CACHE) / f"jiaokan-{digest[:16]}"
    return load_dataset(str(release), config, split="train", cache_dir=str(cache))

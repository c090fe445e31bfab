"""Make the YAML head of the card, which `load_dataset` and the Hub read."""

from typing import Any

import yaml

from jiaokan.config.config_loader import Config
from jiaokan.publish.tables.parquet_writer import TableSize
from jiaokan.publish.tables.release_tables import TABLES, Column

_LIST_DTYPES = {"strings": "string", "int32s": "int32"}
# the size classes of the Hub, each with the number of documents below which it ends
_SIZE_CATEGORIES = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"),
    (100_000_000, "10M<n<100M"),
)


def make_card_yaml(sizes: dict[str, TableSize], config: Config) -> str:
    """Return the YAML for the tables of a release, between its lines of dashes."""
    value = _make_card_fields(sizes, config)
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000, line_break="\n")
    return f"---\n{text}---\n"


def _make_card_fields(sizes: dict[str, TableSize], config: Config) -> dict[str, Any]:
    documents = sizes["documents"].rows
    return {
        "license": config.publish.licence,
        "language": ["zh"],
        "pretty_name": config.publish.name,
        "task_categories": ["text-generation"],
        "size_categories": [next((name for end, name in _SIZE_CATEGORIES if documents < end), "100M<n<1B")],
        "annotations_creators": ["machine-generated"],
        "language_creators": ["found"],
        "multilinguality": ["monolingual"],
        "source_datasets": ["original"],
        "tags": ["chinese", "web", "provenance", "jiaokan"],
        # `version` is read from an entry of `configs` and ignored in `dataset_info`
        # (datasets 5.2.0, its issue 7378); without both sizes a later push_to_hub fails
        "configs": [_describe_config(table, config.publish.version) for table in sizes],
        "dataset_info": [_describe_table(table, size) for table, size in sizes.items()],
    }


def _describe_config(table: str, version: str) -> dict[str, Any]:
    return {
        "config_name": table,
        **({"default": True} if table == "documents" else {}),
        "version": version,
        "data_files": [{"split": "train", "path": f"{table}/train-*.parquet"}],
    }


def _describe_table(table: str, size: TableSize) -> dict[str, Any]:
    return {
        "config_name": table,
        "features": [_describe_feature(column) for column in TABLES[table]],
        "splits": [{"name": "train", "num_bytes": size.bytes, "num_examples": size.rows}],
        "download_size": size.file_bytes,
        "dataset_size": size.bytes,
    }


def _describe_feature(column: Column) -> dict[str, str]:
    if column.kind in _LIST_DTYPES:
        return {"name": column.name, "list": _LIST_DTYPES[column.kind]}
    return {"name": column.name, "dtype": column.kind}

"""The card of a release: README.md, with the YAML that `load_dataset` and the Hub read."""

from pathlib import Path
from typing import Any

import yaml

from pipeline.config import Config
from pipeline.publish.shards import Size
from pipeline.publish.tables import TABLES, Column

_DTYPES = {"strings": "string", "int32s": "int32"}


def write(release: Path, sizes: dict[str, Size], config: Config) -> None:
    """Write README.md for the tables that stand in the folder."""
    front = yaml.safe_dump(
        _front(release, sizes, config), allow_unicode=True, sort_keys=False, width=1000, line_break="\n"
    )
    body = f"# {config.publish.name} {config.publish.version}\n"
    (release / "README.md").write_bytes(f"---\n{front}---\n{body}".encode())


def _front(release: Path, sizes: dict[str, Size], config: Config) -> dict[str, Any]:
    # `version` is read from an entry of `configs` and ignored in `dataset_info`; without both sizes
    # a later push_to_hub fails (datasets 5.2.0, issue 7378)
    return {
        "license": config.publish.licence,
        "language": ["zh"],
        "pretty_name": config.publish.name,
        "configs": [
            {
                "config_name": table,
                **({"default": True} if table == "documents" else {}),
                "version": config.publish.version,
                "data_files": [{"split": "train", "path": f"{table}/train-*.parquet"}],
            }
            for table in sizes
        ],
        "dataset_info": [
            {
                "config_name": table,
                "features": [_feature(column) for column in TABLES[table]],
                "splits": [{"name": "train", "num_bytes": size.bytes, "num_examples": size.rows}],
                "download_size": sum(p.stat().st_size for p in (release / table).iterdir()),
                "dataset_size": size.bytes,
            }
            for table, size in sizes.items()
        ],
    }


def _feature(column: Column) -> dict[str, str]:
    if column.kind in _DTYPES:
        return {"name": column.name, "list": _DTYPES[column.kind]}
    return {"name": column.name, "dtype": column.kind}

"""The columns of a card: what each says, and how reliable it was where that was measured."""

import tomllib
from collections.abc import Iterable
from functools import lru_cache

from jiaokan.config.config_loader import CONFIGS_FOLDER
from jiaokan.publish.card_format.card_markdown import format_text_table
from jiaokan.publish.tables.release_tables import TABLES

RELIABILITY_FILE = "reliability.toml"


def format_column_tables(row_counts: Iterable[tuple[str, int]]) -> str:
    """Return a folded table of columns for each table of a release; that of documents stands open."""
    measured = load_reliability()
    parts = [_format_table(name, count, measured.get(name, {})) for name, count in row_counts]
    return "\n".join([*parts, f"{measured['measured']['on']}\n"])


@lru_cache
def load_reliability() -> dict[str, dict[str, str]]:
    """Return the measured reliability of columns, by table and column; `measured.on` says on what."""
    return tomllib.loads((CONFIGS_FOLDER / RELIABILITY_FILE).read_text("utf-8"))


def _format_table(name: str, count: int, measured: dict[str, str]) -> str:
    rows: list[tuple[str, ...]] = [
        (f"`{column.name}`", column.kind, column.description, measured.get(column.name, ""))
        for column in TABLES[name]
    ]
    head = ["column", "type", "what it says", "reliability"]
    if not measured:
        head, rows = head[:3], [row[:3] for row in rows]
    opened = " open" if name == "documents" else ""
    summary = f"<summary><code>{name}</code>: {count:,} rows, {len(rows)} columns</summary>"
    return f"<details{opened}>\n{summary}\n\n{format_text_table(head, rows)}\n</details>\n"

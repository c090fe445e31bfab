"""The columns that a condition on documents may name."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from jiaokan.publish.tables.release_tables import TABLES

OperandKind = Literal["text", "number", "texts"]  # "texts" is a list of them
ONE_ROW_TABLES = ("signals",)  # beside `documents`, those with one row a document at most
_KINDS: dict[str, OperandKind] = {
    "string": "text",
    "int32": "number",
    "int64": "number",
    "float64": "number",
    "strings": "texts",
}


@dataclass(frozen=True, slots=True)
class WhereColumn:
    """A column: its table, its name there, and what its values are."""

    table: str
    name: str
    kind: OperandKind

    @property
    def full_name(self) -> str:
        """Its name in a condition: that of `documents` alone, of other tables after the table's."""
        return self.name if self.table == "documents" else f"{self.table}.{self.name}"


def list_where_columns() -> dict[str, WhereColumn]:
    """Return the columns by their names in a condition."""
    return {column.full_name: column for column in _list_columns()}


def find_nearest_column(name: str) -> str:
    """Return the column that a wrong name may have meant, "" where none is near.

    >>> find_nearest_column("clusters")
    'cluster'
    """
    known = list_where_columns()
    by_last_part = {full.rpartition(".")[2]: full for full in known}
    found = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.7)
    last = difflib.get_close_matches(name.rpartition(".")[2], sorted(by_last_part), n=1, cutoff=0.75)
    return found[0] if found else by_last_part[last[0]] if last else ""


def _list_columns() -> Iterator[WhereColumn]:
    for table in ("documents", *ONE_ROW_TABLES):
        for column in TABLES[table]:
            if column.name != "document_id" and column.kind in _KINDS:
                yield WhereColumn(table, column.name, _KINDS[column.kind])

"""Markdown that no text from a web page can break."""

import re
from collections.abc import Iterable, Sequence

# ASCII marks that mean something to Markdown or HTML
_ENTITY_BY_MARK = {mark: f"&#{ord(mark)};" for mark in "|<>&`*_[]\\$~#!"}
_INNER_UNDERSCORE_PATTERN = re.compile(
    rf"(?<=[^\W_]){_ENTITY_BY_MARK['_']}(?=[^\W_])"
)  # an underscore in a word means nothing


def format_cell(text: str, most: int = 60) -> str:
    """Return text for a cell of a table: cut to `most` code points, every mark harmless."""
    cut = text if len(text) <= most else f"{text[: most - 1]}…"
    return _INNER_UNDERSCORE_PATTERN.sub(
        "_", "".join(_ENTITY_BY_MARK.get(char) or _escape_char(char) for char in cut)
    )


def format_code(text: str, most: int = 60) -> str:
    """Return text for a cell as code, where its blanks can be seen, if nothing in it forbids that."""
    cut = text if len(text) <= most else f"{text[: most - 1]}…"
    shown = cut.replace("\n", "⏎")
    plain = shown.isprintable() and not {"`", "|"} & set(shown) and shown.strip()
    return f"`{shown}`" if plain else format_cell(text, most)


def format_table(head: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    """Return a table; whole numbers stand right, with commas; text must be fit for a cell already."""
    body = [[f"{value:,}" if isinstance(value, int) else value for value in row] for row in rows]
    return _join_rows([head, ["---", *["---:"] * (len(head) - 1)], *body])


def format_text_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of text, every column on the left."""
    return _join_rows([head, ["---"] * len(head), *rows])


def format_share(part: int, whole: int) -> str:
    """Return a part of a whole in percent, with one digit after the point."""
    return f"{100 * part / whole:.1f} %" if whole else "–"


def _join_rows(rows: Iterable[Sequence[str]]) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _escape_char(char: str) -> str:
    if char == "\n":
        return "⏎"
    return char if char.isprintable() else f"&#92;u{ord(char):04X}"

"""Format text of web pages as cells of Markdown tables, so that none of its marks takes effect."""

import re
from collections.abc import Iterable, Sequence

# ASCII marks with a meaning in Markdown or HTML, and the entity of each
_ENTITY_BY_MARK = {mark: f"&#{ord(mark)};" for mark in "|<>&`*_[]\\$~#!"}
_INNER_UNDERSCORE_PATTERN = re.compile(
    rf"(?<=[^\W_]){_ENTITY_BY_MARK['_']}(?=[^\W_])"
)  # has no meaning inside a word


def format_cell(text: str, max_chars: int = 60) -> str:
    """Return text for a cell of a table, cut to a number of code points, with its marks as entities.

    >>> format_cell("甲|乙\\n<b>")
    '甲&#124;乙⏎&#60;b&#62;'
    """
    cut = text if len(text) <= max_chars else f"{text[: max_chars - 1]}…"
    return _INNER_UNDERSCORE_PATTERN.sub(
        "_", "".join(_ENTITY_BY_MARK.get(char) or _escape_char(char) for char in cut)
    )


def format_code(text: str, max_chars: int = 60) -> str:
    """Return text for a cell as code, which shows blanks, or as `format_cell` does if it cannot be code.

    >>> format_code("甲  乙"), format_code("甲|乙")
    ('`甲  乙`', '甲&#124;乙')
    """
    cut = text if len(text) <= max_chars else f"{text[: max_chars - 1]}…"
    shown = cut.replace("\n", "⏎")
    is_code = shown.isprintable() and not {"`", "|"} & set(shown) and shown.strip()
    return f"`{shown}`" if is_code else format_cell(text, max_chars)


def format_table(head: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    """Return a table with numbers on the right, with commas; text must be formatted for a cell already."""
    body = [[f"{value:,}" if isinstance(value, int) else value for value in row] for row in rows]
    return _join_rows([head, ["---", *["---:"] * (len(head) - 1)], *body])


def format_text_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of text, with all columns on the left."""
    return _join_rows([head, ["---"] * len(head), *rows])


def format_mixed_table(head: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    """Return a table in which the columns of whole numbers stand on the right; text is formatted already."""
    body = list(rows)
    is_number = [all(isinstance(row[i], int) for row in body) and bool(body) for i in range(len(head))]
    marks = ["---:" if number else "---" for number in is_number]
    cells = [[f"{value:,}" if isinstance(value, int) else value for value in row] for row in body]
    return _join_rows([head, marks, *cells])


def format_share(part: int, whole: int) -> str:
    """Return a part of a whole in percent, with one digit after the point.

    >>> format_share(1, 8), format_share(0, 0)
    ('12.5 %', '–')
    """
    return f"{100 * part / whole:.1f} %" if whole else "–"


def _join_rows(rows: Iterable[Sequence[str]]) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _escape_char(char: str) -> str:
    if char == "\n":
        return "⏎"
    return char if char.isprintable() else f"&#92;u{ord(char):04X}"

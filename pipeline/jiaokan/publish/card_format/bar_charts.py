"""Draw the bar charts of the card as SVG, from text and rectangles alone."""

from collections.abc import Sequence
from html import escape
from unicodedata import east_asian_width

_ROW_PIXELS, _LABEL_PIXELS, _BARS_PIXELS, _NUMBERS_PIXELS = 22, 220, 320, 110
_FONT_ATTRIBUTES = (
    "font-family='system-ui, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif' font-size='13'"
)


def draw_bars(title: str, rows: Sequence[tuple[str, int]]) -> str:
    """Return an SVG picture with one horizontal bar a row; its length is proportional to its number."""
    largest = max((value for _, value in rows), default=0) or 1
    width, height = _LABEL_PIXELS + _BARS_PIXELS + _NUMBERS_PIXELS, _ROW_PIXELS * (len(rows) + 2)
    lines = [
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}' "
        f"width='{width}' height='{height}' role='img' aria-label='{escape(title)}' {_FONT_ATTRIBUTES}>",
        f"<title>{escape(title)}</title>",
        f"<rect width='{width}' height='{height}' fill='#fff'/>",
        f"<text x='8' y='{_ROW_PIXELS - 4}' font-weight='bold' fill='#222'>{escape(title)}</text>",
    ]
    for i, (label, value) in enumerate(rows):
        top = _ROW_PIXELS * (i + 1) + 4
        length, name = (
            -(-_BARS_PIXELS * value // largest),
            escape(cut_label(label)),
        )  # a bar of at least one pixel
        lines += [
            f"<text x='{_LABEL_PIXELS - 8}' y='{top + 14}' text-anchor='end' fill='#222'>{name}</text>",
            f"<rect x='{_LABEL_PIXELS}' y='{top + 3}' width='{length}' height='{_ROW_PIXELS - 8}' "
            "fill='#2a78b5'/>",
            f"<text x='{_LABEL_PIXELS + length + 6}' y='{top + 14}' fill='#444'>{value:,}</text>",
        ]
    return "\n".join([*lines, "</svg>", ""])


def cut_label(label: str, max_columns: int = 28) -> str:
    """Cut a label to a number of columns; a wide character takes two.

    >>> cut_label("校勘学史", 5)
    '校勘…'
    """
    columns = 0
    for i, char in enumerate(label):
        columns += 2 if east_asian_width(char) in "WF" else 1
        if columns > max_columns:
            return f"{label[:i]}…"
    return label

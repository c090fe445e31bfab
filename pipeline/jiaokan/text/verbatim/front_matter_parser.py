"""Find the front matter of a Markdown file: the metadata above the text, in YAML or TOML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jiaokan.core.edits import Span

_BLOCK_PATTERN = re.compile(r"\ufeff?\s{0,20}(---|\+\+\+)[ \t]*\r?\n((?:.*\n){1,80}?)\1[ \t]*\r?(?:\n+|\Z)")
_FIELD_PATTERN = re.compile(r"([A-Za-z][\w-]{0,40})[ \t]*[:=](?:[ \t]+|$|(?=[\"'\[]))(.*)$")
_NESTED_LINE_PATTERN = re.compile(r"\s+\S|- |#|\s*$|\]|\}")
_LIST_ITEM_PATTERN = re.compile(r"\s*- +(.+?)\s*$")
# fields of which front matter has at least one
_KNOWN_FIELDS = frozenset({
    "author", "authors", "categories", "category", "date", "description", "draft", "keywords", "layout",
    "slug", "tag", "tags", "title", "updated",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The metadata above a Markdown text.

    Attributes:
        span: The front matter with the line feeds below it.
        fields: The values of each field, each with its span; names of fields are in lower case.
    """

    span: Span
    fields: dict[str, tuple[tuple[str, Span], ...]]


def find_front_matter(text: str) -> FrontMatter | None:
    r"""Return the front matter of a text, None where it begins without.

    >>> find_front_matter("---\ntitle: 论语\n---\n学而时习之").fields
    {'title': (('论语', Span(start=11, end=13)),)}
    """
    if text.lstrip("\ufeff \n\r\t")[:3] not in ("---", "+++"):
        return None
    block = _BLOCK_PATTERN.match(text)
    if not block:
        return None
    lines = [line.rstrip("\r") for line in block[2].split("\n")[:-1]]
    if not all(_FIELD_PATTERN.match(line) or _NESTED_LINE_PATTERN.match(line) for line in lines):
        return None
    fields = _read_fields(lines, block.start(2), text)
    if not _KNOWN_FIELDS & fields.keys():
        return None
    return FrontMatter(Span(*block.span()), fields)


def _read_fields(lines: list[str], start: int, text: str) -> dict[str, tuple[tuple[str, Span], ...]]:
    """Return the fields; the items of a list are on lines of their own, or in brackets."""
    fields: dict[str, list[tuple[str, Span]]] = {}
    name, offset = "", start
    for line in lines:
        if field := _FIELD_PATTERN.match(line):
            name = field[1].lower()
            fields[name] = list(_read_values(field[2], offset + field.start(2)))
        elif name and (item := _LIST_ITEM_PATTERN.match(line)):
            fields[name] += _read_values(item[1], offset + item.start(1))
        offset = text.index("\n", offset) + 1
    return {name: tuple(values) for name, values in fields.items()}


def _read_values(raw_value: str, start: int) -> Iterator[tuple[str, Span]]:
    """Yield the values of a field without quotation marks, each with its span."""
    is_list = raw_value.strip().startswith("[")
    for piece in re.finditer(r"[^,\[\]]+" if is_list else r".+", raw_value):
        value = piece[0].strip().strip("\"'").strip()
        if value:
            offset = start + piece.start() + piece[0].index(value)
            yield value, Span(offset, offset + len(value))

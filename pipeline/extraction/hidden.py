"""Find the text of a page that only its scripts hold: JSON-LD, or the state that a browser draws from."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.edit import Span
from pipeline.extraction.page.blocks import read
from pipeline.extraction.page.flow import render, seen
from pipeline.extraction.page.parts import Page
from pipeline.han import count_han

# one that never ends is consumed too, or each quotation mark in it would be tried
_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*+)("?)\s*+(:?)', re.S)
_SHORTEST = 100  # code points of a literal that is looked into
_LONGEST = 2_000_000
_BODIES = re.compile(
    r"^(?:articlebody|content|body|text|detail|html|desc|description|article|richtext|.*content)$", re.I
)
_BODY_WEIGHT = 2.0


@dataclass(frozen=True, slots=True)
class Hidden:
    """A text, and the string literal that it stands in, quotation marks left out."""

    text: str
    span: Span
    key: str


def hidden(page: Page) -> Hidden | None:
    """Return the longest Chinese text in the page's scripts; one whose key names a body weighs double."""
    best: tuple[float, Hidden] | None = None
    for tag, span in page.unseen:
        if tag.name != "script":
            continue
        for found in _texts(page.text, span):
            weight = count_han(found.text) * (_BODY_WEIGHT if _BODIES.match(found.key) else 1.0)
            if best is None or weight > best[0]:
                best = weight, found
    return best[1] if best else None


def _texts(text: str, span: Span) -> Iterator[Hidden]:
    key = ""
    for literal in _LITERAL.finditer(text, span.start, span.end):
        if literal[3]:
            key = literal[1]
        elif literal[2] and _SHORTEST <= len(literal[1]) <= _LONGEST:
            value = _decoded(f'"{literal[1]}"')
            if value:
                yield Hidden(value, Span(*literal.span(1)), key)


def _decoded(literal: str) -> str:
    """Return what a literal says, markup in it read as a page of its own; "" where it is none."""
    try:
        value = json.loads(literal, strict=False)
    except ValueError:
        return ""
    if "<" not in value and "&" not in value:
        return str(value)
    inner = read(value)
    lines = (seen(render(value, block.runs)) for block in inner.blocks)
    return "\n".join(line for line in lines if line)

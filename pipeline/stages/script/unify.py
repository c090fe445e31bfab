"""Put what stands in the other script into the one asked for, and touch nothing else.

The unit is the line; in a line of both scripts it is the sentence, and in a sentence that is
mostly in the right script only the characters that never stand in it change. A unit that could
be of either script follows its line, and that its document.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import compress, count
from operator import ne
from re import Pattern

from pipeline.conversion import hans_only, hant_only, particles, simplified
from pipeline.edit import Edit, Span

_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile("[^。！？!?…]+[。！？!?…]*|[。！？!?…]+")


@dataclass(frozen=True, slots=True)
class Direction:
    """A conversion: characters that call for it, characters that speak against it, and its rule."""

    rule: str
    convert: Callable[[str], str]
    foreign: Pattern[str]
    native: Pattern[str]

    def weigh(self, text: str) -> int:
        """Return by how many characters the foreign script outweighs the native one."""
        return len(self.foreign.findall(text)) - len(self.native.findall(text))


def directions(target: str) -> Direction | None:
    """Return what leads to a target script, None for "keep"."""
    if target == "hans":
        return Direction("script/t2s", simplified, hant_only(), hans_only())
    return None


def unified(text: str, target: str) -> Iterator[Edit]:
    """Propose the edits that bring a text into the target script."""
    direction = directions(target)
    if direction and direction.foreign.search(text):
        spans = _units(text, direction)
        for span, whole in spans:
            yield from _converted(span.of(text), span.start, direction, whole)


def _units(text: str, direction: Direction) -> Iterator[tuple[Span, bool]]:
    """Yield what may change: its span, and whether every character of it may."""
    document = direction.weigh(text) > 0
    for line in _LINE.finditer(text):
        foreign, native = direction.foreign.search(line[0]), direction.native.search(line[0])
        if foreign and native:
            yield from _sentences(line[0], line.start(), direction)
        elif foreign or (document and not native):
            yield Span(*line.span()), True


def _sentences(line: str, start: int, direction: Direction) -> Iterator[tuple[Span, bool]]:
    foreign_line = direction.weigh(line) > 0
    for sentence in _SENTENCE.finditer(line):
        weight = direction.weigh(sentence[0])
        foreign = direction.foreign.search(sentence[0])
        if foreign or (weight == 0 and foreign_line):
            whole = weight > 0 or (weight == 0 and foreign_line)
            yield Span(start + sentence.start(), start + sentence.end()), whole


def _converted(text: str, start: int, direction: Direction, whole: bool) -> Iterator[Edit]:
    new = _within_planes(text, direction.convert(text))
    if not whole:
        new = "".join(b if direction.foreign.match(a) else a for a, b in zip(text, new, strict=True))
    yield from _runs(text, new, start, direction.rule)
    if whole and direction.rule == "script/t2s":
        for at in particles(new):
            yield Edit(start + at, "著", "着", "script/zhe")


def _within_planes(old: str, new: str) -> str:
    """Take back every character that left the BMP: few fonts and tokenizers know those."""
    if new.isascii() or max(new, default="") <= "\uffff":
        return new
    return "".join(a if a <= "\uffff" < b else b for a, b in zip(old, new, strict=True))


def _runs(old: str, new: str, start: int, rule: str) -> Iterator[Edit]:
    """Yield an edit for each run of code points that differ, in two texts of one length."""
    first = last = -1
    for at in compress(count(), map(ne, old, new)):
        if first >= 0 and at != last + 1:
            yield Edit(start + first, old[first : last + 1], new[first : last + 1], rule)
            first = -1
        first, last = (at if first < 0 else first), at
    if first >= 0:
        yield Edit(start + first, old[first : last + 1], new[first : last + 1], rule)

"""Gaps that a page has strewn between the Han of its prose.

A gap inside a word or beside a particle is one; where a line has such gaps, so are those beside
them. What a gap sets apart on purpose stays apart: a dateline, who reports or took the picture,
names, halves of one length. Every pattern is for folded text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jiaokan.core.edits import Span
from jiaokan.text.normalized_view import fold
from jiaokan.text.script_conversion import amended, particles, simplified
from jiaokan.text.unicode_ranges import HAN, count_han
from jiaokan.text.word_boundaries import bond

_STRAY = re.compile(f"(?<=[{HAN}]) {{1,2}}(?=[{HAN}])")
# in a line whose words are parted, a gap on one side of which stands no number or Latin word
_BESIDE = re.compile(f"(?<=[{HAN}]) (?=[^ {HAN}])|(?<=[^ {HAN}]) (?=[{HAN}])")
_MARK = re.compile("[,。;!?]")
_PROSE = 10  # Han of a line of prose at least
# what a gap follows on purpose, and what one stands before
_AFTER = re.compile(
    "(?:[日社报网台]讯|[日社]电|消息|报[道导]|综合|记者|通讯员|摄影|编辑|责编|作者|实习生|第.{1,5}[条章节编篇款])$"
)
_BEFORE = re.compile("(?:摄|文|图|摄影)(?:[,。)]|$)|记者|通讯员|编辑|实习生|发自")
_SIGNED = re.compile(r"\([^()]{0,40}?(?:记者|通讯员|[摄文图编])[^()]{0,40}\)")
# no clause ends with these, and none begins with those
_LEADS = frozenset("的将在给把被对向从以和与及并还也就都又要会能不为让使于是有更最很这那其")
_TRAILS = frozenset("了着和与及并而也都就还又却则被把等")
_INSIDE = 3.5  # nats from which a word stands across a gap
_NAME = 4  # characters of a name at most
_MANY = 5  # gaps of a line whose words are parted
_DENSE = 6  # Han to a gap in such a line at most


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap, and the Han that stand before and after it."""

    span: Span
    before: str
    after: str

    @property
    def is_inside(self) -> bool:
        """Tell whether what stands beside the gap belongs together."""
        led = self.before[-1] in _LEADS or self.after[0] in _TRAILS
        return led or bond(self.before, self.after) >= _INSIDE

    @property
    def is_between_halves(self) -> bool:
        """Tell whether the gap stands between two halves of one length."""
        return len(self.before) == len(self.after) > _NAME

    @property
    def is_between_names(self) -> bool:
        """Tell whether the gap may stand between two names."""
        return 1 < len(self.before) <= _NAME and 1 < len(self.after) <= _NAME


def strays(line: str) -> Iterator[Span]:
    """Yield the gaps of a line that mean nothing."""
    read = _read(line)
    gaps = list(_gaps(read)) if count_han(read) >= _PROSE else []
    dense = len(gaps) >= _MANY and len(gaps) * _DENSE >= count_han(read)
    if dense and 4 * sum(gap.is_inside for gap in gaps) >= len(gaps):
        yield from (gap.span for gap in gaps)
        yield from (Span(*gap.span()) for gap in _BESIDE.finditer(read))
    elif _MARK.search(read):
        yield from _among_others(gaps)


def _read(line: str) -> str:
    """Return the line folded, and 著 as 着 where it is the particle: both scripts have the same gaps."""
    read = fold(line)
    if "著" in line:
        letters = list(read)
        for at in particles(amended(simplified(line))):
            letters[at] = "着"
        return "".join(letters)
    return read


def _among_others(gaps: Sequence[Gap]) -> Iterator[Span]:
    """Yield the gaps of prose that are inside words, and those beside them where most are."""
    listed = _listed(gaps)
    gaps = [gap for gap in gaps if gap.span not in listed and not gap.is_between_halves]
    inside = {gap.span for gap in gaps if gap.is_inside}
    for gap in gaps:
        if gap.span in inside or (2 * len(inside) >= len(gaps) and not gap.is_between_names):
            yield gap.span


def _listed(gaps: Sequence[Gap]) -> set[Span]:
    """Return the gaps that may stand in a list of three names or more."""
    runs = [
        (a, b)
        for a, b in pairwise(gaps)
        if a.is_between_names and b.is_between_names and a.span.end + len(a.after) == b.span.start
    ]
    return {gap.span for run in runs for gap in run}


def _gaps(read: str) -> Iterator[Gap]:
    """Yield the gaps between Han that may mean nothing."""
    spans = (match.span() for match in _SIGNED.finditer(read))
    signed = {match.start() for span in spans for match in _STRAY.finditer(read, *span)}
    pieces = list(re.finditer(f"[{HAN}]+", read))
    starts = {piece.start(): piece[0] for piece in pieces}
    ends = {piece.end(): piece[0] for piece in pieces}
    for match in _STRAY.finditer(read):
        before, after = ends[match.start()], starts[match.end()]
        apart = _AFTER.search(before) or _BEFORE.match(read, match.end())
        if not apart and match.start() not in signed:
            yield Gap(Span(*match.span()), before, after)

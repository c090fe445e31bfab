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
from jiaokan.text.normalized_view import normalize_chars
from jiaokan.text.script_conversion import (
    convert_to_amended_simplified,
    convert_to_simplified,
    find_zhe_particles,
)
from jiaokan.text.unicode_ranges import HAN, count_han
from jiaokan.text.word_boundaries import word_continuation_score

_GAP_BETWEEN_HAN = re.compile(f"(?<=[{HAN}]) {{1,2}}(?=[{HAN}])")
# in a line whose words are parted, a gap on one side of which stands no number or Latin word
_GAP_BESIDE_HAN = re.compile(f"(?<=[{HAN}]) (?=[^ {HAN}])|(?<=[^ {HAN}]) (?=[{HAN}])")
_PROSE_MARK = re.compile("[,。;!?]")
_MIN_PROSE_HAN = 10  # Han of a line of prose at least
# what a gap follows on purpose, and what one stands before
_MEANT_AFTER = re.compile(
    "(?:[日社报网台]讯|[日社]电|消息|报[道导]|综合|记者|通讯员|摄影|编辑|责编|作者|实习生|第.{1,5}[条章节编篇款])$"
)
_MEANT_BEFORE = re.compile("(?:摄|文|图|摄影)(?:[,。)]|$)|记者|通讯员|编辑|实习生|发自")
_BRACKETED_CREDIT = re.compile(r"\([^()]{0,40}?(?:记者|通讯员|[摄文图编])[^()]{0,40}\)")
# no clause ends with these, and none begins with those
_NEVER_CLAUSE_FINAL = frozenset("的将在给把被对向从以和与及并还也就都又要会能不为让使于是有更最很这那其")
_NEVER_CLAUSE_INITIAL = frozenset("了着和与及并而也都就还又却则被把等")
_MIN_CONTINUATION_NATS = 3.5  # nats from which a word stands across a gap
_MAX_NAME_CHARS = 4  # characters of a name at most
_MIN_GAPS_OF_PARTED_LINE = 5  # gaps of a line whose words are parted
_MAX_HAN_PER_GAP = 6  # Han to a gap in such a line at most


@dataclass(frozen=True, slots=True)
class HanGap:
    """A gap, and the Han that stand before and after it."""

    span: Span
    before: str
    after: str

    @property
    def is_inside(self) -> bool:
        """Tell whether what stands beside the gap belongs together."""
        led = self.before[-1] in _NEVER_CLAUSE_FINAL or self.after[0] in _NEVER_CLAUSE_INITIAL
        return led or word_continuation_score(self.before, self.after) >= _MIN_CONTINUATION_NATS

    @property
    def is_between_halves(self) -> bool:
        """Tell whether the gap stands between two halves of one length."""
        return len(self.before) == len(self.after) > _MAX_NAME_CHARS

    @property
    def is_between_names(self) -> bool:
        """Tell whether the gap may stand between two names."""
        return 1 < len(self.before) <= _MAX_NAME_CHARS and 1 < len(self.after) <= _MAX_NAME_CHARS


def find_stray_gaps(line: str) -> Iterator[Span]:
    """Yield the gaps of a line that mean nothing."""
    read = _fold_line(line)
    gaps = list(_find_gaps(read)) if count_han(read) >= _MIN_PROSE_HAN else []
    dense = len(gaps) >= _MIN_GAPS_OF_PARTED_LINE and len(gaps) * _MAX_HAN_PER_GAP >= count_han(read)
    if dense and 4 * sum(gap.is_inside for gap in gaps) >= len(gaps):
        yield from (gap.span for gap in gaps)
        yield from (Span(*gap.span()) for gap in _GAP_BESIDE_HAN.finditer(read))
    elif _PROSE_MARK.search(read):
        yield from _select_prose_gaps(gaps)


def _fold_line(line: str) -> str:
    """Return the line folded, and 著 as 着 where it is the particle: both scripts have the same gaps."""
    read = normalize_chars(line)
    if "著" in line:
        letters = list(read)
        for at in find_zhe_particles(convert_to_amended_simplified(convert_to_simplified(line))):
            letters[at] = "着"
        return "".join(letters)
    return read


def _select_prose_gaps(gaps: Sequence[HanGap]) -> Iterator[Span]:
    """Yield the gaps of prose that are inside words, and those beside them where most are."""
    listed = _find_listed_gaps(gaps)
    gaps = [gap for gap in gaps if gap.span not in listed and not gap.is_between_halves]
    inside = {gap.span for gap in gaps if gap.is_inside}
    for gap in gaps:
        if gap.span in inside or (2 * len(inside) >= len(gaps) and not gap.is_between_names):
            yield gap.span


def _find_listed_gaps(gaps: Sequence[HanGap]) -> set[Span]:
    """Return the gaps that may stand in a list of three names or more."""
    runs = [
        (a, b)
        for a, b in pairwise(gaps)
        if a.is_between_names and b.is_between_names and a.span.end + len(a.after) == b.span.start
    ]
    return {gap.span for run in runs for gap in run}


def _find_gaps(read: str) -> Iterator[HanGap]:
    """Yield the gaps between Han that may mean nothing."""
    spans = (match.span() for match in _BRACKETED_CREDIT.finditer(read))
    signed = {match.start() for span in spans for match in _GAP_BETWEEN_HAN.finditer(read, *span)}
    pieces = list(re.finditer(f"[{HAN}]+", read))
    starts = {piece.start(): piece[0] for piece in pieces}
    ends = {piece.end(): piece[0] for piece in pieces}
    for match in _GAP_BETWEEN_HAN.finditer(read):
        before, after = ends[match.start()], starts[match.end()]
        apart = _MEANT_AFTER.search(before) or _MEANT_BEFORE.match(read, match.end())
        if not apart and match.start() not in signed:
            yield HanGap(Span(*match.span()), before, after)

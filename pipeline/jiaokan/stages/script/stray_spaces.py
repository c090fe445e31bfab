"""Find stray gaps between the Han of prose.

A gap inside a word or beside a particle is stray; if a line has such gaps, the gaps beside them are stray
too. Intended gaps stay: after a dateline, around the names of reporters and photographers, between names,
and between two parts of one length. Every pattern is for normalized text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Span
from jiaokan.text.normalized_view import normalize_chars
from jiaokan.text.script_conversion import (
    convert_to_amended_simplified,
    convert_to_simplified,
    find_zhe_particles,
)
from jiaokan.text.unicode_ranges import HAN, HAN_RUN_PATTERN, count_han
from jiaokan.text.word_boundaries import word_continuation_score

_GAP_BETWEEN_HAN = compile_on_use(f" (?<=[{HAN}].) ?(?=[{HAN}])")
# a gap between Han and another character, in a line whose words are spaced
_GAP_BESIDE_HAN = compile_on_use(f"(?<=[{HAN}]) (?=[^ {HAN}])|(?<=[^ {HAN}]) (?=[{HAN}])")
_PROSE_MARK = compile_on_use("[,。;!?]")
_MIN_PROSE_HAN = 10  # of a line of prose
# text before an intended gap, and text after one
_INTENDED_AFTER = compile_on_use(
    "(?:[日社报网台]讯|[日社]电|消息|报[道导]|综合|记者|通讯员|摄影|编辑|责编|作者|实习生|第.{1,5}[条章节编篇款])$"
)
_INTENDED_BEFORE = compile_on_use("(?:摄|文|图|摄影)(?:[,。)]|$)|记者|通讯员|编辑|实习生|发自")
_BRACKETED_CREDIT = compile_on_use(r"\([^()]{0,40}?(?:记者|通讯员|[摄文图编])[^()]{0,40}\)")
# characters that never end a clause, and characters that never begin one
_NEVER_CLAUSE_FINAL = frozenset("的将在给把被对向从以和与及并还也就都又要会能不为让使于是有更最很这那其")
_NEVER_CLAUSE_INITIAL = frozenset("了着和与及并而也都就还又却则被把等")
_MIN_CONTINUATION_NATS = 3.5  # a word continues across a gap from this score on
_MIN_REPEATED_HAN = 2  # Han before a gap that stand again after it
_MAX_NAME_CHARS = 4  # of a name
_MIN_GAPS_OF_SPACED_LINE = 5  # of a line whose words are spaced
_MAX_HAN_PER_GAP = 6  # in such a line


@dataclass(frozen=True, slots=True)
class HanGap:
    """A gap, and the run of Han before and after it."""

    span: Span
    before: str
    after: str

    @property
    def is_inside(self) -> bool:
        """Tell whether the gap is inside a word or beside a particle."""
        is_beside_particle = self.before[-1] in _NEVER_CLAUSE_FINAL or self.after[0] in _NEVER_CLAUSE_INITIAL
        return (
            is_beside_particle or word_continuation_score(self.before, self.after) >= _MIN_CONTINUATION_NATS
        )

    @property
    def is_between_halves(self) -> bool:
        """Tell whether the gap is between two parts of one length, longer than names."""
        return len(self.before) == len(self.after) > _MAX_NAME_CHARS

    @property
    def is_between_names(self) -> bool:
        """Tell whether the gap may be between two names."""
        return 1 < len(self.before) <= _MAX_NAME_CHARS and 1 < len(self.after) <= _MAX_NAME_CHARS


def find_stray_gaps(line: str) -> Iterator[Span]:
    """Yield the stray gaps of a line.

    >>> list(find_stray_gaps("我们的 学校今天开学了，大家都很高兴。"))
    [Span(start=3, end=4)]
    """
    normalized = _normalize_line(line)
    if not _GAP_BETWEEN_HAN.search(normalized):
        return
    gaps = list(_find_gaps(normalized)) if count_han(normalized) >= _MIN_PROSE_HAN else []
    is_spaced = len(gaps) >= _MIN_GAPS_OF_SPACED_LINE and len(gaps) * _MAX_HAN_PER_GAP >= count_han(
        normalized
    )
    if is_spaced and 4 * sum(gap.is_inside for gap in gaps) >= len(gaps):
        yield from (gap.span for gap in gaps)
        yield from (Span(*gap.span()) for gap in _GAP_BESIDE_HAN.finditer(normalized))
    elif _PROSE_MARK.search(normalized):
        yield from _select_prose_gaps(gaps)


def _normalize_line(line: str) -> str:
    """Return the line normalized, with 着 for the particle 著, so that both scripts have the same gaps."""
    normalized = normalize_chars(line)
    if "著" in line:
        chars = list(normalized)
        for i in find_zhe_particles(convert_to_amended_simplified(convert_to_simplified(line))):
            chars[i] = "着"
        return "".join(chars)
    return normalized


def _select_prose_gaps(gaps: Sequence[HanGap]) -> Iterator[Span]:
    """Yield the gaps inside words, and the gaps beside them if most gaps of the line are inside words."""
    listed_spans = _find_listed_gaps(gaps)
    gaps = [gap for gap in gaps if gap.span not in listed_spans and not gap.is_between_halves]
    inside_spans = {gap.span for gap in gaps if gap.is_inside}
    for gap in gaps:
        if gap.span in inside_spans or (2 * len(inside_spans) >= len(gaps) and not gap.is_between_names):
            yield gap.span


def _find_listed_gaps(gaps: Sequence[HanGap]) -> set[Span]:
    """Return the gaps that may be in a list of three names or more."""
    pairs = [
        (first, second)
        for first, second in pairwise(gaps)
        if first.is_between_names
        and second.is_between_names
        and first.span.end + len(first.after) == second.span.start
    ]
    return {gap.span for pair in pairs for gap in pair}


def _is_said_twice(before: str, after: str) -> bool:
    """Tell whether the words before a gap are said again after it, as a heading is by its first sentence."""
    longest = min(len(before), len(after))
    return any(before[-size:] == after[:size] for size in range(_MIN_REPEATED_HAN, longest + 1))


def _find_gaps(normalized: str) -> Iterator[HanGap]:
    """Yield the gaps between Han that may be stray."""
    spans = (match.span() for match in _BRACKETED_CREDIT.finditer(normalized))
    credit_gaps = {match.start() for span in spans for match in _GAP_BETWEEN_HAN.finditer(normalized, *span)}
    pieces = list(HAN_RUN_PATTERN.finditer(normalized))
    starts = {piece.start(): piece[0] for piece in pieces}
    ends = {piece.end(): piece[0] for piece in pieces}
    for match in _GAP_BETWEEN_HAN.finditer(normalized):
        before, after = ends[match.start()], starts[match.end()]
        is_intended = _INTENDED_AFTER.search(before) or _INTENDED_BEFORE.match(normalized, match.end())
        if not is_intended and not _is_said_twice(before, after) and match.start() not in credit_gaps:
            yield HanGap(Span(*match.span()), before, after)

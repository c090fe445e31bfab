"""Bound the work that a pattern can make, from its structure alone: no clock, no luck."""

from collections.abc import Iterator, Sequence
from re import _constants as op  # type: ignore[attr-defined]  # a parsed pattern has no public form
from re import _parser  # type: ignore[attr-defined]
from typing import Any

MAX_MATCH_PATHS = 1_000_000
_UNBOUNDED_REPEAT_TURNS = 1_000  # what an unbounded repeat counts for: a line of common length

_REPEAT_CODES = (op.MAX_REPEAT, op.MIN_REPEAT)
_CLOSED_CODES = (
    op.ASSERT,
    op.ASSERT_NOT,
    op.ATOMIC_GROUP,
    op.POSSESSIVE_REPEAT,
)  # left once, never entered again

ParsedValue = Any  # what the parser puts beside a code: a number, a tuple, a list of items
ParsedItems = Sequence[tuple[object, ParsedValue]]


def count_match_paths(pattern: str) -> int:
    """Return an upper bound of the ways in which one start of a match can go, LIMIT + 1 at most.

    A sequence multiplies, alternatives add up unless their first characters tell them apart, a
    repeat counts once for each number of turns; what is possessive or atomic has one way.
    """
    return _count_paths(_parser.parse(pattern))


def has_unbounded_repeat(pattern: str) -> bool:
    """Tell whether a repeat of the pattern has no upper bound."""
    return any(high is op.MAXREPEAT for high in _find_repeat_bounds(_parser.parse(pattern)))


def measure_width(pattern: str) -> tuple[int, int]:
    """Return the fewest and the most code points that the pattern can match."""
    least, most = _parser.parse(pattern).getwidth()
    return int(least), int(most)


def _count_paths(items: ParsedItems) -> int:
    """Multiply the ways of what stands in sequence; a closed part counts by itself."""
    through, apart = 1, 1
    for code, value in items:
        if code in _CLOSED_CODES:
            apart = max(apart, _count_paths(value if code is op.ATOMIC_GROUP else value[-1]))
        else:
            through = min(through * _count_item_paths(code, value), MAX_MATCH_PATHS + 1)
    return max(through, apart)


def _count_item_paths(code: object, value: ParsedValue) -> int:
    if code is op.BRANCH:
        counts = [_count_paths(branch) for branch in value[1]]
        return max(counts) if _has_distinct_first_literals(value[1]) else sum(counts)
    if code is op.SUBPATTERN:
        return _count_paths(value[-1])
    if code in _REPEAT_CODES:
        low, high, body = value
        turns = _UNBOUNDED_REPEAT_TURNS if high is op.MAXREPEAT else int(high)
        inner = _count_paths(body)
        return int(turns - low + 1) * (MAX_MATCH_PATHS if inner > 1 and turns > 20 else inner**turns)
    return 1


def _has_distinct_first_literals(branches: Sequence[ParsedItems]) -> bool:
    """Tell whether every alternative begins with a literal of its own."""
    firsts = [branch[0] for branch in branches if len(branch)]
    literal = all(code is op.LITERAL for code, _ in firsts)
    return literal and len(set(firsts)) == len(branches)


def _find_repeat_bounds(items: object) -> Iterator[object]:
    """Yield the upper bound of every repeat, however deep it stands."""
    if isinstance(items, tuple) and items and items[0] in (*_REPEAT_CODES, op.POSSESSIVE_REPEAT):
        yield items[1][1]
    if isinstance(items, _parser.SubPattern | list | tuple):
        for item in items:
            yield from _find_repeat_bounds(item)

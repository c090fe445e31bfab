"""Bound the number of paths of a pattern from its structure alone, without timing."""

from collections.abc import Iterator, Sequence
from re import _constants as op  # type: ignore[attr-defined]  # a parsed pattern has no public form
from re import _parser  # type: ignore[attr-defined]
from typing import Any

MAX_MATCH_PATHS = 1_000_000
_UNBOUNDED_REPEAT_TURNS = 1_000  # turns that an unbounded repeat counts as: the length of a long line

_REPEAT_CODES = (op.MAX_REPEAT, op.MIN_REPEAT)
# parts that a match does not enter again once it has left them
_CLOSED_CODES = (op.ASSERT, op.ASSERT_NOT, op.ATOMIC_GROUP, op.POSSESSIVE_REPEAT)

ParsedValue = Any  # the parser's argument of a code: a number, a tuple, a list of items
ParsedItems = Sequence[tuple[object, ParsedValue]]


def count_match_paths(pattern: str) -> int:
    """Return an upper bound of the number of paths of one match attempt, at most MAX_MATCH_PATHS + 1.

    A sequence multiplies. Alternatives add up unless they begin with different literals. A repeat
    counts once for each number of turns. A possessive or atomic part has one path.

    >>> count_match_paths("分享(?:到|给)[^。]{0,10}")
    11
    >>> count_match_paths("(?:a+)+b") > MAX_MATCH_PATHS
    True
    """
    return _count_paths(_parser.parse(pattern))


def has_unbounded_repeat(pattern: str) -> bool:
    """Return whether a repeat of the pattern has no upper bound.

    >>> has_unbounded_repeat("第.+页"), has_unbounded_repeat("第.{1,3}页")
    (True, False)
    """
    return any(high is op.MAXREPEAT for high in _find_repeat_bounds(_parser.parse(pattern)))


def measure_width(pattern: str) -> tuple[int, int]:
    """Return the minimum and the maximum number of code points that the pattern matches.

    >>> measure_width("第[0-9]{1,3}页")
    (3, 5)
    """
    min_width, max_width = _parser.parse(pattern).getwidth()
    return int(min_width), int(max_width)


def _count_paths(items: ParsedItems) -> int:
    """Return the product of the paths in a sequence; a closed part counts separately."""
    open_paths, closed_paths = 1, 1
    for code, value in items:
        if code in _CLOSED_CODES:
            closed_paths = max(closed_paths, _count_paths(value if code is op.ATOMIC_GROUP else value[-1]))
        else:
            open_paths = min(open_paths * _count_item_paths(code, value), MAX_MATCH_PATHS + 1)
    return max(open_paths, closed_paths)


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
    """Return whether every alternative begins with a literal of its own."""
    firsts = [branch[0] for branch in branches if len(branch)]
    literal = all(code is op.LITERAL for code, _ in firsts)
    return literal and len(set(firsts)) == len(branches)


def _find_repeat_bounds(items: object) -> Iterator[object]:
    """Yield the upper bound of every repeat at any depth."""
    if isinstance(items, tuple) and items and items[0] in (*_REPEAT_CODES, op.POSSESSIVE_REPEAT):
        yield items[1][1]
    if isinstance(items, _parser.SubPattern | list | tuple):
        for item in items:
            yield from _find_repeat_bounds(item)

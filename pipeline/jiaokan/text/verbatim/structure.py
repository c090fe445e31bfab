"""Lines of Markdown that stand by themselves: headings and rows of tables."""

import re
from collections.abc import Sequence

_HEADING_PATTERN = re.compile(r"(#{1,6}) +(?=[^\s#])")
_TABLE_RULE_PATTERN = re.compile(r" {0,3}\|? ?:?-{2,}:? ?(?:\| ?:?-{2,}:? ?)*\|? *$")


def find_heading_depth(line: str) -> int:
    """Return the depth of a Markdown heading, 0 where the line is none.

    >>> find_heading_depth("## 编译器")
    2
    >>> find_heading_depth("#话题#")
    0
    """
    found = _HEADING_PATTERN.match(line)
    return len(found[1]) if found else 0


def measure_heading_mark(line: str) -> int:
    """Return how many code points mark a line as a Markdown heading, with the blanks behind them.

    >>> find_heading_mark("## 编译器")
    3
    """
    found = _HEADING_PATTERN.match(line)
    return found.end() if found else 0


def find_structure_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the lines that are headings or rows of tables in Markdown."""
    found = {at for at, line in enumerate(lines) if line[:1] == "#" and _HEADING_PATTERN.match(line)}
    for rule in (
        at
        for at, line in enumerate(lines)
        if "|" in line and "--" in line and _TABLE_RULE_PATTERN.match(line)
    ):
        if rule and "|" in lines[rule - 1]:
            found.update((rule - 1, rule))
            row = rule + 1
            while row < len(lines) and "|" in lines[row]:
                found.add(row)
                row += 1
    return frozenset(found)

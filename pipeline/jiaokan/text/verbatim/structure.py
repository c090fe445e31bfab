"""Find lines with a structure of their own in Markdown: headings and rows of tables."""

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
    match = _HEADING_PATTERN.match(line)
    return len(match[1]) if match else 0


def measure_heading_mark(line: str) -> int:
    """Return the number of code points before the text of a Markdown heading, 0 where the line is none.

    >>> measure_heading_mark("## 编译器")
    3
    """
    match = _HEADING_PATTERN.match(line)
    return match.end() if match else 0


def find_structure_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the lines that are headings or rows of tables in Markdown.

    >>> sorted(find_structure_lines(["# 题", "正文", "| 甲 | 乙 |", "| -- | -- |", "| 1 | 2 |"]))
    [0, 2, 3, 4]
    """
    structure_lines = {
        number for number, line in enumerate(lines) if line[:1] == "#" and _HEADING_PATTERN.match(line)
    }
    for rule_number in (
        number
        for number, line in enumerate(lines)
        if "|" in line and "--" in line and _TABLE_RULE_PATTERN.match(line)
    ):
        if rule_number and "|" in lines[rule_number - 1]:
            structure_lines.update((rule_number - 1, rule_number))
            row_number = rule_number + 1
            while row_number < len(lines) and "|" in lines[row_number]:
                structure_lines.add(row_number)
                row_number += 1
    return frozenset(structure_lines)

"""The lines that hold a literal are those that a look at each line by itself finds."""

import re

from hypothesis import given
from hypothesis import strategies as st

from jiaokan.text.line_index import LineIndex

LINES = st.lists(st.text("甲乙:a ", max_size=6), max_size=8)
LITERALS = st.lists(st.text("甲乙:a", min_size=1, max_size=3), min_size=1, max_size=3)


@given(LINES, LITERALS)
def test_a_literal_is_found_in_the_lines_that_hold_it(lines: list[str], literals: list[str]) -> None:
    expected = [i for i, line in enumerate(lines) if any(literal in line for literal in literals)]
    assert LineIndex(lines).find_lines(*literals) == expected


@given(LINES)
def test_a_pattern_misses_no_line(lines: list[str]) -> None:
    pattern = re.compile(r"甲\s?乙|(?<=a\s)甲|:(?=a)")
    expected = {i for i, line in enumerate(lines) if pattern.search(line)}
    assert expected <= set(LineIndex(lines).find_matching_lines(pattern))

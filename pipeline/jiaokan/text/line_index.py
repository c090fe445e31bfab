"""Find the lines that hold a literal: one search of the whole text in place of one for each line."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate


class LineIndex:
    """The lines of a text, searched together. Numbers of lines begin at 0.

    >>> LineIndex(["来源:江城日报", "今天", "编辑:张三"]).find_lines("编", ":")
    [0, 2]
    """

    __slots__ = ("_starts", "text")

    def __init__(self, lines: Iterable[str]) -> None:
        """Join the lines by line feeds."""
        listed = list(lines)
        self.text = "\n".join(listed)
        self._starts = [0, *accumulate([len(line) + 1 for line in listed])]

    def find_lines(self, *literals: str) -> list[int]:
        """Return the numbers of the lines that hold at least one of the literals, in order.

        Args:
            literals: Texts of one line, not empty.
        """
        text, starts = self.text, self._starts
        found = set()
        for literal in literals:
            # the search for one character is many times as fast, and most literals have a rare one
            if literal[0] not in text or literal[-1] not in text:
                continue
            at = text.find(literal)
            while at >= 0:
                found.add(number := bisect_right(starts, at) - 1)
                at = text.find(literal, starts[number + 1])
        return sorted(found)

    def find_matching_lines(self, pattern: re.Pattern[str]) -> list[int]:
        """Return the numbers of the lines in which a pattern may match, in order.

        A match may go on into the next line, or a look-behind reach into the one before: the caller has to
        search each of the lines by itself. The pattern must match no empty text and have no `^` or `$`.
        """
        found = []
        at = 0
        while match := pattern.search(self.text, at):
            found.append(number := bisect_right(self._starts, match.start()) - 1)
            at = self._starts[number + 1]
        return found

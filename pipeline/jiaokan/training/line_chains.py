"""Find the lines of a page that stand in a known text in the same order."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

_MAX_PLACES = 40  # of one line in the text
_GAP_COST = 0.001  # of a letter of the text between two lines, in letters of a line
_MAX_GAP_LETTERS = 50  # that cost something
_NO_LINK = -1


class _ChainFront:
    """The best chains so far: the further in the text a chain ends, the more letters it holds.

    A chain is named by its last link. A link is a line and the link before it.
    """

    def __init__(self) -> None:
        self._ends, self._weights, self._heads = [0], [0.0], [_NO_LINK]
        self._links: list[tuple[int, int]] = []

    def extend(self, start: int, letters: int) -> tuple[int, float, int]:
        """Return the best chain that a line at `start` can follow, with the line: end, weight, last link."""
        k = bisect_right(self._ends, start) - 1
        gap = _GAP_COST * min(start - self._ends[k], _MAX_GAP_LETTERS)
        return start + letters, self._weights[k] + letters - gap, self._heads[k]

    def add(self, line: int, end: int, weight: float, link: int) -> None:
        """Add a chain that ends with a line, unless a chain that ends no later holds as much."""
        k = bisect_right(self._ends, end)
        if self._weights[k - 1] >= weight:
            return
        self._links.append((line, link))
        low = k - 1 if self._ends[k - 1] == end else k
        high = k
        while high < len(self._ends) and self._weights[high] <= weight:
            high += 1
        self._ends[low:high] = [end]
        self._weights[low:high] = [weight]
        self._heads[low:high] = [len(self._links) - 1]

    def list_best(self) -> Iterator[int]:
        """Yield the lines of the heaviest chain, the last one first."""
        link = self._heads[-1]
        while link != _NO_LINK:
            line, link = self._links[link]
            yield line


def find_heaviest_chain(lines: Sequence[str], text: str) -> set[int]:
    """Return the indexes of lines that stand in a text one after the other and hold the most letters.

    Args:
        lines: the letters of each line of a page.
        text: the letters of the text.

    >>> sorted(find_heaviest_chain(["乙", "甲甲", "乙", "丙丙"], "甲甲乙丙丙"))
    [1, 2, 3]
    """
    front = _ChainFront()
    for number, line in enumerate(lines):
        # all places are looked up before one is added: a line stands once in a chain
        for chain in [front.extend(start, len(line)) for start in _find_places(line, text)]:
            front.add(number, *chain)
    return set(front.list_best())


def _find_places(line: str, text: str) -> Iterator[int]:
    start = text.find(line) if line else -1
    for _ in range(_MAX_PLACES):
        if start < 0:
            return
        yield start
        start = text.find(line, start + 1)

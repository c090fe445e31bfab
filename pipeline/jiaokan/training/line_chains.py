"""Find the lines of a page that stand in a known text in the same order."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

_MAX_PLACES = 40  # places in the text that are tried for one line
_GAP_COST_LETTERS = 0.001  # what each letter of the text between two lines takes off the weight of a chain
_MAX_GAP_LETTERS = 50  # further letters of a gap cost nothing
_NO_LINK = -1


class _ChainFront:
    """The best chains so far, in the order of where they end in the text; a later one has a greater weight.

    A chain is a sequence of lines that stand in the text in this order. Its weight is the number of their
    letters less the cost of the gaps. It is known by its last link; a link is a line and the link before.
    """

    def __init__(self) -> None:
        self._ends, self._weights, self._heads = [0], [0.0], [_NO_LINK]
        self._links: list[tuple[int, int]] = []

    def extend_best(self, start: int, letters: int) -> tuple[int, float, int]:
        """Return the best chain that a line can be added to: end and weight with the line, link before it.

        Args:
            start: Where the line begins in the text.
            letters: Length of the line.
        """
        k = bisect_right(self._ends, start) - 1
        gap = _GAP_COST_LETTERS * min(start - self._ends[k], _MAX_GAP_LETTERS)
        return start + letters, self._weights[k] + letters - gap, self._heads[k]

    def add(self, line: int, end: int, weight: float, link: int) -> None:
        """Add a chain, unless one that ends no later weighs as much; drop those that it outweighs.

        Args:
            line: Index of its last line.
            end: Where that line ends in the text.
            weight: Weight of the chain.
            link: Number of the link before.
        """
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
    """Return the indexes of the lines that stand in a text in this order and hold the most letters.

    Args:
        lines: The letters of each line of a page.
        text: The letters of the text.

    >>> sorted(find_heaviest_chain(["乙", "甲甲", "乙", "丙丙"], "甲甲乙丙丙"))
    [1, 2, 3]
    """
    front = _ChainFront()
    for number, line in enumerate(lines):
        # all places are looked up before one is added: a line stands once in a chain
        for chain in [front.extend_best(start, len(line)) for start in _find_places(line, text)]:
            front.add(number, *chain)
    return set(front.list_best())


def _find_places(line: str, text: str) -> Iterator[int]:
    """Yield where a line begins in a text, the first _MAX_PLACES times."""
    start = text.find(line) if line else -1
    for _ in range(_MAX_PLACES):
        if start < 0:
            return
        yield start
        start = text.find(line, start + 1)

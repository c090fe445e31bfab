"""A page as its lines, each as read, with the way back to the text."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, compress, count
from operator import add

from jiaokan.core.edits import Span
from jiaokan.text.normalized_view import View, view


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a text: `lines` as read and trimmed, a blank one is ""; `said` are those that are not.

    `rows` are the lines as read and not trimmed.
    """

    text: str
    lines: tuple[str, ...]
    said: tuple[int, ...]
    rows: Sequence[str]
    read: View

    def places(self) -> "Places":
        """Return where the lines stand in the text."""
        rows = self.text.split("\n")
        begins = _begins(rows)
        return Places(rows, begins, self.rows, _begins(self.rows) if self.read.shorter else begins, self.read)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the lines of a page stand: apart from it, since most pages are only read.

    `rows` are the lines of the text and `begins` where each begins; then the same in the view.
    """

    rows: Sequence[str]
    begins: Sequence[int]
    _seen: Sequence[str]
    _from: Sequence[int]
    _read: View

    def part(self, line: int, start: int, end: int) -> Span:
        """Return the span of the text that code points start to end of a trimmed line stand for."""
        row = self._seen[line]
        at = self._from[line] + len(row) - len(row.lstrip(" "))
        return self._read.source(at + start, at + end)


def read(text: str) -> Page:
    """Return the page of a text; "\n" alone parts its lines, and the view keeps each one."""
    seen = view(text)
    rows = seen.text.split("\n")
    lines = tuple([row.strip(" ") for row in rows])
    return Page(text, lines, tuple(compress(count(), lines)), rows, seen)


def _begins(rows: Sequence[str]) -> list[int]:
    """Return where each row begins: after all before it, and as many line feeds."""
    return list(map(add, accumulate(map(len, rows), initial=0), count()))

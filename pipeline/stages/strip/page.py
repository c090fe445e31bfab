"""A page as its lines, each as read, with the way back to the text."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from pipeline.edit import Span
from pipeline.reading import View, view


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a text: `lines` as read and trimmed; a blank line is ""."""

    text: str
    lines: tuple[str, ...]
    read: View

    def without(self, lines: Collection[int]) -> "Page":
        """Return the page as if some lines were blank; its places stay those of the same text."""
        return replace(self, lines=tuple("" if at in lines else line for at, line in enumerate(self.lines)))

    def places(self) -> "Places":
        """Return where the lines stand in the text."""
        rows = self.read.text.split("\n")
        begins = _begins(rows)
        starts = [at + len(row) - len(row.lstrip(" ")) for at, row in zip(begins, rows, strict=False)]
        return Places(starts, _begins(self.text.split("\n")) if self.read.gone else begins, self.read)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the lines of a page stand: apart from it, since most pages are only read."""

    _starts: Sequence[int]  # where each trimmed line begins in the view
    _raw: Sequence[int]  # where each line begins in the text, and one past the last line's "\n"
    _read: View

    def line(self, line: int) -> Span:
        """Return the span of a whole line in the text, without its line feed."""
        return Span(self._raw[line], self._raw[line + 1] - 1)

    def part(self, line: int, start: int, end: int) -> Span:
        """Return the span of the text that code points start to end of a trimmed line stand for."""
        at = self._starts[line]
        return self._read.source(at + start, at + end)


def read(text: str) -> Page:
    """Return the page of a text; "\\n" alone parts its lines, and the view keeps each one."""
    seen = view(text)
    return Page(text, tuple(row.strip(" ") for row in seen.text.split("\n")), seen)


def _begins(rows: Sequence[str]) -> tuple[int, ...]:
    return tuple(accumulate((len(row) + 1 for row in rows), initial=0))

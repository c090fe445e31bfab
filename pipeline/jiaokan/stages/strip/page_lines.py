"""A page as its lines, each as read, with the way back to the text."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, compress, count
from operator import add

from jiaokan.core.edits import Span
from jiaokan.text.normalized_view import NormalizedText, normalize_view


@dataclass(frozen=True, slots=True)
class NormalizedPage:
    """The lines of a text: `lines` as read and trimmed, a blank one is ""; `said` are those that are not.

    `rows` are the lines as read and not trimmed.
    """

    text: str
    lines: tuple[str, ...]
    nonblank_lines: tuple[int, ...]
    untrimmed_lines: Sequence[str]
    view: NormalizedText

    def locate_lines(self) -> "LinePlaces":
        """Return where the lines stand in the text."""
        rows = self.text.split("\n")
        begins = _find_line_starts(rows)
        return LinePlaces(
            rows,
            begins,
            self.untrimmed_lines,
            _find_line_starts(self.untrimmed_lines) if self.view.is_shorter else begins,
            self.view,
        )


@dataclass(frozen=True, slots=True)
class LinePlaces:
    """Where the lines of a page stand: apart from it, since most pages are only read.

    `rows` are the lines of the text and `begins` where each begins; then the same in the view.
    """

    source_lines: Sequence[str]
    line_starts: Sequence[int]
    _view_lines: Sequence[str]
    _view_starts: Sequence[int]
    _view: NormalizedText

    def find_source_span(self, line: int, start: int, end: int) -> Span:
        """Return the span of the text that code points start to end of a trimmed line stand for."""
        row = self._view_lines[line]
        at = self._view_starts[line] + len(row) - len(row.lstrip(" "))
        return self._view.map_back(at + start, at + end)


def normalize_page(text: str) -> NormalizedPage:
    """Return the page of a text; "\n" alone parts its lines, and the view keeps each one."""
    seen = normalize_view(text)
    rows = seen.text.split("\n")
    lines = tuple([row.strip(" ") for row in rows])
    return NormalizedPage(text, lines, tuple(compress(count(), lines)), rows, seen)


def _find_line_starts(rows: Sequence[str]) -> list[int]:
    """Return where each row begins: after all before it, and as many line feeds."""
    return list(map(add, accumulate(map(len, rows), initial=0), count()))

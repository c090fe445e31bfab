"""The lines of a page in the normalized view, with their places in the text."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, compress, count
from operator import add

from jiaokan.core.edits import Span
from jiaokan.text.normalized_view import NormalizedText, normalize_view


@dataclass(frozen=True, slots=True)
class NormalizedPage:
    """The lines of a text in the normalized view.

    Attributes:
        text: the text.
        lines: the lines in the view, trimmed; a blank line is "".
        nonblank_lines: indexes of the lines that are not blank.
        untrimmed_lines: the lines in the view, not trimmed.
        view: the view of the whole text.
    """

    text: str
    lines: tuple[str, ...]
    nonblank_lines: tuple[int, ...]
    untrimmed_lines: Sequence[str]
    view: NormalizedText

    def locate_lines(self) -> "LinePlaces":
        """Return the places of the lines in the text."""
        source_lines = self.text.split("\n")
        line_starts = _find_line_starts(source_lines)
        return LinePlaces(
            source_lines,
            line_starts,
            self.untrimmed_lines,
            _find_line_starts(self.untrimmed_lines) if self.view.is_shorter else line_starts,
            self.view,
        )


@dataclass(frozen=True, slots=True)
class LinePlaces:
    """The places of the lines of a page. They are computed apart, because most pages do not need them.

    Attributes:
        source_lines: the lines of the text.
        line_starts: the offset of each in the text, in code points.
    """

    source_lines: Sequence[str]
    line_starts: Sequence[int]
    _view_lines: Sequence[str]
    _view_starts: Sequence[int]
    _view: NormalizedText

    def find_source_span(self, line: int, start: int, end: int) -> Span:
        """Return the span of the text for the half-open range `start` to `end` of a trimmed line."""
        view_line = self._view_lines[line]
        line_start = self._view_starts[line] + len(view_line) - len(view_line.lstrip(" "))
        return self._view.map_back(line_start + start, line_start + end)


def normalize_page(text: str) -> NormalizedPage:
    """Return the lines of a text in the normalized view; lines are split on "\\n" only."""
    view = normalize_view(text)
    view_lines = view.text.split("\n")
    lines = tuple([line.strip(" ") for line in view_lines])
    return NormalizedPage(text, lines, tuple(compress(count(), lines)), view_lines, view)


def _find_line_starts(lines: Sequence[str]) -> list[int]:
    """Return the offset of each line in the text that the lines make, joined by line feeds."""
    return list(map(add, accumulate(map(len, lines), initial=0), count()))

"""Cut a document into the rows of a page: raw text on the left, clean text on the right.

The rows lie end to end on both sides. Their left sides joined are the raw text, their right sides
joined are the clean text, for every document whatever its ledger says.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jiaokan.core.alignment import StageEdit, align_pieces
from jiaokan.core.document import Document, Paragraph
from jiaokan.stages import STAGES

LINE = re.compile(r"[^\n]*\n|[^\n]+")
# Stages whose deletions are text that a reader could see; those of the others are line feeds and spaces.
REMOVING_STAGES = frozenset(name for name, info in STAGES.items() if info.removes_lines)


@dataclass(frozen=True, slots=True)
class RowPart:
    """A stretch of raw text, the clean text that it became, and the edits that did it.

    `raw_start` is the first code point in the raw text. A part without causes is the same on both sides.
    """

    raw: str
    clean: str
    raw_start: int
    causes: tuple[StageEdit, ...] = ()

    @property
    def is_blank_deletion(self) -> bool:
        """True where white space went and nothing else."""
        return bool(self.causes) and not self.clean and not self.raw.strip()

    @property
    def is_visible_deletion(self) -> bool:
        """True where a stage took text away that a reader could see."""
        return (
            bool(self.causes)
            and not self.clean
            and bool(self.raw.strip())
            and self.causes[-1].stage in REMOVING_STAGES
        )


@dataclass(frozen=True, slots=True)
class PageRow:
    """Parts that stand side by side; `paragraph` is the first paragraph of the document that starts here."""

    parts: tuple[RowPart, ...]
    paragraph: Paragraph | None = None

    @property
    def left(self) -> str:
        """The raw text of the row."""
        return "".join(part.raw for part in self.parts)

    @property
    def right(self) -> str:
        """The clean text of the row."""
        return "".join(part.clean for part in self.parts)

    @property
    def is_removed(self) -> bool:
        """True where the raw text shows something and nothing but white space of it is left."""
        return bool(self.left.strip()) and not self.right.strip()

    @property
    def is_blank(self) -> bool:
        """True where neither side shows anything."""
        return not self.left.strip() and not self.right.strip()


def make_page_rows(document: Document) -> tuple[PageRow, ...]:
    """Return the rows of a document.

    A row ends with a paragraph of the clean text, or with a raw line of which nothing is left. Blank rows
    go to the end of the row before them, those at the head of the page to the first row.
    """
    groups = _join_blank_groups(_group_parts(_split_parts(document), document.text))
    return tuple(_add_paragraphs(groups, document.paragraphs))


def _split_parts(document: Document) -> Iterator[RowPart]:
    """Yield the aligned pieces, those that nothing touched cut after each line feed."""
    for piece in align_pieces(document):
        if piece.causes:
            yield RowPart(piece.before, piece.after, piece.span.start, piece.causes)
            continue
        for line in LINE.finditer(piece.before):
            yield RowPart(line[0], line[0], piece.span.start + line.start())


def _group_parts(parts: Iterable[RowPart], text: str) -> Iterator[list[RowPart]]:
    """Gather parts into groups, and part two groups where `_is_row_boundary` lets it."""
    group: list[RowPart] = []
    at = 0  # code point of the clean text
    for part in parts:
        if group and not part.is_blank_deletion and _is_row_boundary(group, part, text, at):
            yield group
            group = []
        group.append(part)
        at += len(part.clean)
    if group:
        yield group


def _is_row_boundary(group: list[RowPart], after: RowPart, text: str, at: int) -> bool:
    """Tell whether a row may end before a part; `at` is the place of that part in the clean text."""
    if at and text[at - 1] != "\n" and text[at : at + 1] not in ("", "\n"):
        return False  # inside a paragraph
    if _is_line_end(group[-1]):
        return True
    if at not in (0, len(text)) and text[at - 1] != "\n":
        return False
    is_paragraph_end = text[at - 1 : at] == "\n" and any(part.clean for part in group)
    return is_paragraph_end or _is_edge_of_deletion(group[-1], after)


def _is_line_end(part: RowPart) -> bool:
    """Tell whether the raw text of a part ends a line, with or without the indent of the next."""
    return "\n" in part.raw and not part.raw.rpartition("\n")[2].strip()


def _is_edge_of_deletion(before: RowPart, after: RowPart) -> bool:
    return before.is_visible_deletion != after.is_visible_deletion and (
        bool(before.clean.strip()) or bool(after.clean.strip())
    )


def _join_blank_groups(groups: Iterable[list[RowPart]]) -> Iterator[PageRow]:
    row = PageRow(())
    for group in groups:
        following = PageRow(tuple(group))
        if row.is_blank or following.is_blank:
            row = PageRow(row.parts + following.parts)
            continue
        yield row
        row = following
    if row.parts:
        yield row


def _add_paragraphs(rows: Iterable[PageRow], paragraphs: tuple[Paragraph, ...]) -> Iterator[PageRow]:
    starts = [paragraph.span.start for paragraph in paragraphs]
    at = 0
    for row in rows:
        until = at + len(row.right)
        i = bisect_left(starts, at)
        yield PageRow(row.parts, paragraphs[i] if i < len(starts) and starts[i] < until else None)
        at = until

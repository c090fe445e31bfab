"""Two lines that follow one another, and the answers to whether they are one paragraph."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from jiaokan.stages.paragraphs.joins.sentence_pieces import is_figure
from jiaokan.stages.paragraphs.list_markers import (
    LONE_BULLET,
    PROSE_MARK,
    SEMICOLONS_AND_COLONS,
    find_numbering_style,
    has_sentence_end,
)
from jiaokan.stages.paragraphs.page_layout import PageLayout
from jiaokan.stages.paragraphs.text_lines import TextLine
from jiaokan.stages.paragraphs.wrap_width import find_word_separator

_COLUMN_HEAD = re.compile(r"[^\d ][%‰]$")  # 较上年±%: in a sentence the sign follows a figure


@dataclass(frozen=True, slots=True)
class LineJoin:
    """A line feed inside a paragraph.

    `rule` says what kind of break put it there, `why` what shows it; `is_certain` tells that nothing around
    the two lines can speak against it.
    """

    rule: str
    why: str
    confidence: float = 1.0
    is_certain: bool = False


class NoJoin(Enum):
    """The answer of a rule that does not join two lines.

    SPLIT: a paragraph ends between them, and no later rule is asked. UNDECIDED: the next rule decides.
    """

    SPLIT = auto()
    UNDECIDED = auto()


JoinVerdict = LineJoin | NoJoin


class LinePair(NamedTuple):  # a tuple and no dataclass for speed: a page has hundreds
    """Two consecutive lines of a page, and what is known about the lines around them."""

    before: TextLine
    after: TextLine
    layout: PageLayout
    previous_join: LineJoin | None  # of `before` to the line above it
    is_listed: bool  # `before` is an item below a line that ends in a colon
    next_line_continues: bool  # the line below `after` begins with a mark that cannot begin a line
    line_below: str = ""  # below `after`, normalized
    has_line_above: bool = True  # above `before`
    paragraph_start: str = ""  # start of the paragraph that `before` belongs to, normalized

    @property
    def may_end_paragraph(self) -> bool:
        """Tell whether the end of the first line allows the end of a paragraph."""
        return has_sentence_end(self.before.normalized) or self.before.normalized[-1] in SEMICOLONS_AND_COLONS

    @property
    def has_extra_line_feeds(self) -> bool:
        """Tell whether more line feeds are between the two lines than the least number on this page."""
        return self.after.line_feeds_before > self.layout.min_line_feeds

    @property
    def is_in_heading(self) -> bool:
        """Tell whether the paragraph up to here is a numbered heading: a number, and no prose mark."""
        return bool(find_numbering_style(self.paragraph_start)) and not PROSE_MARK.search(
            self.paragraph_start
        )

    @property
    def is_fragment(self) -> bool:
        """Tell whether the first line is a short piece of a sentence that began above it."""
        before = self.before.normalized
        is_short = len(before) <= self.layout.settings.sentences.max_fragment_chars and not is_figure(before)
        is_column_head = before in ("%", "‰") and bool(_COLUMN_HEAD.search(self.paragraph_start))
        return (
            is_short
            and not is_column_head
            and self.previous_join is not None
            and self.previous_join.rule == "layout/inline-markup"
            and not self.is_in_heading
        )


def find_join_text(before: str, after: str, join: LineJoin) -> tuple[str, int]:
    """Return the text between two joined lines, and how many code points of the first line it replaces.

    >>> find_join_text("inter-", "national", LineJoin("layout/hyphen", ""))
    ('', 1)
    """
    if join.rule == "layout/hyphen":
        return "", 1
    return (" " if LONE_BULLET.fullmatch(before) else find_word_separator(before, after)), 0

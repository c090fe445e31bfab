"""Which line feeds end a paragraph, and which ones a page, a wrap or a clause put there."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from jiaokan.stages.paragraphs.broken_sentences import is_torn, is_unfinished_prose
from jiaokan.stages.paragraphs.list_markers import (
    COLONS,
    COMMAS,
    FORUM_REPLY,
    MARKDOWN_HEADING,
    NO_LINE_START,
    OPENING_MARKS,
    PROSE_MARK,
    SEMICOLONS,
    SEMICOLONS_AND_COLONS,
    find_numbering_style,
    has_sentence_end,
    is_lone_numbering,
    is_mid_sentence,
)
from jiaokan.stages.paragraphs.page_layout import PageLayout, find_line_opening, find_word_separator
from jiaokan.stages.paragraphs.sentence_pieces import explain_sentence_piece, is_figure
from jiaokan.stages.paragraphs.text_lines import TextLine
from jiaokan.text.unicode_ranges import count_han

_UNCLOSED_MARK = re.compile(r"[“‘《(【「『][^”’》)】」』]*$")
# words that no sentence ends with
_UNFINISHED_END = re.compile(
    "(?:[在和与及将把对被从向以由于或并其该让使据至]|目前|其中|进行|包括|通过|根据|有关)$"
)
_CLOSING_HALF = re.compile(r"[^“‘《(【「『]*[”’》)】」』]")
_FIELD_LABEL = re.compile(r"\w{1,8}:")  # a field of a form
_LATIN_TERM = re.compile(r"[A-Za-z_][\w.()$/-]{,30}", re.ASCII)  # a name of a program or a foreign word
_HYPHEN_AT_END = re.compile(r"[A-Za-z]{2}-$")
_MAX_START_CHARS = 80  # code points of the beginning of a paragraph that are kept in mind


@dataclass(frozen=True, slots=True)
class LineJoin:
    """A line feed that ends no paragraph: `rule` says what put it there."""

    rule: str
    why: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class LinePair:
    """Two lines that follow one another on a page."""

    before: TextLine
    after: TextLine
    layout: PageLayout
    previous_join: LineJoin | None  # why the first of the two is joined to the line before it
    is_listed: bool  # the first of the two is an item under a line that ends in a colon
    next_line_continues: bool  # the second of the two has no end: the line below it can open no paragraph
    line_below: str = ""  # the line below the second of the two
    has_line_above: bool = True  # a line stands above the first of the two
    paragraph_start: str = ""  # how the paragraph begins that the first of the two is the end of

    @property
    def may_end_paragraph(self) -> bool:
        """Tell whether a paragraph may end here for all that the end of its last line shows."""
        return has_sentence_end(self.before.normalized) or self.before.normalized[-1] in SEMICOLONS_AND_COLONS

    @property
    def has_extra_line_feeds(self) -> bool:
        """Tell whether more line feeds part the two than the lines of this page at least."""
        return self.after.line_feeds_before > self.layout.min_line_feeds

    @property
    def is_in_heading(self) -> bool:
        """Tell whether the paragraph up to here is a numbered heading: a number, and no mark of prose."""
        return bool(find_numbering_style(self.paragraph_start)) and not PROSE_MARK.search(
            self.paragraph_start
        )


JoinVerdict = LineJoin | Literal[False] | None  # False where two paragraphs part, None where nothing is said


def decide_joins(
    lines: Sequence[TextLine], page: PageLayout
) -> Iterator[tuple[TextLine, TextLine, LineJoin | None]]:
    """Yield every two neighbours, and why they are one paragraph; None where they are two."""
    last, listed, start = None, False, ""
    for (before, after), below in zip(pairwise(lines), (*lines[2:], None), strict=False):
        read = below.normalized if below else ""
        start = (
            (start + before.normalized)[:_MAX_START_CHARS] if last else before.normalized[:_MAX_START_CHARS]
        )
        goes_on, above = bool(NO_LINE_START.match(read)), before is not lines[0]
        last = _decide_join(LinePair(before, after, page, last, listed, goes_on, read, above, start))
        yield before, after, last
        ends = before.normalized[-1]
        listed = ends in COLONS or (listed and ends in SEMICOLONS)


def _decide_join(gap: LinePair) -> LineJoin | None:
    if gap.before.is_code or gap.after.is_code:
        return None
    for judge in JOIN_RULES:
        if (verdict := judge(gap)) is not None:
            return verdict or None
    return None


def _split_marked_lines(gap: LinePair) -> JoinVerdict:
    """Part what joins nothing: a heading of Markdown, the reply of a bulletin board."""
    marked = MARKDOWN_HEADING.match(gap.before.normalized) or MARKDOWN_HEADING.match(gap.after.normalized)
    return False if marked or FORUM_REPLY.match(gap.after.normalized) else None


def _join_at_marks(gap: LinePair) -> JoinVerdict:
    before, after = gap.before.normalized, gap.after.normalized
    if NO_LINE_START.match(after):
        return LineJoin("layout/wrap", "no line opens with this mark")
    if _HYPHEN_AT_END.search(before[-3:]) and after[:1].islower():
        return LineJoin("layout/hyphen", "a hyphen parts a word")
    lone = (
        len(after) == 1
        and after in OPENING_MARKS
        and not gap.may_end_paragraph
        and bool(gap.previous_join or gap.has_line_above)
    )
    if before[-1] in OPENING_MARKS or lone:
        return LineJoin("layout/wrap", "no line ends with an opening mark")
    if is_lone_numbering(before) and not find_numbering_style(after):
        return LineJoin("layout/wrap", "a number stands apart from its item")
    if _UNCLOSED_MARK.search(before[-60:]) and _CLOSING_HALF.match(after[:60]) and not gap.may_end_paragraph:
        return LineJoin("layout/wrap", "a quotation or bracket is open")
    return None


def _split_items(gap: LinePair) -> JoinVerdict:
    wrap = gap.layout.wrap_width
    chance = wrap is not None and wrap.is_full_line(gap.before, gap.after) and not gap.may_end_paragraph
    return False if find_numbering_style(gap.after.normalized) and not chance else None


def _join_clauses(gap: LinePair) -> JoinVerdict:
    if (
        gap.before.normalized[-1] not in SEMICOLONS
        or not gap.layout.breaks_at_semicolons
        or gap.is_listed
        or gap.layout.is_verse
    ):
        return None
    if gap.has_extra_line_feeds:
        return False
    if gap.before.normalized[:2] == gap.after.normalized[:2]:  # items that open alike are a list
        return None
    return LineJoin("layout/clause", "this page breaks its lines at semicolons")


def _join_pages(gap: LinePair) -> JoinVerdict:
    if gap.after.starts_page and (not gap.may_end_paragraph or gap.before.normalized[-1] in SEMICOLONS):
        return LineJoin("layout/page_break", "a page ends amid the sentence")
    if (
        gap.after.starts_page
        and gap.layout.is_flattened
        and not (gap.before.trailing_blanks or gap.after.leading_blanks)
    ):
        return LineJoin(
            "layout/page_break", "a lone space would show the end of a paragraph", gap.layout.settings.likely
        )
    return None


def _join_wrapped_lines(gap: LinePair) -> JoinVerdict:
    page, after = gap.layout, gap.after
    if page.wrap_width is None or after.starts_page:
        return None
    if after.line_feeds_before > page.min_line_feeds or (
        page.indented_share < page.settings.indents and after.leading_blanks
    ):
        return False
    if not page.wrap_width.is_full_line(gap.before, after) or (
        has_sentence_end(gap.before.normalized) and _may_begin_paragraph(after, page)
    ):
        return False
    return LineJoin("layout/wrap", f"lines are wrapped at {page.wrap_width.width}", page.settings.likely)


def _may_begin_paragraph(line: TextLine, page: PageLayout) -> bool:
    """Tell whether a line begins as paragraphs of the page do, or is a heading: short and without an end."""
    if find_line_opening(line.normalized) in page.paragraph_openings:
        return True
    room = page.wrap_width.width - page.wrap_width.measure_line(line) if page.wrap_width else 0
    return (
        room > page.settings.wrap_room
        and not has_sentence_end(line.normalized)
        and line.normalized[-1] not in SEMICOLONS_AND_COLONS
    )


def _join_split_words(gap: LinePair) -> JoinVerdict:
    before, after, settings = gap.before.normalized, gap.after.normalized, gap.layout.settings
    long = len(before) >= settings.fragment
    if is_mid_sentence(before) and long and is_torn(before, after, gap.layout.repeated_seams, settings):
        return LineJoin("layout/wrap", "the line feed parts a word", settings.likely)
    return None


def _join_page_pieces(gap: LinePair) -> JoinVerdict:
    """Join what inline tags cut out of a sentence on a page that shows such pieces elsewhere."""
    before, after = gap.before.normalized, gap.after.normalized
    if not gap.layout.has_inline_pieces or gap.has_extra_line_feeds or gap.is_in_heading:
        return None
    why = explain_sentence_piece(
        before, after, gap.line_below, joined=gap.previous_join is not None, settings=gap.layout.settings
    )
    return LineJoin("layout/inline", why, gap.layout.settings.likely) if why else None


def _is_fragment(gap: LinePair) -> bool:
    """Tell whether the first of two lines is a short piece of a sentence that the line above it began."""
    before = gap.before.normalized
    short = len(before) <= gap.layout.settings.fragment and not is_figure(before)
    return (
        short
        and gap.previous_join is not None
        and gap.previous_join.rule != "layout/clause"
        and not gap.is_in_heading
    )


def _join_inline_pieces(gap: LinePair) -> JoinVerdict:
    """Join the pieces of a sentence that links and emphasis stood in."""
    before, after, settings = gap.before.normalized, gap.after.normalized, gap.layout.settings
    if gap.may_end_paragraph:
        return False
    if not count_han(before[-8:] + after[:8]) or _FIELD_LABEL.match(after):
        return None
    if gap.next_line_continues and _LATIN_TERM.fullmatch(after) and is_mid_sentence(before):
        return LineJoin("layout/inline", "a term amid the sentence", settings.likely)
    if _is_fragment(gap):
        return LineJoin("layout/inline", "a piece of a sentence that goes on", settings.likely)
    flush = (
        gap.layout.indented_share > settings.flush
        and gap.before.leading_blanks
        and not gap.after.leading_blanks
    )
    prose = len(before) >= settings.comma and PROSE_MARK.search(before)
    if prose and (flush or _UNFINISHED_END.search(before)):
        return LineJoin("layout/inline", "the sentence is unfinished", settings.likely)
    return None


def _join_unfinished_sentences(gap: LinePair) -> JoinVerdict:
    before, settings, page = gap.before.normalized, gap.layout.settings, gap.layout
    if before[-1] in COMMAS:
        long = len(before) >= settings.comma and not page.is_verse
        heading = (
            gap.has_extra_line_feeds
            and len(gap.after.normalized) <= settings.heading
            and not has_sentence_end(gap.after.normalized)
        )
        return LineJoin("layout/wrap", "a comma ends no paragraph") if long and not heading else None
    heading = len(gap.after.normalized) <= settings.heading and not has_sentence_end(gap.after.normalized)
    if not is_mid_sentence(before) or find_numbering_style(before) or heading:
        return None
    long = len(before) >= settings.unfinished
    if (page.has_even_lines and long) or (page.has_torn_lines and is_unfinished_prose(before, settings)):
        return LineJoin("layout/page_break", "pages end amid sentences", settings.likely)
    return None


JOIN_RULES: tuple[Callable[[LinePair], JoinVerdict], ...] = (
    _split_marked_lines,
    _join_at_marks,
    _split_items,
    _join_clauses,
    _join_pages,
    _join_wrapped_lines,
    _join_split_words,
    _join_page_pieces,
    _join_inline_pieces,
    _join_unfinished_sentences,
)


def find_join_text(before: str, after: str, why: LineJoin) -> tuple[str, int]:
    """Return what stands between two joined lines, and how many characters of the first it replaces."""
    return ("", 1) if why.rule == "layout/hyphen" else (find_word_separator(before, after), 0)

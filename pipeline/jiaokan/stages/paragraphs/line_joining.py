"""Decide which line feeds end a paragraph, and which a page break, a wrap or a clause put inside one."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from jiaokan.stages.paragraphs.broken_sentences import is_torn, is_unfinished_prose
from jiaokan.stages.paragraphs.line_pair import JoinVerdict, LineJoin, LinePair, NoJoin
from jiaokan.stages.paragraphs.list_markers import (
    BULLET_ITEM,
    COLONS,
    COMMAS,
    FORUM_REPLY,
    MARKDOWN_HEADING,
    MARKED_STARTS,
    NO_LINE_START,
    OPENING_MARKS,
    PROSE_MARK,
    SEMICOLONS,
    find_numbering_style,
    has_sentence_end,
    is_apart_from_item,
    is_mid_sentence,
)
from jiaokan.stages.paragraphs.page_layout import PageLayout
from jiaokan.stages.paragraphs.sentence_pieces import explain_sentence_piece
from jiaokan.stages.paragraphs.text_lines import TextLine
from jiaokan.text.unicode_ranges import has_han

_UNCLOSED_MARK = re.compile(r"[“‘《(【「『][^”’》)】」』]*$")
# words that never end a sentence
_UNFINISHED_END = re.compile(
    "(?:[在和与及将把对被从向以由于或并其该让使据至]|目前|其中|进行|包括|通过|根据|有关)$"
)
_CLOSING_HALF = re.compile(r"[^“‘《(【「『]*[”’》)】」』]")
_FIELD_LABEL = re.compile(r"\w{1,8}:")  # of a form
_LATIN_TERM = re.compile(r"[A-Za-z_][\w.()$/-]{,30}", re.ASCII)  # a name of a program or a foreign word
_HYPHEN_AT_END = re.compile(r"[A-Za-z]{2}-$")
_MAX_START_CHARS = 80  # code points of the start of a paragraph that `LinePair` holds


def decide_joins(
    lines: Sequence[TextLine], layout: PageLayout
) -> Iterator[tuple[TextLine, TextLine, LineJoin | None]]:
    """Yield every pair of consecutive lines with their join; None if a paragraph ends between them."""
    join: LineJoin | None = None
    is_listed, paragraph_start = False, ""
    for (before, after), below in zip(pairwise(lines), (*lines[2:], None), strict=False):
        start = paragraph_start + before.normalized if join else before.normalized
        paragraph_start = start[:_MAX_START_CHARS]
        if before.is_code or after.is_code or layout.parts_prose(before, after):
            join = None
        else:
            line_below = below.normalized if below else ""
            around = bool(NO_LINE_START.match(line_below)), line_below, before is not lines[0]
            join = _decide_join(LinePair(before, after, layout, join, is_listed, *around, paragraph_start))
        yield before, after, join
        last_char = before.normalized[-1]
        is_listed = last_char in COLONS or (is_listed and last_char in SEMICOLONS)


def _decide_join(pair: LinePair) -> LineJoin | None:
    for join_rule in JOIN_RULES:
        verdict = join_rule(pair)
        if verdict is not NoJoin.UNDECIDED:
            return verdict if isinstance(verdict, LineJoin) else None
    return None


def _split_marked_lines(pair: LinePair) -> JoinVerdict:
    """Split at a Markdown heading and before a bulletin board reply."""
    before, after = pair.before.normalized, pair.after.normalized
    if before[0] not in MARKED_STARTS and after[0] not in MARKED_STARTS:
        return NoJoin.UNDECIDED
    is_heading = MARKDOWN_HEADING.match(before) or MARKDOWN_HEADING.match(after)
    return NoJoin.SPLIT if is_heading or FORUM_REPLY.match(after) else NoJoin.UNDECIDED


def _join_at_marks(pair: LinePair) -> JoinVerdict:
    """Join at marks that cannot begin or end a line, and inside an open quotation or bracket."""
    before, after = pair.before.normalized, pair.after.normalized
    if NO_LINE_START.match(after):
        return LineJoin("layout/wrap", "no line opens with this mark")
    if before[-1] == "-" and _HYPHEN_AT_END.search(before[-3:]) and after[:1].islower():
        return LineJoin("layout/hyphen", "a hyphen parts a word")
    is_lone_opening = (
        len(after) == 1
        and after in OPENING_MARKS
        and not pair.may_end_paragraph
        and bool(pair.previous_join or pair.has_line_above)
    )
    if before[-1] in OPENING_MARKS or is_lone_opening:
        return LineJoin("layout/wrap", "no line ends with an opening mark")
    if is_apart_from_item(before, after):
        return LineJoin("layout/wrap", "a number or bullet stands apart from its item")
    if not pair.may_end_paragraph and _UNCLOSED_MARK.search(before[-60:]) and _CLOSING_HALF.match(after[:60]):
        return LineJoin("layout/wrap", "a quotation or bracket is open")
    return NoJoin.UNDECIDED


def _split_items(pair: LinePair) -> JoinVerdict:
    """Split before an item number, unless a wrap moved the number to the start of a line."""
    if not find_numbering_style(pair.after.normalized):
        return NoJoin.UNDECIDED
    wrap, may_end = pair.layout.wrap_width, pair.may_end_paragraph
    is_wrapped_number = wrap is not None and not may_end and wrap.is_full_line(pair.before, pair.after)
    return NoJoin.UNDECIDED if is_wrapped_number else NoJoin.SPLIT


def _split_below_items(pair: LinePair) -> JoinVerdict:
    """Split below an item of a list where more line feeds follow than between other lines."""
    if pair.previous_join or not pair.has_extra_line_feeds:
        return NoJoin.UNDECIDED
    is_item = BULLET_ITEM.match(pair.before.normalized) or find_numbering_style(pair.before.normalized)
    return NoJoin.SPLIT if is_item else NoJoin.UNDECIDED


def _join_clauses(pair: LinePair) -> JoinVerdict:
    """Join clauses on a page that breaks its lines at semicolons."""
    if (
        pair.before.normalized[-1] not in SEMICOLONS
        or not pair.layout.breaks_at_semicolons
        or pair.is_listed
        or pair.layout.is_verse
    ):
        return NoJoin.UNDECIDED
    if pair.has_extra_line_feeds:
        return NoJoin.SPLIT
    if pair.before.normalized[:2] == pair.after.normalized[:2]:  # list items that begin alike
        return NoJoin.UNDECIDED
    return LineJoin("layout/break-after-clause", "this page breaks its lines at semicolons")


def _join_pages(pair: LinePair) -> JoinVerdict:
    """Join two lines at the start of a page of the file."""
    if not pair.after.starts_page:
        return NoJoin.UNDECIDED
    if not pair.may_end_paragraph or pair.before.normalized[-1] in SEMICOLONS:
        return LineJoin("layout/page-break", "a page ends amid the sentence")
    if pair.layout.is_flattened and not (pair.before.trailing_blanks or pair.after.leading_blanks):
        return LineJoin(
            "layout/page-break",
            "a lone space would show the end of a paragraph",
            pair.layout.settings.layout_confidence,
        )
    return NoJoin.UNDECIDED


def _join_wrapped_lines(pair: LinePair) -> JoinVerdict:
    """Join a full line of a page with a wrap width to the line after it."""
    layout, after = pair.layout, pair.after
    if layout.wrap_width is None or after.starts_page:
        return NoJoin.UNDECIDED
    if after.line_feeds_before > layout.min_line_feeds or (
        layout.indented_share < layout.settings.wrap.min_all_indented_share and after.leading_blanks
    ):
        return NoJoin.SPLIT
    if not layout.wrap_width.is_full_line(pair.before, after) or (
        has_sentence_end(pair.before.normalized) and layout.may_begin_paragraph(after)
    ):
        return NoJoin.SPLIT
    return LineJoin(
        "layout/wrap", f"lines are wrapped at {layout.wrap_width.width}", layout.settings.layout_confidence
    )


def _join_split_words(pair: LinePair) -> JoinVerdict:
    """Join two lines if the line feed splits a word."""
    before, after, settings = pair.before.normalized, pair.after.normalized, pair.layout.settings
    is_long = len(before) >= settings.sentences.max_fragment_chars
    if is_long and is_mid_sentence(before) and is_torn(before, after, pair.layout.repeated_seams, settings):
        return LineJoin("layout/wrap", "the line feed parts a word", settings.layout_confidence)
    return NoJoin.UNDECIDED


def _join_page_pieces(pair: LinePair) -> JoinVerdict:
    """Join pieces of a sentence that inline tags split, on a page that shows such pieces."""
    before, after = pair.before.normalized, pair.after.normalized
    if not pair.layout.has_inline_pieces or pair.has_extra_line_feeds or pair.is_in_heading:
        return NoJoin.UNDECIDED
    why = explain_sentence_piece(
        before, after, pair.line_below, joined=pair.previous_join is not None, settings=pair.layout.settings
    )
    if not why:
        return NoJoin.UNDECIDED
    return LineJoin("layout/inline-markup", why, pair.layout.settings.layout_confidence)


def _join_inline_pieces(pair: LinePair) -> JoinVerdict:
    """Join pieces of a sentence around links and emphasis."""
    before, after, settings = pair.before.normalized, pair.after.normalized, pair.layout.settings
    if pair.may_end_paragraph:
        return NoJoin.SPLIT
    if not has_han(before[-8:] + after[:8]) or _FIELD_LABEL.match(after):
        return NoJoin.UNDECIDED
    if pair.next_line_continues and _LATIN_TERM.fullmatch(after) and is_mid_sentence(before):
        return LineJoin("layout/inline-markup", "a term amid the sentence", settings.layout_confidence)
    if pair.is_fragment:
        return LineJoin(
            "layout/inline-markup", "a piece of a sentence that goes on", settings.layout_confidence
        )
    lacks_indent = (
        pair.layout.indented_share > settings.wrap.min_indented_share
        and pair.before.leading_blanks
        and not pair.after.leading_blanks
        and not pair.has_extra_line_feeds
    )
    is_prose = len(before) >= settings.sentences.min_comma_line_chars and PROSE_MARK.search(before)
    if is_prose and (lacks_indent or _UNFINISHED_END.search(before)):
        return LineJoin("layout/inline-markup", "the sentence is unfinished", settings.layout_confidence)
    return NoJoin.UNDECIDED


def _join_unfinished_sentences(pair: LinePair) -> JoinVerdict:
    """Join a line that stops at a comma or inside a sentence, where the page splits sentences."""
    before, after, layout = pair.before.normalized, pair.after.normalized, pair.layout
    settings = layout.settings
    may_be_heading = len(after) <= settings.headings.max_chars and not has_sentence_end(after)
    if before[-1] in COMMAS:
        is_long = len(before) >= settings.sentences.min_comma_line_chars and not layout.is_verse
        if not is_long or (pair.has_extra_line_feeds and may_be_heading):
            return NoJoin.UNDECIDED
        return LineJoin("layout/wrap", "a comma ends no paragraph")
    if not is_mid_sentence(before) or find_numbering_style(before) or may_be_heading:
        return NoJoin.UNDECIDED
    is_page_end = layout.has_even_lines and len(before) >= settings.sentences.min_unfinished_chars
    if is_page_end or (layout.has_torn_lines and is_unfinished_prose(before, settings)):
        return LineJoin("layout/page-break", "pages end amid sentences", settings.layout_confidence)
    return NoJoin.UNDECIDED


# in order: the first rule that does not answer UNDECIDED decides
JOIN_RULES: tuple[Callable[[LinePair], JoinVerdict], ...] = (
    _split_marked_lines,
    _join_at_marks,
    _split_items,
    _split_below_items,
    _join_clauses,
    _join_pages,
    _join_wrapped_lines,
    _join_split_words,
    _join_page_pieces,
    _join_inline_pieces,
    _join_unfinished_sentences,
)

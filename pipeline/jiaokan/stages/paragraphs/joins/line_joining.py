"""Decide which line feeds end a paragraph, and which a page break, a wrap or a clause put inside one."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from jiaokan.stages.paragraphs.broken_sentences import is_torn, is_unfinished_prose
from jiaokan.stages.paragraphs.joins.join_vetoes import LineContext, keeps_apart
from jiaokan.stages.paragraphs.joins.line_pair import JoinVerdict, LineJoin, LinePair, NoJoin
from jiaokan.stages.paragraphs.joins.mark_joins import join_at_marks
from jiaokan.stages.paragraphs.joins.sentence_pieces import ends_unfinished, explain_sentence_piece
from jiaokan.stages.paragraphs.list_markers import (
    BULLET_ITEM,
    COLONS,
    COMMAS,
    FORUM_REPLY,
    MARKDOWN_HEADING,
    MARKED_STARTS,
    NO_LINE_START,
    PROSE_MARK,
    SEMICOLONS,
    find_numbering_style,
    has_sentence_end,
    is_lone_numbering,
    is_mid_sentence,
)
from jiaokan.stages.paragraphs.page_layout import PageLayout
from jiaokan.stages.paragraphs.text_lines import TextLine
from jiaokan.text.unicode_ranges import has_han

_CLAUSE_RULE = "layout/break-after-clause"
_INNER_STOP = re.compile(r"[。!?][^”’)]")
_FIELD_LABEL = re.compile(r"\w{1,8}:")  # of a form
_LATIN_TERM = re.compile(r"[A-Za-z_][\w.()$/-]{,30}", re.ASCII)  # a name of a program or a foreign word
_MAX_NAME_CHARS = 12  # code points of a line without a mark that is no end of a sentence
_MAX_NUMBER_CHARS = 2  # code points of a number with its mark at the end of a line
_QUOTATION_STARTS = frozenset("“「『")
_MAX_START_CHARS = 80  # code points of the start of a paragraph that `LinePair` holds


def decide_joins(
    lines: Sequence[TextLine], layout: PageLayout, context: LineContext
) -> Iterator[tuple[TextLine, TextLine, LineJoin | None]]:
    """Yield every pair of consecutive lines with their join; None if a paragraph ends between them.

    `context` tells what stood between the lines before the stage worked on them, and what the page repeats.
    """
    join: LineJoin | None = None
    is_listed, paragraph_start = False, ""
    for (before, after), below in zip(pairwise(lines), (*lines[2:], None), strict=False):
        start = paragraph_start + before.normalized if join else before.normalized
        paragraph_start = start[:_MAX_START_CHARS]
        if not (before.is_prose and after.is_prose) or layout.parts_prose(before, after):
            join = None
        else:
            line_below = below.normalized if below else ""
            around = bool(NO_LINE_START.match(line_below)), line_below, before is not lines[0]
            pair = LinePair(before, after, layout, join, is_listed, *around, paragraph_start)
            join = _decide_join(pair)
            if join and keeps_apart(pair, join, context):
                join = None
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
    """Join clauses where a page breaks its lines at semicolons, and parts paragraphs by more line feeds.

    Most lines that end so are items of a list. Prose shows by the sentence that ends inside the first line.
    """
    before, after, layout = pair.before.normalized, pair.after.normalized, pair.layout
    if before[-1] not in SEMICOLONS or not layout.breaks_at_semicolons or pair.is_listed or layout.is_verse:
        return NoJoin.UNDECIDED
    if pair.has_extra_line_feeds:
        return NoJoin.SPLIT
    if before[:2] == after[:2]:  # list items that begin alike
        return NoJoin.UNDECIDED
    is_below_clause = pair.previous_join is not None and pair.previous_join.rule == _CLAUSE_RULE
    is_prose = min(len(before), len(after)) >= layout.settings.sentences.min_comma_line_chars
    if not (layout.has_gaps and is_prose and (is_below_clause or _INNER_STOP.search(before))):
        return NoJoin.UNDECIDED
    return LineJoin(_CLAUSE_RULE, "this page breaks its lines at semicolons")


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
    if pair.before.normalized.isdecimal() or after.normalized.isdecimal():
        return NoJoin.SPLIT
    if after.line_feeds_before > layout.min_line_feeds or (
        layout.indented_share < layout.settings.wrap.min_all_indented_share and after.leading_blanks
    ):
        return NoJoin.SPLIT
    if not layout.wrap_width.is_full_line(pair.before, after) or (
        has_sentence_end(pair.before.normalized) and layout.may_begin_paragraph(after)
    ):
        return NoJoin.SPLIT
    return LineJoin(
        "layout/wrap",
        f"lines are wrapped at {layout.wrap_width.width}",
        layout.settings.layout_confidence,
        is_certain=True,
    )


def _join_split_words(pair: LinePair) -> JoinVerdict:
    """Join two lines if the line feed splits a word."""
    before, after, settings = pair.before.normalized, pair.after.normalized, pair.layout.settings
    is_prose = len(before) >= settings.sentences.min_comma_line_chars and bool(PROSE_MARK.search(before))
    if is_prose and is_mid_sentence(before) and is_torn(before, after, pair.layout.repeated_seams, settings):
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
    if is_prose and (lacks_indent or ends_unfinished(before, after)):
        return LineJoin("layout/inline-markup", "the sentence is unfinished", settings.layout_confidence)
    return NoJoin.UNDECIDED


def _join_unfinished_sentences(pair: LinePair) -> JoinVerdict:
    """Join a line that stops at a comma or inside a sentence, where the page splits sentences."""
    before, after, layout = pair.before.normalized, pair.after.normalized, pair.layout
    settings = layout.settings
    may_be_heading = len(after) <= settings.headings.max_chars and not has_sentence_end(after)
    if before[-1] in COMMAS:
        is_long = len(before) >= settings.sentences.min_comma_line_chars and not layout.is_verse
        if not is_long or _stands_apart_from_comma(before, after):
            return NoJoin.UNDECIDED
        return LineJoin("layout/wrap", "a comma ends no paragraph")
    if not is_mid_sentence(before) or find_numbering_style(before) or may_be_heading:
        return NoJoin.UNDECIDED
    is_page_end = layout.has_even_lines and len(before) >= settings.sentences.min_unfinished_chars
    if is_page_end or (layout.has_torn_lines and is_unfinished_prose(before, settings)):
        return LineJoin("layout/page-break", "pages end amid sentences", settings.layout_confidence)
    return NoJoin.UNDECIDED


def _stands_apart_from_comma(before: str, after: str) -> bool:
    """Tell whether what follows a comma is an entry of its own: a figure, a name, a quotation.

    Text that is cut short may end at a comma, and so may an empty item: 5、
    """
    if has_han(before) and not has_han(after) and len(after) > _MAX_NAME_CHARS:
        return True  # a command
    is_name = len(after) <= _MAX_NAME_CHARS and not (has_sentence_end(after) or PROSE_MARK.search(after))
    return is_name or after[0] in _QUOTATION_STARTS or is_lone_numbering(before[-_MAX_NUMBER_CHARS:].strip())


# in order: the first rule that does not answer UNDECIDED decides
JOIN_RULES: tuple[Callable[[LinePair], JoinVerdict], ...] = (
    _split_marked_lines,
    join_at_marks,
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

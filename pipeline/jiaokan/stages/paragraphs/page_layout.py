"""The layout of a page as a whole: wrap width, indents, torn lines. It is read before lines are compared."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from jiaokan.config.paragraph_settings import ParagraphSettings
from jiaokan.stages.paragraphs.broken_sentences import (
    find_repeated_seams,
    find_unfinished_pairs,
    has_torn_lines,
    is_torn,
)
from jiaokan.stages.paragraphs.list_markers import (
    COLONS,
    COMMAS,
    MAX_NUMBERING_CHARS,
    NO_LINE_START,
    SEMICOLONS,
    SEMICOLONS_AND_COLONS,
    find_line_opening,
    has_sentence_end,
    is_mid_sentence,
)
from jiaokan.stages.paragraphs.text_lines import TextLine
from jiaokan.stages.paragraphs.wrap_width import WrapWidth, find_wrap_width
from jiaokan.text.verse import is_mostly_verse

_OPEN_ENDS = COMMAS + SEMICOLONS
_INNER_SENTENCE_END = re.compile("[。!?][”’)]*(?=.)")


@dataclass(frozen=True, slots=True)
class PageLayout:
    """The layout of a page as a whole.

    Attributes:
        settings: the settings of the stage.
        wrap_width: the length at which the page wraps its lines; None if it does not.
        paragraph_openings: the first characters of paragraphs, if they repeat; see `find_line_opening`.
        breaks_at_semicolons: whether more lines end at a semicolon than hold one inside.
        has_even_lines: whether long lines have an even length and stop inside sentences.
        has_torn_lines: whether line feeds split words.
        repeated_seams: characters around line feeds that the page also holds without a line feed.
        is_flattened: whether the page marks paragraphs with single spaces.
        indented_share: share of the lines that are indented.
        min_line_feeds: least number of line feeds between two lines.
        has_inline_pieces: whether lines begin with marks that cannot begin a line.
        has_gaps: whether more line feeds stand between some lines than between others.
        is_verse: whether most lines consist of clauses as short as those of verse; False, and not examined,
            where no line ends in a comma or semicolon, the only ends that it bears on.
    """

    settings: ParagraphSettings
    wrap_width: WrapWidth | None
    paragraph_openings: frozenset[str]
    breaks_at_semicolons: bool
    has_even_lines: bool
    has_torn_lines: bool
    repeated_seams: frozenset[str]
    is_flattened: bool
    indented_share: float
    min_line_feeds: int
    has_inline_pieces: bool = False
    has_gaps: bool = False
    is_verse: bool = False

    def parts_prose(self, before: TextLine, after: TextLine) -> bool:
        """Tell whether a paragraph surely ends between two lines, as between most: no rule joins them.

        A stop ends the first, which is too long for a number of an item, on a page without wrapped lines and
        without lines that begin with a mark which cannot begin one.
        """
        text = before.normalized
        return (
            len(text) > MAX_NUMBERING_CHARS
            and not (self.wrap_width or self.has_inline_pieces or after.starts_page)
            and (has_sentence_end(text) or text[-1] in COLONS)
        )

    def may_begin_paragraph(self, line: TextLine) -> bool:
        """Tell whether a line begins as paragraphs of the page do, or is a short heading without a stop."""
        if find_line_opening(line.normalized) in self.paragraph_openings:
            return True
        room = self.wrap_width.width - self.wrap_width.measure_line(line) if self.wrap_width else 0
        return (
            room > self.settings.wrap.min_heading_room_columns
            and not has_sentence_end(line.normalized)
            and line.normalized[-1] not in SEMICOLONS_AND_COLONS
        )


def read_page_layout(
    lines: Sequence[TextLine], settings: ParagraphSettings, *, was_edited: bool, is_flattened: bool
) -> PageLayout:
    """Read the layout of a page from its lines.

    Args:
        lines: the lines that are not code.
        settings: the limits of the stage.
        was_edited: whether the stage has edited the page before; then no torn line is left.
        is_flattened: whether the page marks paragraphs with single spaces.
    """
    unfinished = list(find_unfinished_pairs(lines, settings))
    repeated_seams = find_repeated_seams(lines, unfinished)
    texts = [line.normalized for line in lines]
    min_line_feeds = min([line.line_feeds_before for line in lines[1:] if line.line_feeds_before], default=1)
    indented_count = sum([line.leading_blanks > 0 for line in lines[1:]])
    wrap_width = find_wrap_width(lines, min_line_feeds, settings)
    has_gaps = any(line.line_feeds_before > min_line_feeds for line in lines[1:])
    shows_paragraphs = indented_count or has_gaps
    return PageLayout(
        settings,
        wrap_width,
        _find_paragraph_openings(lines, wrap_width) if wrap_width and not shows_paragraphs else frozenset(),
        breaks_at_semicolons=_breaks_at_semicolons(texts),
        has_even_lines=_has_even_lines(lines, repeated_seams, settings),
        has_torn_lines=not was_edited
        and not any(line.starts_page for line in lines)
        and has_torn_lines(unfinished, repeated_seams, settings),
        repeated_seams=repeated_seams,
        is_flattened=is_flattened,
        indented_share=indented_count / max(len(lines), 1),
        min_line_feeds=min_line_feeds,
        has_inline_pieces=any(map(NO_LINE_START.match, texts[1:])),
        has_gaps=has_gaps,
        is_verse=any(text[-1] in _OPEN_ENDS for text in texts) and is_mostly_verse(texts, settings.verse),
    )


def _breaks_at_semicolons(texts: Sequence[str]) -> bool:
    """Tell whether more lines end at a semicolon than hold one inside."""
    inside = sum([text.count(SEMICOLONS, 0, -1) for text in texts])
    return sum([text[-1] in SEMICOLONS for text in texts]) > inside


def _has_even_lines(
    lines: Sequence[TextLine], repeated_seams: frozenset[str], settings: ParagraphSettings
) -> bool:
    """Tell whether long lines have an even length and stop inside sentences, some inside words."""
    long_lines = [
        line for line in lines[:-1] if len(line.normalized) >= settings.sentences.min_unfinished_chars
    ]
    median = sorted(line.width_columns for line in long_lines)[len(long_lines) // 2] if long_lines else 0
    even_lines = [
        line
        for line in long_lines
        if abs(line.width_columns - median) <= median * settings.wrap.line_length_tolerance
    ]
    cut_count = sum(is_mid_sentence(line.normalized) for line in even_lines)
    if len(even_lines) < 2 or 2 * min(len(even_lines), cut_count) <= len(long_lines):
        return False
    return any(
        is_mid_sentence(before.normalized)
        and is_torn(before.normalized, after.normalized, repeated_seams, settings)
        for before, after in pairwise(lines)
    )


def _find_paragraph_openings(lines: Sequence[TextLine], wrap: WrapWidth) -> frozenset[str]:
    """Return the openings of paragraphs that are far more frequent than openings of sentences."""
    sentence_openings = Counter(
        find_line_opening(line.normalized[stop.end() :])
        for line in lines
        for stop in _INNER_SENTENCE_END.finditer(line.normalized)
    )
    openings = Counter(
        find_line_opening(after.normalized)
        for before, after in pairwise(lines)
        if has_sentence_end(before.normalized) and not wrap.is_full_line(before, after)
    )
    return frozenset(
        opening for opening, count in openings.items() if count > max(1, 2 * sentence_openings[opening])
    )

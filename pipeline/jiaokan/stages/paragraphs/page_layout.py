"""What a page shows of its layout as a whole, before any two of its lines are compared."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jiaokan.config.schema import ParagraphSettings
from jiaokan.stages.paragraphs.broken_sentences import find_repeated_seams, has_torn_lines, is_torn
from jiaokan.stages.paragraphs.flattened_blocks import is_flattened_page
from jiaokan.stages.paragraphs.list_markers import (
    COMMAS,
    NO_LINE_START,
    SEMICOLONS,
    SEMICOLONS_AND_COLONS,
    find_numbering_style,
    has_sentence_end,
    is_mid_sentence,
)
from jiaokan.stages.paragraphs.tables_verse_signatures import measure_clauses
from jiaokan.stages.paragraphs.text_lines import TextLine, count_columns
from jiaokan.text.unicode_ranges import count_han
from jiaokan.text.word_boundaries import word_continuation_score

# what a wrap never parts: a Latin word or a number, or one character, and the marks around it
_UNBREAKABLE_UNIT = re.compile(r"[(“‘\[【《「『]*(?:[A-Za-z0-9.%'@/_-]+|.)[,。、;:?!”’)\]】》」』]*")
_PROSE_SIGN = re.compile("[,。、;?!“”] ?[^ ]|(?:[A-Za-z]+,? ){3}")
_LETTER_AT_END = re.compile(r"[^\W_]-?$")
_DIGITS = re.compile(r"\d+")
_INNER_SENTENCE_END = re.compile("[。!?][”’)]*(?=.)")
_LINE_OPENING_CHARS = 6  # code points that hold the first two but for digits
_LATIN_BOUNDARY = re.compile(r"[A-Za-z0-9,.;:)%]\n[A-Za-z0-9(]")


@dataclass(frozen=True, slots=True)
class WrapWidth:
    """The length at which a page wraps its lines, in columns or in code points.

    `exact`: it cuts there, whatever stands there.
    """

    width: int
    is_in_code_points: bool
    is_exact: bool

    def measure_line(self, line: TextLine) -> int:
        """Return the length of a line."""
        return line.leading_blanks + len(line.normalized) if self.is_in_code_points else line.width_columns

    def is_short_line(self, line: TextLine) -> bool:
        """Tell whether a line is so short that it may be a heading."""
        return 2 * self.measure_line(line) <= self.width

    def is_full_line(self, before: TextLine, after: TextLine) -> bool:
        """Tell whether the first unit of the next line would not have found room on this one."""
        if self.is_exact:
            return self.measure_line(before) >= self.width
        unit = _UNBREAKABLE_UNIT.match(after.normalized[:80])
        room = (
            self.width
            - self.measure_line(before)
            - len(find_word_separator(before.normalized, after.normalized))
        )
        return room < ((len(unit[0]) if self.is_in_code_points else count_columns(unit[0])) if unit else 1)


@dataclass(frozen=True, slots=True)
class PageLayout:
    """What the page shows as a whole.

    `wrap`: the length at which it wraps; `opens`: how paragraphs of wrapped lines begin, again and again;
    `clauses`: it breaks its lines at every semicolon; `even`: its long lines are alike in length and stop
    amid sentences; `torn`: it tears what it says at the ends of lines; `said`: what stands across such
    ends and elsewhere too; `flattened`: it shows paragraphs by lone spaces; `indented`: share of its
    lines that are indented; `feeds`: the line feeds between two lines at least; `pieced`: lines begin
    with marks that nothing begins with; `verse`: most lines are clauses as short as those of verse.
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
    is_verse: bool = False


def find_word_separator(before: str, after: str) -> str:
    """Return what stands between two lines that are one: a space between Latin words, else nothing."""
    return " " if _LATIN_BOUNDARY.match(f"{before[-1:]}\n{after[:1]}") else ""


def read_page_layout(lines: Sequence[TextLine], mended: bool, settings: ParagraphSettings) -> PageLayout:
    """Look at the page as a whole; one that was mended before has no torn lines left."""
    said = find_repeated_seams(lines, settings)
    inner = sum(line.normalized.count(SEMICOLONS, 0, -1) for line in lines)
    ends = sum(line.normalized[-1] in SEMICOLONS for line in lines)
    feeds = min((line.line_feeds_before for line in lines[1:] if line.line_feeds_before), default=1)
    indented = sum(line.leading_blanks > 0 for line in lines[1:])
    wrap = _find_wrap_width(lines, feeds, settings)
    shown = indented or any(line.line_feeds_before > feeds for line in lines[1:])
    return PageLayout(
        settings,
        wrap,
        _find_paragraph_openings(lines, wrap) if wrap and not shown else frozenset(),
        breaks_at_semicolons=ends > inner,
        has_even_lines=_has_even_lines(lines, said, settings),
        has_torn_lines=not mended
        and not any(line.starts_page for line in lines)
        and has_torn_lines(lines, said, settings),
        repeated_seams=said,
        is_flattened=is_flattened_page(lines, settings),
        indented_share=indented / max(len(lines), 1),
        min_line_feeds=feeds,
        has_inline_pieces=any(NO_LINE_START.match(line.normalized) for line in lines[1:]),
        is_verse=_is_verse_page(lines, settings),
    )


def _is_verse_page(lines: Sequence[TextLine], settings: ParagraphSettings) -> bool:
    """Tell whether most lines are of several clauses that are as short as those of verse."""
    sung = sum(
        bool(lengths := measure_clauses(line.normalized, settings)) and max(lengths) <= settings.verse_lyric
        for line in lines
    )
    return len(lines) >= settings.verse_lines and 2 * sung > len(lines)


def _has_even_lines(lines: Sequence[TextLine], said: frozenset[str], settings: ParagraphSettings) -> bool:
    """Tell whether long lines are alike in length and stop amid sentences, some amid words, as pages do."""
    if not any(
        is_mid_sentence(a.normalized) and is_torn(a.normalized, b.normalized, said, settings)
        for a, b in pairwise(lines)
    ):
        return False
    long = [line for line in lines[:-1] if len(line.normalized) >= settings.unfinished]
    middle = sorted(line.width_columns for line in long)[len(long) // 2] if long else 0
    alike = [line for line in long if abs(line.width_columns - middle) <= middle * settings.even]
    cut = sum(is_mid_sentence(line.normalized) for line in alike)
    return len(alike) > 1 and 2 * len(alike) > len(long) and 2 * cut > len(long)


def _find_wrap_width(lines: Sequence[TextLine], feeds: int, settings: ParagraphSettings) -> WrapWidth | None:
    """Return the length at which lines are full, if full lines stop amid sentences and others end them."""
    if len(lines) < settings.wrap_lines:
        return None
    pairs = [(a, b) for a, b in pairwise(lines) if b.line_feeds_before <= feeds]
    shares = {m: _count_full_share(m, pairs) for m in _propose_wrap_widths(lines, settings)}
    best = max(shares, key=lambda m: shares[m] + settings.wrap_exact * m.is_exact, default=None)
    if best is None or shares[best] < settings.wrap_share:
        return None
    full = [a for a, b in pairs if best.is_full_line(a, b)]
    rest = [
        best.is_short_line(a) or _may_end_paragraph(a, b) for a, b in pairs[1:] if not best.is_full_line(a, b)
    ]
    stray = max(settings.wrap_stray * len(rest), settings.wrap_over * len(full))
    if (
        len({best.measure_line(line) for line in lines}) == 1
        or _is_list_page(lines, settings)
        or not (_has_torn_full_line(best, pairs, settings) or _is_indented(lines))
    ):
        return None
    return (
        best if _is_flowing_prose(full, settings) and (best.is_exact or rest.count(False) <= stray) else None
    )


def _is_list_page(lines: Sequence[TextLine], settings: ParagraphSettings) -> bool:
    """Tell whether most lines begin alike: those that a wrap cuts do not."""
    starts = Counter(find_line_opening(line.normalized) for line in lines)
    return max(starts.values()) > max(2, settings.wrap_alike * len(lines))


def _is_indented(lines: Sequence[TextLine]) -> bool:
    """Tell whether paragraphs are indented, each after a full stop, and other lines are not."""
    starts = [i for i, line in enumerate(lines) if line.leading_blanks]
    closed = all(has_sentence_end(lines[i - 1].normalized) for i in starts if i)
    return closed and len(starts) > 1 and 2 * len(starts) < len(lines) and starts[0] == 0


def _has_torn_full_line(
    wrap: WrapWidth, pairs: Sequence[tuple[TextLine, TextLine]], settings: ParagraphSettings
) -> bool:
    """Tell whether any full line stops amid a word or at a comma, as a wrap makes one in two stop."""
    full = [(a.normalized, b.normalized) for a, b in pairs if wrap.is_full_line(a, b)]
    return any(
        a[-1] in COMMAS or count_han(a[-1] + b[0]) < 2 or word_continuation_score(a, b) >= settings.word
        for a, b in full
    )


def _find_paragraph_openings(lines: Sequence[TextLine], wrap: WrapWidth) -> frozenset[str]:
    """Return how paragraphs begin after lines that are not full, if they do so far oftener than sentences."""
    inner = Counter(
        find_line_opening(line.normalized[at.end() :])
        for line in lines
        for at in _INNER_SENTENCE_END.finditer(line.normalized)
    )
    starts = Counter(
        find_line_opening(b.normalized)
        for a, b in pairwise(lines)
        if has_sentence_end(a.normalized) and not wrap.is_full_line(a, b)
    )
    return frozenset(start for start, count in starts.items() if count > max(1, 2 * inner[start]))


def find_line_opening(read: str) -> str:
    """Return how a folded line begins, with all numbers alike."""
    return _DIGITS.sub("0", read[:_LINE_OPENING_CHARS])[:2]


def _is_flowing_prose(full: Sequence[TextLine], settings: ParagraphSettings) -> bool:
    """Tell whether full lines are prose that goes on, and not verse, names or rows of figures."""
    letters = sum(bool(_LETTER_AT_END.search(line.normalized)) for line in full)
    prose = sum(bool(_PROSE_SIGN.search(line.normalized)) for line in full)
    return letters >= settings.wrap_amid * len(full) and prose >= settings.wrap_prose * len(full)


def _may_end_paragraph(line: TextLine, after: TextLine) -> bool:
    """Tell whether a paragraph may well end with a line."""
    rests = has_sentence_end(line.normalized) or line.normalized[-1] in SEMICOLONS_AND_COLONS
    return rests or bool(find_numbering_style(line.normalized)) or after.leading_blanks > line.leading_blanks


def _count_full_share(measure: WrapWidth, pairs: Sequence[tuple[TextLine, TextLine]]) -> float:
    return sum(measure.is_full_line(a, b) for a, b in pairs) / max(len(pairs), 1)


def _propose_wrap_widths(lines: Sequence[TextLine], settings: ParagraphSettings) -> Iterator[WrapWidth]:
    """Yield the lengths that a page may wrap at: the commonest, and the longest but for a few outliers."""
    for points in (False, True):
        sizes = sorted(
            line.leading_blanks + len(line.normalized) if points else line.width_columns for line in lines
        )
        common = max(Counter(sizes).items(), key=lambda item: (item[1], item[0]))[0]
        for size in dict.fromkeys((common, sizes[int(0.9 * (len(sizes) - 1))], sizes[-1])):
            over = sum(other > size + 2 for other in sizes)
            if size * (1 + points) >= settings.wrap_least and over <= settings.wrap_over * len(sizes):
                yield WrapWidth(size, points, is_exact=False)
                if size == sizes[-1]:
                    yield WrapWidth(size, points, is_exact=True)

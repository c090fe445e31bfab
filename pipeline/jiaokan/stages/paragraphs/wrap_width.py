"""Find the length at which a page wraps its lines."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import add

from jiaokan.config.paragraph_settings import ParagraphSettings
from jiaokan.stages.paragraphs.list_markers import (
    COMMAS,
    SEMICOLONS_AND_COLONS,
    find_line_opening,
    find_numbering_style,
    has_sentence_end,
)
from jiaokan.stages.paragraphs.separate_lines import begins_entry, is_code_line
from jiaokan.stages.paragraphs.text_lines import TextLine, count_columns
from jiaokan.text.word_boundaries import word_continuation_score

# text that a wrap never splits: a Latin word, a number or one character, with the marks around it
_MARKS_AT_END = ",。、;:?!”’)]】》」』"
_UNBREAKABLE_UNIT = re.compile(rf"[(“‘\[【《「『]*(?:[A-Za-z0-9.%'@/_-]+|.)[{re.escape(_MARKS_AT_END)}]*")
_PROSE_SIGN = re.compile("[,。、;?!“”] ?[^ ]|(?:[A-Za-z]+,? ){3}")
_LETTER_AT_END = re.compile(r"[^\W_]-?$")
_LATIN_BOUNDARY = re.compile(r"[A-Za-z0-9,.;:)%]\n[A-Za-z0-9(]")


@dataclass(frozen=True, slots=True)
class WrapWidth:
    """The length at which a page wraps its lines.

    Attributes:
        width: the length, in columns or code points.
        is_in_code_points: whether the length is in code points.
        is_exact: whether lines are cut at this length, inside words and numbers too.
    """

    width: int
    is_in_code_points: bool
    is_exact: bool

    def measure_line(self, line: TextLine) -> int:
        """Return the length of a line in the unit of the width."""
        return line.leading_blanks + len(line.normalized) if self.is_in_code_points else line.width_columns

    def is_short_line(self, line: TextLine) -> bool:
        """Tell whether a line is short enough for a heading: half the width or less."""
        return 2 * self.measure_line(line) <= self.width

    def is_full_line(self, before: TextLine, after: TextLine) -> bool:
        """Tell whether the first word or character of the next line does not fit on this line."""
        if self.is_exact:
            return self.measure_line(before) >= self.width
        return self.width < self.measure_with_next_word(before, after)

    def measure_with_next_word(self, before: TextLine, after: TextLine) -> int:
        """Return the length of a line with the first word or character of the next line at its end."""
        unit = _UNBREAKABLE_UNIT.match(after.normalized[:80])
        unit_length = (len(unit[0]) if self.is_in_code_points else count_columns(unit[0])) if unit else 1
        separator = find_word_separator(before.normalized, after.normalized)
        return self.measure_line(before) + len(separator) + unit_length


def find_word_separator(before: str, after: str) -> str:
    """Return the text between two joined lines: a space between Latin words, else nothing.

    >>> find_word_separator("open", "source"), find_word_separator("校", "勘")
    (' ', '')
    """
    last, first = before[-1:], after[:1]
    is_ascii = first.isascii() and last.isascii()  # most are not
    return " " if is_ascii and _LATIN_BOUNDARY.match(f"{last}\n{first}") else ""


def find_wrap_width(
    lines: Sequence[TextLine], min_line_feeds: int, settings: ParagraphSettings
) -> WrapWidth | None:
    """Return the wrap width, if full lines stop inside sentences and the other lines end paragraphs."""
    if len(lines) < settings.wrap.min_lines:
        return None
    pairs = [
        (before, after) for before, after in pairwise(lines) if after.line_feeds_before <= min_line_feeds
    ]
    shares = _measure_full_shares(_propose_wrap_widths(lines, settings), pairs)
    best = max(
        shares,
        key=lambda width: shares[width] + settings.wrap.exact_advantage_share * width.is_exact,
        default=None,
    )
    if best is None or shares[best] < settings.wrap.min_full_share:
        return None
    return best if _is_confirmed(best, lines, pairs, settings) else None


def _is_confirmed(
    best: WrapWidth,
    lines: Sequence[TextLine],
    pairs: Sequence[tuple[TextLine, TextLine]],
    settings: ParagraphSettings,
) -> bool:
    """Tell whether the full lines of a width stop inside sentences and the others end paragraphs.

    Args:
        best: the width.
        lines: all lines of the page.
        pairs: each line with the one below, where no more line feeds than usual part them.
        settings: the limits of the stage.
    """
    full_lines = [before for before, after in pairs if best.is_full_line(before, after)]
    may_end = [
        best.is_short_line(before) or _may_end_paragraph(before, after)
        for before, after in pairs[1:]
        if not best.is_full_line(before, after)
    ]
    max_stray = max(
        settings.wrap.max_stray_share * len(may_end), settings.wrap.max_longer_share * len(full_lines)
    )
    if (
        len({best.measure_line(line) for line in lines}) == 1
        or _is_list_page(lines, settings)
        or not (_has_torn_full_line(best, pairs, settings) or _is_indented(lines))
    ):
        return False
    is_even = best.is_exact or may_end.count(False) <= max_stray
    return is_even and _is_flowing_prose(full_lines, settings)


def _is_list_page(lines: Sequence[TextLine], settings: ParagraphSettings) -> bool:
    """Tell whether most lines begin alike; wrapped lines do not."""
    openings = Counter(find_line_opening(line.normalized) for line in lines)
    return max(openings.values()) > max(2, settings.wrap.max_alike_share * len(lines))


def _is_indented(lines: Sequence[TextLine]) -> bool:
    """Tell whether each indented line follows a full stop and most lines are not indented."""
    starts = [i for i, line in enumerate(lines) if line.leading_blanks]
    follow_stops = all(has_sentence_end(lines[i - 1].normalized) for i in starts if i)
    return follow_stops and len(starts) > 1 and 2 * len(starts) < len(lines) and starts[0] == 0


def _has_torn_full_line(
    wrap_width: WrapWidth, pairs: Sequence[tuple[TextLine, TextLine]], settings: ParagraphSettings
) -> bool:
    """Tell whether full lines stop inside words and at commas, as every second wrapped line does.

    Entries of a list that are cut at a length do not, and what follows them begins as an entry.
    """
    full_pairs = [
        (before.normalized, after.normalized)
        for before, after in pairs
        if wrap_width.is_full_line(before, after)
    ]
    torn_count = sum(
        before[-1] in COMMAS
        or word_continuation_score(before, after) >= settings.sentences.min_word_nats
        or (before[-1].islower() and after[0].islower() and after[0].isascii())
        for before, after in full_pairs
    )
    entry_count = sum(begins_entry(after) for _, after in full_pairs)
    return torn_count >= max(1, settings.wrap.min_torn_share * len(full_pairs)) and entry_count <= max(
        1, settings.wrap.max_entry_share * len(full_pairs)
    )


def _is_flowing_prose(full_lines: Sequence[TextLine], settings: ParagraphSettings) -> bool:
    """Tell whether full lines are running prose, not verse, names, code or rows of figures."""
    if 2 * sum(is_code_line(line.normalized) for line in full_lines) > len(full_lines):
        return False
    letter_count = sum(bool(_LETTER_AT_END.search(line.normalized)) for line in full_lines)
    prose_count = sum(bool(_PROSE_SIGN.search(line.normalized)) for line in full_lines)
    has_letter_ends = letter_count >= settings.wrap.min_letter_end_share * len(full_lines)
    return has_letter_ends and prose_count >= settings.wrap.min_marked_share * len(full_lines)


def _may_end_paragraph(before: TextLine, after: TextLine) -> bool:
    """Tell whether a paragraph may end with the first of two lines."""
    is_complete = has_sentence_end(before.normalized) or before.normalized[-1] in SEMICOLONS_AND_COLONS
    return (
        is_complete
        or bool(find_numbering_style(before.normalized))
        or after.leading_blanks > before.leading_blanks
    )


def _measure_full_shares(
    widths: Iterable[WrapWidth], pairs: Sequence[tuple[TextLine, TextLine]]
) -> dict[WrapWidth, float]:
    """Return for each width the share of full lines among the first lines of pairs."""
    lines, with_next_words = _measure_lines(pairs)
    shares = {}
    for width in widths:
        if width.is_exact:
            full_count = sum(map(width.width.__le__, lines[width.is_in_code_points]))
        else:
            full_count = sum(map(width.width.__lt__, with_next_words[width.is_in_code_points]))
        shares[width] = full_count / max(len(pairs), 1)
    return shares


LengthsByUnit = tuple[list[int], list[int]]  # in columns and in code points, by `WrapWidth.is_in_code_points`


def _measure_lines(pairs: Sequence[tuple[TextLine, TextLine]]) -> tuple[LengthsByUnit, LengthsByUnit]:
    """Return what `measure_line` and `measure_with_next_word` give for the first lines of pairs."""
    chars = [before.leading_blanks + len(before.normalized) for before, _ in pairs]
    columns = [before.width_columns for before, _ in pairs]
    chars_of_words, columns_of_words = [], []
    for before, after in pairs:
        first, second = after.normalized[0], after.normalized[1:2]
        if "\u4e00" <= first <= "\u9fff" and not (second and second in _MARKS_AT_END):  # as most lines begin
            chars_of_words.append(1)
            columns_of_words.append(2)
            continue
        unit = _UNBREAKABLE_UNIT.match(after.normalized[:80])
        word = find_word_separator(before.normalized, after.normalized) + (unit[0] if unit else " ")
        chars_of_words.append(len(word))
        columns_of_words.append(count_columns(word))
    with_words = list(map(add, columns, columns_of_words)), list(map(add, chars, chars_of_words))
    return (columns, chars), with_words


def _propose_wrap_widths(lines: Sequence[TextLine], settings: ParagraphSettings) -> Iterator[WrapWidth]:
    """Yield possible wrap widths: the most frequent length, the longest, and the longest without outliers."""
    for in_code_points in (False, True):
        lengths = sorted(
            line.leading_blanks + len(line.normalized) if in_code_points else line.width_columns
            for line in lines
        )
        most_common = max(Counter(lengths).items(), key=lambda item: (item[1], item[0]))[0]
        for length in dict.fromkeys((most_common, lengths[int(0.9 * (len(lengths) - 1))], lengths[-1])):
            columns = length * (1 + in_code_points)
            longer_count = len(lengths) - bisect_right(lengths, length + 2)
            if columns >= settings.wrap.min_columns and longer_count <= settings.wrap.max_longer_share * len(
                lengths
            ):
                yield WrapWidth(length, in_code_points, is_exact=False)
                if length == lengths[-1]:
                    yield WrapWidth(length, in_code_points, is_exact=True)

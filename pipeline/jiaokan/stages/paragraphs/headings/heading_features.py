"""Describe each paragraph of a page as a heading: its form, its neighbours, others of its form, the page."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from jiaokan.models.boosted_trees import BoolArray, Float64Array
from jiaokan.models.shifted_values import shift_values
from jiaokan.stages.paragraphs.headings.heading_rules import (
    LABEL,
    LONG,
    MARKDOWN,
    NUMBER,
    QUESTION,
    SHORT,
    HeadingPage,
)
from jiaokan.stages.paragraphs.list_markers import (
    COMMAS,
    NUMBERING_STYLES,
    SEMICOLONS,
    has_sentence_end,
)
from jiaokan.text.code_points import to_code_points
from jiaokan.text.unicode_ranges import mark_han

Columns = dict[str, Float64Array]

_KINDS = ("", NUMBER, SHORT, LONG, QUESTION, LABEL, MARKDOWN, *NUMBERING_STYLES)
_STYLES = ("", *NUMBERING_STYLES)
_MAX_SHORT_CHARS = 30  # code points of a line that may be a heading by its length
_MAX_STYLE_REACH = 30  # paragraphs below the last of a numbering style that are counted as its text
_MAX_LINE_CHARS = 400  # code points of a line that are read for words it shares
_NO_PAIRS = -1.0  # the share of a text without a pair of Han
_PERSON = re.compile(r"[我你您他她咱俺]")
_FIELD = re.compile(r"[^\s:]{1,8}: ?\S")
_CASE_BIT = np.uint32(0x20)  # parts the cases of a letter of ASCII
_LATIN_LETTERS = 26
_HAN = (0x3400, 0xA000)
_PLACE_BITS, _LINE_BITS = 15, 32  # of a place in that range, of the number of a line


def describe_paragraphs(page: HeadingPage) -> Columns:
    """Return the features of the paragraphs of a page by name, one value for each paragraph.

    Lengths are in code points, shares from 0 to 1, places from 0.
    """
    lengths = np.fromiter(map(len, page.texts), float)
    ends = np.fromiter(map(has_sentence_end, page.texts), bool)
    open_ends = COMMAS + SEMICOLONS
    short = np.array(
        [
            length <= _MAX_SHORT_CHARS and not end and text[-1] not in open_ends
            for length, end, text in zip(lengths, ends, page.texts, strict=True)
        ]
    )
    return (
        _describe_texts(page, lengths)
        | _describe_styles(page, lengths)
        | _describe_neighbours(lengths, ends, short)
        | _describe_short_lines(page.texts, lengths, short)
        | _describe_page(page, lengths, ends, short)
    )


def _describe_texts(page: HeadingPage, lengths: Float64Array) -> Columns:
    texts = page.texts
    points, starts = to_code_points("".join(texts)), (np.cumsum(lengths) - lengths).astype(np.int64)
    is_latin = (points | _CASE_BIT) - ord("a") < _LATIN_LETTERS  # unsigned: a lower code point becomes large
    is_comma = np.logical_or.reduce([points == ord(comma) for comma in COMMAS])
    han, latin, commas = (
        np.add.reduceat(flags, starts, dtype=float) for flags in (mark_han(points), is_latin, is_comma)
    )
    return {
        "chars": lengths,
        "han": han / lengths,
        "latin": latin / lengths,
        "commas": commas,
        "ends_in_question": np.array([text[-1] == "?" for text in texts], float),
        "ends_in_colon": np.array([text[-1] == ":" for text in texts], float),
        "kind": np.array([_KINDS.index(kind) for kind in page.kinds], float),
        "ruled": np.array([i in page.ruled for i in range(len(texts))], float),
        "repeats": _count_equal(texts),
        "shared_pairs": measure_shared_pairs(texts),
    }


def _describe_styles(page: HeadingPage, lengths: Float64Array) -> Columns:
    """Return the features of the numbering styles: others of the style, and the text between them."""
    count = len(page.texts)
    starts = np.concatenate([[0.0], np.cumsum(lengths)])
    columns = {name: np.zeros(count) for name in ("style_count", "style_gap", "style_chars")}
    styles = np.array(page.styles)
    for style in set(page.styles) - {""}:
        (places,) = (styles == style).nonzero()
        ends = np.append(places[1:], min(count, int(places[-1]) + _MAX_STYLE_REACH))
        columns["style_count"][places] = len(places)
        columns["style_gap"][places] = _find_median(starts[ends] - starts[np.minimum(places + 1, ends)])
        columns["style_chars"][places] = _find_median(lengths[places])
    return columns | {"style": np.array([_STYLES.index(style) for style in page.styles], float)}


def _describe_neighbours(lengths: Float64Array, ends: BoolArray, short: BoolArray) -> Columns:
    count = len(lengths)
    starts = np.append(np.flatnonzero(np.append(True, short[1:] != short[:-1])), count)
    sizes = np.diff(starts)
    above, below, second_below, third_below = shift_values(lengths, (-1, 1, 2, 3))
    ends_above, ends_below = shift_values(ends.astype(float), (-1, 1))
    return {
        "chars_above": above,
        "ends_above": ends_above,
        "chars_below": below,
        "chars_second_below": second_below,
        "chars_third_below": third_below,
        "ends_below": ends_below,
        # the number of short lines in a row, negative for others
        "run": np.repeat(np.where(short[starts[:-1]], sizes, -sizes), sizes).astype(float),
        "index": np.arange(count, dtype=float),
    }


def _describe_short_lines(texts: Sequence[str], lengths: Float64Array, short: BoolArray) -> Columns:
    """Return the features of short lines amid longer ones, and of short lines that begin or end alike."""
    count = len(texts)
    lone = short & ~np.append(False, short[:-1]) & np.append(~short[1:], False)
    (places,) = lone.nonzero()
    starts = np.concatenate([[0.0], np.cumsum(lengths)])
    behind = np.append(places, count)[np.searchsorted(places, np.arange(count), side="right")]
    shorts = [text for text, is_short in zip(texts, short, strict=True) if is_short]
    firsts, lasts = (Counter(text[at] for text in shorts) for at in (0, -1))
    return {
        "lone": lone.astype(float),
        "lone_share": np.full(count, len(places) / count),
        "chars_to_lone": lengths - (_find_median(lengths[places]) if len(places) else 0.0),
        "to_next_lone": starts[behind] - starts[np.arange(count) + 1],
        "same_first": np.array([firsts[text[0]] for text in texts], float),
        "same_last": np.array([lasts[text[-1]] for text in texts], float),
    }


def _describe_page(page: HeadingPage, lengths: Float64Array, ends: BoolArray, short: BoolArray) -> Columns:
    """Return the features of the page, the same for all its paragraphs."""
    count, total = len(lengths), float(lengths.sum())
    values = {
        "paragraphs": float(count),
        "total_chars": total,
        "mean_chars": total / count,
        "median_chars": _find_median(lengths),
        "end_share": np.count_nonzero(ends) / count,
        "short_share": np.count_nonzero(short) / count,
        "style_share": _average_flags(map(bool, page.styles)),
        "person_share": _average_flags(bool(_PERSON.search(text)) for text in page.texts),
        "field_share": _average_flags(bool(_FIELD.match(text)) for text in page.texts),
        "ruled_count": float(len(page.ruled)),
    }
    rows = np.repeat(np.array([*values.values()])[:, None], count, axis=1)
    return dict(zip(values, rows, strict=True))


def _find_median(values: Float64Array) -> float:
    """Return the median as `np.median` does, whose first call imports all of `numpy.ma`."""
    ordered = np.sort(values)
    return float(ordered[(len(values) - 1) // 2] + ordered[len(values) // 2]) / 2


def _average_flags(flags: Iterable[bool]) -> float:
    values = list(flags)
    return sum(values) / len(values)


def _count_equal(texts: Sequence[str]) -> Float64Array:
    counts = Counter(texts)
    return np.array([counts[text] for text in texts], float)


def measure_shared_pairs(texts: Sequence[str]) -> Float64Array:
    """Return for each text the share of its pairs of Han that the texts have more than once, -1 for no pair.

    Of long texts the start is read.

    >>> measure_shared_pairs(["新馆开放", "新馆昨天迎来读者", "abc"]).round(2).tolist()
    [0.33, 0.14, -1.0]
    """
    points = to_code_points("\n".join([text[:_MAX_LINE_CHARS] for text in texts]))
    places = points - np.uint32(_HAN[0])  # in the range of Han; unsigned: a lower code point becomes large
    is_han = places < _HAN[1] - _HAN[0]
    (starts,) = (is_han[:-1] & is_han[1:]).nonzero()
    lines = np.cumsum(points == ord("\n"))[starts]
    wide = places.astype(np.int64)
    keyed = (wide[starts] << _PLACE_BITS | wide[starts + 1]) << _LINE_BITS | lines
    keyed.sort()
    pairs, lines = keyed >> _LINE_BITS, keyed & (1 << _LINE_BITS) - 1
    is_shared = np.zeros(len(pairs) + 1, bool)
    is_shared[1:-1] = pairs[1:] == pairs[:-1]
    is_shared = is_shared[1:] | is_shared[:-1]  # the next pair in order is the same, or the one before it
    all_pairs = np.bincount(lines, minlength=len(texts))
    shared = np.bincount(lines[is_shared], minlength=len(texts))
    return np.where(all_pairs > 0, shared / np.maximum(all_pairs, 1), _NO_PAIRS)

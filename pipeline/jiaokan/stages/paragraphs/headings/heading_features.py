"""Describe each paragraph of a page as a heading: its form, its neighbours, others of its form, the page."""

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, groupby
from operator import truediv

import numpy as np

from jiaokan.models.boosted_trees import Float64Array
from jiaokan.stages.paragraphs.headings.heading_rules import (
    LABEL,
    LONG,
    MARKDOWN,
    NUMBER,
    QUESTION,
    SHORT,
    HeadingPage,
)
from jiaokan.stages.paragraphs.headings.markup_features import list_markup_features
from jiaokan.stages.paragraphs.headings.wording_features import NAMED_VALUE, PRONOUN, list_wording_features
from jiaokan.stages.paragraphs.list_markers import (
    COMMAS,
    NUMBERING_STYLES,
    SEMICOLONS,
    has_sentence_end,
)
from jiaokan.text.code_points import to_code_points
from jiaokan.text.unicode_ranges import flag_han

Columns = dict[str, Float64Array]
Lists = dict[str, Sequence[float]]

_KINDS = ("", NUMBER, SHORT, LONG, QUESTION, LABEL, MARKDOWN, *NUMBERING_STYLES)
_STYLES = ("", *NUMBERING_STYLES)
_MAX_SHORT_CHARS = 30  # code points of a line that may be a heading by its length
_MAX_STYLE_REACH = 30  # paragraphs below the last of a numbering style that are counted as its text
_MAX_LINE_CHARS = 400  # code points of a line that are read for words it shares
_OUTSIDE = -1  # stands for a paragraph beyond the ends of the page
_NO_PAIRS = -1.0  # the share of a text without a pair of Han
_CASE_BIT = np.uint32(0x20)  # parts the cases of a letter of ASCII
_LATIN_LETTERS = 26
_HAN = (0x3400, 0xA000)
_PLACE_BITS, _LINE_BITS = 15, 32  # of a place in that range, of the number of a line


def describe_paragraphs(page: HeadingPage) -> Columns:
    """Return the features of the paragraphs of a page by name, one value for each paragraph.

    Lengths are in code points, shares from 0 to 1, places from 0.
    """
    return {name: np.array(values, np.float64) for name, values in list_features(page).items()}


def list_features(page: HeadingPage) -> Lists:
    """Return what `describe_paragraphs` does as lists: of a few dozen values they are faster than arrays."""
    texts, lengths = page.texts, list(map(len, page.texts))
    ends = list(map(has_sentence_end, texts))
    open_ends = COMMAS + SEMICOLONS
    short = [
        length <= _MAX_SHORT_CHARS and not end and text[-1] not in open_ends
        for length, end, text in zip(lengths, ends, texts, strict=True)
    ]
    return {
        **_list_texts(page, lengths),
        **_list_styles(page, lengths),
        **_list_neighbours(lengths, ends, short),
        **_list_short_lines(texts, lengths, short),
        **_list_page(page, lengths, ends, short),
        **(list_markup_features(page.markup, lengths, ends) if page.markup else {}),
    }


def _list_texts(page: HeadingPage, lengths: Sequence[int]) -> Lists:
    texts, times = page.texts, Counter(page.texts)
    han, latin, commas = _count_characters(texts, lengths)
    return {
        "chars": lengths,
        "han": list(map(truediv, han, lengths)),
        "latin": list(map(truediv, latin, lengths)),
        "commas": commas,
        "ends_in_question": [text[-1] == "?" for text in texts],
        "ends_in_colon": [text[-1] == ":" for text in texts],
        "kind": list(map(_KINDS.index, page.kinds)),
        "ruled": [i in page.ruled for i in range(len(texts))],
        "repeats": [times[text] for text in texts],
        **list_wording_features(texts),
        "shared_pairs": measure_shared_pairs(texts).tolist(),
    }


def _count_characters(texts: Sequence[str], lengths: Sequence[int]) -> tuple[list[int], list[int], list[int]]:
    """Return how many Han, letters of ASCII and commas each text has; none of them is empty."""
    points = to_code_points("".join(texts))
    flags = np.zeros((3, len(points)), bool)
    flags[0] = flag_han(points)
    # unsigned: a lower code point becomes large
    np.less((points | _CASE_BIT) - ord("a"), _LATIN_LETTERS, out=flags[1])
    for comma in COMMAS:
        flags[2] |= points == ord(comma)
    starts = [*accumulate(lengths, initial=0)][:-1]
    han, latin, commas = np.add.reduceat(flags, starts, axis=1, dtype=np.int64).tolist()
    return han, latin, commas


def _list_styles(page: HeadingPage, lengths: Sequence[int]) -> Lists:
    """Return the features of the numbering styles: others of the style, and the text between them."""
    count, starts = len(page.texts), [*accumulate(lengths, initial=0)]
    columns: dict[str, list[float]] = {
        name: [0.0] * count for name in ("style_count", "style_gap", "style_chars")
    }
    for style in set(page.styles) - {""}:
        places = [i for i, other in enumerate(page.styles) if other == style]
        ends = [*places[1:], min(count, places[-1] + _MAX_STYLE_REACH)]
        gaps = [starts[end] - starts[min(i + 1, end)] for i, end in zip(places, ends, strict=True)]
        values = (len(places), _find_median(gaps), _find_median([lengths[i] for i in places]))
        for column, value in zip(columns.values(), values, strict=True):
            for i in places:
                column[i] = value
    return {**columns, "style": list(map(_STYLES.index, page.styles))}


def _list_neighbours(lengths: Sequence[int], ends: Sequence[bool], short: Sequence[bool]) -> Lists:
    count = len(lengths)
    padded = [_OUTSIDE, *lengths, _OUTSIDE, _OUTSIDE, _OUTSIDE]
    padded_ends = [_OUTSIDE, *ends, _OUTSIDE]
    run: list[int] = []  # the number of short lines in a row, negative for others
    for is_short, group in groupby(short):
        size = len(list(group))
        run += [size if is_short else -size] * size
    return {
        "chars_above": padded[:count],
        "ends_above": padded_ends[:count],
        "chars_below": padded[2 : count + 2],
        "chars_second_below": padded[3 : count + 3],
        "chars_third_below": padded[4 : count + 4],
        "ends_below": padded_ends[2:],
        "run": run,
        "index": list(range(count)),
    }


def _list_short_lines(texts: Sequence[str], lengths: Sequence[int], short: Sequence[bool]) -> Lists:
    """Return the features of short lines amid longer ones, and of short lines that begin or end alike."""
    count, starts = len(texts), [*accumulate(lengths, initial=0)]
    around = zip([False, *short[:-1]], short, [*short[1:], True], strict=True)
    lone = [is_short and not above and not below for above, is_short, below in around]
    places = [i for i, is_lone in enumerate(lone) if is_lone]
    to_next, behind = [0] * count, count  # the first such line behind each
    for i in range(count - 1, -1, -1):
        to_next[i] = starts[behind] - starts[i + 1]
        behind = i if lone[i] else behind
    median = _find_median([lengths[i] for i in places]) if places else 0.0
    shorts = [text for text, is_short in zip(texts, short, strict=True) if is_short]
    firsts, lasts = (Counter([text[at] for text in shorts]) for at in (0, -1))
    return {
        "lone": lone,
        "lone_share": [len(places) / count] * count,
        "chars_to_lone": [length - median for length in lengths],
        "to_next_lone": to_next,
        "same_first": [firsts[text[0]] for text in texts],
        "same_last": [lasts[text[-1]] for text in texts],
    }


def _list_page(
    page: HeadingPage, lengths: Sequence[int], ends: Sequence[bool], short: Sequence[bool]
) -> Lists:
    """Return the features of the page, the same for all its paragraphs."""
    count, total = len(lengths), sum(lengths)
    values = {
        "paragraphs": count,
        "total_chars": total,
        "mean_chars": total / count,
        "median_chars": _find_median(lengths),
        "end_share": sum(ends) / count,
        "short_share": sum(short) / count,
        "style_share": sum(map(bool, page.styles)) / count,
        "person_share": sum([PRONOUN.search(text) is not None for text in page.texts]) / count,
        "field_share": sum([NAMED_VALUE.match(text) is not None for text in page.texts]) / count,
        "ruled_count": len(page.ruled),
    }
    return {name: [value] * count for name, value in values.items()}


def _find_median(values: Sequence[float]) -> float:
    ordered = sorted(values)
    return (ordered[(len(values) - 1) // 2] + ordered[len(values) // 2]) / 2


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

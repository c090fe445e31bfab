"""Describe each paragraph of a page of HTML by its markup, and by the others that are marked up alike."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise

from jiaokan.stages.paragraphs.line_markup import LineMarkup

# classes of elements that hold a title: sub-title, tit, hd, h2
_TITLE_CLASS = re.compile(
    r"""
    (?:^|[\s_-])
    (?:sub)?(?:tit|titi?le|head|heading|header|hd|tt|h\d|biaoti|bt|topic|name|tab|label|th)   # sub_title, hd
    (?:$|[\s_-]|\d)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MAX_REACH = 30  # paragraphs below the last of a form that are counted as its text
_OUTSIDE = -1  # stands for a paragraph beyond the ends of the page, and for the gap of a form that is alone


def list_markup_features(
    markup: Sequence[LineMarkup], lengths: Sequence[int], ends: Sequence[bool]
) -> Mapping[str, Sequence[float]]:
    """Return the features of the markup by name, a value for each paragraph.

    Args:
        markup: what the markup shows around each paragraph.
        lengths: the length of each, in code points.
        ends: whether each ends a sentence.
    """
    count = len(markup)
    levels = [line.level for line in markup]
    bold = [line.is_bold for line in markup]
    items = [line.role == "list_item" for line in markup]
    return {
        "markup_level": levels,
        "markup_bold": bold,
        "markup_centred": [line.is_centred for line in markup],
        "markup_link": [line.is_link for line in markup],
        "markup_title": [_TITLE_CLASS.search(line.names) is not None for line in markup],
        "markup_item": items,
        "markup_size": [line.size_pixels for line in markup],
        "level_above": [_OUTSIDE, *levels][:count],
        "level_below": [*levels[1:], _OUTSIDE],
        "bold_below": [*bold[1:], _OUTSIDE],
        "item_below": [*items[1:], _OUTSIDE],
        "level_share": [sum(map(bool, levels)) / count] * count,
        "bold_share": [sum(bold) / count] * count,
        **_list_forms(markup, lengths, ends),
    }


def _list_forms(
    markup: Sequence[LineMarkup], lengths: Sequence[int], ends: Sequence[bool]
) -> dict[str, list[float]]:
    """Return the features of the paragraphs that are marked up alike: how many, how long, how far apart."""
    forms = [_find_form(line) for line in markup]
    places: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, form in enumerate(forms):
        places[form].append(i)
    starts = [*accumulate(lengths, initial=0)]
    columns: dict[str, list[float]] = {
        name: [0.0] * len(markup)
        for name in ("form_count", "form_chars", "form_max_chars", "form_ends", "form_gap", "form_next")
    }
    for same in places.values():
        gaps = sorted(starts[after] - starts[before + 1] for before, after in pairwise(same))
        sizes = [lengths[i] for i in same]
        shared = (
            len(same),
            sum(sizes) / len(same),
            max(sizes),
            sum(ends[i] for i in same) / len(same),
            gaps[len(gaps) // 2] if gaps else _OUTSIDE,
        )
        for i, after in zip(same, [*same[1:], min(len(markup), same[-1] + _MAX_REACH)], strict=True):
            for column, value in zip(
                columns.values(), (*shared, starts[after] - starts[min(i + 1, after)]), strict=True
            ):
                column[i] = value
    alike_below = [before == after for before, after in pairwise(forms)]
    return {**columns, "form_below": [*alike_below, False]}


def _find_form(line: LineMarkup) -> tuple[object, ...]:
    """Return what makes two paragraphs look alike."""
    return line.role, line.level, line.is_bold, line.is_centred, line.size_pixels, line.tag, line.names

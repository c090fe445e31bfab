"""Pages of a file that a site runs together: their numbers, and the lines that they begin.

A number belongs to a page where the numbers rise by one, the pages are of a size, and the text
before them stops amid sentences; so the items of a list and numbered headings are none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from jiaokan.config.schema import ParagraphSettings
from jiaokan.core.document import Document, OffsetChain
from jiaokan.core.edits import Span
from jiaokan.stages.paragraphs.list_markers import HAN_NUMERALS, PROSE_MARK, has_sentence_end, is_mid_sentence
from jiaokan.stages.paragraphs.page_sizes import find_equal_pages
from jiaokan.stages.paragraphs.running_heads import find_repeated_heads, find_running_heads
from jiaokan.stages.paragraphs.text_lines import TextLine
from jiaokan.text.unicode_ranges import parse_number

_NUMBER_GROUP = rf"(\d{{1,4}}|[{HAN_NUMERALS}]{{1,3}})"
_DASHES = "[-—~·*=]{1,3}"
# numbers that say of themselves what they are
_STATED_NUMBER = (
    rf"第 ?{_NUMBER_GROUP} ?页(?:[ ,/]*共 ?\d+ ?页)?|共 ?\d+ ?页[ ,/]*第 ?{_NUMBER_GROUP} ?页"
    r"|(?i:page|p\.?) ?(\d{1,4})(?: ?(?:/|of) ?\d{1,4})?|(\d{1,4}) ?/ ?\d{1,4}(?: ?页)?|(\d{1,4}) ?页"
)
_DECORATED_NUMBER = rf"{_DASHES} ?{_NUMBER_GROUP} ?{_DASHES}|[\[(【<{{](\d{{1,4}})[\])】>}}]|([①-⑳])"
STATED_PAGE_NUMBER = re.compile(rf"(?:{_STATED_NUMBER})$")
_DASHED_NUMBER = re.compile(rf"{_DASHES} ?{_NUMBER_GROUP} ?{_DASHES}$")
# a number with the mark of an item is none: 1.
LONE_PAGE_NUMBER = re.compile(rf"(?:{_STATED_NUMBER}|{_DECORATED_NUMBER}|{_NUMBER_GROUP})$")
LEADING_PAGE_NUMBER = re.compile(
    rf"(?:{_STATED_NUMBER}|{_DECORATED_NUMBER}|(\d{{1,4}})[、.: ]|([{HAN_NUMERALS}]{{1,3}})、)[:、]*"
)
# what stands where an earlier stage took a number away
REMOVED_PAGE_NUMBER = re.compile(rf"(?:{LONE_PAGE_NUMBER.pattern[:-1]}|{_NUMBER_GROUP}[、.:])$")

_MIN_EXCERPT_SHARE = (
    0.7  # share of the lone numbers that those of pages make, at least, where they start at any page
)
_MAX_LINES_TOO_CLOSE = 4  # lines between two such numbers, above
_MAX_NUMBER_CHARS = 40  # code points that a page number takes, with the white space around it, at most

NumberLengths = Mapping[int, int]  # line -> length of the number that it opens with


def mark_page_starts(
    document: Document, lines: Sequence[TextLine], settings: ParagraphSettings
) -> tuple[TextLine, ...]:
    """Return the lines without page numbers, each marked where a page begins with it."""
    for pattern in (LONE_PAGE_NUMBER, LEADING_PAGE_NUMBER):
        if numbers := _find_page_numbers(lines, pattern, settings):
            heads = find_running_heads(lines, numbers) if pattern is LONE_PAGE_NUMBER else {}
            lines = tuple(_remove_numbers(lines, {**numbers, **heads}))
    if repeated := find_repeated_heads(lines, settings):
        lines = tuple(_remove_numbers(lines, repeated))
    lines = tuple(_mark_stripped_page_starts(document, lines, settings))
    if any(line.starts_page for line in lines):
        return lines
    begins = {i + 1 for i in find_equal_pages(lines, settings)}
    return tuple(replace(line, starts_page=i in begins) for i, line in enumerate(lines))


def _find_page_numbers(
    lines: Sequence[TextLine], pattern: re.Pattern[str], settings: ParagraphSettings
) -> NumberLengths:
    """Return the lines that open with the numbers of pages, all of one style."""
    styles: dict[int, dict[int, re.Match[str]]] = {}
    for i, line in enumerate(lines):
        if match := pattern.match(line.normalized[:_MAX_NUMBER_CHARS]):
            styles.setdefault(match.lastindex or 0, {})[i] = match
    for kind, found in styles.items():
        values = {i: parse_number(match[kind]) for i, match in found.items()}
        run = _find_rising_run(values, lines)
        bare = sum(found[i].end() == len(lines[i].normalized) for i in run)
        if pattern is LEADING_PAGE_NUMBER and bare == len(run) > 1:
            continue  # numbers of items that stand apart from them
        if _is_page_run(lines, run, settings) or _has_evident_numbers(lines, run):
            return {i: found[i].end() for i in run}
        if pattern is LONE_PAGE_NUMBER and _is_excerpt(
            lines, run := _find_rising_run(values, lines, min(values.values())), values
        ):
            return {i: found[i].end() for i in run}
    return {}


def _has_evident_numbers(lines: Sequence[TextLine], run: Sequence[int]) -> bool:
    """Tell whether the numbers, each alone on its line, say what they are or stand at the text's edge."""
    reads = [lines[i].normalized for i in run]
    if not run or not all(map(LONE_PAGE_NUMBER.match, reads)):
        return False
    only = run == [0] and bool(_DASHED_NUMBER.match(reads[0]))
    return only or run[-1] == len(lines) - 1 > 0 or all(map(STATED_PAGE_NUMBER.match, reads))


def _is_excerpt(lines: Sequence[TextLine], run: Sequence[int], values: NumberLengths) -> bool:
    """Tell whether numbers that rise from any page are nearly all there are, and cut sentences."""
    inner = [i for i in run if 0 < i < len(lines) - 1]
    cut = sum(
        any(_is_cut_prose(lines[k].normalized) for k in (i - 1, i - 2) if k >= 0) for i in inner
    )  # a head between
    few = len(run) < 2 or len(run) < _MIN_EXCERPT_SHARE * len(values)
    return not few and bool(cut) and 2 * cut >= len(inner) and _has_page_distances(run[:-1])


def _is_cut_prose(read: str) -> bool:
    return is_mid_sentence(read) and bool(PROSE_MARK.search(read))


def _has_page_distances(run: Sequence[int]) -> bool:
    """Tell whether enough lines for a page stand between every two numbers."""
    return all(b - a > _MAX_LINES_TOO_CLOSE for a, b in pairwise(run))


def _is_page_run(lines: Sequence[TextLine], run: Sequence[int], settings: ParagraphSettings) -> bool:
    """Tell whether the numbers stand amid sentences and the pages between them are of a size."""
    alone = {i for i in run if REMOVED_PAGE_NUMBER.match(lines[i].normalized)}
    inner = [i for i in run if i and not (i in alone and i == len(lines) - 1)]
    if not inner or (len(inner) == 1 and not PROSE_MARK.search(lines[inner[0] - 1].normalized)):
        return False  # one number, and no prose before it, is none of a page
    texts = [lines[i].normalized for i in inner if i not in alone]
    # a heading has no stop, though one alone may; the last words of a sentence that a page cuts have one
    heads = sum(
        len(read) <= settings.heading and not (has_sentence_end(read) and inner[1:]) for read in texts
    )
    cut = sum(_is_cut_before(lines, i) for i in inner)
    right = cut >= settings.page_cut * len(inner) and 2 * heads <= len(inner)
    said = all(
        STATED_PAGE_NUMBER.match(lines[i].normalized) or _DASHED_NUMBER.match(lines[i].normalized)
        for i in run
    )
    return right and (said or _has_even_sizes(lines, run, settings))


def _is_cut_before(lines: Sequence[TextLine], i: int) -> bool:
    """Tell whether the text before a line stops amid a sentence."""
    before = lines[i - 1].normalized
    return is_mid_sentence(before) and not REMOVED_PAGE_NUMBER.match(before)


def _find_rising_run(values: Mapping[int, int], lines: Sequence[TextLine], first: int = 1) -> list[int]:
    """Return the lines whose numbers rise by one, from `first` or the next; of equals, those after a cut."""
    places: dict[int, list[int]] = {}
    for i, value in values.items():
        places.setdefault(value, []).append(i)
    run = [
        i
        for i in places.get(first, ())
        if not i or _is_cut_before(lines, i) or REMOVED_PAGE_NUMBER.match(lines[i].normalized)
    ][:1]
    value = first + 1
    while options := [i for i in places.get(value, ()) if not run or i > run[-1]]:
        run.append(next((i for i in options if i and _is_cut_before(lines, i)), options[0]))
        value += 1
    return run


def _has_even_sizes(lines: Sequence[TextLine], run: Sequence[int], settings: ParagraphSettings) -> bool:
    """Tell whether the pages, but for the last one, are of a size, and hold enough to be pages."""
    starts = sorted({0, *run})
    sizes = [lines[b].span.start - lines[a].span.start for a, b in pairwise(starts)]
    middle = sorted(sizes)[len(sizes) // 2]
    near = sum(abs(size - middle) <= settings.page_spread * middle for size in sizes)
    return middle >= settings.page and near >= settings.page_cut * len(sizes)


def _remove_numbers(lines: Sequence[TextLine], numbers: NumberLengths) -> Iterator[TextLine]:
    begins = False
    for i, line in enumerate(lines):
        rest = line.normalized[numbers.get(i, 0) :]
        body = rest.lstrip()
        begins = begins or line.starts_page or i in numbers
        if body:
            span = Span(line.span.end - len(body), line.span.end)
            margin = len(rest) - len(body) if i in numbers else line.leading_blanks
            yield replace(line, span=span, normalized=body, leading_blanks=margin, starts_page=begins)
            begins = False


def _mark_stripped_page_starts(
    document: Document, lines: Sequence[TextLine], settings: ParagraphSettings
) -> Iterator[TextLine]:
    """Mark the lines before which an earlier stage took the number of a page away."""
    olds = (
        edit.old.strip()
        for step in document.steps
        for edit in step.edits
        if len(edit.old) < _MAX_NUMBER_CHARS
    )
    if not any(map(REMOVED_PAGE_NUMBER.match, olds)):
        yield from lines
        return
    raw, lineage = document.raw, OffsetChain(document.steps)
    at = 0
    for line in lines:
        start = lineage.map_back(Span(line.span.start, line.span.start + 1)).start
        gone = raw[max(at, start - _MAX_NUMBER_CHARS) : start].strip()
        begins = len(line.normalized) >= settings.unfinished and bool(REMOVED_PAGE_NUMBER.match(gone))
        yield replace(line, starts_page=line.starts_page or begins)
        at = lineage.map_back(Span(line.span.end - 1, line.span.end)).end

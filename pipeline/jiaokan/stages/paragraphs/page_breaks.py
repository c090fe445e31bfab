"""Pages of a file that a site runs together: their numbers, and the lines that they begin.

A number belongs to a page where the numbers rise by one, the pages are of a size, and the text
before them stops amid sentences; so the items of a list and numbered headings are none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from jiaokan.config.schema import Paragraphs
from jiaokan.core.document import Document, Lineage
from jiaokan.core.edits import Span
from jiaokan.stages.paragraphs.list_markers import NUMERALS, PROSE, amid, finished
from jiaokan.stages.paragraphs.page_sizes import sized
from jiaokan.stages.paragraphs.running_heads import repeated_heads, running_heads
from jiaokan.stages.paragraphs.text_lines import Line
from jiaokan.text.unicode_ranges import number

_N = rf"(\d{{1,4}}|[{NUMERALS}]{{1,3}})"
_DASH = "[-—~·*=]{1,3}"
# numbers that say of themselves what they are
_SAID = (
    rf"第 ?{_N} ?页(?:[ ,/]*共 ?\d+ ?页)?|共 ?\d+ ?页[ ,/]*第 ?{_N} ?页"
    r"|(?i:page|p\.?) ?(\d{1,4})(?: ?(?:/|of) ?\d{1,4})?|(\d{1,4}) ?/ ?\d{1,4}(?: ?页)?|(\d{1,4}) ?页"
)
_DRESSED = rf"{_DASH} ?{_N} ?{_DASH}|[\[(【<{{](\d{{1,4}})[\])】>}}]|([①-⑳])"
SAID = re.compile(rf"(?:{_SAID})$")
_DASHED = re.compile(rf"{_DASH} ?{_N} ?{_DASH}$")
# a number with the mark of an item is none: 1.
ALONE = re.compile(rf"(?:{_SAID}|{_DRESSED}|{_N})$")
GLUED = re.compile(rf"(?:{_SAID}|{_DRESSED}|(\d{{1,4}})[、.: ]|([{NUMERALS}]{{1,3}})、)[:、]*")
# what stands where an earlier stage took a number away
GONE = re.compile(rf"(?:{ALONE.pattern[:-1]}|{_N}[、.:])$")

_EXCERPT = 0.7  # share of the lone numbers that those of pages make, at least, where they start at any page
_PAGE_LINES = 4  # lines between two such numbers, above
_REACH = 40  # code points that a page number takes, with the white space around it, at most

Numbers = Mapping[int, int]  # line -> length of the number that it opens with


def paged(document: Document, lines: Sequence[Line], settings: Paragraphs) -> tuple[Line, ...]:
    """Return the lines without page numbers, each marked where a page begins with it."""
    for pattern in (ALONE, GLUED):
        if numbers := _numbers(lines, pattern, settings):
            heads = running_heads(lines, numbers) if pattern is ALONE else {}
            lines = tuple(_without(lines, {**numbers, **heads}))
    if repeated := repeated_heads(lines, settings):
        lines = tuple(_without(lines, repeated))
    lines = tuple(_stripped(document, lines, settings))
    if any(line.paged for line in lines):
        return lines
    begins = {i + 1 for i in sized(lines, settings)}
    return tuple(replace(line, paged=i in begins) for i, line in enumerate(lines))


def _numbers(lines: Sequence[Line], pattern: re.Pattern[str], settings: Paragraphs) -> Numbers:
    """Return the lines that open with the numbers of pages, all of one style."""
    styles: dict[int, dict[int, re.Match[str]]] = {}
    for i, line in enumerate(lines):
        if match := pattern.match(line.read[:_REACH]):
            styles.setdefault(match.lastindex or 0, {})[i] = match
    for kind, found in styles.items():
        values = {i: number(match[kind]) for i, match in found.items()}
        run = _rising(values, lines)
        bare = sum(found[i].end() == len(lines[i].read) for i in run)
        if pattern is GLUED and bare == len(run) > 1:
            continue  # numbers of items that stand apart from them
        if _pages(lines, run, settings) or _feet(lines, run):
            return {i: found[i].end() for i in run}
        if pattern is ALONE and _excerpt(lines, run := _rising(values, lines, min(values.values())), values):
            return {i: found[i].end() for i in run}
    return {}


def _feet(lines: Sequence[Line], run: Sequence[int]) -> bool:
    """Tell whether the numbers, each alone on its line, say what they are or stand at the text's edge."""
    reads = [lines[i].read for i in run]
    if not run or not all(map(ALONE.match, reads)):
        return False
    only = run == [0] and bool(_DASHED.match(reads[0]))
    return only or run[-1] == len(lines) - 1 > 0 or all(map(SAID.match, reads))


def _excerpt(lines: Sequence[Line], run: Sequence[int], values: Numbers) -> bool:
    """Tell whether numbers that rise from any page are nearly all there are, and cut sentences."""
    inner = [i for i in run if 0 < i < len(lines) - 1]
    cut = sum(any(_is_cut(lines[k].read) for k in (i - 1, i - 2) if k >= 0) for i in inner)  # a head between
    few = len(run) < 2 or len(run) < _EXCERPT * len(values)
    return not few and bool(cut) and 2 * cut >= len(inner) and _spread(run[:-1])


def _is_cut(read: str) -> bool:
    return amid(read) and bool(PROSE.search(read))


def _spread(run: Sequence[int]) -> bool:
    """Tell whether enough lines for a page stand between every two numbers."""
    return all(b - a > _PAGE_LINES for a, b in pairwise(run))


def _pages(lines: Sequence[Line], run: Sequence[int], settings: Paragraphs) -> bool:
    """Tell whether the numbers stand amid sentences and the pages between them are of a size."""
    alone = {i for i in run if GONE.match(lines[i].read)}
    inner = [i for i in run if i and not (i in alone and i == len(lines) - 1)]
    if not inner or (len(inner) == 1 and not PROSE.search(lines[inner[0] - 1].read)):
        return False  # one number, and no prose before it, is none of a page
    texts = [lines[i].read for i in inner if i not in alone]
    # a heading has no stop, though one alone may; the last words of a sentence that a page cuts have one
    heads = sum(len(read) <= settings.heading and not (finished(read) and inner[1:]) for read in texts)
    cut = sum(_cut(lines, i) for i in inner)
    right = cut >= settings.page_cut * len(inner) and 2 * heads <= len(inner)
    said = all(SAID.match(lines[i].read) or _DASHED.match(lines[i].read) for i in run)
    return right and (said or _alike(lines, run, settings))


def _cut(lines: Sequence[Line], i: int) -> bool:
    """Tell whether the text before a line stops amid a sentence."""
    before = lines[i - 1].read
    return amid(before) and not GONE.match(before)


def _rising(values: Mapping[int, int], lines: Sequence[Line], first: int = 1) -> list[int]:
    """Return the lines whose numbers rise by one, from `first` or the next; of equals, those after a cut."""
    places: dict[int, list[int]] = {}
    for i, value in values.items():
        places.setdefault(value, []).append(i)
    run = [i for i in places.get(first, ()) if not i or _cut(lines, i) or GONE.match(lines[i].read)][:1]
    value = first + 1
    while options := [i for i in places.get(value, ()) if not run or i > run[-1]]:
        run.append(next((i for i in options if i and _cut(lines, i)), options[0]))
        value += 1
    return run


def _alike(lines: Sequence[Line], run: Sequence[int], settings: Paragraphs) -> bool:
    """Tell whether the pages, but for the last one, are of a size, and hold enough to be pages."""
    starts = sorted({0, *run})
    sizes = [lines[b].span.start - lines[a].span.start for a, b in pairwise(starts)]
    middle = sorted(sizes)[len(sizes) // 2]
    near = sum(abs(size - middle) <= settings.page_spread * middle for size in sizes)
    return middle >= settings.page and near >= settings.page_cut * len(sizes)


def _without(lines: Sequence[Line], numbers: Numbers) -> Iterator[Line]:
    begins = False
    for i, line in enumerate(lines):
        rest = line.read[numbers.get(i, 0) :]
        body = rest.lstrip()
        begins = begins or line.paged or i in numbers
        if body:
            span = Span(line.span.end - len(body), line.span.end)
            margin = len(rest) - len(body) if i in numbers else line.margin
            yield replace(line, span=span, read=body, margin=margin, paged=begins)
            begins = False


def _stripped(document: Document, lines: Sequence[Line], settings: Paragraphs) -> Iterator[Line]:
    """Mark the lines before which an earlier stage took the number of a page away."""
    olds = (edit.old.strip() for step in document.steps for edit in step.edits if len(edit.old) < _REACH)
    if not any(map(GONE.match, olds)):
        yield from lines
        return
    raw, lineage = document.raw, Lineage(document.steps)
    at = 0
    for line in lines:
        start = lineage.source(Span(line.span.start, line.span.start + 1)).start
        gone = raw[max(at, start - _REACH) : start].strip()
        begins = len(line.read) >= settings.unfinished and bool(GONE.match(gone))
        yield replace(line, paged=line.paged or begins)
        at = lineage.source(Span(line.span.end - 1, line.span.end)).end

"""Which line feeds end a paragraph, and which ones a page, a wrap or a clause put there."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from jiaokan.stages.paragraphs.broken_sentences import is_torn, stops_amid
from jiaokan.stages.paragraphs.list_markers import (
    CLAUSES,
    COLONS,
    COMMAS,
    CONTINUES,
    MARKED,
    OPENERS,
    PROSE,
    REPLY,
    RESTS,
    amid,
    apart,
    finished,
    style,
)
from jiaokan.stages.paragraphs.page_layout import Page, glue, opening
from jiaokan.stages.paragraphs.sentence_pieces import is_figure, piece
from jiaokan.stages.paragraphs.text_lines import Line
from jiaokan.text.unicode_ranges import count_han

_OPEN = re.compile(r"[“‘《(【「『][^”’》)】」』]*$")
# words that no sentence ends with
_HANGS = re.compile("(?:[在和与及将把对被从向以由于或并其该让使据至]|目前|其中|进行|包括|通过|根据|有关)$")
_SHUT = re.compile(r"[^“‘《(【「『]*[”’》)】」』]")
_LABEL = re.compile(r"\w{1,8}:")  # a field of a form
_TERM = re.compile(r"[A-Za-z_][\w.()$/-]{,30}", re.ASCII)  # a name of a program or a foreign word
_HYPHEN = re.compile(r"[A-Za-z]{2}-$")
_START = 80  # code points of the beginning of a paragraph that are kept in mind


@dataclass(frozen=True, slots=True)
class Join:
    """A line feed that ends no paragraph: `rule` says what put it there."""

    rule: str
    why: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Gap:
    """Two lines that follow one another on a page."""

    before: Line
    after: Line
    page: Page
    last: Join | None  # why the first of the two is joined to the line before it
    listed: bool  # the first of the two is an item under a line that ends in a colon
    goes_on: bool  # the second of the two has no end: the line below it can open no paragraph
    below: str = ""  # the line below the second of the two
    above: bool = True  # a line stands above the first of the two
    start: str = ""  # how the paragraph begins that the first of the two is the end of

    @property
    def rests(self) -> bool:
        """Tell whether a paragraph may end here for all that the end of its last line shows."""
        return finished(self.before.read) or self.before.read[-1] in RESTS

    @property
    def spaced(self) -> bool:
        """Tell whether more line feeds part the two than the lines of this page at least."""
        return self.after.feeds > self.page.feeds

    @property
    def headed(self) -> bool:
        """Tell whether the paragraph up to here is a numbered heading: a number, and no mark of prose."""
        return bool(style(self.start)) and not PROSE.search(self.start)


Verdict = Join | Literal[False] | None  # False where two paragraphs part, None where nothing is said


def verdicts(lines: Sequence[Line], page: Page) -> Iterator[tuple[Line, Line, Join | None]]:
    """Yield every two neighbours, and why they are one paragraph; None where they are two."""
    last, listed, start = None, False, ""
    for (before, after), below in zip(pairwise(lines), (*lines[2:], None), strict=False):
        read = below.read if below else ""
        start = (start + before.read)[:_START] if last else before.read[:_START]
        goes_on, above = bool(CONTINUES.match(read)), before is not lines[0]
        last = _verdict(Gap(before, after, page, last, listed, goes_on, read, above, start))
        yield before, after, last
        ends = before.read[-1]
        listed = ends in COLONS or (listed and ends in CLAUSES)


def _verdict(gap: Gap) -> Join | None:
    if gap.before.code or gap.after.code:
        return None
    for judge in JUDGES:
        if (verdict := judge(gap)) is not None:
            return verdict or None
    return None


def _apart(gap: Gap) -> Verdict:
    """Part what joins nothing: a heading of Markdown, the reply of a bulletin board."""
    marked = MARKED.match(gap.before.read) or MARKED.match(gap.after.read)
    return False if marked or REPLY.match(gap.after.read) else None


def _continued(gap: Gap) -> Verdict:
    before, after = gap.before.read, gap.after.read
    if CONTINUES.match(after):
        return Join("layout/wrap", "no line opens with this mark")
    if _HYPHEN.search(before[-3:]) and after[:1].islower():
        return Join("layout/hyphen", "a hyphen parts a word")
    lone = len(after) == 1 and after in OPENERS and not gap.rests and bool(gap.last or gap.above)
    if before[-1] in OPENERS or lone:
        return Join("layout/wrap", "no line ends with an opening mark")
    if apart(before) and not style(after):
        return Join("layout/wrap", "a number stands apart from its item")
    if _OPEN.search(before[-60:]) and _SHUT.match(after[:60]) and not gap.rests:
        return Join("layout/wrap", "a quotation or bracket is open")
    return None


def _itemised(gap: Gap) -> Verdict:
    wrap = gap.page.wrap
    chance = wrap is not None and wrap.full(gap.before, gap.after) and not gap.rests
    return False if style(gap.after.read) and not chance else None


def _clause(gap: Gap) -> Verdict:
    if gap.before.read[-1] not in CLAUSES or not gap.page.clauses or gap.listed or gap.page.verse:
        return None
    if gap.spaced:
        return False
    if gap.before.read[:2] == gap.after.read[:2]:  # items that open alike are a list
        return None
    return Join("layout/clause", "this page breaks its lines at semicolons")


def _paged(gap: Gap) -> Verdict:
    if gap.after.paged and (not gap.rests or gap.before.read[-1] in CLAUSES):
        return Join("layout/page_break", "a page ends amid the sentence")
    if gap.after.paged and gap.page.flattened and not (gap.before.tail or gap.after.margin):
        return Join(
            "layout/page_break", "a lone space would show the end of a paragraph", gap.page.settings.likely
        )
    return None


def _wrapped(gap: Gap) -> Verdict:
    page, after = gap.page, gap.after
    if page.wrap is None or after.paged:
        return None
    if after.feeds > page.feeds or (page.indented < page.settings.indents and after.margin):
        return False
    if not page.wrap.full(gap.before, after) or (finished(gap.before.read) and _begins(after, page)):
        return False
    return Join("layout/wrap", f"lines are wrapped at {page.wrap.size}", page.settings.likely)


def _begins(line: Line, page: Page) -> bool:
    """Tell whether a line begins as paragraphs of the page do, or is a heading: short and without an end."""
    if opening(line.read) in page.opens:
        return True
    room = page.wrap.size - page.wrap.of(line) if page.wrap else 0
    return room > page.settings.wrap_room and not finished(line.read) and line.read[-1] not in RESTS


def _worded(gap: Gap) -> Verdict:
    before, after, settings = gap.before.read, gap.after.read, gap.page.settings
    long = len(before) >= settings.fragment
    if amid(before) and long and is_torn(before, after, gap.page.said, settings):
        return Join("layout/wrap", "the line feed parts a word", settings.likely)
    return None


def _pieced(gap: Gap) -> Verdict:
    """Join what inline tags cut out of a sentence on a page that shows such pieces elsewhere."""
    before, after = gap.before.read, gap.after.read
    if not gap.page.pieced or gap.spaced or gap.headed:
        return None
    why = piece(before, after, gap.below, joined=gap.last is not None, settings=gap.page.settings)
    return Join("layout/inline", why, gap.page.settings.likely) if why else None


def _is_fragment(gap: Gap) -> bool:
    """Tell whether the first of two lines is a short piece of a sentence that the line above it began."""
    before = gap.before.read
    short = len(before) <= gap.page.settings.fragment and not is_figure(before)
    return short and gap.last is not None and gap.last.rule != "layout/clause" and not gap.headed


def _inline(gap: Gap) -> Verdict:
    """Join the pieces of a sentence that links and emphasis stood in."""
    before, after, settings = gap.before.read, gap.after.read, gap.page.settings
    if gap.rests:
        return False
    if not count_han(before[-8:] + after[:8]) or _LABEL.match(after):
        return None
    if gap.goes_on and _TERM.fullmatch(after) and amid(before):
        return Join("layout/inline", "a term amid the sentence", settings.likely)
    if _is_fragment(gap):
        return Join("layout/inline", "a piece of a sentence that goes on", settings.likely)
    flush = gap.page.indented > settings.flush and gap.before.margin and not gap.after.margin
    prose = len(before) >= settings.comma and PROSE.search(before)
    if prose and (flush or _HANGS.search(before)):
        return Join("layout/inline", "the sentence is unfinished", settings.likely)
    return None


def _unfinished(gap: Gap) -> Verdict:
    before, settings, page = gap.before.read, gap.page.settings, gap.page
    if before[-1] in COMMAS:
        long = len(before) >= settings.comma and not page.verse
        heading = gap.spaced and len(gap.after.read) <= settings.heading and not finished(gap.after.read)
        return Join("layout/wrap", "a comma ends no paragraph") if long and not heading else None
    heading = len(gap.after.read) <= settings.heading and not finished(gap.after.read)
    if not amid(before) or style(before) or heading:
        return None
    long = len(before) >= settings.unfinished
    if (page.even and long) or (page.torn and stops_amid(before, settings)):
        return Join("layout/page_break", "pages end amid sentences", settings.likely)
    return None


JUDGES: tuple[Callable[[Gap], Verdict], ...] = (
    _apart, _continued, _itemised, _clause, _paged, _wrapped, _worded, _pieced, _inline, _unfinished
)  # fmt: skip


def bridge(before: str, after: str, why: Join) -> tuple[str, int]:
    """Return what stands between two joined lines, and how many characters of the first it replaces."""
    return ("", 1) if why.rule == "layout/hyphen" else (glue(before, after), 0)

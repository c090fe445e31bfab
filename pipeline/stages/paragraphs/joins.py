"""Which line feeds end a paragraph, and which ones a page, a wrap or a clause put there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.config import Paragraphs
from pipeline.stages.paragraphs.lines import Line
from pipeline.stages.paragraphs.marks import CLAUSES, COLONS, COMMAS, CONTINUES, finished, style

_LATIN_END = re.compile(r"[A-Za-z0-9,.;:)%]$")
_LATIN_START = re.compile(r"[A-Za-z0-9(]")
_HYPHEN = re.compile(r"[A-Za-z]{2}-$")


@dataclass(frozen=True, slots=True)
class Page:
    """What the page shows as a whole.

    `clauses`: it breaks its lines at every semicolon; `even`: its long lines are alike in length and
    stop amid sentences; `feeds`: the least number of line feeds between two lines.
    """

    settings: Paragraphs
    clauses: bool
    even: bool
    feeds: int


@dataclass(frozen=True, slots=True)
class Join:
    """A line feed that ends no paragraph: `rule` says what put it there."""

    rule: str
    why: str
    confidence: float = 1.0


def survey(lines: Sequence[Line], settings: Paragraphs) -> Page:
    """Look at the page as a whole."""
    inner = sum(line.read.count(CLAUSES, 0, -1) for line in lines)
    ends = sum(line.read[-1] in CLAUSES for line in lines)
    feeds = min((line.feeds for line in lines[1:]), default=1)
    return Page(settings, ends > inner, _even(lines, settings), feeds)


def _even(lines: Sequence[Line], settings: Paragraphs) -> bool:
    """Tell whether long lines are alike in length and stop amid sentences, as pages of a file do."""
    long = [line for line in lines[:-1] if len(line.read) >= settings.unfinished]
    if not long:
        return False
    middle = sorted(line.width for line in long)[len(long) // 2]
    alike = [line for line in long if abs(line.width - middle) <= middle * settings.even]
    cut = sum(not finished(line.read) for line in alike)
    return 2 * len(alike) > len(long) and 2 * cut > len(long)


def join(before: Line, after: Line, page: Page) -> Join | None:
    """Return why two lines are one paragraph, or None where they are two."""
    if CONTINUES.match(after.read):
        return Join("layout/wrap", "the next line opens with a mark that no line opens with")
    if style(after.read):
        return None
    if before.read[-1] in CLAUSES:
        return Join("layout/clause", "a semicolon ends no paragraph here") if page.clauses else None
    if finished(before.read) or before.read[-1] in COLONS:
        return None
    if before.read[-1] in COMMAS and len(before.read) >= page.settings.comma:
        return Join("layout/wrap", "a comma ends no paragraph")
    if page.even and len(before.read) >= page.settings.unfinished and not style(before.read):
        return Join("layout/wrap", "the sentence is unfinished")
    return None


def glue(before: str, after: str) -> str:
    """Return what stands between two joined lines: a space between Latin words, else nothing."""
    return " " if _LATIN_END.search(before[-1:]) and _LATIN_START.match(after) else ""

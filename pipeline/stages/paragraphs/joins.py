"""Which line feeds end a paragraph, and which ones a page, a wrap or a clause put there."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from pipeline.stages.paragraphs.lines import Line
from pipeline.stages.paragraphs.marks import CLAUSES, COMMAS, CONTINUES, RESTS, finished, style
from pipeline.stages.paragraphs.survey import Page

_OPEN = re.compile(r"[“‘《(【「『][^”’》)】」』]*$")
_SHUT = re.compile(r"[^“‘《(【「『]*[”’》)】」』]")
_LATIN = re.compile(r"[A-Za-z0-9,.;:)%]\n[A-Za-z0-9(]")
_HYPHEN = re.compile(r"[A-Za-z]{2}-$")


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

    @property
    def rests(self) -> bool:
        """Tell whether a paragraph may end here for all that the end of its last line shows."""
        return finished(self.before.read) or self.before.read[-1] in RESTS


Verdict = Join | Literal[False] | None  # False where two paragraphs part, None where nothing is said


def join(before: Line, after: Line, page: Page) -> Join | None:
    """Return why two lines are one paragraph, or None where they are two."""
    gap = Gap(before, after, page)
    for judge in JUDGES:
        if (verdict := judge(gap)) is not None:
            return verdict or None
    return None


def _continued(gap: Gap) -> Verdict:
    before, after = gap.before.read, gap.after.read
    if CONTINUES.match(after):
        return Join("layout/wrap", "no line opens with this mark")
    if _OPEN.search(before[-60:]) and _SHUT.match(after[:60]) and not gap.rests:
        return Join("layout/wrap", "a quotation or bracket is open")
    return None


def _itemised(gap: Gap) -> Verdict:
    return False if style(gap.after.read) else None


def _clause(gap: Gap) -> Verdict:
    if gap.before.read[-1] in CLAUSES and gap.page.clauses:
        return Join("layout/clause", "this page breaks its lines at semicolons")
    return None


def _paged(gap: Gap) -> Verdict:
    if gap.after.paged and not gap.rests:
        return Join("layout/page_break", "a page ends amid the sentence")
    return None


def _wrapped(gap: Gap) -> Verdict:
    page, after = gap.page, gap.after
    if page.wrap is None or after.paged:
        return None
    if after.feeds > page.feeds or (page.indents and after.indent):
        return False
    if page.wrap.full(gap.before, after):
        return Join("layout/wrap", f"lines are wrapped at {page.wrap.size}", 0.9)
    return False


def _unfinished(gap: Gap) -> Verdict:
    before, settings = gap.before.read, gap.page.settings
    if gap.rests:
        return False
    if before[-1] in COMMAS:
        return Join("layout/wrap", "a comma ends no paragraph") if len(before) >= settings.comma else None
    if gap.page.even and len(before) >= settings.unfinished and not style(before):
        return Join("layout/page_break", "pages of a size end amid sentences", 0.9)
    return None


JUDGES: tuple[Callable[[Gap], Verdict], ...] = (
    _continued, _itemised, _clause, _paged, _wrapped, _unfinished
)  # fmt: skip


def glue(before: str, after: str) -> tuple[str, int]:
    """Return what stands between two joined lines, and how many characters of the first it replaces."""
    if _HYPHEN.search(before[-3:]) and after[:1].islower():
        return "", 1
    return (" ", 0) if _LATIN.match(f"{before[-1:]}\n{after[:1]}") else ("", 0)

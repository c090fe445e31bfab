"""Weigh the evidence on a page and propose what goes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain

from pipeline.edit import Edit, Trace, apply, delete, disjoint, note
from pipeline.listings import listings
from pipeline.rules import ARTICLE, BRAND, Claim, Rulebook
from pipeline.settings import Strip
from pipeline.stages.strip.brands import told
from pipeline.stages.strip.context import (
    Verdicts,
    between,
    body,
    islands,
    revised,
    short_title,
    signed,
    strongest,
    title,
    verses,
)
from pipeline.stages.strip.counts import Counts, repeats
from pipeline.stages.strip.echoes import abstracts, repeated_titles
from pipeline.stages.strip.evidence import Mark, marked, whole
from pipeline.stages.strip.layout import judged
from pipeline.stages.strip.numbers import page_numbers
from pipeline.stages.strip.page import Page, read
from pipeline.stages.strip.scorer import Scorer


@dataclass(frozen=True, slots=True)
class Stripper:
    """What the evidence on a page is weighed with."""

    book: Rulebook
    judge: Scorer
    settings: Strip
    counts: Counts | None = None

    def propose(self, text: str) -> list[Edit]:
        """Return the deletions that leave a text from which nothing more would go."""
        edits: list[Edit] = []
        for _ in range(self.settings.passes):
            page = read(apply(text, edits) if edits else text)
            more = page_numbers(page, self.settings.page_numbers)
            settled = False
            if not more:
                more, settled = self.boilerplate(page)
            edits = together(text, edits, more) if edits else more
            if settled:
                break
        return edits

    def boilerplate(self, page: Page) -> tuple[list[Edit], bool]:
        """Return the edits that a page asks for, and whether what they leave need not be read again."""
        shown = listings(page.lines)  # the code that an article shows stays
        claims = [claim for claim in self.book.claims(page.lines) if claim.line not in shown]
        brands = told(page, [claim for claim in claims if claim.rule.scope == BRAND], self.settings.brands)
        claims = [claim for claim in claims if claim.rule.scope != BRAND]
        gone, rest = self.lines(page, claims, shown)
        inside = (claim for claim in claims if not whole(claim, page.lines) and claim.rule.kind != ARTICLE)
        parts = [claim for claim in chain(inside, brands.spliced) if claim.line not in gone]
        notes = [claim for claim in brands.flagged if claim.line not in gone]
        settled = not parts and not shown and not (gone and page_numbers(rest, self.settings.page_numbers))
        return _edits(page, gone, parts, notes), settled

    def lines(self, page: Page, claims: Sequence[Claim], shown: Collection[int]) -> tuple[Verdicts, Page]:
        """Return the lines of a page that go, but for those `shown`, and the page without them."""
        ruled = [marked(claim) for claim in claims if whole(claim, page.lines)]
        gone: Verdicts = {}
        for _ in range(self.settings.passes):
            held = {at: mark for at, mark in self.verdicts(page, ruled).items() if at not in shown}
            if not held:
                break
            gone |= held
            page = page.without(held.keys())
            ruled = [mark for mark in ruled if mark.line not in held]
        return gone, page

    def verdicts(self, page: Page, ruled: Sequence[Mark]) -> Verdicts:
        """Return the lines that go, each with what convinced; `ruled` is what the rules say of them."""
        marks = ruled
        if self.counts:
            marks = [*ruled, *repeats(page.lines, self.counts, self.settings.repeats)]
        kept = {mark.line for mark in marks if mark.kind == ARTICLE}
        against = strongest(mark for mark in marks if mark.line not in kept or mark.confidence == 1)
        against = {at: mark for at, mark in against.items() if mark.kind != ARTICLE}
        held = judged(page, ruled, against, self.judge, self.settings)
        held = held or revised(page, against, self.settings)
        for at in kept - against.keys():
            held.pop(at, None)
        sure = {at for at, mark in against.items() if mark.confidence >= self.settings.sure}
        for at in islands(page, held, sure, self.settings) | signed(page, held) if held else ():
            held.pop(at, None)
        for at in verses(page, held, against, self.settings):
            del held[at]
        return _titled(page, held, against, kept, self.settings)


def together(text: str, first: list[Edit], then: list[Edit]) -> list[Edit]:
    """Return the deletions and notes of `text` that do what `first` and, on its result, `then` do."""
    trace = Trace(first)
    late = [(note if e.new else delete)(text, trace.back(e.span), e.rule, e.confidence, e.why) for e in then]
    return list(disjoint(chain(late, first)))


def _edits(page: Page, gone: Verdicts, parts: Sequence[Claim], notes: Sequence[Claim]) -> list[Edit]:
    """Delete whole lines for their verdicts and spans for the rules that claim them, and flag others."""
    if not gone and not parts and not notes:
        return []
    places = page.places()
    lines = [
        Edit(places.begins[at], places.rows[at], "", mark.rule, mark.confidence, mark.why)
        for at, mark in sorted(gone.items())
    ]
    spans = [
        act(page.text, places.part(c.line, c.start, c.end), c.rule.id, c.rule.confidence, c.rule.why)
        for act, claims in ((delete, parts), (note, notes))
        for c in claims
    ]
    return list(disjoint(lines + spans)) if spans else lines


def _titled(
    page: Page, held: Verdicts, claimed: Verdicts, kept: Collection[int], settings: Strip
) -> Verdicts:
    """Let the title stay, and add what says it again and what stands between two lines that go.

    Below the first line of prose no line of `kept` is an echo: a heading may repeat the contents.
    """
    start = body(page, held.keys(), settings)
    sure = {at: mark for at, mark in claimed.items() if mark.confidence >= settings.title.claimed}
    titles = (title(page, sure, start, settings.title), short_title(page, sure, start, settings.title))
    for at in titles:
        held.pop(at, None)
    if titles[0] >= 0:
        echoed = repeated_titles(page, titles[0], start, held.keys(), settings.echoes)
        echoed = (mark for mark in echoed if mark.line < start or mark.line not in kept)
        held |= strongest(chain(echoed, abstracts(page.lines, settings.echoes)))
    return held | between(page, held, titles, settings)

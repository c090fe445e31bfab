"""Weigh the evidence on a page and propose what goes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from pipeline.collector import uncollected
from pipeline.edit import Edit, Trace, apply, delete, disjoint, made, note
from pipeline.rules import ARTICLE, BRAND, Claim, Found, Rulebook
from pipeline.settings import Strip
from pipeline.stages.strip.brands import told
from pipeline.stages.strip.context import (
    between,
    body,
    islands,
    revised,
    short_title,
    signed,
    staying,
    title,
    verses,
)
from pipeline.stages.strip.counts import Counts, repeats
from pipeline.stages.strip.echoes import abstracts, repeated_titles
from pipeline.stages.strip.evidence import Charge, Mark, Marked, Verdicts, charged, evidence, strongest
from pipeline.stages.strip.layout import judged
from pipeline.stages.strip.markup import find_markup_edits
from pipeline.stages.strip.numbers import may_number, page_numbers
from pipeline.stages.strip.page import Page, read
from pipeline.stages.strip.scorer import Scorer
from pipeline.verbatim import find_verbatim_lines


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules say of a page, but for its lines of code that are `shown`: those stay.

    `ruled` is what they say of whole lines, `inside` of pieces of others; `named` are brands.
    """

    page: Page
    shown: Collection[int]
    ruled: list[Marked] = field(default_factory=list)
    inside: list[Claim] = field(default_factory=list)
    named: list[Claim] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Stripper:
    """What the evidence on a page is weighed with."""

    book: Rulebook
    judge: Scorer
    settings: Strip
    counts: Counts | None = None

    def propose(self, text: str) -> list[Edit]:
        """Return the deletions that leave a text from which nothing more would go."""
        return self.propose_all([text])[0]

    @uncollected()
    def propose_all(self, texts: Sequence[str]) -> list[list[Edit]]:
        """Do the same for many texts; none bears on another, but much of the work is done at once."""
        edits = [find_markup_edits(text) for text in texts]
        live: Sequence[int] = range(len(texts))
        for _ in range(self.settings.passes):
            pages = [read(apply(texts[at], edits[at]) if edits[at] else texts[at]) for at in live]
            found = dict(zip(live, self.boilerplate(pages), strict=True))
            for at, (more, _) in found.items():
                edits[at] = together(texts[at], edits[at], more) if edits[at] else more
            if not (live := [at for at, (more, settled) in found.items() if more and not settled]):
                break
        return edits

    def boilerplate(self, pages: Sequence[Page]) -> list[tuple[list[Edit], bool]]:
        """Return the edits that each page asks for, and whether what they leave need not be read again."""
        numbered = [page_numbers(page, self.settings.page_numbers) for page in pages]
        others = [page for page, numbers in zip(pages, numbered, strict=True) if not numbers]
        found = self.book.find(chain.from_iterable(page.lines for page in others))
        marks = evidence(found)
        cases = [_case(page, found, marks) for page in others]
        rest = map(self._settled, cases, self.lines(cases))
        return [(numbers, False) if numbers else next(rest) for numbers in numbered]

    def lines(self, cases: Sequence[Case]) -> list[Verdicts]:
        """Return the lines of each page that go."""
        gone: list[Verdicts] = [{} for _ in cases]
        live = {at: self.charge(case) for at, case in enumerate(cases)}
        for _ in range(self.settings.passes):
            heard = judged(list(live.values()), self.judge, self.settings)
            held = {
                at: _apart_from(cases[at].shown, self.verdicts(charge, said))
                for (at, charge), said in zip(live.items(), heard, strict=True)
            }
            for at, lines in held.items():
                gone[at] |= lines
            if not (live := {at: live[at].without(lines.keys()) for at, lines in held.items() if lines}):
                break
        return gone

    def charge(self, case: Case) -> Charge:
        """Gather what rules, and counts where there are any, say of the lines of a page."""
        lines, settings = case.page.lines, self.settings
        counted = list(repeats(lines, self.counts, settings.repeats)) if self.counts else []
        return charged(case.page, case.ruled, counted, settings.sure)

    def verdicts(self, charge: Charge, judged: Verdicts) -> Verdicts:
        """Return the lines that go, each with what convinced; `judged` is what the judge says of them."""
        page, against = charge.page, charge.against
        held = judged or revised(charge, self.settings)
        for at in charge.kept - against.keys():
            held.pop(at, None)
        if held:
            stay = staying(page, held)
            for at in islands(page, stay, held, charge.sure, self.settings) | signed(page, stay):
                held.pop(at, None)
        for at in verses(page, held, against, self.settings):
            del held[at]
        return _titled(page, held, against, charge.kept, self.settings)

    def _settled(self, case: Case, gone: Verdicts) -> tuple[list[Edit], bool]:
        """Return what goes from a page whose lines are judged, and whether no more can."""
        page, settings = case.page, self.settings
        brands = told(page, case.named, settings.brands)
        parts = [claim for claim in chain(case.inside, brands.spliced) if claim.line not in gone]
        notes = [claim for claim in brands.flagged if claim.line not in gone]
        settled = not parts and not case.shown
        if settled and gone and may_number(page):
            settled = not page_numbers(page.without(gone), settings.page_numbers)
        return _edits(page, gone, parts, notes), settled


def _case(page: Page, found: Mapping[str, Found], marks: Mapping[str, Mark]) -> Case:
    case = Case(page, find_verbatim_lines(page.rows))
    for at, claims in enumerate(map(found.get, page.lines)):
        if claims and at not in case.shown:
            for rule, start, end in claims:
                if rule.scope == BRAND:
                    case.named.append(Claim(rule, at, start, end))
                elif end - start == len(page.lines[at]):
                    case.ruled.append((at, marks[rule.id]))
                elif rule.kind != ARTICLE:
                    case.inside.append(Claim(rule, at, start, end))
    return case


def _apart_from(shown: Collection[int], held: Verdicts) -> Verdicts:
    return {at: mark for at, mark in held.items() if at not in shown} if shown else held


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
    begins, rows = places.begins, places.rows
    lines = [
        made((begins[at], rows[at], "", rule, confidence, why))
        for at in sorted(gone)
        for rule, _, confidence, why, _ in (gone[at],)
    ]
    spans = [
        act(page.text, places.part(c.line, c.start, c.end), c.rule.id, c.rule.confidence, c.rule.why)
        for act, claims in ((delete, parts), (note, notes))
        for c in claims
    ]
    return sorted(chain(lines, disjoint(spans))) if spans else lines  # no line that goes has spans


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
        echoed = ((at, mark) for at, mark in echoed if at < start or at not in kept)
        held |= strongest(chain(echoed, abstracts(page.lines, settings.echoes)))
    held |= between(page, held, titles, settings)
    return held

"""What speaks against a piece of a page."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.rules import ARTICLE, Claim, Found
from pipeline.stages.strip.page import Page


class Mark(NamedTuple):
    """Evidence that a line is boilerplate, the same for every line that it is held against.

    `confidence` is 0 to 1; `rule` and `why` stand in the edit that it leads to; `opens` says that
    a list of the same kind begins here.
    """

    rule: str
    kind: str
    confidence: float
    why: str
    opens: bool = False


Verdicts = dict[int, Mark]
Marked = tuple[int, Mark]  # a line, and what is held against it


@dataclass(frozen=True, slots=True)
class Charge:
    """What is held against the lines of a page, before anything on the page is heard for them.

    `against` is the surest evidence against each line, and `sure` what of it needs no company; a rule
    says that the lines of `kept` are the article's. `claims` is how sure any rule is of a line, and
    `opens` are those with which, by a rule, a list begins.
    """

    page: Page
    against: Verdicts
    sure: Verdicts
    kept: set[int]
    claims: dict[int, float]
    opens: set[int]

    def without(self, lines: Collection[int]) -> "Charge":
        """Return what is held against the rest of the page."""
        against, sure = (
            {at: mark for at, mark in of.items() if at not in lines} for of in (self.against, self.sure)
        )
        claims = {at: how for at, how in self.claims.items() if at not in lines}
        page, kept, opens = (
            self.page.without(lines),
            self.kept.difference(lines),
            self.opens.difference(lines),
        )
        return Charge(page, against, sure, kept, claims, opens)


def charged(page: Page, ruled: Sequence[Marked], counted: Sequence[Marked], sure: float) -> Charge:
    """Gather what rules and counts say of whole lines; it needs no company from confidence `sure`."""
    marks = [*ruled, *counted]
    if kept := {at for at, mark in marks if mark.kind == ARTICLE}:
        marks = [(at, mark) for at, mark in marks if at not in kept or mark.confidence == 1]
    against = strongest(marks)
    if kept:
        against = {at: mark for at, mark in against.items() if mark.kind != ARTICLE}
    claims = {at: mark.confidence for at, mark in against.items()}
    firm = {at: mark for at, mark in against.items() if mark.confidence >= sure}
    for at, mark in ruled if kept else ():  # what the rules say of a kept line counts among those of the page
        if at in kept and mark.kind != ARTICLE:
            claims[at] = max(claims.get(at, 0.0), mark.confidence)
    opens = {at for at, mark in ruled if mark.opens and mark.kind != ARTICLE}
    return Charge(page, against, firm, kept, claims, opens)


def strongest(marks: Iterable[Marked]) -> Verdicts:
    """Return the surest evidence against each line, the first of equals."""
    best: Verdicts = {}
    for at, mark in marks:
        known = best.get(at)
        if known is None or mark.confidence > known.confidence:
            best[at] = mark
    return best


def whole(claim: Claim, lines: Sequence[str]) -> bool:
    """Tell whether a claim is on all of its line."""
    return claim.end - claim.start == len(lines[claim.line])


def evidence(found: Mapping[str, Found]) -> dict[str, Mark]:
    """Return what the claim of each rule that has any is worth as evidence on a whole line, by its id."""
    rules = {rule.id: rule for spans in found.values() for rule, _, _ in spans}
    return {
        name: Mark(name, rule.kind, rule.confidence, rule.why, rule.scope == "block")
        for name, rule in rules.items()
    }

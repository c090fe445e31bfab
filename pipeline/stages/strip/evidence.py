"""What speaks against a piece of a page."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from pipeline.rules import ARTICLE, Claim, Rule
from pipeline.stages.strip.page import Page


class Mark(NamedTuple):  # a tuple: a page of menus makes thousands
    """Evidence that a line is boilerplate.

    `confidence` is 0 to 1; `rule` and `why` stand in the edit that it leads to; `opens` says that
    a list of the same kind begins here.
    """

    line: int
    rule: str
    kind: str
    confidence: float
    why: str
    opens: bool = False


# makes a mark of all its fields in half the time that a call of its class takes
made: Callable[[tuple[int, str, str, float, str, bool]], Mark] = partial(tuple.__new__, Mark)

Verdicts = dict[int, Mark]


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


def charged(page: Page, ruled: Sequence[Mark], counted: Sequence[Mark], sure: float) -> Charge:
    """Gather what rules and counts say of whole lines; it needs no company from confidence `sure`."""
    marks = [*ruled, *counted]
    if kept := {mark.line for mark in marks if mark.kind == ARTICLE}:
        marks = [mark for mark in marks if mark.line not in kept or mark.confidence == 1]
    against = strongest(marks)
    if kept:
        against = {at: mark for at, mark in against.items() if mark.kind != ARTICLE}
    claims = {at: mark.confidence for at, mark in against.items()}
    firm = {at: mark for at, mark in against.items() if mark.confidence >= sure}
    for mark in ruled:  # what the rules say of a line that is kept counts among those of the page
        if mark.line in kept and mark.kind != ARTICLE:
            claims[mark.line] = max(claims.get(mark.line, 0.0), mark.confidence)
    opens = {mark.line for mark in ruled if mark.opens and mark.kind != ARTICLE}
    return Charge(page, against, firm, kept, claims, opens)


def strongest(marks: Iterable[Mark]) -> Verdicts:
    """Return the surest evidence against each line, the first of equals."""
    best: Verdicts = {}
    for mark in marks:
        known = best.get(mark.line)
        if known is None or mark.confidence > known.confidence:
            best[mark.line] = mark
    return best


def whole(claim: Claim, lines: Sequence[str]) -> bool:
    """Tell whether a claim is on all of its line."""
    return claim.end - claim.start == len(lines[claim.line])


def marked(rule: Rule, line: int) -> Mark:
    """Return a rule's claim on a whole line as evidence."""
    return made((line, rule.id, rule.kind, rule.confidence, rule.why, rule.scope == "block"))

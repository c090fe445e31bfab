"""What speaks against a piece of a page."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.rules import Claim, Rule
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


Verdicts = dict[int, Mark]


@dataclass(frozen=True, slots=True)
class Charge:
    """What is held against the lines of a page, before anything on the page is heard for them.

    `ruled` is what the rules say of them; `against` the surest evidence against each line, and `sure`
    what of it needs no company; a rule says that the lines of `kept` are the article's.
    """

    page: Page
    ruled: Sequence[Mark]
    against: Verdicts
    sure: Verdicts
    kept: Collection[int]


def whole(claim: Claim, lines: Sequence[str]) -> bool:
    """Tell whether a claim is on all of its line."""
    return claim.end - claim.start == len(lines[claim.line])


def marked(rule: Rule, line: int) -> Mark:
    """Return a rule's claim on a whole line as evidence."""
    return Mark(line, rule.id, rule.kind, rule.confidence, rule.why, rule.scope == "block")

"""Evidence against the lines and units of a page."""

from collections.abc import Sequence
from typing import NamedTuple

from jiaokan.core.edits import Edit, drop_overlapping_edits, make_deletion
from jiaokan.rules import ARTICLE_KIND, BRAND_SCOPE, Claim, Rulebook
from jiaokan.stages.strip.normalized_page import normalize_page
from jiaokan.text.verbatim import find_verbatim_lines


class BoilerplateEvidence(NamedTuple):
    """Evidence that a line or a unit is boilerplate.

    Attributes:
        rule: id of the rule; it is recorded in the edit.
        kind: kind of boilerplate.
        confidence: 0 to 1.
        why: the reason; it is recorded in the edit.
        opens_list: whether a list of the same kind begins here.
    """

    rule: str
    kind: str
    confidence: float
    why: str
    opens_list: bool = False


PlacedEvidence = tuple[int, BoilerplateEvidence]  # index of a line or unit, and the evidence


def is_whole_line(claim: Claim, lines: Sequence[str]) -> bool:
    """Tell whether a claim covers its whole line."""
    return claim.end - claim.start == len(lines[claim.line])


def propose_rule_edits(text: str, book: Rulebook, sure: float) -> list[Edit]:
    """Return the deletions that rules ask for by themselves, without a judge.

    Args:
        text: The text.
        book: The rules; those that speak for the article and those of brands propose nothing.
        sure: Confidence of a rule from which it acts.
    """
    page = normalize_page(text)
    shown, places = find_verbatim_lines(page.untrimmed_lines), page.locate_lines()
    edits = []
    for rule, line, start, end in book.find_claims(page.lines):
        acts = rule.confidence >= sure and rule.kind != ARTICLE_KIND and rule.scope != BRAND_SCOPE
        if acts and line not in shown:
            span = places.find_source_span(line, start, end)
            edits.append(make_deletion(page.text, span, rule.id, rule.confidence, rule.why))
    return list(drop_overlapping_edits(edits))

"""Evidence against the lines and units of a page."""

from collections.abc import Sequence
from typing import NamedTuple

from jiaokan.rules import Claim


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

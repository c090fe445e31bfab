"""What speaks against a piece of a page."""

from collections.abc import Sequence
from typing import NamedTuple

from jiaokan.rules import Claim


class BoilerplateEvidence(NamedTuple):
    """Evidence that a line or a piece of one is boilerplate.

    `confidence` is 0 to 1; `rule` and `why` stand in the edit that it leads to; `opens` says that a list of
    the same kind begins here.
    """

    rule: str
    kind: str
    confidence: float
    why: str
    opens_list: bool = False


PlacedEvidence = tuple[int, BoilerplateEvidence]  # a line or unit by its place, and what is held against it


def is_whole_line(claim: Claim, lines: Sequence[str]) -> bool:
    """Tell whether a claim is on all of its line."""
    return claim.end - claim.start == len(lines[claim.line])

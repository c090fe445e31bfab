"""How often each rule was right, from the verdicts on its edits."""

from collections.abc import Iterable
from dataclasses import dataclass

from jiaokan.core.verdicts.edit_verdicts import EditVerdict
from jiaokan.publish.card_format.wilson_intervals import WilsonInterval, estimate_share


@dataclass(frozen=True, slots=True)
class RulePrecision:
    """The share of a rule's edits that reviewers call right.

    `all_edits` counts every verdict; `drawn_edits` those on edits drawn at random, which alone speak for the
    rule as a whole. Edits that reviewers are not sure of are in neither, but in `unsure`.
    """

    stage: str
    rule: str
    all_edits: WilsonInterval
    drawn_edits: WilsonInterval
    unsure: int


def measure_precision(verdicts: Iterable[EditVerdict]) -> list[RulePrecision]:
    """Return the precision of each rule, the least first."""
    by_rule: dict[tuple[str, str], list[EditVerdict]] = {}
    for verdict in verdicts:
        by_rule.setdefault((verdict.stage, verdict.rule), []).append(verdict)
    measured = [_measure_rule(key, found) for key, found in by_rule.items()]
    return sorted(measured, key=lambda one: (one.all_edits.low, one.stage, one.rule))


def _measure_rule(key: tuple[str, str], verdicts: list[EditVerdict]) -> RulePrecision:
    sure = [verdict for verdict in verdicts if verdict.verdict != "unsure"]
    drawn = [verdict for verdict in sure if verdict.draw == "random"]
    return RulePrecision(*key, _count_right(sure), _count_right(drawn), len(verdicts) - len(sure))


def _count_right(verdicts: list[EditVerdict]) -> WilsonInterval:
    return estimate_share(sum(verdict.verdict == "right" for verdict in verdicts), len(verdicts))

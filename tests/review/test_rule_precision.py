"""Precision of rules and its interval."""

import pytest

from jiaokan.core.verdicts.edit_verdicts import EditVerdict, parse_verdict
from jiaokan.publish.card_format.wilson_intervals import estimate_share
from jiaokan.review.rule_precision import measure_precision


def make_verdict(**values: object) -> EditVerdict:
    record = {
        "document": "d", "raw_sha256": "0" * 64, "raw_start": 0, "raw_end": 1, "stage": "strip", "rule": "a/b",
        "before": "甲", "after": "", "verdict": "right",
    }  # fmt: skip
    return parse_verdict(record | values)


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [(9, 10, 0.5958, 0.9821), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (50, 100, 0.4038, 0.5962)],
)
def test_the_interval_of_wilson(hits: int, total: int, low: float, high: float) -> None:
    found = estimate_share(hits, total)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_an_empty_sample_says_nothing() -> None:
    assert (estimate_share(0, 0).low, estimate_share(0, 0).high) == (0, 1)


def test_drawn_edits_are_counted_apart_and_unsure_ones_not_at_all() -> None:
    verdicts = [
        make_verdict(raw_start=0, verdict="wrong", draw="least_certain"),
        make_verdict(raw_start=0, verdict="right", draw="random"),
        make_verdict(raw_start=0, verdict="unsure", draw="random"),
        make_verdict(raw_start=0, rule="z/z", verdict="right"),
    ]
    worst, best = measure_precision(verdicts)
    assert (worst.rule, best.rule) == ("a/b", "z/z")
    assert (worst.all_edits.hits, worst.all_edits.total, worst.unsure) == (1, 2, 1)
    assert (worst.drawn_edits.hits, worst.drawn_edits.total) == (1, 1)
    assert best.drawn_edits.total == 0

"""Signals from the ledger and from mentions."""

import pytest

from jiaokan.core.annotations import Mention
from jiaokan.core.document import Document
from jiaokan.core.edits import Edit, Span, make_note
from jiaokan.stages.annotate.signals.ledger_signals import compute_ledger_signals, compute_mention_signals


def compute(document: Document) -> dict[str, object]:
    return {signal.name: signal.value for signal in compute_ledger_signals(document)}


def test_counts_what_was_removed_repaired_and_flagged() -> None:
    document = Document("a", "分享到：今天Ãæ下雨？口")
    document = document.edited("strip", [Edit(0, "分享到：", "", "share/to")])
    note = make_note(document.text, Span(7, 8), "unrepairable/box")
    document = document.edited("mojibake", [Edit(2, "Ãæ", "面", "latin/any"), note])
    document = document.edited("strip_repaired", [Edit(5, "？", "", "x/y")])
    assert compute(document) == {"removed_share": 5 / 12, "repaired_per_1000": 250, "flags_left": 1}


@pytest.mark.parametrize("raw", ["", "今天下雨。"])
def test_a_page_that_nothing_touched_is_sound(raw: str) -> None:
    assert set(compute(Document("a", raw)).values()) == {0}


def test_counts_mentions_per_1000_characters() -> None:
    mentions = [Mention(kind, Span(0, 1)) for kind in ("censor_mark", "mobile", "email", "time")]
    found = {signal.name: signal.value for signal in compute_mention_signals(mentions, 500)}
    assert found == {"censored_per_1000": 2, "contact_per_1000": 4}
    assert {signal.value for signal in compute_mention_signals(mentions, 0)} == {0}

"""Ids of older releases lead to current ones, and current ids to themselves."""

import pytest

from jiaokan.core import rule_aliases
from jiaokan.core.rule_aliases import find_current_id
from jiaokan.rules.reasons import load_reasons

OLD_AND_CURRENT = [
    ("misdecoded/gb18030-as-latin-1", "wrong-charset/gb18030-as-latin-1"),
    ("lossy/utf-8-as-mac_roman", "lossy-charset/utf-8-as-mac-roman"),
    ("escapes/quoted_printable", "escapes/quoted-printable"),
    ("echo/title-part", "repeated/title-part"),
    ("layout/running_head", "layout/running-head"),
    ("lost_byte/trail", "byte-slip/lost-trail"),
]


@pytest.mark.parametrize("rule", sorted(load_reasons()))
def test_a_current_id_stays(rule: str) -> None:
    assert find_current_id(rule) == rule


@pytest.mark.parametrize(("old", "current"), OLD_AND_CURRENT)
def test_an_old_id_leads_to_the_current_one(old: str, current: str) -> None:
    assert find_current_id(old) == current


def test_every_new_name_has_a_reason() -> None:
    assert rule_aliases._CURRENT_IDS.keys().isdisjoint(rule_aliases._CURRENT_IDS.values())
    known = load_reasons()
    unknown = [
        rule
        for rule in rule_aliases._CURRENT_IDS.values()
        if rule not in known and f"{rule.partition('/')[0]}/any" not in known
    ]
    assert unknown == []

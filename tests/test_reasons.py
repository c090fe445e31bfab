"""Every rule that can stand in a ledger says why it exists."""

import re
from pathlib import Path

import jiaokan
from jiaokan.rules.reasons import find_reason, load_reasons

HOUSE = Path(jiaokan.__file__).parent
FAMILIES = {rule.partition("/")[0] for rule in load_reasons()}
IDS = {
    rule
    for path in HOUSE.rglob("*.py")
    for rule in re.findall(r'"([a-z_]+/[a-z0-9_-]+)"', path.read_text("utf-8"))
    if rule.partition("/")[0] in FAMILIES
}


def test_every_rule_named_in_code_has_its_reason() -> None:
    assert len(IDS) > 20
    assert [rule for rule in sorted(IDS) if not find_reason(rule)] == []


def test_a_rule_nobody_knows_has_none() -> None:
    assert find_reason("no/such-rule") == ""

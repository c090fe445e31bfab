"""Every rule that may appear in a ledger has a reason."""

import re
from pathlib import Path

import jiaokan
from jiaokan.rules.reasons import find_reason, load_reasons

PACKAGE = Path(jiaokan.__file__).parent
FAMILIES = {rule.partition("/")[0] for rule in load_reasons()}
IDS = {
    rule
    for path in PACKAGE.rglob("*.py")
    for rule in re.findall(r'"([a-z_]+/[a-z0-9_-]+)"', path.read_text("utf-8"))
    if rule.partition("/")[0] in FAMILIES
}


def test_every_rule_in_code_has_a_reason() -> None:
    assert len(IDS) > 20
    assert [rule for rule in sorted(IDS) if not find_reason(rule)] == []


def test_an_unknown_rule_has_none() -> None:
    assert find_reason("no/such-rule") == ""

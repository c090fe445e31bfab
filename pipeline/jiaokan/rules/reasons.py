"""The reason of each rule: the `why` of a rule of the rulebook, or what is said of a rule in code.

That stands in `REPAIRS` for the rules of repairs, and in configs/reasons.toml for all others. In Chinese, a
rule of the rulebook has the name of its kind and its own reason.
"""

import tomllib
from functools import lru_cache

from jiaokan import rules
from jiaokan.config.config_loader import CONFIGS_FOLDER
from jiaokan.core.rule_aliases import find_current_id
from jiaokan.repairs import REPAIRS, Reason


@lru_cache
def load_coded_reasons() -> dict[str, Reason]:
    """Return the reasons of the rules in code by rule id; FAMILY/any speaks for those that have none."""
    families = tomllib.loads((CONFIGS_FOLDER / "reasons.toml").read_text("utf-8"))
    reasons = {
        f"{family}/{name}": Reason(texts["en"], texts["zh"])
        for family, table in families.items()
        for name, texts in table.items()
    }
    for repair in REPAIRS.values():
        reasons |= repair.reasons
    return reasons


@lru_cache
def load_reasons() -> dict[str, Reason]:
    """Return the reasons of all rule ids, of the shipped rulebook and of the rules in code."""
    shipped = rules.load_rulebook(CONFIGS_FOLDER / "rules").rules
    return {
        rule.id: Reason(rule.why, f"{rules.KINDS[rule.kind]}（{rule.why}）") for rule in shipped
    } | load_coded_reasons()


def find_chinese_reason(rule_id: str) -> str:
    """Return the reason of a rule in Chinese, "" where none is known.

    >>> find_chinese_reason("html/sharing")
    '分享、打赏、订阅的按钮'
    """
    return _find_both_reasons(rule_id).chinese


def find_reason(rule_id: str) -> str:
    """Return the reason of a rule: its own, otherwise that of its family; "" for an unknown rule.

    A rule is also found by the id that it had in older releases.
    """
    return _find_both_reasons(rule_id).english


def _find_both_reasons(rule_id: str) -> Reason:
    reasons, current_id = load_reasons(), find_current_id(rule_id)
    family_id = f"{current_id.partition('/')[0]}/any"
    return reasons.get(rule_id) or reasons.get(current_id) or reasons.get(family_id) or Reason("", "")

"""The reason of each rule: the `why` of a rule in the rulebook, or a sentence of configs/reasons.toml.

configs/reasons_zh.toml says the same in Chinese, of rules of the rulebook by their kind.
"""

import tomllib
from functools import lru_cache

from jiaokan import rules
from jiaokan.config.config_loader import CONFIGS_FOLDER
from jiaokan.core.rule_aliases import find_current_id


@lru_cache
def load_coded_reasons() -> dict[str, str]:
    """Return the reasons of the rules in code by rule id; FAMILY/any speaks for those that have none."""
    reason_tables = tomllib.loads((CONFIGS_FOLDER / "reasons.toml").read_text("utf-8"))
    return {f"{family}/{name}": why for family, table in reason_tables.items() for name, why in table.items()}


@lru_cache
def load_reasons() -> dict[str, str]:
    """Return the reasons of all rule ids, of the shipped rulebook and of the rules in code."""
    shipped = rules.load_rulebook(CONFIGS_FOLDER / "rules").rules
    return {rule.id: rule.why for rule in shipped} | load_coded_reasons()


@lru_cache
def load_chinese_reasons() -> dict[str, str]:
    """Return the Chinese reasons of rules in code; a rule of the rulebook has its kind and its own reason."""
    tables = tomllib.loads((CONFIGS_FOLDER / "reasons_zh.toml").read_text("utf-8"))
    kinds = tables.pop("kind")
    coded = {f"{family}/{name}": why for family, table in tables.items() for name, why in table.items()}
    shipped = rules.load_rulebook(CONFIGS_FOLDER / "rules").rules
    return {rule.id: f"{kinds[rule.kind]}（{rule.why}）" for rule in shipped} | coded


def find_chinese_reason(rule_id: str) -> str:
    """Return the reason of a rule in Chinese, "" where none is known.

    >>> find_chinese_reason("html/sharing")
    '分享、打赏、订阅的按钮'
    """
    reasons, current_id = load_chinese_reasons(), find_current_id(rule_id)
    return reasons.get(current_id) or reasons.get(f"{current_id.partition('/')[0]}/any", "")


def find_reason(rule_id: str) -> str:
    """Return the reason of a rule: its own, otherwise that of its family; "" for an unknown rule.

    A rule is also found by the id that it had in older releases.
    """
    reasons, current_id = load_reasons(), find_current_id(rule_id)
    return (
        reasons.get(rule_id)
        or reasons.get(current_id)
        or reasons.get(f"{current_id.partition('/')[0]}/any", "")
    )

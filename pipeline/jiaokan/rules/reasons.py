"""Why each rule exists: a rulebook rule's own `why`, or a sentence of configs/reasons.toml."""

import tomllib
from functools import lru_cache

from jiaokan import rules
from jiaokan.config.config_loader import CONFIGS_FOLDER


@lru_cache
def load_reasons() -> dict[str, str]:
    """Return the reason of every rule id, of the shipped rulebook and of the code's own rules."""
    coded = tomllib.loads((CONFIGS_FOLDER / "reasons.toml").read_text("utf-8"))
    told = {f"{family}/{name}": why for family, table in coded.items() for name, why in table.items()}
    return {rule.id: rule.why for rule in rules.load_rules(CONFIGS_FOLDER / "rules")} | told


def find_reason(rule: str) -> str:
    """Return why a rule exists: its own reason, else its family's; "" for one that is not known."""
    known = load_reasons()
    return known.get(rule) or known.get(f"{rule.partition('/')[0]}/any", "")

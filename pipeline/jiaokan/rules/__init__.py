"""Rules are data: what a piece of boilerplate looks like, why, and the proof that it does."""

from jiaokan.rules.literal_scanner import Scan, Wanted
from jiaokan.rules.rule import ARTICLE, BRAND, KINDS, SCOPES, Rule, bare
from jiaokan.rules.rule_loader import load
from jiaokan.rules.rulebook import Claim, Found, Rulebook, rulebook

__all__ = [
    "ARTICLE",
    "BRAND",
    "KINDS",
    "SCOPES",
    "Claim",
    "Found",
    "Rule",
    "Rulebook",
    "Scan",
    "Wanted",
    "bare",
    "load",
    "rulebook",
]

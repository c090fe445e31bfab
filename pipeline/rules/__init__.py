"""Rules are data: what a piece of boilerplate looks like, why, and the proof that it does."""

from pipeline.rules.book import Claim, Found, Rulebook, rulebook
from pipeline.rules.load import load
from pipeline.rules.rule import ARTICLE, BRAND, KINDS, SCOPES, Rule, bare
from pipeline.rules.scan import Scan, Wanted

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

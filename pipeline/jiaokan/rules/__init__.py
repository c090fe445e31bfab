"""Rules as data: what a kind of boilerplate looks like, why it goes, and examples that prove it."""

from jiaokan.rules.literal_scanner import LiteralQuery, LiteralScanner
from jiaokan.rules.rule import ARTICLE_KIND, BRAND_SCOPE, CODE_KIND, KINDS, SCOPES, Rule, strip_ornaments
from jiaokan.rules.rule_loader import load_rules, parse_rule_file, prove_rules
from jiaokan.rules.rulebook import Claim, Rulebook, RuleSpans, load_rulebook

__all__ = [
    "ARTICLE_KIND",
    "BRAND_SCOPE",
    "CODE_KIND",
    "KINDS",
    "SCOPES",
    "Claim",
    "LiteralQuery",
    "LiteralScanner",
    "Rule",
    "RuleSpans",
    "Rulebook",
    "load_rulebook",
    "load_rules",
    "parse_rule_file",
    "prove_rules",
    "strip_ornaments",
]

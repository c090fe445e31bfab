"""The rules of a card: a table for each family, folded away, with counts, reasons and an example of each."""

from collections.abc import Sequence
from itertools import groupby

from jiaokan.publish.card_format.card_markdown import format_cell, format_code, format_mixed_table
from jiaokan.publish.shard_statistics import RuleCounts
from jiaokan.rules.reasons import find_reason

MAX_REASON_CHARS = 200
_HEAD = ("rule", "edits", "notes", "documents", "taken away", "put there", "reason", "before", "after")


def format_rule_families(rules: Sequence[RuleCounts]) -> str:
    """Return a folded table for each family of rules, the family with most edits first."""
    ordered = sorted(rules, key=_find_family)
    families = {name: list(group) for name, group in groupby(ordered, key=_find_family)}
    ranked = sorted(families, key=lambda name: (-sum(r.edits + r.notes for r in families[name]), name))
    return "\n".join(_format_family(name, families[name]) for name in ranked)


def _find_family(rule: RuleCounts) -> str:
    return rule.rule.partition("/")[0]


def _format_family(name: str, rules: Sequence[RuleCounts]) -> str:
    edits, chars = sum(r.edits for r in rules), sum(r.removed_chars - r.added_chars for r in rules)
    count = f"{len(rules)} rule{'s' if len(rules) > 1 else ''}"
    size = f", {chars:,} code points less" if chars > 0 else ""
    summary = f"<summary><code>{format_cell(name)}</code>: {count}, {edits:,} edits{size}</summary>"
    rows = [_format_rule(rule) for rule in rules]
    return f"<details>\n{summary}\n\n{format_mixed_table(_HEAD, rows)}\n</details>\n"


def _format_rule(rule: RuleCounts) -> tuple[str | int, ...]:
    return (
        format_code(rule.rule),
        *(rule.edits, rule.notes, rule.documents, rule.removed_chars, rule.added_chars),
        format_cell(find_reason(rule.rule), MAX_REASON_CHARS),
        *(format_code(text) for text in rule.sample[1:]),
    )

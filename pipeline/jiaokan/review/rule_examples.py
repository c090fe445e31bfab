"""Turn verdicts into hits and misses of the rules concerned, as TOML to copy from."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from jiaokan.core.verdicts.edit_verdicts import EditVerdict
from jiaokan.rules import load_rules
from jiaokan.rules.rule import Rule
from jiaokan.text.normalized_view import normalize_view


def format_rule_examples(verdicts: Iterable[EditVerdict], rules_folders: Iterable[Path]) -> str:
    """Return new examples of rules: lines that a reviewer says they claim rightly or wrongly.

    A miss that the rule claims as it is stands under a comment: the loader refuses the rule until its
    pattern is narrower.
    """
    by_rule: dict[str, list[EditVerdict]] = {}
    for verdict in verdicts:
        if verdict.verdict != "unsure" and not verdict.is_cut:
            by_rule.setdefault(verdict.rule, []).append(verdict)
    parts = (
        _format_rule(rule, by_rule[rule.id]) for rule in load_rules(*rules_folders) if rule.id in by_rule
    )
    return "\n".join(part for part in parts if part)


def _format_rule(rule: Rule, verdicts: Sequence[EditVerdict]) -> str:
    lines = dict.fromkeys(
        (verdict.verdict, line) for verdict in verdicts for line in _list_lines(verdict.before)
    )
    hits = [
        line
        for verdict, line in lines
        if verdict == "right" and line not in rule.hits and rule.find_spans(line)
    ]
    misses = [line for verdict, line in lines if verdict == "wrong" and line not in rule.misses]
    if not hits and not misses:
        return ""
    claimed = [line for line in misses if rule.find_spans(line)]
    return "\n".join(
        [
            "[[rule]]",
            f"id = {_quote(rule.id)}",
            *(f"# its pattern claims {_quote(line)}: make it narrower" for line in claimed),
            *_format_list("hits", hits),
            *_format_list("misses", misses),
            "",
        ]
    )


def _list_lines(before: str) -> list[str]:
    """Return the lines of a removed text as rules see them."""
    return [line for line in (part.strip(" ") for part in normalize_view(before).text.split("\n")) if line]


def _format_list(name: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"{name} = [{', '.join(map(_quote, lines))}]"


def _quote(text: str) -> str:
    """Return a text as a string of TOML."""
    return json.dumps(text, ensure_ascii=False)

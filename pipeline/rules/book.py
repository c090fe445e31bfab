"""All rules at once: one scan for their literals, then each pattern only where its literal stands."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.rules.load import load
from pipeline.rules.rule import Rule

Trie = dict[str, "Trie"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A rule's claim on code points `start` to `end` of a line of the view."""

    rule: Rule
    line: int
    start: int
    end: int


class Rulebook:
    """Rules behind one pre-check, so that hundreds of them cost about as much as one."""

    __slots__ = ("_by_literal", "_scan", "rules")

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        literals = {literal for rule in rules for literal in rule.literal}
        order = {rule.id: place for place, rule in enumerate(rules)}
        # a scan names the longest literal at a place; the shorter ones it begins with stand there too
        by_literal: dict[str, set[int]] = {literal: set() for literal in literals}
        for rule in rules:
            for short in rule.literal:
                for literal in literals:
                    if literal.startswith(short):
                        by_literal[literal].add(order[rule.id])
        self._by_literal = {literal: tuple(sorted(places)) for literal, places in by_literal.items()}
        self._scan = re.compile(f"(?=({_expression(_trie(literals))}))" if literals else r"(?!)()")

    def claims(self, lines: Sequence[str]) -> Iterator[Claim]:
        """Yield what the rules claim on trimmed lines of the view, line by line, in the rules' order."""
        text = "\n".join(lines)
        wanted: dict[int, set[int]] = defaultdict(set)
        line, end = -1, -1
        for found in self._scan.finditer(text):
            while found.start() >= end:
                line += 1
                end += len(lines[line]) + 1
            wanted[line].update(self._by_literal[found[1]])
        for line, places in wanted.items():
            for place in sorted(places):
                rule = self.rules[place]
                for start, stop in rule.find(lines[line]):
                    yield Claim(rule, line, start, stop)


@lru_cache(maxsize=8)
def rulebook(folder: Path) -> Rulebook:
    """Load a folder of rules once; raises ConfigError."""
    return Rulebook(load(folder))


def _trie(literals: Iterable[str]) -> Trie:
    root: Trie = {}
    for literal in sorted(literals):
        node = root
        for char in literal:
            node = node.setdefault(char, {})
        node[""] = {}
    return root


def _expression(trie: Trie) -> str:
    """Write a trie as a regular expression that prefers the longest literal."""
    ends = "" in trie
    branches = [re.escape(char) + _expression(rest) for char, rest in sorted(trie.items()) if char]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)})" + "?" * ends

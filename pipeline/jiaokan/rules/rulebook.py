"""All rules at once: one scan for their literals, then each pattern only where its literal stands."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from jiaokan.rules.literal_scanner import LiteralQuery, LiteralScanner
from jiaokan.rules.rule import Rule, strip_ornaments, strip_ornaments_from_lines
from jiaokan.rules.rule_loader import load_rules

_MAX_KNOWN_LINES = 1 << 16  # lines remembered: the menus of a site stand on each of its pages
_MAX_KNOWN_LINE_CHARS = 80  # code points of a line worth remembering

RuleSpans = tuple[tuple[Rule, int, int], ...]


class Claim(NamedTuple):
    """A rule's claim on code points `start` to `end` of a line of the view."""

    rule: Rule
    line: int
    start: int
    end: int


class Rulebook:
    """Rules behind one pre-check, so that hundreds of them cost about as much as one.

    Lists of words are looked up, line by line; what has a pattern waits for its literal.
    """

    __slots__ = ("_known", "_scan", "_words", "rules")

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        words: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for place, rule in enumerate(rules):
            for word in rule.literal if rule.is_word_list else ():
                words[strip_ornaments(word)].append((word, place))
        self._words = dict(words)
        self._known: dict[str, RuleSpans] = {"": ()}
        self._scan = LiteralScanner(
            [
                LiteralQuery(
                    () if rule.is_word_list else rule.literal, rule.min_line_chars, rule.max_line_chars
                )
                for rule in rules
            ]
        )

    def find_claims(self, lines: Sequence[str]) -> Iterator[Claim]:
        """Yield what the rules claim on trimmed lines of the view, line by line, in the rules' order."""
        found = self.find_spans(lines)
        for at, line in enumerate(lines):
            for rule, start, end in found.get(line, ()):
                yield Claim(rule, at, start, end)

    def find_spans(self, lines: Iterable[str]) -> dict[str, RuleSpans]:
        """Return the spans that rules claim, for each line on which they claim any."""
        known = self._known
        distinct = dict.fromkeys(lines)
        fresh = [line for line in distinct if line not in known]
        seen = {line: known[line] for line in distinct if known.get(line)}
        found = self._scan_lines(fresh)
        if len(known) + len(fresh) > _MAX_KNOWN_LINES:
            self._known = {"": ()}
        self._known |= {line: found.get(line, ()) for line in fresh if len(line) <= _MAX_KNOWN_LINE_CHARS}
        return seen | found

    def _scan_lines(self, lines: Sequence[str]) -> dict[str, RuleSpans]:
        """Return the spans that rules claim on the lines on which they claim any, in the rules' order."""
        spans: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
        plains, words = strip_ornaments_from_lines(lines), self._words
        for place, some in self._scan.find_literal_lines(lines).items():
            for at, start, end in self.rules[place].find_in_lines(some, lines, plains):
                spans[at].append((place, start, end))
        for at, plain in enumerate(plains):
            if plain in words:
                spans[at] = sorted({*spans[at], *self._find_listed_words(lines[at], plain)})
        return {
            lines[at]: tuple([(self.rules[place], start, end) for place, start, end in found])
            for at, found in spans.items()
        }

    def _find_listed_words(self, line: str, plain: str) -> list[tuple[int, int, int]]:
        """Return the spans of the rules that are lists of words, one of which the line is."""
        rules, length = self.rules, len(line)
        return [
            (place, 0, length)
            for word, place in self._words[plain]
            if word in (line, plain) and rules[place].min_line_chars <= length <= rules[place].max_line_chars
        ]


@lru_cache(maxsize=8)
def load_rulebook(folder: Path) -> Rulebook:
    """Load a folder of rules once; raises ConfigError."""
    return Rulebook(load_rules(folder))

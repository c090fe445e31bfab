"""All rules together: one scan for their literals, then each pattern only where a literal stands."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from jiaokan.rules.literal_scanner import LiteralQuery, LiteralScanner
from jiaokan.rules.rule import Rule, strip_ornaments, strip_ornaments_from_lines
from jiaokan.rules.rule_loader import load_rules

_MAX_KNOWN_LINES = 1 << 16  # lines with known results; the menus of a site are the same on all its pages
_MAX_KNOWN_LINE_CHARS = 80  # code points of a line whose result is kept

RuleSpans = tuple[tuple[Rule, int, int], ...]


class Claim(NamedTuple):
    """A span of a line of the normalized view that a rule claims.

    Attributes:
        rule: The rule.
        line: Number of the line.
        start: Start in the line, in code points.
        end: End in the line, half-open.
    """

    rule: Rule
    line: int
    start: int
    end: int


class Rulebook:
    """Many rules, matched together so that hundreds of them cost about as much as one.

    Lists of words are looked up by line. A pattern is tried only on lines with one of its literals.
    """

    __slots__ = ("_known", "_scan", "_words", "rules")

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        words: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for index, rule in enumerate(rules):
            for word in rule.literal if rule.is_word_list else ():
                words[strip_ornaments(word)].append((word, index))
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
        """Yield the claims on trimmed lines of the normalized view, by line and by the order of rules."""
        spans_by_line = self.find_spans(lines)
        for number, line in enumerate(lines):
            for rule, start, end in spans_by_line.get(line, ()):
                yield Claim(rule, number, start, end)

    def find_spans(self, lines: Iterable[str]) -> dict[str, RuleSpans]:
        """Return the spans that rules claim, for each line with any."""
        known = self._known
        distinct = dict.fromkeys(lines)
        new_lines = [line for line in distinct if line not in known]
        known_spans = {line: known[line] for line in distinct if known.get(line)}
        new_spans = self._scan_lines(new_lines)
        if len(known) + len(new_lines) > _MAX_KNOWN_LINES:
            self._known = {"": ()}
        self._known |= {
            line: new_spans.get(line, ()) for line in new_lines if len(line) <= _MAX_KNOWN_LINE_CHARS
        }
        return known_spans | new_spans

    def _scan_lines(self, lines: Sequence[str]) -> dict[str, RuleSpans]:
        """Return the spans that rules claim, for each line with any, by the order of rules."""
        spans: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
        plain_lines, indices_by_word = strip_ornaments_from_lines(lines), self._words
        for index, numbers in self._scan.find_literal_lines(lines).items():
            for number, start, end in self.rules[index].find_in_lines(numbers, lines, plain_lines):
                spans[number].append((index, start, end))
        for number, plain_line in enumerate(plain_lines):
            if plain_line in indices_by_word:
                spans[number] = sorted({*spans[number], *self._find_listed_words(lines[number], plain_line)})
        return {
            lines[number]: tuple([(self.rules[index], start, end) for index, start, end in line_spans])
            for number, line_spans in spans.items()
        }

    def _find_listed_words(self, line: str, plain_line: str) -> list[tuple[int, int, int]]:
        """Return the spans of the word lists that contain the line."""
        rules, length = self.rules, len(line)
        return [
            (index, 0, length)
            for word, index in self._words[plain_line]
            if word in (line, plain_line)
            and rules[index].min_line_chars <= length <= rules[index].max_line_chars
        ]


@lru_cache(maxsize=8)
def load_rulebook(*folders: Path) -> Rulebook:
    """Load the rules of folders, in their order; the result is cached.

    Raises:
        ConfigError: A rule is not valid.
    """
    return Rulebook(load_rules(*folders))

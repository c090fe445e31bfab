"""All rules at once: one scan for their literals, then each pattern only where its literal stands."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pipeline.rules.load import load
from pipeline.rules.rule import Rule, bare
from pipeline.rules.scan import Scan

_KNOWN = 1 << 16  # lines remembered: the menus of a site stand on each of its pages
_SHORT = 80  # code points of a line worth remembering

Found = tuple[tuple[Rule, int, int], ...]


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
        words: dict[str, list[int]] = defaultdict(list)
        literals: dict[str, list[int]] = defaultdict(list)
        for place, rule in enumerate(rules):
            for literal in rule.literal:
                (words if rule.words else literals)[literal].append(place)
        self._words = {word: tuple(places) for word, places in words.items()}
        self._known: dict[str, Found] = {"": ()}
        self._scan = Scan(literals, lambda place: self.rules[place].longest)

    def claims(self, lines: Sequence[str]) -> Iterator[Claim]:
        """Yield what the rules claim on trimmed lines of the view, line by line, in the rules' order."""
        found = self.find(lines)
        for at, line in enumerate(lines):
            for rule, start, end in found.get(line, ()):
                yield Claim(rule, at, start, end)

    def find(self, lines: Iterable[str]) -> dict[str, Found]:
        """Return the spans that rules claim, for each line on which they claim any."""
        known = self._known
        distinct = dict.fromkeys(lines)
        fresh = [line for line in distinct if line not in known]
        found = dict(zip(fresh, self._find(fresh), strict=True))
        if len(known) + len(found) > _KNOWN:
            self._known = {"": ()}
        self._known.update(item for item in found.items() if len(item[0]) <= _SHORT)
        return {line: spans for line in distinct if (spans := found[line] if line in found else known[line])}

    def _find(self, lines: Sequence[str]) -> list[Found]:
        """Return the spans that each line's rules claim, in the rules' order."""
        wanted = self._scan.lines(lines)
        plains = [bare(line) for line in lines]
        for at, (line, plain) in enumerate(zip(lines, plains, strict=True)):
            if plain in self._words:
                wanted[at].update(self._words[plain])
            if line in self._words:
                wanted[at].update(self._words[line])
        found: list[Found] = [()] * len(lines)
        for at, places in wanted.items():
            found[at] = self._spans(lines[at], plains[at], sorted(places))
        return found

    def _spans(self, line: str, plain: str, places: Iterable[int]) -> Found:
        """Return what some rules claim; a list of words would not be asked had it not the line."""
        spans: list[tuple[Rule, int, int]] = []
        length = len(line)
        for place in places:
            rule = self.rules[place]
            if rule.shortest <= length <= rule.longest:
                found = [(0, length)] if rule.words else rule.claimed(line, plain)
                spans += [(rule, start, end) for start, end in found]
        return tuple(spans)


@lru_cache(maxsize=8)
def rulebook(folder: Path) -> Rulebook:
    """Load a folder of rules once; raises ConfigError."""
    return Rulebook(load(folder))

"""All rules at once: one scan for their literals, then each pattern only where its literal stands."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipeline.rules.load import load
from pipeline.rules.rule import Rule, bare

_SLOTS = 1 << 16  # for the pairs of characters that literals begin with

_KNOWN = 1 << 16  # lines remembered: the menus of a site stand on each of its pages
_SHORT = 80  # code points of a line worth remembering

Found = tuple[tuple[Rule, int, int], ...]
Codes = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Claim:
    """A rule's claim on code points `start` to `end` of a line of the view."""

    rule: Rule
    line: int
    start: int
    end: int


class Rulebook:
    """Rules behind one pre-check, so that hundreds of them cost about as much as one.

    Lists of words are looked up, line by line; what has a pattern waits for its literal.
    """

    __slots__ = ("_known", "_longest", "_scan", "_words", "rules")

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        words: dict[str, list[int]] = defaultdict(list)
        literals: dict[str, list[int]] = defaultdict(list)
        for place, rule in enumerate(rules):
            for literal in rule.literal:
                (words if rule.words else literals)[literal].append(place)
        self._words = dict(words)
        self._known: dict[str, Found] = {"": ()}
        self._longest = max((rule.longest for rule in rules if rule.words), default=0)
        self._scan = Scan(literals)

    def claims(self, lines: Sequence[str]) -> Iterator[Claim]:
        """Yield what the rules claim on trimmed lines of the view, line by line, in the rules' order."""
        fresh = {line: at for at, line in enumerate(lines) if line not in self._known}
        found = dict(zip(fresh, self._find(tuple(fresh)), strict=True))
        for at, line in enumerate(lines):
            for rule, start, end in found[line] if line in found else self._known[line]:
                yield Claim(rule, at, start, end)
        if len(self._known) + len(found) > _KNOWN:
            self._known = {"": ()}
        self._known.update(item for item in found.items() if len(item[0]) <= _SHORT)

    def _find(self, lines: Sequence[str]) -> list[Found]:
        """Return the spans that each line's rules claim, in the rules' order."""
        wanted = self._scan.lines(lines)
        for at, line in enumerate(lines):
            if 0 < len(line) <= self._longest:
                wanted[at].update(self._word(line))
        return [
            tuple(
                (self.rules[place], *span)
                for place in sorted(wanted.get(at, ()))
                if len(line) <= self.rules[place].longest
                for span in self.rules[place].find(line)
            )
            for at, line in enumerate(lines)
        ]

    def _word(self, line: str) -> Iterable[int]:
        known = self._words.get(line, [])
        plain = bare(line)
        return known if plain == line else [*known, *self._words.get(plain, [])]


class Scan:
    """Find which literals stand in which lines, in one pass over the page."""

    __slots__ = ("_heads", "_pairs", "_singles", "_values")

    def __init__(self, values: Mapping[str, Iterable[int]]) -> None:
        self._values = values
        self._heads: dict[str, list[str]] = defaultdict(list)
        self._pairs = np.zeros(_SLOTS, bool)
        self._singles = np.zeros(_SLOTS, bool)
        for literal in sorted(values):
            self._heads[literal[:2]].append(literal)
            codes = _codes(literal[:2])
            if len(literal) > 1:
                self._pairs[_slots(codes)] = True
            else:
                self._singles[codes % _SLOTS] = True

    def lines(self, lines: Sequence[str]) -> dict[int, set[int]]:
        """Return the values of the literals that stand in each line, for lines that have any."""
        text = "\n".join([*lines, ""])
        ends = list(accumulate(len(line) + 1 for line in lines))
        codes = _codes(text)
        seen = self._pairs[_slots(codes)] | self._singles[codes[:-1] % _SLOTS]
        found: dict[int, set[int]] = defaultdict(set)
        for at in np.flatnonzero(seen).tolist():
            for head in (text[at : at + 2], text[at]):
                for literal in self._heads.get(head, ()):
                    if text.startswith(literal, at):
                        found[bisect_right(ends, at)].update(self._values[literal])
        return found


def _codes(text: str) -> Codes:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _slots(codes: Codes) -> Codes:
    """Return a slot for each pair of neighbours; pairs may share one."""
    return (codes[:-1] * np.uint32(0x9E5) + codes[1:]) % np.uint32(_SLOTS)


@lru_cache(maxsize=8)
def rulebook(folder: Path) -> Rulebook:
    """Load a folder of rules once; raises ConfigError."""
    return Rulebook(load(folder))

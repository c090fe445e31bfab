"""Read a run of GBK characters that stands one byte off back into step.

Every character of the run holds the trail byte of one true character and the lead byte of the
next. The run ends where a single byte brought the reader into step again: an ASCII character,
or a trail byte of 80, which vanishes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.han import HAN, PINYIN
from pipeline.repairs import gbk
from pipeline.repairs.pinyin import fits, readings
from pipeline.repairs.search import Guess, Search, Slots

LONGEST = 60  # characters of a run; a longer one is some other damage
_BEFORE = 8  # characters before the damage that help to choose
_AFTER = 5  # and after the run
_FIT, _NEAR, _MISFIT = 6.0, 3.0, -8.0  # nats for a reading after the run: fits, but for its tone, not at all
_STRAY = -4.0  # nats for a lone letter before Han that stays unexplained
_READING = re.compile(f"[?\ufffd]?[(（]?([{PINYIN}]{{1,6}})[)）]")
_HAN = re.compile(f"[{HAN}]")


@dataclass(frozen=True, slots=True)
class Restored:
    """What may have stood up to `end`, and its gain in nats over what stands there."""

    gain: float
    text: str
    end: int


def pairs_from(text: str, start: int) -> list[tuple[int, int]]:
    """Return the byte pairs of the run that begins at `start`."""
    found = []
    for char in text[start : start + LONGEST]:
        code = gbk.codes().get(char)
        if code is None:
            break
        found.append((code >> 8, code & 0xFF))
        if code & 0xFF < 0x80:
            break
    return found


class Run:
    """A run of `text` from `run` on, damaged from `start` on; `head` is what stood before its bytes."""

    def __init__(self, search: Search, text: str, start: int, run: int) -> None:
        self.search, self.text, self.start, self.run = search, text, start, run
        self.pairs = pairs_from(text, run)
        self.end = run + len(self.pairs)
        self._left = text[max(0, start - _BEFORE) : start]

    def restored(self, head: Slots) -> Iterator[Restored]:
        """Yield what may have stood where `head` and then the bytes of the run stood."""
        if not self.pairs:
            yield from self._nothing_shifted(head)
            return
        guesses = self.search.fill(self.search.begin(self._left), (*head, self.pairs[0][0]))
        for j, (_, lead) in enumerate(self.pairs):
            if j:
                guesses = self.search.fill(guesses, (self.pairs[j - 1][1], self.pairs[j][0]))
            if not guesses:
                return
            at = self.run + j + 1
            yield from self._vanished(guesses, lead, at)
            if at == self.end:
                yield from self._last(guesses, lead)

    def _nothing_shifted(self, head: Slots) -> Iterator[Restored]:
        """Yield the restorations of damage that a single byte follows at once."""
        letter = self._letter()
        if letter is not None:
            guesses = self.search.fill(self.search.begin(self._left), (*head, letter))
            yield from self._exits(guesses, self.run + 1)

    def _vanished(self, guesses: list[Guess], lead: int, at: int) -> Iterator[Restored]:
        """Yield the restorations in which a trail byte of 80 ended the run before `at`."""
        if lead << 8 | 0x80 in gbk.pairs():
            yield from self._exits(self.search.fill(guesses, (lead, 0x80)), at)

    def _last(self, guesses: list[Guess], lead: int) -> Iterator[Restored]:
        """Yield the restorations in which the run ends where no more pairs follow."""
        if lead < 0x80:
            yield from self._exits(self.search.fill(guesses, (lead,)), self.end)
            return
        letter = self._letter()
        if letter is not None:
            yield from self._exits(self.search.fill(guesses, (lead, letter)), self.end + 1)
        orphaned = self.search.fill(guesses, (lead, None))
        yield from self._exits(orphaned, self.end, stray=letter is not None)

    def _letter(self) -> int | None:
        """Return the single byte after the run, where it could be a trail byte."""
        code = ord(self.text[self.end]) if self.end < len(self.text) else 0
        return code if 0x40 <= code <= 0x7E else None

    def _exits(self, guesses: list[Guess], at: int, stray: bool = False) -> Iterator[Restored]:
        """Yield every guess with what the text from `at` on says of it."""
        reading = _READING.match(self.text, at)
        resumed = reading.end() if reading else at
        right = self.text[resumed : resumed + _AFTER].partition("\n")[0]
        observed = self._observed(at, right)
        cost = self._stray(at) if stray else 0.0
        for guess in guesses:
            score, fit = guess.score + self.search.after(guess.state, right), False
            if reading:
                fit = fits(guess.text[-1], reading[1])
                score += (_FIT if reading[1] in readings(guess.text[-1]) else _NEAR) if fit else _MISFIT
            yield Restored(score + cost - observed, guess.text, resumed if fit else at)

    def _stray(self, at: int) -> float:
        """Return what it costs to leave the letter at `at` unexplained."""
        if _READING.match(self.text, at + 1):
            return _MISFIT
        return _STRAY if _HAN.match(self.text, at + 1) else 0.0

    def _observed(self, at: int, right: str) -> float:
        """Return the score of what stands up to `at`, and of what follows it."""
        damaged = self.text[self.start : at]
        state = self.search.model.start(self._left + damaged)
        return self.search.common.score(damaged, self._left) + self.search.after(state, right)

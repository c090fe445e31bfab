"""Read a run of GBK characters that stands one byte off back into step.

Every character of the run holds the trail byte of one true character and the lead byte of the
next. The run ends where a single byte brought the reader into step again: an ASCII character,
or a trail byte of 80, which vanishes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from jiaokan.repairs import gbk_tables, punctuation_prior
from jiaokan.repairs.beam_search import AFTER_NONE, CLOSING, MISPLACED, Guess, Search, Slots, best
from jiaokan.repairs.pinyin_dictionary import PRINTED, fits, outer, readings
from jiaokan.text.language_model import plain
from jiaokan.text.unicode_ranges import PRIVATE

LONGEST = 200  # characters of a run; a longer one is some other damage
_BEFORE = 8  # characters before the damage that help to choose
_AFTER = 5  # and after the run
_FIT, _NEAR, _MISFIT = 6.0, 3.0, -8.0  # nats for a reading after the run: fits, but for its tone, not at all
_STRAY = -6.0  # nats for a lone letter before Han that stays unexplained
_WITHIN = 62  # characters before it, within which a bracket may have been opened
_AT_HOME = frozenset("@[|_~")  # what stands between a mark and Han in any text
_ODD = -5.0  # nats for a quotation mark or bracket that follows one of its own kind
_UNREAD = -8.0  # nats for a character of private use, which no text has of itself
_WHICH = -4.0  # nats for which letter it is that stands there; to the model one is like another
_STRANGE = -5.0  # score of a character from which one may have been lost there
_SOON, _SLACK = (1, 2, 4), 2.0  # characters after which a search that lost as many nats is given up
_NO_TEXT, _ENOUGH = -7.7, 24  # mean score below which so many characters, or more, are no text
_HEAD = 3  # bytes of a head of which the last begins a character
_LAST = 20  # guesses that are tried before the text that follows
_UNSEEN = 1.0  # nats against a pair that left no sign: one of seven is such, where a reader drops them
_MISSED, _OFTEN = 4, 2  # pairs that are sought in vain, and characters that allow another one
HIT = "?;"  # marks that kits hit
_READING = re.compile(f"[?\ufffd]?[(（]?({PRINTED})[)）]")
_PRIVATE = re.compile(f"[{PRIVATE}]")
_LETTERS = re.compile("[A-Za-z]")
# brackets in pairs are no bytes of others: one that is closed, and one that was opened
_CLOSED = re.compile(r"\[[^][\n]{1,30}[]】]|\{[^{}\n]{1,30}\}")
_OPENED = re.compile(r"[【\[][^]\[【】\n]{1,60}\Z|\{[^{}\n]{1,60}\Z")


@dataclass(frozen=True, slots=True)
class Restored:
    """What may have stood up to `end`, and its gain in nats over what stands there."""

    gain: float
    text: str
    end: int


def pairs_from(text: str, start: int, longest: int = LONGEST) -> list[tuple[int, int]]:
    """Return the byte pairs of the run that begins at `start`.

    A mark within it may be one more pair that was hit, the one of its full-width double.
    """
    found: list[tuple[int, int]] = []
    for char in text[start : start + longest]:
        code = gbk_tables.codes().get(char) or (0xA300 | gbk_tables.MARKS[char] if char in HIT else None)
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
        # private use in the text tells that a reader kept what it did not know
        self._kept = _PRIVATE.search(text) is not None
        self._missed = 0  # pairs that were sought where a run reads badly
        self._left = text[max(0, start - _BEFORE) : start]
        self._pairs = punctuation_prior.pairs_before(text, start)
        self._far = text[max(0, start - punctuation_prior.FAR) : start]

    def restored(self, head: Slots) -> Iterator[Restored]:
        """Yield what may have stood where `head` and then the bytes of the run stood."""
        begin, self._missed = self.search.begin(self._left), 0
        yield from self._at_once(begin, head)
        guesses, before, since, lost = self.search.fill(begin, head[:-1]), head[-1], self.run, 0.0
        if not guesses:  # the head is no character at all
            return
        for at, (after, lead) in enumerate(self.pairs, self.run + 1):
            if self.text[at - 1] in HIT:
                yield from self._last(guesses, before or 0, at - 1)
                since, lost = at - 1, min(0.0, guesses[0].score - self._observed(at - 1, ""))
            guesses = self._step(guesses, before, after)
            if not guesses or (
                at - since in _SOON and guesses[0].score < self._observed(at, "") + lost - _SLACK
            ):
                return
            if guesses[0].score < _NO_TEXT * max(_ENOUGH, len(guesses[0].text)):
                return
            yield from self._vanished(guesses, lead, at)
            if at == self.end:
                yield from self._last(guesses, lead, at)
            before = lead

    def _step(self, guesses: list[Guess], lead: int | None, trail: int) -> list[Guess]:
        """Return the guesses after the bytes of one true character, or of two with a pair lost between.

        A reader that drops private use leaves no trace of pairs that only GB 18030 knows.
        """
        direct = self.search.fill(guesses, (lead, trail))
        if self._kept or lead is None or (direct and direct[0].score > guesses[0].score + _STRANGE):
            return direct
        self._missed += 1
        if self._missed > _MISSED + len(guesses[0].text) // _OFTEN:
            return direct
        return best([*direct, *self._around_lost(guesses, lead, trail)])

    def _around_lost(self, guesses: list[Guess], lead: int, trail: int) -> list[Guess]:
        """Return the guesses with two characters more, of which a reader dropped the pair between.

        `lead` is the first byte of one, and `trail` the last of the other.
        """
        return self.search.extend_each(
            (guess.less(_UNSEEN), gbk_tables.after_lost(gbk_tables.codes()[guess.text[-1]] & 0xFF, trail))
            for guess in self.search.extend(guesses, gbk_tables.before_lost(lead))
        )

    def _at_once(self, begin: list[Guess], head: Slots) -> Iterator[Restored]:
        """Yield the restorations in which no character was read one byte off."""
        if len(head) == 1 and head[0] is not None:
            yield from self._vanished(begin, head[0], self.run)
        letter = self._letter(self.end)
        # only Traditional text has common characters that end in a letter
        if not self.pairs and letter is not None and (head != (None,) or self.search.traditional):
            yield from self._exits(
                self.search.fill(begin, (*head, letter)), self.run + 1, -self._stray(self.run)
            )
        if not self.pairs and len(head) == 1 and head[0] is not None:
            yield from self._orphaned(begin, head[0], self.run)
        if not self.pairs and letter is not None and len(head) == _HEAD and not self._kept:
            around = self._around_lost(self.search.fill(begin, head[:-1]), head[-1] or 0, letter)
            yield from self._exits(around, self.run + 1, -self._stray(self.run))

    def _vanished(self, guesses: list[Guess], lead: int, at: int) -> Iterator[Restored]:
        """Yield the restorations in which a trail byte of 80 ended the run before `at`."""
        if lead << 8 | 0x80 in gbk_tables.pairs():
            yield from self._exits(self.search.fill(guesses, (lead, 0x80)), at)

    def _last(self, guesses: list[Guess], lead: int, at: int) -> Iterator[Restored]:
        """Yield the restorations in which the run ends at `at`, after a lead byte."""
        if lead < 0x80:
            yield from self._exits(self.search.fill(guesses, (lead,)), at)
            return
        letter = self._letter(at)
        if letter is not None:
            yield from self._exits(self.search.fill(guesses, (lead, letter)), at + 1)
            if not self._kept:
                yield from self._exits(self._around_lost(guesses, lead, letter), at + 1)
        yield from self._orphaned(guesses, lead, at)

    def _orphaned(self, guesses: list[Guess], lead: int, at: int) -> Iterator[Restored]:
        """Yield the restorations in which the lead byte before `at` lost its trail byte.

        A reading after it tells which character it may have been.
        """
        stray = self._stray(at)
        if reading := _READING.match(self.text, at):
            named = [char for _, char in gbk_tables.by_lead().get(lead, ()) if fits(char, outer(reading[1]))]
            yield from self._exits(self.search.extend(guesses, named), at, stray)
        yield from self._exits(self.search.fill(guesses, (lead, None)), at, stray)

    def _letter(self, at: int) -> int | None:
        """Return the single byte at `at`, where it could be a trail byte."""
        char = self.text[at : at + 1]
        if not "@" <= char <= "~" or _CLOSED.match(self.text, at) or (char == "~" and self._drawn_out(at)):
            return None
        return None if char in "]}" and _OPENED.search(self.text, max(0, at - _WITHIN), at) else ord(char)

    def _drawn_out(self, at: int) -> bool:
        """Tell whether the tilde at `at` draws out a word, as in any chat."""
        after = self.text[at + 1 : at + 2]
        return (
            at == self.start + 1 or self.text.count("~") > 1 or not after or after not in gbk_tables.codes()
        )

    def _exits(self, guesses: list[Guess], at: int, bonus: float = 0.0) -> Iterator[Restored]:
        """Yield every guess with what the text from `at` on says of it."""
        reading = _READING.match(self.text, at)
        resumed = reading.end() if reading else at
        right, end, _ = (self.text[resumed : resumed + _AFTER] + "\n").partition("\n")
        right += end
        odd = partial(
            punctuation_prior.unpaired, self._pairs, after=punctuation_prior.pairs_after(self.text, at)
        )
        observed = self._observed(at, right) + _ODD * odd(self.text[self.start : at])
        for guess in guesses[:_LAST]:
            score, fit = guess.score + self.search.after(guess.state, right), False
            if "。" in guess.text:
                score += punctuation_prior.stops(
                    self._far, guess.text, self.text[at : at + punctuation_prior.FAR]
                )
            score += _ODD * odd(guess.text)
            if guess.text[-1] in AFTER_NONE and plain(right[0]) in CLOSING:
                score -= MISPLACED
            if reading:
                printed = outer(reading[1])
                fit = fits(guess.text[-1], printed)
                score += (_FIT if printed in readings(guess.text[-1]) else _NEAR) if fit else _MISFIT
            yield Restored(score + bonus - observed, guess.text, resumed if fit else at)

    def _stray(self, at: int) -> float:
        """Return what it costs to leave a letter at `at` unexplained."""
        if self._letter(at) is None:
            return 0.0
        if _READING.match(self.text, at + 1):
            return _MISFIT
        alone = self.text[at] not in _AT_HOME and not self.text[at + 1 : at + 2].isascii()
        return _STRAY if alone else 0.0

    def _observed(self, at: int, right: str) -> float:
        """Return the score of what stands up to `at`, and of what follows it."""
        damaged = self.text[self.start : at]
        state = self.search.model.start(self._left + damaged)
        unread = _UNREAD * len(_PRIVATE.findall(damaged)) + _WHICH * len(_LETTERS.findall(damaged))
        return self.search.common.score(damaged, self._left) + self.search.after(state, right) + unread

"""Where a conversion leads, and by what passes: each pass has the rule that its changes go under."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from jiaokan.text.language_model import words
from jiaokan.text.script_conversion import (
    amended,
    find_kept_in_names,
    hans_only,
    hant_only,
    particles,
    regional,
    simplified,
    traditional,
    weigh,
)

# Traditional that slips into Simplified text, though what it becomes stands in both scripts
_SLIPS = frozenset("後裡裏麼")
# a word ends in 於 here; elsewhere it may be a surname
_SLIP_IN_WORD = re.compile("(?<=[由对关至位在基处等属终善敢忠乐适归限鉴介大小高低多少优用源致])於")
# what names keep, though what it becomes is Simplified alone
_NAMES = frozenset("甦甯")

# the text after each pass, all of one length, with the rule of the pass
Passes = Callable[[str], Iterator[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Direction:
    """A conversion into one script: labels of what it is for and what it leads to, and its passes.

    `regional` are the passes for what is in the right script already, in another place's standard.
    """

    foreign: str
    native: str
    passes: Passes
    regional: Passes | None = None

    @property
    def asking(self) -> re.Pattern[str]:
        """Match a character of the foreign script alone."""
        return hant_only() if self.foreign == "hant" else hans_only()

    def is_plain(self, text: str, at: int, new: str) -> bool:
        """Say whether a change is no matter of choice: a name may keep 崑 for 昆, none keeps 貴 for 贵."""
        answering = hans_only() if self.foreign == "hant" else hant_only()
        plain = self.asking.match(text, at) and answering.match(new) and text[at] not in _NAMES
        return bool(plain or text[at] in _SLIPS or _SLIP_IN_WORD.match(text, at))

    def balance(self, text: str) -> int:
        """Return by how many characters the foreign script outweighs the native one."""
        hant, hans = weigh(text)
        return hant - hans if self.foreign == "hant" else hans - hant


def _hans(text: str) -> Iterator[tuple[str, str]]:
    yield "script/t2s", simplified(text)
    yield "script/phrase", (mended := amended(text))
    letters = list(text)
    for at in particles(mended):
        letters[at] = "着"
    # phrases are written with 着: 藉着 is 借着, and 藉著 would not be
    yield "script/zhe", (mended := amended("".join(letters)))
    letters = list(mended)
    for at in find_kept_in_names(text):
        letters[at] = text[at]
    yield "script/name", "".join(letters)


def _hant(text: str) -> Iterator[tuple[str, str]]:
    yield "script/s2t", traditional(text, _shares)


def _shares() -> Mapping[str, float]:
    return words().whole


def _taiwan(text: str) -> Iterator[tuple[str, str]]:
    yield "script/t2tw", regional(text, "TW")


def _hong_kong(text: str) -> Iterator[tuple[str, str]]:
    yield "script/t2hk", regional(text, "HK")


def _hant_in(place: Passes) -> Passes:
    def passes(text: str) -> Iterator[tuple[str, str]]:
        rule, text = next(_hant(text))
        yield rule, text
        yield from place(text)

    return passes


DIRECTIONS = {
    "hans": Direction("hant", "hans", _hans),
    "hant": Direction("hans", "hant", _hant),
    "hant-tw": Direction("hans", "hant", _hant_in(_taiwan), _taiwan),
    "hant-hk": Direction("hans", "hant", _hant_in(_hong_kong), _hong_kong),
}

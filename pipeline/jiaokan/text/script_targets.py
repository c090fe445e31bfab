"""Where a conversion leads, and by what passes: each pass has the rule that its changes go under."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from jiaokan.text.language_model import load_lexicon
from jiaokan.text.script_conversion import (
    compile_hans_only_class,
    compile_hant_only_class,
    convert_to_amended_simplified,
    convert_to_regional,
    convert_to_simplified,
    convert_to_traditional,
    count_script_chars,
    find_kept_in_names,
    find_zhe_particles,
)

# Traditional that slips into Simplified text, though what it becomes stands in both scripts
_SLIPPED_TRADITIONAL = frozenset("後裡裏麼")
# a word ends in 於 here; elsewhere it may be a surname
_SLIP_IN_WORD = re.compile("(?<=[由对关至位在基处等属终善敢忠乐适归限鉴介大小高低多少优用源致])於")
# what names keep, though what it becomes is Simplified alone
_NAME_CHARS = frozenset("甦甯")

# the text after each pass, all of one length, with the rule of the pass
ConversionPasses = Callable[[str], Iterator[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Direction:
    """A conversion into one script: labels of what it is for and what it leads to, and its passes.

    `regional` are the passes for what is in the right script already, in another place's standard.
    """

    foreign: str
    native: str
    passes: ConversionPasses
    regional: ConversionPasses | None = None

    @property
    def foreign_only_class(self) -> re.Pattern[str]:
        """Match a character of the foreign script alone."""
        return compile_hant_only_class() if self.foreign == "hant" else compile_hans_only_class()

    def is_unambiguous(self, text: str, at: int, new: str) -> bool:
        """Say whether a change is no matter of choice: a name may keep 崑 for 昆, none keeps 貴 for 贵."""
        answering = compile_hans_only_class() if self.foreign == "hant" else compile_hant_only_class()
        plain = (
            self.foreign_only_class.match(text, at) and answering.match(new) and text[at] not in _NAME_CHARS
        )
        return bool(plain or text[at] in _SLIPPED_TRADITIONAL or _SLIP_IN_WORD.match(text, at))

    def count_foreign_excess(self, text: str) -> int:
        """Return by how many characters the foreign script outweighs the native one."""
        hant, hans = count_script_chars(text)
        return hant - hans if self.foreign == "hant" else hans - hant


def _convert_to_hans(text: str) -> Iterator[tuple[str, str]]:
    yield "script/t2s", convert_to_simplified(text)
    yield "script/phrase", (mended := convert_to_amended_simplified(text))
    letters = list(text)
    for at in find_zhe_particles(mended):
        letters[at] = "着"
    # phrases are written with 着: 藉着 is 借着, and 藉著 would not be
    yield "script/zhe", (mended := convert_to_amended_simplified("".join(letters)))
    letters = list(mended)
    for at in find_kept_in_names(text):
        letters[at] = text[at]
    yield "script/name", "".join(letters)


def _convert_to_hant(text: str) -> Iterator[tuple[str, str]]:
    yield "script/s2t", convert_to_traditional(text, _load_shares)


def _load_shares() -> Mapping[str, float]:
    return load_lexicon().word_shares


def _convert_to_taiwan(text: str) -> Iterator[tuple[str, str]]:
    yield "script/t2tw", convert_to_regional(text, "TW")


def _convert_to_hong_kong(text: str) -> Iterator[tuple[str, str]]:
    yield "script/t2hk", convert_to_regional(text, "HK")


def _make_regional_passes(place: ConversionPasses) -> ConversionPasses:
    def run_passes(text: str) -> Iterator[tuple[str, str]]:
        rule, text = next(_convert_to_hant(text))
        yield rule, text
        yield from place(text)

    return run_passes


DIRECTIONS = {
    "hans": Direction("hant", "hans", _convert_to_hans),
    "hant": Direction("hans", "hant", _convert_to_hant),
    "hant-tw": Direction("hans", "hant", _make_regional_passes(_convert_to_taiwan), _convert_to_taiwan),
    "hant-hk": Direction("hans", "hant", _make_regional_passes(_convert_to_hong_kong), _convert_to_hong_kong),
}


def convert_value(text: str, target: str) -> str:
    """Return a title or a name in the target script; `target` is a key of DIRECTIONS, or "keep".

    A name in the native script keeps the variants that names keep.

    >>> convert_value("劉智維", "hans"), convert_value("刘智维", "hant"), convert_value("劉智維", "keep")
    ('刘智维', '劉智維', '劉智維')
    """
    direction = DIRECTIONS.get(target)
    if direction is None or not direction.foreign_only_class.search(text):
        return text
    *_, (_, converted) = direction.passes(text)
    letters = (
        old if old in _NAME_CHARS else new for old, new in zip(text, converted, strict=True)
    )
    return "".join(letters)

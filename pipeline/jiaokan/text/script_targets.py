"""The target scripts: for each the passes of its conversion, and the rule of each pass."""

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

# Traditional characters that slip into Simplified text; their counterparts occur in both scripts
_SLIPPED_TRADITIONAL = frozenset("後裡裏麼")
# 於 at the end of a word, whose first character may be of either script; elsewhere it may be a surname
_SLIP_IN_WORD = re.compile(
    "(?<=[由对對关關至位在基处處等属屬终終善敢忠乐樂适適归歸限鉴鑑鑒介大小高低多少优優用源致过過富勇精长長胜勝"
    "急趋趨当當异異附难難免止置集陷])於"
)
# kept in names, although their counterparts are only Simplified
_NAME_CHARS = frozenset("甦甯")

# from a text to the rule of each pass and the text after it, of the same length
ConversionPasses = Callable[[str], Iterator[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Direction:
    """A conversion into one script.

    Attributes:
        foreign: label of the script to convert from, "hans" or "hant".
        native: label of the target script.
        passes: the passes for text in the foreign script.
        regional: the passes for text in the target script that follows the standard of another region.
    """

    foreign: str
    native: str
    passes: ConversionPasses
    regional: ConversionPasses | None = None

    @property
    def foreign_only_class(self) -> re.Pattern[str]:
        """Pattern of a character that occurs only in the foreign script."""
        return compile_hant_only_class() if self.foreign == "hant" else compile_hans_only_class()

    def is_unambiguous(self, text: str, i: int, new: str) -> bool:
        """Tell whether a change has no alternative: a name may keep 崑 for 昆, but none keeps 貴 for 贵."""
        native_only_class = compile_hans_only_class() if self.foreign == "hant" else compile_hant_only_class()
        is_pair = (
            self.foreign_only_class.match(text, i)
            and native_only_class.match(new)
            and text[i] not in _NAME_CHARS
        )
        return bool(is_pair or text[i] in _SLIPPED_TRADITIONAL or _SLIP_IN_WORD.match(text, i))

    def count_foreign_excess(self, text: str) -> int:
        """Return the count of characters of only the foreign script minus that of the native one."""
        hant, hans = count_script_chars(text)
        return hant - hans if self.foreign == "hant" else hans - hant


def _convert_to_hans(text: str) -> Iterator[tuple[str, str]]:
    yield "script/t2s", convert_to_simplified(text)
    yield "script/phrase", (amended := convert_to_amended_simplified(text))
    if particles := list(find_zhe_particles(amended)):
        chars = list(text)
        for i in particles:
            chars[i] = "着"
        # the phrase table has 着: it converts 藉着 to 借着, but not 藉著
        amended = convert_to_amended_simplified("".join(chars))
    yield "script/particle-zhe", amended
    if kept := list(find_kept_in_names(text)):
        chars = list(amended)
        for i in kept:
            chars[i] = text[i]
        amended = "".join(chars)
    yield "script/name", amended


def _convert_to_hant(text: str) -> Iterator[tuple[str, str]]:
    yield "script/s2t", convert_to_traditional(text, _load_shares)


def _load_shares() -> Mapping[str, float]:
    return load_lexicon().word_shares


def _convert_to_taiwan(text: str) -> Iterator[tuple[str, str]]:
    yield "script/t2tw", convert_to_regional(text, "TW")


def _convert_to_hong_kong(text: str) -> Iterator[tuple[str, str]]:
    yield "script/t2hk", convert_to_regional(text, "HK")


def _make_regional_passes(regional_passes: ConversionPasses) -> ConversionPasses:
    def run_passes(text: str) -> Iterator[tuple[str, str]]:
        rule, text = next(_convert_to_hant(text))
        yield rule, text
        yield from regional_passes(text)

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
    letters = (old if old in _NAME_CHARS else new for old, new in zip(text, converted, strict=True))
    return "".join(letters)

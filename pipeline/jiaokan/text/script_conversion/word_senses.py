"""Choose among the Traditional characters that one Simplified character stands for, by what stands beside it.

OpenCC takes the longest phrase from the left, and a phrase may eat into the next word: 百年|历史 is no
年历, 空白|发票 no 白发. The weights of neighbours were fitted on text written in Traditional; they
outvote OpenCC only by a margin, which is larger the longer its phrase is.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from jiaokan.core.edits import Span
from jiaokan.text.script_conversion.script_detection import compile_bmp_class
from jiaokan.text.unicode_ranges import HAN

# code points of context before and after the character in each kind of feature
CONTEXT_SHAPES = ((1, 0), (0, 1), (2, 0), (1, 1), (0, 2), (2, 1), (1, 2))
CONTEXT_CHARS = 2  # code points of context at most
MAX_PHRASE_CHARS = 4  # longer phrases count as this long
# nats by which a choice must be likelier than OpenCC's, by the length of OpenCC's phrase there
_MARGIN_NATS = (0.0, 1.0, 1.0, 2.0, 4.0)

# features of one character: the weight for each variant, in nats, under the text of the feature
FeatureWeights = Mapping[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Sense:
    """What is known of one Simplified character: its variants, their biases and the weights of features.

    `shapes` are contexts that say something, each with its code points before and after the character;
    `phrases` has the weights of what OpenCC chose, under the length of its phrase and the variant.
    """

    variants: str
    biases: tuple[float, ...]
    shapes: tuple[tuple[int, int, FeatureWeights], ...]
    phrases: FeatureWeights
    default_variant: str

    def choose_variant(self, window: str, chosen: str, length: int) -> str:
        """Return the variant for the character in the middle of a folded window.

        Args:
            window: the character and REACH code points to each side, as `fold_window` gives them.
            chosen: OpenCC's variant.
            length: code points of OpenCC's phrase, 1 where none says otherwise than the character.
        """
        if chosen not in self.variants:
            return chosen
        found = [
            weight
            for before, after, weights in self.shapes
            if (weight := weights.get(window[CONTEXT_CHARS - before : CONTEXT_CHARS + after + 1]))
        ]
        if weight := self.phrases.get(f"{length}{chosen}"):
            found.append(weight)
        if not found and chosen == self.default_variant:
            return chosen
        scores = list(map(sum, zip(self.biases, *found, strict=True)))
        best = max(scores)
        if best - scores[self.variants.index(chosen)] <= _MARGIN_NATS[length]:
            return chosen
        return self.variants[scores.index(best)]


def choose_variants(text: str, converted: str, spans: Iterable[Span]) -> str:
    """Return a text converted by OpenCC's dictionaries with the variants that its neighbours call for.

    Args:
        text: Simplified text.
        converted: the same in Traditional, of the same length.
        spans: where OpenCC's phrases stand that say otherwise than their characters, and their neighbours.
    """
    known, pattern = _load_senses()
    lengths = {at: min(MAX_PHRASE_CHARS, len(span)) for span in spans for at in range(span.start, span.end)}
    pieces: list[str] = []
    end = 0
    for match in pattern.finditer(text):
        at = match.start()
        chosen = converted[at]
        variant = known[match[0]].choose_variant(fold_window(text, at), chosen, lengths.get(at, 1))
        if variant != chosen:
            pieces += (converted[end:at], variant)
            end = at + 1
    return "".join((*pieces, converted[end:]))


def fold_window(text: str, at: int) -> str:
    """Return REACH code points to each side of a place, with one sign for all digits, letters and marks.

    >>> fold_window("第1章A", 2)
    '第0章a，'
    """
    window = text[max(0, at - CONTEXT_CHARS) : at + CONTEXT_CHARS + 1].translate(_make_fold_table())
    return "，" * max(0, CONTEXT_CHARS - at) + window + "，" * max(0, at + CONTEXT_CHARS + 1 - len(text))


@lru_cache
def _make_fold_table() -> list[int]:
    han = re.compile(f"[{HAN}]")
    return [ord(_fold_char(chr(code), han)) for code in range(0x10000)]


def _fold_char(char: str, han: re.Pattern[str]) -> str:
    if han.match(char):
        return char
    if "0" <= char <= "9" or "０" <= char <= "９":
        return "0"
    return "a" if char.isascii() and char.isalpha() else "，"


@lru_cache
def _load_senses() -> tuple[dict[str, Sense], re.Pattern[str]]:
    """Return what is known of each character, and a pattern of these characters."""
    rows = json.loads((files("jiaokan.text.script_conversion") / "senses.json").read_text("utf-8"))["senses"]
    known = {char: _parse_sense(row) for char, row in rows.items()}
    return known, compile_bmp_class(known)


def _parse_sense(row: Mapping[str, Mapping[str, int]]) -> Sense:
    """Return the sense of a row: under each variant the centinats of its features, the bias under ""."""
    columns = list(row.values())
    features: dict[str, tuple[float, ...]] = {
        feature: tuple(column.get(feature, 0) / 100 for column in columns)
        for feature in set().union(*columns)
    }
    shapes = tuple(
        (before, after, weights)
        for before, after in CONTEXT_SHAPES
        if (weights := _select_by_prefix(features, f"{before}{after}"))
    )
    phrases = _select_by_prefix(features, "o")
    variants, biases = "".join(row), features[""]
    return Sense(variants, biases, shapes, phrases, variants[biases.index(max(biases))])


def _select_by_prefix(features: FeatureWeights, prefix: str) -> dict[str, tuple[float, ...]]:
    """Return the weights of the features of one kind, without the prefix that tells the kind."""
    return {key.removeprefix(prefix): value for key, value in features.items() if key.startswith(prefix)}

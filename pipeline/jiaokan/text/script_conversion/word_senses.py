"""Choose among the Traditional variants of a Simplified character by the characters beside it.

OpenCC takes the longest phrase from the left, and a phrase may overlap the next word: 百年|历史 does
not contain 年历, nor 空白|发票 白发. The weights of neighbours were fitted on text written in
Traditional. They overrule OpenCC only by a margin, which is larger for a longer phrase.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from jiaokan.core.edits import Span
from jiaokan.text.script_conversion.script_detection import compile_bmp_class
from jiaokan.text.unicode_ranges import HAN_CHAR_PATTERN

# code points before and after the character in each kind of feature
CONTEXT_SHAPES = ((1, 0), (0, 1), (2, 0), (1, 1), (0, 2), (2, 1), (1, 2))
CONTEXT_CHARS = 2  # code points of context at most
MAX_PHRASE_CHARS = 4  # longer phrases count as this long
# nats by which a variant must be likelier than OpenCC's, by the length of OpenCC's phrase there
_MARGIN_NATS = (0.0, 1.0, 1.0, 2.0, 4.0)

# for one character: the weights of each feature, in nats, one for each variant
FeatureWeights = Mapping[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Sense:
    """The variants of one Simplified character, with the weights that choose among them.

    Attributes:
        variants: The Traditional characters.
        biases: Weight of each variant without context, in nats.
        shapes: Kinds of context: code points before the character, after it, and weights by context.
        phrases: Weights by the length of OpenCC's phrase and the variant that OpenCC chose.
        default_variant: The variant with the largest bias.
    """

    variants: str
    biases: tuple[float, ...]
    shapes: tuple[tuple[int, int, FeatureWeights], ...]
    phrases: FeatureWeights
    default_variant: str

    def choose_variant(self, window: str, chosen: str, length: int) -> str:
        """Return the variant for the character in the middle of a folded window.

        Args:
            window: The character and CONTEXT_CHARS code points on each side, as `fold_window` gives them.
            chosen: OpenCC's variant.
            length: Code points of OpenCC's phrase, 1 where no phrase decides.
        """
        if chosen not in self.variants:
            return chosen
        active_weights = [
            weight
            for before, after, weights in self.shapes
            if (weight := weights.get(window[CONTEXT_CHARS - before : CONTEXT_CHARS + after + 1]))
        ]
        if weight := self.phrases.get(f"{length}{chosen}"):
            active_weights.append(weight)
        if not active_weights and chosen == self.default_variant:
            return chosen
        scores = list(map(sum, zip(self.biases, *active_weights, strict=True)))
        best = max(scores)
        if best - scores[self.variants.index(chosen)] <= _MARGIN_NATS[length]:
            return chosen
        return self.variants[scores.index(best)]


def choose_variants(text: str, converted: str, spans: Iterable[Span]) -> str:
    """Return a text converted by OpenCC's dictionaries, with the variants that fit the context.

    Args:
        text: Simplified text.
        converted: The same text in Traditional, of the same length.
        spans: OpenCC's phrases where phrases decide, as `convert_and_locate` returns them.

    >>> choose_variants("五天后出发", "五天后出發", [])
    '五天後出發'
    """
    senses, pattern = _load_senses()
    lengths = {
        offset: min(MAX_PHRASE_CHARS, len(span)) for span in spans for offset in range(span.start, span.end)
    }
    pieces: list[str] = []
    previous_end = 0
    for match in pattern.finditer(text):
        offset = match.start()
        chosen = converted[offset]
        variant = senses[match[0]].choose_variant(fold_window(text, offset), chosen, lengths.get(offset, 1))
        if variant != chosen:
            pieces += (converted[previous_end:offset], variant)
            previous_end = offset + 1
    return "".join((*pieces, converted[previous_end:]))


def fold_window(text: str, offset: int) -> str:
    """Return CONTEXT_CHARS code points on each side of an offset, with digits, letters and marks unified.

    >>> fold_window("第1章A", 2)
    '第0章a，'
    """
    window = text[max(0, offset - CONTEXT_CHARS) : offset + CONTEXT_CHARS + 1].translate(_make_fold_table())
    return (
        "，" * max(0, CONTEXT_CHARS - offset) + window + "，" * max(0, offset + CONTEXT_CHARS + 1 - len(text))
    )


@lru_cache
def _make_fold_table() -> list[int]:
    return [ord(_fold_char(chr(code))) for code in range(0x10000)]


def _fold_char(char: str) -> str:
    if HAN_CHAR_PATTERN.match(char):
        return char
    if "0" <= char <= "9" or "０" <= char <= "９":
        return "0"
    return "a" if char.isascii() and char.isalpha() else "，"


@lru_cache
def _load_senses() -> tuple[dict[str, Sense], re.Pattern[str]]:
    """Return the sense of each character, and a pattern of these characters."""
    rows = json.loads((files("jiaokan.text.script_conversion") / "senses.json").read_text("utf-8"))["senses"]
    senses = {char: _parse_sense(row) for char, row in rows.items()}
    return senses, compile_bmp_class(senses)


def _parse_sense(row: Mapping[str, Mapping[str, int]]) -> Sense:
    """Return the sense of a row of the file.

    A row has, under each variant, the weights of its features in hundredths of a nat, and the bias under "".
    """
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
    """Return the weights of one kind of feature, without the prefix that marks the kind."""
    return {key.removeprefix(prefix): value for key, value in features.items() if key.startswith(prefix)}

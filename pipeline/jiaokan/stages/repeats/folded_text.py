"""Fold a text for comparison: Simplified, half width, lower case, nothing but letters, digits and Han."""

import sys
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from jiaokan.core.edits import Span
from jiaokan.text.code_points import UTF32_DTYPE, CodePoints, from_code_points, to_code_points
from jiaokan.text.normalized_view import normalize_chars

KEY_BYTES = 8  # of the digest of a text: of a billion paragraphs two share one with a chance of 3 %
_MAX_FOLDED = 0x323B0  # the last Han extension ends here; characters beyond are no letters
_CASED_END = 0x20000  # no letter from here on has a lower case


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A folded text, and the place in it of each code point of the original.

    Attributes:
        points: Code points of the folded text, uint32 of shape (letters,).
        places: Folded code points before each one of the original and before its end, (len(text) + 1,).
    """

    points: CodePoints
    places: npt.NDArray[np.int64]

    def slice_points(self, span: Span) -> CodePoints:
        """Return the folded code points of a span of the original."""
        return self.points[self.places[span.start] : self.places[span.end]]


def fold_text(text: str) -> str:
    """Return a text as it is compared with others.

    >>> fold_text("《春天來了》，Ｓpring 2020！")
    '春天来了spring2020'
    """
    return fold_points(text).tobytes().decode("utf-32-le", "surrogatepass")


def fold_points(text: str) -> CodePoints:
    """Return the code points of a folded text."""
    folded = _fold_each(text)
    return folded[folded > 0]


def fold_with_places(text: str) -> FoldedText:
    """Return a folded text that knows where each part of the original stands in it."""
    folded = _fold_each(text)
    is_letter = folded > 0
    return FoldedText(folded[is_letter], np.concatenate(([0], np.cumsum(is_letter))))


def digest_points(points: CodePoints) -> int:
    """Return a number of 64 bits that stands for folded code points."""
    return int.from_bytes(blake2b(points.tobytes(), digest_size=KEY_BYTES).digest(), "little")


def _fold_each(text: str) -> CodePoints:
    """Return what each code point folds to, 0 for what does not count."""
    return _make_fold_table().take(to_code_points(text), mode="clip")


@lru_cache
def _make_fold_table() -> CodePoints:
    """Return what each code point folds to; the last entry stands for all beyond."""
    table = np.zeros(min(_MAX_FOLDED, sys.maxunicode) + 1, np.uint32)
    known = np.delete(np.arange(_MAX_FOLDED, dtype=UTF32_DTYPE), slice(0xD800, 0xE000))
    view = normalize_chars(from_code_points(known))
    cased = view[: int(known.searchsorted(_CASED_END))]
    lower = _lower_each(cased) + view[len(cased) :]
    table[known] = to_code_points(lower) * np.fromiter(map(str.isalnum, lower), bool)
    return table


def _lower_each(chars: str) -> str:
    """Return the lower case of each character by itself.

    A text gives the same, but for İ, whose lower case has two code points, and for Σ, which ends a word as ς.

    >>> _lower_each("AİΣ "), "AİΣ ".lower()
    ('aiσ ', 'ai̇ς ')
    """
    return chars.replace("İ", "i").replace("Σ", "σ").lower()

"""Count the characters of the script Han, and the words of ASCII letters and digits, in a text."""

import sys
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from jiaokan.text.code_points import to_code_points

# the script Han of Unicode 15.1, as RE2 has it for \p{Han}: first and last code points
_HAN_SCRIPT = (
    (0x2E80, 0x2E99), (0x2E9B, 0x2EF3), (0x2F00, 0x2FD5), (0x3005, 0x3005), (0x3007, 0x3007),
    (0x3021, 0x3029), (0x3038, 0x303B), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFA6D),
    (0xFA70, 0xFAD9),
    (0x16FE2, 0x16FE3), (0x16FF0, 0x16FF1), (0x20000, 0x2A6DF), (0x2A700, 0x2B739), (0x2B740, 0x2B81D),
    (0x2B820, 0x2CEA1), (0x2CEB0, 0x2EBE0), (0x2EBF0, 0x2EE5D), (0x2F800, 0x2FA1D), (0x30000, 0x3134A),
    (0x31350, 0x323AF),
)  # fmt: skip
_OTHER, _HAN, _ALPHANUMERIC = range(3)  # classes of characters


def count_han_and_words(text: str) -> tuple[int, int]:
    """Return the number of Han characters in a text, and of runs of ASCII letters and digits.

    >>> count_han_and_words("第3章 Python 3.12")
    (2, 4)
    """
    classes = _load_classes().take(to_code_points(text))
    is_word = classes == _ALPHANUMERIC
    word_count = np.count_nonzero(is_word[1:] & ~is_word[:-1]) + np.count_nonzero(is_word[:1])
    return int(np.count_nonzero(classes == _HAN)), int(word_count)


@lru_cache(1)
def _load_classes() -> npt.NDArray[np.uint8]:
    """Return the class of every code point, shape (code points,)."""
    classes = np.full(sys.maxunicode + 1, _OTHER, np.uint8)
    for first, last in _HAN_SCRIPT:
        classes[first : last + 1] = _HAN
    classes[: ord("z") + 1] = [
        _ALPHANUMERIC if chr(code).isalnum() else _OTHER for code in range(ord("z") + 1)
    ]
    return classes

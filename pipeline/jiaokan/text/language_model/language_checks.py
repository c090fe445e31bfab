"""Distinguish Chinese from other text: by its characters, and by its score in the language model."""

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.text.language_model.lexicon import MIN_CHAR_NATS
from jiaokan.text.language_model.word_language_model import LanguageModel
from jiaokan.text.unicode_ranges import HAN, HAN_CHAR_PATTERN

# the characters of Chinese text: ASCII, Latin and Greek letters, marks and symbols, Han, Zhuyin
_CHINESE_TEXT_RUN = compile_on_use(
    "[\t\n\r -~\u00a0-\u024f\u0391-\u03c9\u2000-\u2027\u2030-\u203b\u20ac\u2103-\u2193\u2200-\u22ff"
    f"\u2460-\u27bf\u3000-\u303f\u306e\u3105-\u3129\u3200-\u33ff{HAN}\u20e3\ufe0e-\ufe4f\uff00-\uffef]+"
)
_MAX_SCORED_CHARS = 200  # characters that are scored at most


def is_all_chinese(text: str) -> bool:
    """Return whether every character of the text is one that Chinese text has, emoji included.

    >>> is_all_chinese("iPhone 15 发布🎉"), is_all_chinese("Привет，世界")
    (True, False)
    """
    if _CHINESE_TEXT_RUN.fullmatch(text):
        return True
    # a class with one character beyond U+FFFF is many times slower to search
    bmp_text = text if text.isascii() else "".join(char for char in text if not _is_emoji_or_astral_han(char))
    return bmp_text != text and _CHINESE_TEXT_RUN.fullmatch(bmp_text) is not None


def is_mostly_chinese(text: str, max_foreign_per_han: float) -> bool:
    """Return whether the text is Chinese with at most a limited number of foreign letters.

    Args:
        text: The text.
        max_foreign_per_han: Characters that Chinese text does not have, for each Han character.

    >>> is_mostly_chinese("他在希伯来语里叫 שלום", 0.9), is_mostly_chinese("Привет，世界", 0.9)
    (True, False)
    """
    if is_all_chinese(text):
        return True
    foreign_count = sum(not _is_emoji_or_astral_han(char) for char in _CHINESE_TEXT_RUN.sub("", text))
    return foreign_count <= max_foreign_per_han * len(HAN_CHAR_PATTERN.findall(text))


def _is_emoji_or_astral_han(char: str) -> bool:
    """Return whether the character is an emoji beyond U+FFFF, or one of the rare Han there."""
    return "\U0001f000" <= char <= "\U0001faff" or "\U00020000" <= char <= "\U000323af"


def mean_log_prob(text: str, context: str = "") -> float:
    """Return the mean score of the first characters of `text`, without white space, in nats per character.

    Args:
        text: The text; its first 200 characters are scored.
        context: The text before it.

    Returns:
        -4.5 to -6.5 for edited prose, down to -9 for verse and lists of names, about -13 for random Han;
        0.0 for text without characters.

    >>> mean_log_prob("今天天气很好，我们去公园散步。") > -6.5
    True
    >>> mean_log_prob("峯禺砉榇鬯臾") < -9
    True
    """
    beginning = "".join(text[: 2 * _MAX_SCORED_CHARS].split())[:_MAX_SCORED_CHARS]
    scores = [
        max(score, MIN_CHAR_NATS) for score in LanguageModel(ordered=False).score_chars(beginning, context)
    ]
    return sum(scores) / len(scores) if scores else 0.0

"""Tell Chinese from other text: by what it is made of, and by how it reads."""

import re

from jiaokan.text.language_model.bigram_model import LanguageModel
from jiaokan.text.language_model.lexicon import MIN_CHAR_NATS
from jiaokan.text.unicode_ranges import HAN, KANA

# what Chinese text is made of: ASCII, Latin and Greek letters, marks and symbols, Han and its marks
_CHINESE_TEXT_RUN = re.compile(
    "[\t\n\r -~\u00a0-\u024f\u0391-\u03c9\u2000-\u2027\u2030-\u203b\u20ac\u2103-\u2193\u2200-\u22ff"
    f"\u2460-\u27bf\u3000-\u303f\u306e\u3105-\u3129\u3200-\u33ff{HAN}\u20e3\ufe0e-\ufe4f\uff00-\uffef]+"
)
_HAN = re.compile(f"[{HAN}]")
_KANA = re.compile(f"[{KANA}]")
_CONTEXT_CHARS = 30  # characters on either side that tell the language
_MIN_KANA_SHARE = 0.08  # share of kana; GBK that is read one byte off has some 2 %
_MAX_SCORED_CHARS = 200  # characters that are read to tell how a text reads


def is_all_chinese(text: str) -> bool:
    """Tell whether the text holds nothing but what Chinese text is made of, emoji included."""
    if _CHINESE_TEXT_RUN.fullmatch(text):
        return True
    # a class with one character beyond U+FFFF is many times slower to search
    common = text if text.isascii() else "".join(char for char in text if not _is_emoji_or_astral_han(char))
    return common != text and _CHINESE_TEXT_RUN.fullmatch(common) is not None


def is_mostly_chinese(text: str, others: float) -> bool:
    """Tell whether the text is Chinese but for other letters, of which it has up to `others` for a Han."""
    if is_all_chinese(text):
        return True
    foreign = sum(not _is_emoji_or_astral_han(char) for char in _CHINESE_TEXT_RUN.sub("", text))
    return foreign <= others * len(_HAN.findall(text))


def _is_emoji_or_astral_han(char: str) -> bool:
    """Tell whether the character is an emoji beyond U+FFFF, or one of the rare Han there."""
    return "\U0001f000" <= char <= "\U0001faff" or "\U00020000" <= char <= "\U000323af"


def is_amid_japanese(text: str, at: int) -> bool:
    """Tell whether the text around `at` is Japanese, by its kana."""
    around = text[max(0, at - _CONTEXT_CHARS) : at + _CONTEXT_CHARS]
    return len(_KANA.findall(around)) > _MIN_KANA_SHARE * len(around)


def mean_log_prob(text: str, context: str = "") -> float:
    """Return the mean score per character of the beginning of `text`, without its white space.

    `context` is what stands before it. Edited prose has -4.5 to -6.5, verse and lists of names down to
    -9, random Han -13.
    """
    glance = "".join(text[: 2 * _MAX_SCORED_CHARS].split())[:_MAX_SCORED_CHARS]
    scores = [
        max(score, MIN_CHAR_NATS) for score in LanguageModel(ordered=False).score_chars(glance, context)
    ]
    return sum(scores) / len(scores) if scores else 0.0

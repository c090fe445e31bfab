"""The words of Chinese, how likely each is in running text, and what part of speech it is."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log

from jiaokan.text.language_model import word_frequencies
from jiaokan.text.script_conversion import load_char_table
from jiaokan.text.unicode_ranges import FULL_TO_HALF

# shares of marks and other characters in Chinese running text, rounded from what seeds/ have; the
# end of a line counts as a space
MARK_SHARES = {
    "，": 0.055, "。": 0.03, "、": 0.012, "“": 0.006, "”": 0.006, "：": 0.005, "0": 0.02, "a": 0.008,
    "《": 0.003, "》": 0.003, "（": 0.003, "）": 0.003, "；": 0.002, "？": 0.002, "！": 0.002, "—": 0.003,
    "…": 0.001, "·": 0.002, " ": 0.002, "。 ": 0.01, "？ ": 0.001, "！ ": 0.001, "” ": 0.002,
    "吗？": 0.0005, "呢？": 0.0005, "第0": 0.0005,
}  # fmt: skip
NOUN_TAG, CHARACTER_TAG = (
    "n",
    "character",
)  # the part of speech of most words, and what stands for that of none
_WORDS_SHARE = 1 - sum(MARK_SHARES.values())  # share of all that is no mark
_DICTIONARY_WEIGHT, _PASSAGE_WEIGHT, _WORDFREQ_WEIGHT = (
    _WORDS_SHARE * weight for weight in (0.3, 0.3, 0.4)
)  # of the lists
_RAREST_SHARE = 1e-9
_UNKNOWN_HAN_NATS = log(_RAREST_SHARE)  # a Han character that no word begins with
_SYMBOL_NATS = log(1e-5)  # any other: a box or an arrow is at home anywhere
MIN_CHAR_NATS = -12.0  # score of any one character that is looked at: one strange mark makes no text strange

_CANONICAL_MARKS = dict(zip(",:;?!()", "，：；？！（）", strict=True)) | {
    ".": "。", "｡": "。", '"': "”", "'": "”", "’": "”", "」": "”", "』": "”",
    "‘": "“", "「": "“", "『": "“", "–": "—", "-": "—",
}  # fmt: skip


@lru_cache(65536)
def canonical_char(char: str) -> str:
    """Return the character that stands for this one in the model."""
    char = FULL_TO_HALF.get(ord(char), char)
    if char.isascii():
        if char.isdigit():
            return "0"
        if char.isalpha():
            return "a"
        return " " if char.isspace() else _CANONICAL_MARKS.get(char, char)
    return _CANONICAL_MARKS.get(char) or (
        " " if char.isspace() else load_char_table("TSCharacters").get(char, char)
    )


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Shares of words in running text, and of all words that begin with a prefix; a word is a prefix too.

    `parts` are the parts of speech of the words that jieba's dictionary has.
    """

    prefix_shares: dict[str, float]
    word_shares: dict[str, float]
    parts_of_speech: dict[str, str]

    def find_part_of_speech(self, word: str) -> str:
        """Return the part of speech of a word, or what stands for it where jieba knows none."""
        if word in MARK_SHARES:
            return word
        return self.parts_of_speech.get(word) or (
            CHARACTER_TAG if len(word) == 1 and word not in self.word_shares else NOUN_TAG
        )


@lru_cache(1)
def load_lexicon() -> Lexicon:
    """Return the words of all lists; the first call takes some 0.9 s, and 130 MB."""
    whole = {
        word: _WORDFREQ_WEIGHT * share for word, share in word_frequencies.load_wordfreq_shares().items()
    }
    known = {char: share for char, share in whole.items() if _is_rare(char)}
    for word, share in word_frequencies.load_passage_shares():
        whole[word] = whole.get(word, 0.0) + _PASSAGE_WEIGHT * share
    counted, parts = word_frequencies.load_dictionary_shares()
    for word, share in counted:
        whole[word] = whole.get(word, 0.0) + _DICTIONARY_WEIGHT * share
    # jieba counted UTF-8 that was read as GBK among its text, and 紝, which is ， there, as often as 穿
    for char in filter(_is_rare, tuple(whole)):
        whole[char] = known.get(char, _RAREST_SHARE)
    whole |= MARK_SHARES
    prefixes = whole.copy()
    for word, share in whole.items():
        while word := word[:-1]:
            prefixes[word] = prefixes.get(word, 0.0) + share
    return Lexicon(prefixes, whole, parts)


def _is_rare(word: str) -> bool:
    """Tell whether it is a single character that GB 2312 does not have."""
    return len(word) == 1 and not word.encode("gb2312", "ignore")


@lru_cache(1)
def load_char_shares() -> Mapping[str, float]:
    """Return the shares of the words that begin with each character, by jieba's dictionary alone.

    They are all that a glance needs, and come in a fifth of the time of `words`.
    """
    known: defaultdict[str, float] = defaultdict(float)
    for char, share in word_frequencies.load_first_char_shares():
        known[canonical_char(char)] += _WORDS_SHARE * share
    for mark, share in MARK_SHARES.items():
        known[mark[0]] += share
    return known


def _log_share(shares: Mapping[str, float], char: str) -> float:
    share = shares.get(char)
    if share is None:
        return _UNKNOWN_HAN_NATS if "\u3400" <= char < "\ue000" or char >= "\U00020000" else _SYMBOL_NATS
    return log(share)


@lru_cache(65536)
def word_start_log_prob(char: str) -> float:
    """Return the score of a plain character at the beginning of a word."""
    return _log_share(load_lexicon().prefix_shares, char)


@lru_cache(65536)
def char_log_prob(char: str) -> float:
    """Return the score of the character by itself; a quick look at a text."""
    return max(_log_share(load_char_shares(), canonical_char(char)), MIN_CHAR_NATS)


def list_frequent_chars(count: int) -> list[str]:
    """Return the most frequent characters, by the words that begin with them."""
    known = load_char_shares()
    return sorted(known, key=lambda char: (-known[char], char))[:count]

"""The words of Chinese: how likely each is in running text, and its part of speech."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log

from jiaokan.text.language_model import word_frequencies
from jiaokan.text.script_conversion import load_char_table
from jiaokan.text.unicode_ranges import FULL_TO_HALF

# shares of marks and other characters in Chinese running text, rounded from the counts in seeds/; the
# end of a line counts as a space
MARK_SHARES = {
    "，": 0.055, "。": 0.03, "、": 0.012, "“": 0.006, "”": 0.006, "：": 0.005, "0": 0.02, "a": 0.008,
    "《": 0.003, "》": 0.003, "（": 0.003, "）": 0.003, "；": 0.002, "？": 0.002, "！": 0.002, "—": 0.003,
    "…": 0.001, "·": 0.002, " ": 0.002, "。 ": 0.01, "？ ": 0.001, "！ ": 0.001, "” ": 0.002,
    "吗？": 0.0005, "呢？": 0.0005, "第0": 0.0005,
}  # fmt: skip
NOUN_TAG = "n"  # the part of speech of most words
CHARACTER_TAG = "character"  # stands for the part of speech of a character that is no word
_WORDS_SHARE = 1 - sum(MARK_SHARES.values())  # share of all words together
_DICTIONARY_WEIGHT, _PASSAGE_WEIGHT, _WORDFREQ_WEIGHT = (
    _WORDS_SHARE * weight for weight in (0.3, 0.3, 0.4)
)  # of the three lists of words
_RAREST_SHARE = 1e-9
_UNKNOWN_HAN_NATS = log(_RAREST_SHARE)  # score of a Han character that begins no word
_SYMBOL_NATS = log(1e-5)  # score of any other character: a box or an arrow may occur anywhere
MIN_CHAR_NATS = -12.0  # lowest score of one character in a mean, so that one rare mark does not decide

_CANONICAL_MARKS = dict(zip(",:;?!()", "，：；？！（）", strict=True)) | {
    ".": "。", "｡": "。", '"': "”", "'": "”", "’": "”", "」": "”", "』": "”",
    "‘": "“", "「": "“", "『": "“", "–": "—", "-": "—",
}  # fmt: skip


@lru_cache(65536)
def canonical_char(char: str) -> str:
    """Return the character that represents this one in the model.

    It is Simplified, and a full-width mark; all digits are "0", all ASCII letters "a", all blanks " ".

    >>> [canonical_char(char) for char in "國Ａ7,"]
    ['国', 'a', '0', '，']
    """
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
    """Shares of words in running text, with their parts of speech.

    Attributes:
        prefix_shares: Share of all words that begin with a prefix; a word is a prefix of itself.
        word_shares: Share of each word.
        parts_of_speech: Tags of jieba's dictionary, of the words that have one other than noun.
    """

    prefix_shares: dict[str, float]
    word_shares: dict[str, float]
    parts_of_speech: dict[str, str]

    def find_part_of_speech(self, word: str) -> str:
        """Return the part of speech of a word; a mark is its own, and an unknown word is a noun."""
        if word in MARK_SHARES:
            return word
        return self.parts_of_speech.get(word) or (
            CHARACTER_TAG if len(word) == 1 and word not in self.word_shares else NOUN_TAG
        )


@lru_cache(1)
def load_lexicon() -> Lexicon:
    """Return the words of all lists; the first call takes about 0.9 s and 130 MB."""
    word_shares = {
        word: _WORDFREQ_WEIGHT * share for word, share in word_frequencies.load_wordfreq_shares().items()
    }
    rare_char_shares = {char: word_shares[char] for char in _list_rare_chars(word_shares)}
    for word, share in word_frequencies.load_passage_shares():
        word_shares[word] = word_shares.get(word, 0.0) + _PASSAGE_WEIGHT * share
    dictionary_shares, parts_of_speech = word_frequencies.load_dictionary_shares()
    for word, share in dictionary_shares:
        word_shares[word] = word_shares.get(word, 0.0) + _DICTIONARY_WEIGHT * share
    # jieba's counts include UTF-8 read as GBK: 紝, which is ， there, has the count of a common word
    for char in _list_rare_chars(word_shares):
        word_shares[char] = rare_char_shares.get(char, _RAREST_SHARE)
    word_shares |= MARK_SHARES
    return Lexicon(_add_up_prefixes(word_shares), word_shares, parts_of_speech)


def _add_up_prefixes(word_shares: dict[str, float]) -> dict[str, float]:
    """Return the share of all words that begin with each prefix, a word among them."""
    shares = word_shares.copy()
    find_share = shares.get
    for word, share in word_shares.items():
        if len(word) == 2:  # half of all words
            char = word[0]
            shares[char] = find_share(char, 0.0) + share
            continue
        while word := word[:-1]:
            shares[word] = find_share(word, 0.0) + share
    return shares


def _list_rare_chars(words: Iterable[str]) -> list[str]:
    """Return the words that are a single character which GB 2312 does not have."""
    return [word for word in words if len(word) == 1 and not word.encode("gb2312", "ignore")]


@lru_cache(1)
def load_char_shares() -> Mapping[str, float]:
    """Return the shares of the words that begin with each character, by jieba's dictionary alone.

    This is enough for a quick check, and loads in a fifth of the time of `load_lexicon`.
    """
    shares: defaultdict[str, float] = defaultdict(float)
    for char, share in word_frequencies.load_first_char_shares():
        shares[canonical_char(char)] += _WORDS_SHARE * share
    for mark, share in MARK_SHARES.items():
        shares[mark[0]] += share
    return shares


def _log_share(shares: Mapping[str, float], char: str) -> float:
    share = shares.get(char)
    if share is None:
        return _UNKNOWN_HAN_NATS if "\u3400" <= char < "\ue000" or char >= "\U00020000" else _SYMBOL_NATS
    return log(share)


@lru_cache(65536)
def word_start_log_prob(char: str) -> float:
    """Return the score in nats of a canonical character at the beginning of a word."""
    return _log_share(load_lexicon().prefix_shares, char)


@lru_cache(65536)
def char_log_prob(char: str) -> float:
    """Return the score in nats of a character by itself, for a quick check of a text."""
    return max(_log_share(load_char_shares(), canonical_char(char)), MIN_CHAR_NATS)


def list_frequent_chars(count: int) -> list[str]:
    """Return the `count` most frequent characters, by the words that begin with them."""
    shares = load_char_shares()
    return sorted(shares, key=lambda char: (-shares[char], char))[:count]

"""The words of Chinese: how likely each is in running text, and its part of speech."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from jiaokan.text.language_model.word_maps import PackedWords, WordMap
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
WORDS_SHARE = 1 - sum(MARK_SHARES.values())  # share of all words together
RAREST_SHARE = 1e-9
_UNKNOWN_HAN_NATS = log(RAREST_SHARE)  # score of a Han character that begins no word
_SYMBOL_NATS = log(1e-5)  # score of any other character: a box or an arrow may occur anywhere
MIN_CHAR_NATS = -12.0  # lowest score of one character in a mean, so that one rare mark does not decide

_CANONICAL_MARKS = dict(zip(",:;?!()", "，：；？！（）", strict=True)) | {
    ".": "。", "｡": "。", '"': "”", "'": "”", "’": "”", "」": "”", "』": "”",
    "‘": "“", "「": "“", "『": "“", "–": "—", "-": "—",
}  # fmt: skip

LexiconArrays = Mapping[str, npt.NDArray[Any]]  # of `lexicon.npz`, which `training.lexicon_table` writes


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

    prefix_shares: Mapping[str, float]
    word_shares: Mapping[str, float]
    parts_of_speech: Mapping[str, str]

    def find_part_of_speech(self, word: str) -> str:
        """Return the part of speech of a word; a mark is its own, and an unknown word is a noun."""
        if word in MARK_SHARES:
            return word
        return self.parts_of_speech.get(word) or (
            CHARACTER_TAG if len(word) == 1 and word not in self.word_shares else NOUN_TAG
        )


@lru_cache(1)
def load_lexicon() -> Lexicon:
    """Return the words of all lists; the first call takes about 0.05 s, words are read as they are needed."""
    table = _open_table()
    shares, places = table["prefix_shares"], table["tag_places"]
    own_shares = shares.copy()
    own_shares[table["extended"]] = table["own_shares"]
    tags = _split_text(table["tags"])
    has_tag = np.array([bool(tag) for tag in tags])[places]
    words = PackedWords(table["words"], shares.size)
    return Lexicon(
        WordMap(words, lambda first, end: shares[first:end].tolist()),
        WordMap(words, lambda first, end: own_shares[first:end].tolist(), table["is_word"]),
        WordMap(words, lambda first, end: [tags[at] for at in places[first:end].tolist()], has_tag),
    )


@lru_cache(1)
def load_char_shares() -> Mapping[str, float]:
    """Return the shares of the words that begin with each character, by jieba's dictionary alone.

    This is enough for a quick check, and loads in a tenth of the time of `load_lexicon`.
    """
    table = _open_table()
    return dict(zip(_split_text(table["chars"]), table["char_shares"].tolist(), strict=True))


@lru_cache(1)
def _open_table() -> LexiconArrays:
    """Return the arrays of the file beside this module; each is read when it is asked for."""
    return cast(LexiconArrays, np.load(Path(__file__).with_name("lexicon.npz"), allow_pickle=False))


def _split_text(packed: npt.NDArray[Any]) -> list[str]:
    return packed.tobytes().decode().split("\n")


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

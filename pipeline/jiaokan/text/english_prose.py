"""Recognize prose in English."""

import re

_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_SENTENCE_END = re.compile(r"[A-Za-z\d)\]\"”][.!?]+[\"”)]?(?:\s|$)")
_FUNCTION_WORDS = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has", "have", "he",
    "her", "his", "i", "if", "in", "into", "is", "it", "its", "more", "my", "not", "of", "on", "or", "our",
    "she", "than", "that", "the", "their", "they", "this", "to", "was", "we", "were", "what", "when", "which",
    "who", "will", "with", "you", "your",
})  # fmt: skip
_MIN_WORDS = 9  # of a line of prose
_MIN_FUNCTION_SHARE = 0.2  # share of function words in its words
_MIN_LETTER_SHARE = 0.7  # share of the letters of its words in its code points


def is_english_prose(line: str) -> bool:
    """Tell whether a line is a sentence in English, or several.

    >>> is_english_prose("The library will be closed on Monday, and opens again on Tuesday at nine.")
    True
    >>> is_english_prose("Copyright 2015 All Rights Reserved. Powered by Board X3.2")
    False
    """
    words = _WORD.findall(line)
    if len(words) < _MIN_WORDS or not _SENTENCE_END.search(line):
        return False
    function_words = sum(word.lower() in _FUNCTION_WORDS for word in words)
    is_mostly_words = sum(map(len, words)) >= _MIN_LETTER_SHARE * len(line)
    return is_mostly_words and function_words >= _MIN_FUNCTION_SHARE * len(words)

"""Cut a text into words with jieba, which takes a second to load: for what asks for words only."""

from functools import lru_cache
from typing import Any


def cut_words(text: str) -> list[str]:
    """Return the words of a text, marks and numbers among them, without white space.

    >>> cut_words("全国人民代表大会 开幕。")
    ['全国人民代表大会', '开幕', '。']
    """
    return [word for word in _load_tokenizer().cut(text) if not word.isspace()]


@lru_cache(1)
def _load_tokenizer() -> Any:
    """Return a tokenizer with the dictionary read anew: jieba's own cache is a file that anyone may write."""
    import jieba  # noqa: PLC0415 - takes a second, and most runs need no words

    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer

"""Read what the classes and ids of elements say."""

import re
from functools import lru_cache

from pipeline.extraction.scoring.words import CLASS_EACH, HIDING, POST

_NAMES = re.compile(r"(?<![\w-])(?:class|id|itemprop)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.I)
_LONGEST = 2000  # code points of a tag that are searched


def names(attributes: str) -> str:
    """Return the classes and ids in the attributes of a tag, parted by spaces."""
    return " ".join(a or b or c for a, b, c in _NAMES.findall(attributes[:_LONGEST])) if attributes else ""


def class_bits(attributes: str) -> int:
    """Return which of the class words the attributes of a tag hold, whether they hide it as the last bit."""
    bits = _word_bits(names(attributes))
    hides = ("none" in attributes or "hidden" in attributes) and HIDING.search(attributes) is not None
    return bits | hides << len(CLASS_EACH)


@lru_cache(maxsize=1 << 16)
def _word_bits(found: str) -> int:
    return sum(1 << bit for bit, words in enumerate(CLASS_EACH) if words.search(found)) if found else 0


def is_post(attributes: str) -> bool:
    """Tell whether an element is what forum software calls the body of a post."""
    return _is_post(names(attributes)) if attributes else False


@lru_cache(maxsize=1 << 16)
def _is_post(found: str) -> bool:
    return POST.search(found) is not None

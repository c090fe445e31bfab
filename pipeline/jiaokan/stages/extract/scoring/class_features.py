"""Read what the classes and ids of elements say."""

from functools import lru_cache

from jiaokan.stages.extract.html.element_names import names
from jiaokan.stages.extract.scoring.patterns import CLASS_EACH, HIDING, POST

HIDES = len(CLASS_EACH)
POSTS = HIDES + 1


@lru_cache(maxsize=1 << 14)
def class_bits(attributes: str) -> int:
    """Return which of the class words the attributes of a tag hold, one bit each.

    Two more bits, HIDES and POSTS, say whether they hide it and whether it is the body of a post.
    """
    bits = _bits_of(names(attributes))
    hides = ("none" in attributes or "hidden" in attributes) and HIDING.search(attributes) is not None
    return bits | hides << HIDES


@lru_cache(maxsize=1 << 14)
def _bits_of(found: str) -> int:
    bits = 0
    for name in found.lower().split():
        bits |= _word_bits(name)
    return bits


@lru_cache(maxsize=1 << 16)
def _word_bits(found: str) -> int:
    """Return what one class or id says; the same few stand on most pages."""
    bits = sum(1 << bit for bit, words in enumerate(CLASS_EACH) if words.search(found))
    return bits | (POST.search(found) is not None) << POSTS


def is_post(attributes: str) -> bool:
    """Tell whether an element is what forum software calls the body of a post."""
    return bool(attributes) and bool(class_bits(attributes) >> POSTS & 1)

"""Read what the classes and ids of elements say."""

from functools import lru_cache

from jiaokan.stages.extract.html.element_names import find_element_names
from jiaokan.stages.extract.scoring.patterns import CLASS_PATTERNS, HIDING_ATTRIBUTE, POST_BODY_NAME

HIDING_BIT = len(CLASS_PATTERNS)
POST_BIT = HIDING_BIT + 1


@lru_cache(maxsize=1 << 14)
def find_class_bits(attributes: str) -> int:
    """Return which of the class words the attributes of a tag hold, one bit each.

    Two more bits, HIDES and POSTS, say whether they hide it and whether it is the body of a post.
    """
    bits = _bits_of(find_element_names(attributes))
    hides = ("none" in attributes or "hidden" in attributes) and HIDING_ATTRIBUTE.search(
        attributes
    ) is not None
    return bits | hides << HIDING_BIT


@lru_cache(maxsize=1 << 14)
def _bits_of(found: str) -> int:
    bits = 0
    for name in found.lower().split():
        bits |= _find_word_bits(name)
    return bits


@lru_cache(maxsize=1 << 16)
def _find_word_bits(found: str) -> int:
    """Return what one class or id says; the same few stand on most pages."""
    bits = sum(1 << bit for bit, words in enumerate(CLASS_PATTERNS) if words.search(found))
    return bits | (POST_BODY_NAME.search(found) is not None) << POST_BIT


def is_post_body(attributes: str) -> bool:
    """Tell whether an element is what forum software calls the body of a post."""
    return bool(attributes) and bool(find_class_bits(attributes) >> POST_BIT & 1)

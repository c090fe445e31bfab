"""Match the classes and ids of elements against the class patterns."""

from collections.abc import Iterable
from functools import lru_cache

from jiaokan.stages.extract.html.tree_nodes import Node
from jiaokan.stages.extract.scoring.patterns import CLASS_PATTERNS, HIDING_ATTRIBUTE, POST_BODY_NAME

HIDING_BIT = len(CLASS_PATTERNS)
POST_BIT = HIDING_BIT + 1
_PATTERN_BY_BIT = [(1 << bit, words) for bit, words in enumerate(CLASS_PATTERNS)] + [
    (1 << POST_BIT, POST_BODY_NAME)
]


def find_class_bits(node: Node) -> int:
    """Return which class patterns match the names of an element, one bit each.

    `HIDING_BIT` says that the attributes hide the element, `POST_BIT` that it has a name that forum
    software gives to the body of a post.

    >>> from jiaokan.stages.extract.html.tree_builder import build_tree
    >>> from jiaokan.stages.extract.scoring.patterns import CLASS_NAMES
    >>> bits = find_class_bits(build_tree('<p class="footer">').nodes[1])
    >>> [name for bit, name in enumerate(CLASS_NAMES) if bits >> bit & 1]
    ['footer']
    """
    attributes = node.attributes
    if not attributes:
        return 0
    hides = ("none" in attributes or "hidden" in attributes) and HIDING_ATTRIBUTE.search(
        attributes
    ) is not None
    return _bits_of(node.names) | hides << HIDING_BIT


def list_class_bits(nodes: Iterable[Node]) -> list[int]:
    """Return what `find_class_bits` returns of each element. Those with the same attributes have the same."""
    known: dict[str, int] = {}
    bits = []
    for node in nodes:
        if node.attributes not in known:
            known[node.attributes] = find_class_bits(node)
        bits.append(known[node.attributes])
    return bits


@lru_cache(maxsize=1 << 14)
def _bits_of(names: str) -> int:
    bits = 0
    for name in names.lower().split():
        bits |= _find_word_bits(name)
    return bits


@lru_cache(maxsize=1 << 16)
def _find_word_bits(name: str) -> int:
    """Return the bits of one class or id. Most pages use the same few, so results are cached."""
    bits = 0
    for bit, words in _PATTERN_BY_BIT:
        if words.search(name):
            bits |= bit
    return bits

"""Read the names of an element from its tag: class, id, itemprop."""

import re
from functools import lru_cache

# The first letter is looked for before what stands round it: a search for one class skips to its characters.
_NAME_ATTRIBUTES = re.compile(
    r"""
    [cCiI](?<![\w-].)(?:(?<=[cC])(?i:lass)|(?<=[iI])(?i:d|temprop))   # class, id, itemprop
    \s*+=\s*+
    (?:"([^"]*)"|'([^']*)'|([^\s"'>]+))                               # "post main", 'post main', post
    """,
    re.X,
)
_CLASS_ALONE = re.compile(r' class="([^"]*)"')
_NUMBER = re.compile(r"\d+")
_MAX_TAG_CHARS = 2000  # code points of a tag that are searched
_CAPTION_NAME = re.compile(r"caption|imgtxt|pictext|tuzhu|pic_?txt|photo_?(?:txt|info|desc)", re.I)


def find_element_names(attributes: str) -> str:
    """Return the classes, ids and item properties in the attributes of a tag, separated by spaces.

    >>> find_element_names(' class="post main" id=p1 href="/"')
    'post main p1'
    """
    attributes = attributes[:_MAX_TAG_CHARS]
    if alone := _CLASS_ALONE.fullmatch(attributes):
        return alone[1]
    found = _NAME_ATTRIBUTES.findall(attributes)
    return " ".join([a or b or c for a, b, c in found]) if found else ""


@lru_cache(maxsize=1 << 14)
def has_caption_name(names: str) -> bool:
    """Tell whether one of the names of an element is one of picture captions.

    >>> has_caption_name("pic_txt"), has_caption_name("entry")
    (True, False)
    """
    return _CAPTION_NAME.search(names) is not None


@lru_cache(maxsize=1 << 14)
def remove_numbers(attributes: str) -> str:
    """Return attributes without their numbers, which differ between elements made by one template.

    >>> remove_numbers(' id="post_123" class="post"')
    ' id="post_" class="post"'
    """
    return _NUMBER.sub("", attributes)

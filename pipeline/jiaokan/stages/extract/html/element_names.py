"""Read the names of an element from its tag: class, id, itemprop."""

import re
from functools import lru_cache

_NAME_ATTRIBUTES = re.compile(
    r"(?<![\w-])(?:class|id|itemprop)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.I
)
_NUMBER = re.compile(r"\d+")
_MAX_TAG_CHARS = 2000  # code points of a tag that are searched
_CAPTION_NAME = re.compile(r"caption|imgtxt|pictext|tuzhu|pic_?txt|photo_?(?:txt|info|desc)", re.I)


@lru_cache(maxsize=1 << 14)
def find_element_names(attributes: str) -> str:
    """Return the classes, ids and item properties in the attributes of a tag, separated by spaces.

    >>> find_element_names(' class="post main" id=p1 href="/"')
    'post main p1'
    """
    return (
        " ".join(a or b or c for a, b, c in _NAME_ATTRIBUTES.findall(attributes[:_MAX_TAG_CHARS]))
        if attributes
        else ""
    )


@lru_cache(maxsize=1 << 14)
def has_caption_name(attributes: str) -> bool:
    """Tell whether a name of an element is one of picture captions.

    >>> has_caption_name(' class="pic_txt"'), has_caption_name(' class="entry"')
    (True, False)
    """
    return _CAPTION_NAME.search(find_element_names(attributes)) is not None


@lru_cache(maxsize=1 << 14)
def remove_numbers(attributes: str) -> str:
    """Return attributes without their numbers, which differ between elements made by one template.

    >>> remove_numbers(' id="post_123" class="post"')
    ' id="post_" class="post"'
    """
    return _NUMBER.sub("", attributes)

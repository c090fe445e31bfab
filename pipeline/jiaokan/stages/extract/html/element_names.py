"""Read the names that a tag gives its element: classes, ids, properties."""

import re
from functools import lru_cache

_NAME_ATTRIBUTES = re.compile(
    r"(?<![\w-])(?:class|id|itemprop)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.I
)
_MAX_TAG_CHARS = 2000  # code points of a tag that are searched
_CAPTION_NAME = re.compile(r"caption|imgtxt|pictext|tuzhu|pic_?txt|photo_?(?:txt|info|desc)", re.I)


@lru_cache(maxsize=1 << 14)
def find_element_names(attributes: str) -> str:
    """Return the classes and ids in the attributes of a tag, parted by spaces."""
    return (
        " ".join(a or b or c for a, b, c in _NAME_ATTRIBUTES.findall(attributes[:_MAX_TAG_CHARS]))
        if attributes
        else ""
    )


@lru_cache(maxsize=1 << 14)
def has_caption_name(attributes: str) -> bool:
    """Tell whether the names of an element call it the caption of a picture."""
    return _CAPTION_NAME.search(find_element_names(attributes)) is not None

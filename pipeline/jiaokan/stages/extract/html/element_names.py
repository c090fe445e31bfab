"""Read the names that a tag gives its element: classes, ids, properties."""

import re
from functools import lru_cache

_NAMES = re.compile(r"(?<![\w-])(?:class|id|itemprop)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.I)
_LONGEST = 2000  # code points of a tag that are searched
_CAPTION = re.compile(r"caption|imgtxt|pictext|tuzhu|pic_?txt|photo_?(?:txt|info|desc)", re.I)


@lru_cache(maxsize=1 << 14)
def names(attributes: str) -> str:
    """Return the classes and ids in the attributes of a tag, parted by spaces."""
    return " ".join(a or b or c for a, b, c in _NAMES.findall(attributes[:_LONGEST])) if attributes else ""


@lru_cache(maxsize=1 << 14)
def is_caption(attributes: str) -> bool:
    """Tell whether the names of an element call it the caption of a picture."""
    return _CAPTION.search(names(attributes)) is not None

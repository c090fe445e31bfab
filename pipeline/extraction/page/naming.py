"""Read the names that a tag gives its element: classes, ids, properties."""

import re

_NAMES = re.compile(r"(?<![\w-])(?:class|id|itemprop)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.I)
_LONGEST = 2000  # code points of a tag that are searched


def names(attributes: str) -> str:
    """Return the classes and ids in the attributes of a tag, parted by spaces."""
    return " ".join(a or b or c for a, b, c in _NAMES.findall(attributes[:_LONGEST])) if attributes else ""

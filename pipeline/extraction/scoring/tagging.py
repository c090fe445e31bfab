"""Describe blocks by the elements that they stand in."""

import numpy as np

from pipeline.extraction.scoring.columns import Columns
from pipeline.extraction.scoring.naming import class_bits
from pipeline.extraction.scoring.sheet import Floats, Ints, Sheet
from pipeline.extraction.scoring.words import CLASS_NAMES

_OWN_TAGS = (
    "p",
    "div",
    "td",
    "li",
    "h1",
    "h2",
    "h3",
    "dd",
    "dt",
    "center",
    "pre",
    "form",
    "figcaption",
    "blockquote",
)
_ABOVE_TAGS = (
    "nav",
    "header",
    "footer",
    "aside",
    "article",
    "main",
    "ul",
    "form",
    "table",
    "h1",
    "center",
    "noscript",
    "figure",
)
_TAG_BITS = {name: 1 << bit for bit, name in enumerate(_ABOVE_TAGS)}


def tagging(sheet: Sheet) -> Columns:
    """Return what the elements around each block are called."""
    elements = sheet.page.elements
    bits: dict[str, int] = {"": 0}
    own, near, far, above = ([0] * len(elements) for _ in range(4))
    for number, name, attributes, parent, *_ in elements:
        if (found := bits.get(attributes)) is None:
            found = bits[attributes] = class_bits(attributes)
        own[number] = found
        far[number] = found | far[parent]
        near[number] = found | own[parent] | own[elements[parent].parent]
        above[number] = _TAG_BITS.get(name, 0) | above[parent]
    at = sheet.at.tolist()
    names = np.array([elements[i].name for i in at])
    columns: Columns = {f"tag_{name}": (names == name).astype(np.float64) for name in _OWN_TAGS}
    around_, near_, far_ = (np.array([bits[i] for i in at], dtype=np.int64) for bits in (above, near, far))
    columns |= {f"in_{name}": _bit(around_, bit) for bit, name in enumerate(_ABOVE_TAGS)}
    for bit, name in enumerate((*CLASS_NAMES, "hiding")):
        columns |= {f"class_{name}": _bit(near_, bit), f"classes_{name}": _bit(far_, bit)}
    return columns


def _bit(bits: Ints, bit: int) -> Floats:
    return ((bits >> bit) & 1).astype(np.float64)

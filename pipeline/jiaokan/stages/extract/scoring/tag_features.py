"""Describe blocks by the elements that they stand in."""

import numpy as np

from jiaokan.stages.extract.scoring.class_features import find_class_bits
from jiaokan.stages.extract.scoring.columns import Columns
from jiaokan.stages.extract.scoring.line_table import Ints, LineTable
from jiaokan.stages.extract.scoring.patterns import CLASS_NAMES

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
_CLASS_WORD_NAMES = (*CLASS_NAMES, "hiding")
_OWN_BITS = {name: 1 << bit for bit, name in enumerate(_OWN_TAGS)}
_TAG_BIT_SHIFT = 32  # bits of classes, below those of tags
_ABOVE_BITS = {name: 1 << bit for bit, name in enumerate(_ABOVE_TAGS, _TAG_BIT_SHIFT)}


def describe_tags(sheet: LineTable) -> Columns:
    """Return what the elements around each block are called."""
    boxes = sheet.boxes
    known: dict[str, int] = {"": 0}
    own, far = [0] * len(boxes), [0] * len(boxes)
    for number, (box, parent) in enumerate(zip(boxes, sheet.box_parents.tolist(), strict=True)):
        if (bits := known.get(box.attributes)) is None:
            bits = known[box.attributes] = find_class_bits(box.attributes)
        own[number] = bits
        far[number] = bits | _ABOVE_BITS.get(box.name, 0) | far[parent]
    at, parents, classes = sheet.box_of_line, sheet.box_parents, np.array(own, dtype=np.int64)
    above = parents[at]
    near = classes[at] | classes[above] | classes[parents[above]]
    around = np.array(far, dtype=np.int64)[at]
    tags = np.array([_OWN_BITS.get(boxes[i].name, 0) for i in at.tolist()], dtype=np.int64)
    return (
        _unpack_bits("tag", _OWN_TAGS, tags)
        | _unpack_bits("in", _ABOVE_TAGS, around >> _TAG_BIT_SHIFT)
        | _unpack_bits("class", _CLASS_WORD_NAMES, near)
        | _unpack_bits("classes", _CLASS_WORD_NAMES, around)
    )


def _unpack_bits(kind: str, names: tuple[str, ...], bits: Ints) -> Columns:
    """Return a column for each bit."""
    table = ((bits >> np.arange(len(names))[:, None]) & 1).astype(np.float64)
    return {f"{kind}_{name}": row for name, row in zip(names, table, strict=True)}

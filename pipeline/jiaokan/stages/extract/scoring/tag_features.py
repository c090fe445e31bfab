"""Compute features of lines from the names and classes of the elements around them."""

import numpy as np

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
_TAG_BIT_SHIFT = 32  # the bits of class patterns are below, those of tags above
_ABOVE_BITS = {name: 1 << bit for bit, name in enumerate(_ABOVE_TAGS, _TAG_BIT_SHIFT)}


def describe_tags(table: LineTable) -> Columns:
    """Return one column for each tag and each class pattern, near a line and anywhere around it."""
    boxes, line_boxes, parents, class_bits = (
        table.boxes,
        table.box_of_line,
        table.box_parents,
        table.box_class_bits,
    )
    far_bits = class_bits.tolist()
    for number, (box, parent) in enumerate(zip(boxes, parents.tolist(), strict=True)):
        far_bits[number] |= _ABOVE_BITS.get(box.name, 0) | far_bits[parent]
    parents_of_line = parents[line_boxes]
    near_bits = class_bits[line_boxes] | class_bits[parents_of_line] | class_bits[parents[parents_of_line]]
    bits_above = np.array(far_bits, dtype=np.int64)[line_boxes]
    tags = np.array([_OWN_BITS.get(boxes[i].name, 0) for i in line_boxes.tolist()], dtype=np.int64)
    return (
        _unpack_bits("tag", _OWN_TAGS, tags)
        | _unpack_bits("in", _ABOVE_TAGS, bits_above >> _TAG_BIT_SHIFT)
        | _unpack_bits("class", _CLASS_WORD_NAMES, near_bits)
        | _unpack_bits("classes", _CLASS_WORD_NAMES, bits_above)
    )


def _unpack_bits(kind: str, names: tuple[str, ...], bits: Ints) -> Columns:
    """Return a column for each bit."""
    table = ((bits >> np.arange(len(names))[:, None]) & 1).astype(np.float64)
    return {f"{kind}_{name}": row for name, row in zip(names, table, strict=True)}

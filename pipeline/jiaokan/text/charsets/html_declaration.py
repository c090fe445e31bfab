"""Decode a page so that its text encodes back to its bytes.

What is no UTF-8 is told by `jiaokan.text.charsets.detection` from the bytes and from what the page declares:
`gb2312` stands over GBK and GB18030, `utf-8` over GBK, and Big5 pages often declare nothing.
"""

import codecs
import re
from dataclasses import dataclass

from jiaokan.core.edits import Edit
from jiaokan.text.charsets import detection
from jiaokan.text.charsets.unmarked_utf16 import decode_wide_text

_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I
)
_HEAD = 4096  # bytes in which a declaration is looked for; the HTML standard asks for 1024
# labels under which pages mean a larger charset (WHATWG Encoding)
_MEANT = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "x-x-big5": "big5hkscs", "cp950": "big5hkscs",
}  # fmt: skip
_LIKELY = ("utf-8", "gb18030", "big5hkscs")
_BYTES = "latin-1"  # every byte is the code point of its value
_HIGH = re.compile(r"[\x80-\xff][^\n<>]*")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page as text: `raw` in `encoding` is the page byte for byte, `edits` make it readable.

    Most pages need no edits. One whose charset cannot be told is held as its bytes (latin-1), and
    the edits decode it stretch by stretch as well as can be.
    """

    raw: str
    encoding: str
    edits: tuple[Edit, ...] = ()


def declared(page: bytes) -> str:
    """Return the encoding that the page declares, in Python's name; "" where it names none known."""
    mark = _DECLARED.search(page[:_HEAD])
    label = mark[1].decode("ascii", "ignore").lower() if mark else ""
    try:
        return codecs.lookup(_MEANT.get(label, label)).name if label else ""
    except LookupError:
        return ""


def decode(page: bytes) -> Decoded:
    """Decode a page; whatever its bytes, nothing is lost."""
    if wide := decode_wide_text(page):
        return Decoded(wide.text, wide.encoding)
    try:
        return Decoded(page.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        named = declared(page)
    try:
        found = detection.decode_page(page, named)
        return Decoded(found.text, found.encoding)
    except detection.UndecodableError:
        return _mended(page, min((named or "utf-8", *_LIKELY), key=lambda name: _lost(page, name)))


def _lost(page: bytes, encoding: str) -> int:
    return page.decode(encoding, "replace").count("\ufffd")


def _mended(page: bytes, encoding: str) -> Decoded:
    """Read a broken page as its bytes, with one edit for each stretch that is not ASCII."""
    raw = page.decode(_BYTES)
    rule = f"charset/{encoding}"
    edits = []
    for stretch in _HIGH.finditer(raw):
        new = stretch[0].encode(_BYTES).decode(encoding, "replace")
        lost = new.count("\ufffd")
        edits.append(Edit(stretch.start(), stretch[0], new, rule, 0.5 if lost else 1.0))
    return Decoded(raw, _BYTES, tuple(edits))

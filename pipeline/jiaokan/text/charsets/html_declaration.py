"""Decode a page of HTML so that its text encodes back to the same bytes.

What is not UTF-8 goes to `jiaokan.text.charsets.detection`, with the charset that the page declares.
Pages declare `gb2312` over GBK and GB 18030, `utf-8` over GBK, and Big5 pages often declare nothing.
"""

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache

from jiaokan.core.edits import Edit
from jiaokan.text.charsets import detection
from jiaokan.text.charsets.unmarked_utf16 import decode_wide_text

_DECLARATION_PATTERN = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I
)
_MAX_DECLARATION_BYTES = 4096  # bytes that are searched for a declaration; the HTML standard requires 1024
# labels that stand for a larger charset (WHATWG Encoding)
_CHARSET_BY_LABEL = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "x-x-big5": "big5hkscs", "cp950": "big5hkscs",
}  # fmt: skip
_CANDIDATE_CHARSETS = ("utf-8", "gb18030", "big5hkscs")
_BYTE_CHARSET = "latin-1"  # every byte becomes the code point of its value
_PROBE_BYTES = b"<p>\x80-\xff</p>"
_NON_ASCII_RUN_PATTERN = re.compile(r"[\x80-\xff][^\n<>]*")


@dataclass(frozen=True, slots=True)
class DecodedPage:
    """A page as text.

    Most pages have no edits. A page whose charset cannot be detected is kept as its bytes (latin-1),
    and each edit decodes a stretch of it as well as possible.

    Attributes:
        raw: The text; in `encoding` it is the page byte for byte.
        encoding: Python's name of the encoding.
        edits: Edits that make the text readable.
    """

    raw: str
    encoding: str
    edits: tuple[Edit, ...] = ()


def find_declared_charset(page: bytes) -> str:
    """Return Python's name of the charset that a page declares; "" without one that Python can decode.

    >>> find_declared_charset(b'<meta charset="gb2312">')
    'gb18030'
    """
    declaration = _DECLARATION_PATTERN.search(page[:_MAX_DECLARATION_BYTES])
    label = declaration[1].decode("ascii", "ignore").lower() if declaration else ""
    charset = _CHARSET_BY_LABEL.get(label, label)
    return codecs.lookup(charset).name if charset and _can_decode_any_bytes(charset) else ""


@lru_cache
def _can_decode_any_bytes(name: str) -> bool:
    """Tell whether Python knows a codec of that name, and it makes text of any bytes.

    Python's `base64` and `hex` make no text; `idna` and `punycode` refuse bytes beyond ASCII.
    """
    try:
        _PROBE_BYTES.decode(name, "replace")
    except (LookupError, UnicodeError):
        return False
    return True


def decode_html_page(page: bytes) -> DecodedPage:
    """Decode a page; any bytes are accepted, and none is lost.

    >>> decode_html_page("<p>你好".encode()).raw
    '<p>你好'
    """
    if wide := decode_wide_text(page):
        return DecodedPage(wide.text, wide.encoding)
    try:
        return DecodedPage(page.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        declared = find_declared_charset(page)
    try:
        decoded = detection.decode_page(page, declared)
        return DecodedPage(decoded.text, decoded.encoding)
    except detection.UndecodableError:
        return _decode_by_stretches(
            page,
            min((declared or "utf-8", *_CANDIDATE_CHARSETS), key=lambda name: _count_undecodable(page, name)),
        )


def _count_undecodable(page: bytes, encoding: str) -> int:
    return page.decode(encoding, "replace").count("\ufffd")


def _decode_by_stretches(page: bytes, encoding: str) -> DecodedPage:
    """Keep a damaged page as its bytes, with an edit for each stretch that is not ASCII."""
    raw = page.decode(_BYTE_CHARSET)
    rule = f"charset/{encoding}".replace("_", "-")
    edits = []
    for stretch in _NON_ASCII_RUN_PATTERN.finditer(raw):
        new = stretch[0].encode(_BYTE_CHARSET).decode(encoding, "replace")
        lost_count = new.count("\ufffd")
        edits.append(Edit(stretch.start(), stretch[0], new, rule, 0.5 if lost_count else 1.0))
    return DecodedPage(raw, _BYTE_CHARSET, tuple(edits))

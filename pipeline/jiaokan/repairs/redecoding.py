"""Decode text again in another charset, wherever that leads back to the same text."""

import re
from collections.abc import Iterator
from functools import lru_cache

from jiaokan.repairs import suspect_spans
from jiaokan.text.charsets import codecs
from jiaokan.text.japanese import is_sound_japanese
from jiaokan.text.unicode_ranges import count_non_ascii

RIGHT_CHARSETS = ("utf-8", "gb18030", "big5hkscs", "cp950")
WIDE_CHARSETS = ("gb18030", "cp936", "big5hkscs", "cp950", "cp932", codecs.IBM_932_CHARSET, "cp949")
_WIDE_CHARSETS_WITHOUT_EURO = tuple(charset for charset in WIDE_CHARSETS if charset != "cp936")
# charsets that have most pairs in common
_ALIKE_CHARSETS = {
    (a, b) for kind in (("gb18030", "cp936"), ("big5hkscs", "cp950")) for a in kind for b in kind
}
_NON_ASCII_CHAR = re.compile("[^\x00-\x7f]")


def redecode_any(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the wrong charset, the right one and the text in it, wherever that leads back to this text.

    >>> [reading for reading in redecode_any("ÖÐÎÄ") if reading[1] == "gb18030"][:1]
    [('latin-1', 'gb18030', '中文')]
    """
    first_char = _NON_ASCII_CHAR.search(text)
    # kana decoded as Big5 or GBK have enough Han characters to look Chinese
    right_charsets = ("utf-8",) if is_sound_japanese(text, count_non_ascii(text)) else RIGHT_CHARSETS
    for wrong, allowed_charsets in (
        _pair_charsets(first_char[0], _list_wrong_charsets(text), right_charsets) if first_char else ()
    ):
        if (data := codecs.encode_strictly(text, wrong)) is None:
            continue
        readings = {
            right: new
            for right in allowed_charsets
            if (new := decode_reversibly(data, right)) not in (None, text)
        }
        if "cp950" in readings and "big5hkscs" in readings:
            # Big5-HKSCS, preferred otherwise, reads the wave dash of Windows as an operator
            del readings["big5hkscs" if "∼" in readings["big5hkscs"] else "cp950"]
        yield from ((wrong, right, new) for right, new in readings.items())


def redecode(text: str, wrong: str, right: str) -> str | None:
    """Return the text in the right charset, None where that would not lead back to the same text.

    Args:
        text: Text that was decoded in the wrong charset.
        wrong: The charset in which it was decoded.
        right: The charset of its bytes.

    >>> redecode("ÖÐÎÄ", "cp1252", "gb18030")
    '中文'
    """
    data = codecs.encode_strictly(text, wrong)
    return decode_reversibly(data, right) if data is not None else None


def decode_reversibly(data: bytes, right: str) -> str | None:
    """Return the text of the bytes, None where it would not lead back to them."""
    new = codecs.decode_strictly(data, right)
    return new if new is not None and codecs.encode_strictly(new, right) == data else None


def _list_wrong_charsets(text: str) -> tuple[str, ...]:
    """Return the charsets in which it may have been read; cp936 is gb18030 with a euro sign at 80."""
    if not suspect_spans.WIDE_CHAR.search(text):
        return codecs.SINGLE_BYTE_CHARSETS
    return WIDE_CHARSETS if "€" in text else _WIDE_CHARSETS_WITHOUT_EURO


@lru_cache(65536)
def _pair_charsets(
    first_char: str, wrong_charsets: tuple[str, ...], right_charsets: tuple[str, ...]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the wrong charsets with their possible right ones, by the first non-ASCII character."""
    pairs = []
    for wrong in wrong_charsets:
        data = codecs.encode_strictly(first_char, wrong)
        if data is not None:
            allowed = (
                right
                for right in right_charsets
                if (wrong, right) not in _ALIKE_CHARSETS and codecs.may_begin_text(data, right)
            )
            pairs.append((wrong, tuple(allowed)))
    return tuple((wrong, allowed) for wrong, allowed in pairs if allowed)

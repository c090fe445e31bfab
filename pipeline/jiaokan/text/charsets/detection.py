"""Decode the bytes of a page at the door, so that they come back exactly from text and encoding.

A declaration is evidence and no more: pages in GBK say utf-8, and pages in Big5 say nothing.
A byte that fits nowhere does not spoil the rest: it becomes the character U+10FF00 plus its
value, the encoding is named with ESCAPED behind it, and `encode` turns it back into the byte.
"""

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from jiaokan.core.byte_escapes import ESCAPE, ESCAPED, ESCAPES, encode
from jiaokan.text.charsets import codecs as charsets
from jiaokan.text.language_model import mean
from jiaokan.text.unicode_ranges import HAN

_PROBE = 200  # Han characters that are read to tell which text is Chinese
_PART = 25  # and that are read at once
_FEW = 4  # Han characters, below which no undeclared charset can be told
_READS = -9.5  # mean score of Han from which a text is Chinese
_READS_SAID = -11.0  # the same, where the page says so
_CLEARLY = 1.0  # gain in mean score for which a declaration is not believed
_DAMAGED = 0.02  # share of bytes that may fit nowhere
_TORN = 3  # bytes that one lost byte leaves without a place
_NOT = -99.0  # score of a text with too few Han
_WINDOW = 4096  # bytes that are decoded at once where some are damaged
_BEGINNING = 1 << 16  # bytes that must show few places, before all are decoded
_LONGEST = 4  # bytes of a character
_TRIED = ("utf-8", "gb18030", "big5hkscs")
# labels under which pages mean a larger charset (WHATWG Encoding)
_MEANT = {"gb2312": "gb18030", "gbk": "gb18030", "hz": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs"}
_WINDOWS_BIG5 = "cp950"
_OPERATOR, _ELSEWHERE = re.compile("∼"), re.compile("[ぁ-ヶА-ё①-⑽]")
_BOMS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_KNOWN = re.compile(r"utf-8|gb18030|big5\w*|shift_jis\w*|euc_\w+|cp\d+|iso8859-\d+|koi8-\w|mac-\w+|ascii")
# the most frequent characters of both scripts: of the Han of a page they are a tenth and more, of Han
# read in a wrong charset a twentieth at most (measured on 201 pages in three charsets)
_EVERYDAY = re.compile(
    "[的一是不了在有人我他這这個个們们中來来上大為为和國国地到以說说時时要就出會会可也你對对生能而子那得於于著着下自之年過过]"
)
_EVERYDAY_SHARE = 0.06
_EVERYDAY_HAN = 100  # Han characters of which that can be said
_HIGH = re.compile(rb"[\x80-\xff]+")
_HAN = re.compile(f"[{HAN}]")


class UndecodableError(ValueError):
    """The bytes are no text in any charset that can be told; the message says why."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that leads back to its bytes, and how many of them are escaped."""

    text: str
    encoding: str
    damaged: int = 0


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Return the text of the bytes; `encode` of it is `data` again.

    Strict UTF-8 and UTF-16 with its mark come first, then what is declared, UTF-8 with damage,
    GB 18030 and Big5-HKSCS, whichever reads best. Raises UndecodableError where none does.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark) and (found := _decoded(data, encoding)) and not found.damaged:
            return found
    if (text := charsets.decode(data, "utf-8")) is not None:
        return Decoded(text, "utf-8")
    charset = _charset(declared)
    said = _strict(data, charset) if charset else None
    if said and (charset not in _TRIED or _everyday(said)):
        return said
    tried = {
        name: found for name in _TRIED if _hopeful(data, name) and _sound(found := _decoded(data, name), data)
    }
    plain = [found for found in tried.values() if _everyday(found)]
    if len(plain) == 1:
        return plain[0]
    reads = {name: _reads(found, data) for name, found in tried.items()}
    best = max(reads, key=lambda name: reads[name], default="")
    if charset in tried and reads[charset] > reads[best] - _CLEARLY:
        best = charset
    believed = best == charset and (not tried[best].damaged or reads[best] > _READS_SAID)
    if best and (reads[best] > _READS or believed):
        return tried[best]
    raise UndecodableError(f"{_why(data)}; declared: {declared or 'nothing'}")


def _decoded(data: bytes, encoding: str) -> Decoded:
    """Return the text in the encoding, with every byte escaped that would not come back from it."""
    if whole := _strict(data, encoding):
        return whole
    names = (encoding, _WINDOWS_BIG5) if encoding == "big5hkscs" else (encoding,)
    return min((_torn(data, name) for name in names), key=_doubt)


def _torn(data: bytes, encoding: str) -> Decoded:
    text = "".join(_pieces(data, encoding))
    try:
        kept = encode(text, encoding + ESCAPED) == data
    except UnicodeEncodeError:
        kept = False
    damaged = sum(len(run) for run in ESCAPE.findall(text))
    return Decoded(text, encoding + ESCAPED, damaged if kept else len(data))


def _strict(data: bytes, encoding: str) -> Decoded | None:
    """Return the text in the encoding, None where a byte of it would not come back.

    What is in Big5 may be in that of Windows, which has marks at places of its own.
    """
    found = _whole(data, encoding)
    if encoding == "big5hkscs" and (not found or _doubt(found)):
        return min(filter(None, (found, _whole(data, _WINDOWS_BIG5))), key=_doubt, default=None)
    return found


def _whole(data: bytes, encoding: str) -> Decoded | None:
    try:
        text = data.decode(encoding)
        return Decoded(text, encoding) if text.encode(encoding) == data else None
    except UnicodeError:
        return None


def _doubt(found: Decoded) -> int:
    """Return how many places speak against one of the two sorts of Big5.

    Big5-HKSCS reads the wave dash of Windows as an operator, and has one of its two strokes; Windows
    has kana and numbers in circles at other places than anyone else.
    """
    windows = found.encoding.removesuffix(ESCAPED) == _WINDOWS_BIG5
    return found.damaged + len((_ELSEWHERE if windows else _OPERATOR).findall(found.text))


def _pieces(data: bytes, encoding: str) -> Iterable[str]:
    """Yield the text of the bytes piece by piece, what is damaged a byte at a time."""
    at = 0
    while at < len(data):
        window = data[at : at + _WINDOW]
        try:
            good = len(window)
            text = window.decode(encoding)
        except UnicodeDecodeError as error:
            good = error.start
            text = window[:good].decode(encoding)
        yield from [text] if text.encode(encoding) == window[:good] else _exact(text, window[:good], encoding)
        at += good
        if good < len(window) and (len(window) - good >= _LONGEST or at + _LONGEST > len(data)):
            yield _escaped(data[at : at + 1])
            at += 1


def _exact(text: str, data: bytes, encoding: str) -> Iterable[str]:
    """Yield the characters that lead back to their bytes, and the bytes of the others escaped.

    Big5-HKSCS has characters at two places, of which only one comes back.
    """
    at = 0
    for char in text:
        size = 1 if data[at] < 0x80 else 2
        same = char.encode(encoding) == data[at : at + size]
        yield char if same else _escaped(data[at : at + size])
        at += size


def _escaped(data: bytes) -> str:
    return "".join(chr(byte if byte < 0x80 else ESCAPES + byte) for byte in data)


@lru_cache
def _charset(declared: str | None) -> str | None:
    """Return the charset that a declaration means, None where it means none that pages are in."""
    try:
        name = codecs.lookup((declared or "").strip().strip("\"'")).name
    except LookupError:
        return None
    name = _MEANT.get(name, name)
    return name if _KNOWN.fullmatch(name) else None


def _everyday(found: Decoded) -> bool:
    """Tell text that is surely Chinese, without the language model, which takes long to load."""
    text = found.text[:_BEGINNING]
    han = len(_HAN.findall(text))
    return han >= _EVERYDAY_HAN and len(_EVERYDAY.findall(text)) >= _EVERYDAY_SHARE * han


def _hopeful(data: bytes, encoding: str) -> bool:
    """Tell whether the beginning of the data has few places that fit nowhere."""
    data = data[:_BEGINNING]
    return data.decode(encoding, "replace").count("\ufffd") <= _limit(data)


def _limit(data: bytes) -> float:
    return max(_TORN, _DAMAGED * sum(map(len, _HIGH.findall(data))))


def _sound(found: Decoded, data: bytes) -> bool:
    """Tell whether few of the bytes beyond ASCII fit nowhere."""
    return found.damaged <= _limit(data)


def _reads(found: Decoded, data: bytes) -> float:
    """Return how well the best part of the Han reads, in step or one byte off.

    One lost byte can put a whole paragraph out of step.
    """
    name = found.encoding.removesuffix(ESCAPED)
    shifted = "".join(run[1:].decode(name, "ignore") for run in _HIGH.findall(data[:_WINDOW]))
    return max(_reads_best(found.text), _reads_best(shifted) - 1) - found.damaged / len(data)


def _reads_best(text: str) -> float:
    han = "".join(match[0] for match in islice(_HAN.finditer(text), _PROBE))
    if len(han) < _FEW:
        return _NOT
    return max(mean(han[at : at + _PART]) for at in range(0, max(1, len(han) - _PART // 2), _PART))


def _why(data: bytes) -> str:
    if b"\0" in data[:_WINDOW]:
        return "binary: holds zero bytes and no UTF-16 mark"
    high = sum(map(len, _HIGH.findall(data)))
    return f"no charset reads as Chinese: {len(data)} bytes, {high} beyond ASCII, no UTF-8"

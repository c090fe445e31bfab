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

from jiaokan.core.byte_escapes import (
    ESCAPE_BASE_CODE_POINT,
    ESCAPE_PATTERN,
    ESCAPED_SUFFIX,
    encode_with_escapes,
)
from jiaokan.text.charsets import codecs as charsets
from jiaokan.text.language_model import mean_log_prob
from jiaokan.text.unicode_ranges import HAN

_PROBE_HAN_COUNT = 200  # Han characters that are read to tell which text is Chinese
_PART_HAN_COUNT = 25  # and that are read at once
_MIN_HAN_COUNT = 4  # Han characters, below which no undeclared charset can be told
_MIN_CHINESE_SCORE_NATS = -9.5  # mean score of Han from which a text is Chinese
_MIN_DECLARED_SCORE_NATS = -11.0  # the same, where the page says so
_MIN_OVERRULE_GAIN_NATS = 1.0  # gain in mean score for which a declaration is not believed
_MAX_DAMAGED_SHARE = 0.02  # share of bytes that may fit nowhere
_MIN_DAMAGE_LIMIT_BYTES = 3  # bytes that one lost byte leaves without a place
_TOO_FEW_HAN_SCORE_NATS = -99.0  # score of a text with too few Han
_WINDOW_BYTES = 4096  # bytes that are decoded at once where some are damaged
_BEGINNING_SIZE = 1 << 16  # bytes that must show few places, before all are decoded
_MAX_CHAR_BYTES = 4  # bytes of a character
_CANDIDATE_CHARSETS = ("utf-8", "gb18030", "big5hkscs")
# labels under which pages mean a larger charset (WHATWG Encoding)
_CHARSET_BY_LABEL = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz": "gb18030",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
}
_WINDOWS_BIG5 = "cp950"
_TILDE_OPERATOR_PATTERN, _CP950_MISPLACED_PATTERN = re.compile("∼"), re.compile("[ぁ-ヶА-ё①-⑽]")
_UTF16_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_KNOWN_CHARSET_PATTERN = re.compile(
    r"utf-8|gb18030|big5\w*|shift_jis\w*|euc_\w+|cp\d+|iso8859-\d+|koi8-\w|mac-\w+|ascii"
)
# the most frequent characters of both scripts: of the Han of a page they are a tenth and more, of Han
# read in a wrong charset a twentieth at most (measured on 201 pages in three charsets)
_FREQUENT_HAN_PATTERN = re.compile(
    "[的一是不了在有人我他這这個个們们中來来上大為为和國国地到以說说時时要就出會会可也你對对生能而子那得於于著着下自之年過过]"
)
_MIN_FREQUENT_HAN_SHARE = 0.06
_MIN_SAMPLE_HAN_COUNT = 100  # Han characters of which that can be said
_NON_ASCII_BYTES_PATTERN = re.compile(rb"[\x80-\xff]+")
_HAN_PATTERN = re.compile(f"[{HAN}]")


class UndecodableError(ValueError):
    """The bytes are no text in any charset that can be told; the message says why."""


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A text, the encoding that leads back to its bytes, and how many of them are escaped."""

    text: str
    encoding: str
    escaped_count: int = 0


def decode_page(data: bytes, declared: str | None = None) -> DecodedText:
    """Return the text of the bytes; `encode` of it is `data` again.

    Strict UTF-8 and UTF-16 with its mark come first, then what is declared, UTF-8 with damage,
    GB 18030 and Big5-HKSCS, whichever reads best. Raises UndecodableError where none does.
    """
    for mark, encoding in _UTF16_MARKS:
        if (
            data.startswith(mark)
            and (found := _decode_with_escapes(data, encoding))
            and not found.escaped_count
        ):
            return found
    if (text := charsets.decode_strictly(data, "utf-8")) is not None:
        return DecodedText(text, "utf-8")
    charset = _resolve_charset(declared)
    said = _decode_exactly(data, charset) if charset else None
    if said and (charset not in _CANDIDATE_CHARSETS or _is_surely_chinese(said)):
        return said
    tried = {
        name: found
        for name in _CANDIDATE_CHARSETS
        if _has_sound_beginning(data, name)
        and _has_little_damage(found := _decode_with_escapes(data, name), data)
    }
    plain = [found for found in tried.values() if _is_surely_chinese(found)]
    if len(plain) == 1:
        return plain[0]
    reads = {name: _score_chinese(found, data) for name, found in tried.items()}
    best = max(reads, key=lambda name: reads[name], default="")
    if charset in tried and reads[charset] > reads[best] - _MIN_OVERRULE_GAIN_NATS:
        best = charset
    believed = best == charset and (not tried[best].escaped_count or reads[best] > _MIN_DECLARED_SCORE_NATS)
    if best and (reads[best] > _MIN_CHINESE_SCORE_NATS or believed):
        return tried[best]
    raise UndecodableError(f"{_explain_failure(data)}; declared: {declared or 'nothing'}")


def _decode_with_escapes(data: bytes, encoding: str) -> DecodedText:
    """Return the text in the encoding, with every byte escaped that would not come back from it."""
    if whole := _decode_exactly(data, encoding):
        return whole
    names = (encoding, _WINDOWS_BIG5) if encoding == "big5hkscs" else (encoding,)
    return min((_decode_damaged(data, name) for name in names), key=_count_doubtful_places)


def _decode_damaged(data: bytes, encoding: str) -> DecodedText:
    text = "".join(_decode_pieces(data, encoding))
    try:
        kept = encode_with_escapes(text, encoding + ESCAPED_SUFFIX) == data
    except UnicodeEncodeError:
        kept = False
    damaged = sum(len(run) for run in ESCAPE_PATTERN.findall(text))
    return DecodedText(text, encoding + ESCAPED_SUFFIX, damaged if kept else len(data))


def _decode_exactly(data: bytes, encoding: str) -> DecodedText | None:
    """Return the text in the encoding, None where a byte of it would not come back.

    What is in Big5 may be in that of Windows, which has marks at places of its own.
    """
    found = _decode_with_codec(data, encoding)
    if encoding == "big5hkscs" and (not found or _count_doubtful_places(found)):
        return min(
            filter(None, (found, _decode_with_codec(data, _WINDOWS_BIG5))),
            key=_count_doubtful_places,
            default=None,
        )
    return found


def _decode_with_codec(data: bytes, encoding: str) -> DecodedText | None:
    try:
        text = data.decode(encoding)
        return DecodedText(text, encoding) if text.encode(encoding) == data else None
    except UnicodeError:
        return None


def _count_doubtful_places(found: DecodedText) -> int:
    """Return how many places speak against one of the two sorts of Big5.

    Big5-HKSCS reads the wave dash of Windows as an operator, and has one of its two strokes; Windows
    has kana and numbers in circles at other places than anyone else.
    """
    windows = found.encoding.removesuffix(ESCAPED_SUFFIX) == _WINDOWS_BIG5
    return found.escaped_count + len(
        (_CP950_MISPLACED_PATTERN if windows else _TILDE_OPERATOR_PATTERN).findall(found.text)
    )


def _decode_pieces(data: bytes, encoding: str) -> Iterable[str]:
    """Yield the text of the bytes piece by piece, what is damaged a byte at a time."""
    at = 0
    while at < len(data):
        window = data[at : at + _WINDOW_BYTES]
        try:
            good = len(window)
            text = window.decode(encoding)
        except UnicodeDecodeError as error:
            good = error.start
            text = window[:good].decode(encoding)
        yield from (
            [text]
            if text.encode(encoding) == window[:good]
            else _escape_irreversible_chars(text, window[:good], encoding)
        )
        at += good
        if good < len(window) and (len(window) - good >= _MAX_CHAR_BYTES or at + _MAX_CHAR_BYTES > len(data)):
            yield _escape_bytes(data[at : at + 1])
            at += 1


def _escape_irreversible_chars(text: str, data: bytes, encoding: str) -> Iterable[str]:
    """Yield the characters that lead back to their bytes, and the bytes of the others escaped.

    Big5-HKSCS has characters at two places, of which only one comes back.
    """
    at = 0
    for char in text:
        size = 1 if data[at] < 0x80 else 2
        same = char.encode(encoding) == data[at : at + size]
        yield char if same else _escape_bytes(data[at : at + size])
        at += size


def _escape_bytes(data: bytes) -> str:
    return "".join(chr(byte if byte < 0x80 else ESCAPE_BASE_CODE_POINT + byte) for byte in data)


@lru_cache
def _resolve_charset(declared: str | None) -> str | None:
    """Return the charset that a declaration means, None where it means none that pages are in."""
    try:
        name = codecs.lookup((declared or "").strip().strip("\"'")).name
    except LookupError:
        return None
    name = _CHARSET_BY_LABEL.get(name, name)
    return name if _KNOWN_CHARSET_PATTERN.fullmatch(name) else None


def _is_surely_chinese(found: DecodedText) -> bool:
    """Tell text that is surely Chinese, without the language model, which takes long to load."""
    text = found.text[:_BEGINNING_SIZE]
    han = len(_HAN_PATTERN.findall(text))
    return (
        han >= _MIN_SAMPLE_HAN_COUNT
        and len(_FREQUENT_HAN_PATTERN.findall(text)) >= _MIN_FREQUENT_HAN_SHARE * han
    )


def _has_sound_beginning(data: bytes, encoding: str) -> bool:
    """Tell whether the beginning of the data has few places that fit nowhere."""
    data = data[:_BEGINNING_SIZE]
    return data.decode(encoding, "replace").count("\ufffd") <= _compute_damage_limit(data)


def _compute_damage_limit(data: bytes) -> float:
    return max(
        _MIN_DAMAGE_LIMIT_BYTES, _MAX_DAMAGED_SHARE * sum(map(len, _NON_ASCII_BYTES_PATTERN.findall(data)))
    )


def _has_little_damage(found: DecodedText, data: bytes) -> bool:
    """Tell whether few of the bytes beyond ASCII fit nowhere."""
    return found.escaped_count <= _compute_damage_limit(data)


def _score_chinese(found: DecodedText, data: bytes) -> float:
    """Return how well the best part of the Han reads, in step or one byte off.

    One lost byte can put a whole paragraph out of step.
    """
    name = found.encoding.removesuffix(ESCAPED_SUFFIX)
    shifted = "".join(
        run[1:].decode(name, "ignore") for run in _NON_ASCII_BYTES_PATTERN.findall(data[:_WINDOW_BYTES])
    )
    return max(_score_best_part(found.text), _score_best_part(shifted) - 1) - found.escaped_count / len(data)


def _score_best_part(text: str) -> float:
    han = "".join(match[0] for match in islice(_HAN_PATTERN.finditer(text), _PROBE_HAN_COUNT))
    if len(han) < _MIN_HAN_COUNT:
        return _TOO_FEW_HAN_SCORE_NATS
    return max(
        mean_log_prob(han[at : at + _PART_HAN_COUNT])
        for at in range(0, max(1, len(han) - _PART_HAN_COUNT // 2), _PART_HAN_COUNT)
    )


def _explain_failure(data: bytes) -> str:
    if b"\0" in data[:_WINDOW_BYTES]:
        return "binary: holds zero bytes and no UTF-16 mark"
    high = sum(map(len, _NON_ASCII_BYTES_PATTERN.findall(data)))
    return f"no charset reads as Chinese: {len(data)} bytes, {high} beyond ASCII, no UTF-8"

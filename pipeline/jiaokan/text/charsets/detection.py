"""Detect the charset of a page and decode it, so that text and encoding give back the same bytes.

A declaration is only evidence: pages in GBK declare utf-8, and pages in Big5 declare nothing.
A byte that is not valid in the charset becomes the character U+10FF00 plus its value, and the name
of the encoding ends in ESCAPED_SUFFIX; `encode_with_escapes` turns such a character into the byte.
"""

import codecs
import re
from functools import lru_cache
from itertools import islice

from jiaokan.core.byte_escapes import ESCAPED_SUFFIX
from jiaokan.text.charsets.codecs import decode_strictly
from jiaokan.text.charsets.reversible_decoding import DecodedText, decode_exactly, decode_with_escapes
from jiaokan.text.language_model import mean_log_prob
from jiaokan.text.unicode_ranges import HAN_CHAR_PATTERN

_PROBE_HAN_COUNT = 200  # Han characters that are scored at most
_PART_HAN_COUNT = 25  # Han characters that are scored at a time
_MIN_HAN_COUNT = 4  # Han characters; with fewer, an undeclared charset is not accepted
_MIN_CHINESE_SCORE_NATS = -9.5  # nats per Han character from which a text is Chinese
_MIN_DECLARED_SCORE_NATS = -11.0  # the same for a declared charset
_MIN_OVERRULE_GAIN_NATS = 1.0  # nats per character by which another charset overrules the declared one
_MAX_DAMAGED_SHARE = 0.02  # share of the bytes beyond ASCII that may be invalid
_MIN_DAMAGE_LIMIT_BYTES = 3  # bytes that may be invalid in any case: one lost byte makes up to three invalid
_TOO_FEW_HAN_SCORE_NATS = -99.0  # nats per character given to a text with too few Han
_MAX_BEGINNING_LENGTH = 1 << 16  # bytes, or code points, of the beginning that is checked before the whole
_MAX_PROBE_BYTES = 4096  # bytes that are checked at most
_CANDIDATE_CHARSETS = ("utf-8", "gb18030", "big5hkscs")
# labels that stand for a larger charset (WHATWG Encoding)
_CHARSET_BY_LABEL = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz": "gb18030",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
}
_UTF16_BOMS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_KNOWN_CHARSET_PATTERN = re.compile(
    r"utf-8|gb18030|big5\w*|shift_jis\w*|euc_\w+|cp\d+|iso8859-\d+|koi8-\w|mac-\w+|ascii"
)
# the most frequent characters of both scripts; they are 10 % or more of the Han of a page, and 5 % at
# most of Han read in a wrong charset (measured on 201 pages in three charsets)
_FREQUENT_HAN_PATTERN = re.compile(
    "[的一是不了在有人我他這这個个們们中來来上大為为和國国地到以說说時时要就出會会可也你對对生能而子那得於于著着下自之年過过]"
)
_MIN_FREQUENT_HAN_SHARE = 0.06
_MIN_SAMPLE_HAN_COUNT = 100  # Han characters; that share says nothing of fewer
_NON_ASCII_BYTES_PATTERN = re.compile(rb"[\x80-\xff]+")


class UndecodableError(ValueError):
    """No charset reads the bytes as text; the message says why."""


def decode_page(data: bytes, declared: str | None = None) -> DecodedText:
    """Decode the bytes of a page.

    Strict UTF-8 and UTF-16 with a byte-order mark come first, then the declared charset, then whichever
    of damaged UTF-8, GB 18030 and Big5-HKSCS scores best in the language model.

    Args:
        data: The bytes.
        declared: The charset that the page or its server declares.

    Raises:
        UndecodableError: No charset gives text that is Chinese.

    >>> decode_page("人民网北京电".encode("gb18030"), "gb2312")
    DecodedText(text='人民网北京电', encoding='gb18030', escaped_count=0)
    """
    if (unicode_text := _decode_sound_unicode(data)) is not None:
        return unicode_text
    charset = _resolve_charset(declared)
    as_declared = decode_exactly(data, charset) if charset else None
    if as_declared and (charset not in _CANDIDATE_CHARSETS or _is_surely_chinese(as_declared)):
        return as_declared
    by_charset = {
        name: decoded
        for name in _CANDIDATE_CHARSETS
        if _has_sound_beginning(data, name)
        and _has_little_damage(decoded := decode_with_escapes(data, name), data)
    }
    certain = [decoded for decoded in by_charset.values() if _is_surely_chinese(decoded)]
    if len(certain) == 1:
        return certain[0]
    scores = {name: _score_chinese(decoded, data) for name, decoded in by_charset.items()}
    best = max(scores, key=lambda name: scores[name], default="")
    if charset in by_charset and scores[charset] > scores[best] - _MIN_OVERRULE_GAIN_NATS:
        best = charset
    is_declaration_accepted = best == charset and (
        not by_charset[best].escaped_count or scores[best] > _MIN_DECLARED_SCORE_NATS
    )
    if best and (scores[best] > _MIN_CHINESE_SCORE_NATS or is_declaration_accepted):
        return by_charset[best]
    raise UndecodableError(f"{_explain_failure(data)}; declared: {declared or 'nothing'}")


def _decode_sound_unicode(data: bytes) -> DecodedText | None:
    """Return the text of bytes that are UTF-16 with a byte-order mark or UTF-8, without any damage."""
    for mark, encoding in _UTF16_BOMS:
        decoded = decode_with_escapes(data, encoding) if data.startswith(mark) else None
        if decoded and not decoded.escaped_count:
            return decoded
    text = decode_strictly(data, "utf-8")
    return None if text is None else DecodedText(text, "utf-8")


@lru_cache
def _resolve_charset(declared: str | None) -> str | None:
    """Return the charset that a declaration stands for, None where pages are not in it."""
    try:
        name = codecs.lookup((declared or "").strip().strip("\"'")).name
    except LookupError:
        return None
    name = _CHARSET_BY_LABEL.get(name, name)
    return name if _KNOWN_CHARSET_PATTERN.fullmatch(name) else None


def _is_surely_chinese(decoded: DecodedText) -> bool:
    """Return whether frequent characters alone prove Chinese, without loading the language model."""
    text = decoded.text[:_MAX_BEGINNING_LENGTH]
    han_count = len(HAN_CHAR_PATTERN.findall(text))
    return (
        han_count >= _MIN_SAMPLE_HAN_COUNT
        and len(_FREQUENT_HAN_PATTERN.findall(text)) >= _MIN_FREQUENT_HAN_SHARE * han_count
    )


def _has_sound_beginning(data: bytes, encoding: str) -> bool:
    """Return whether few bytes of the beginning are invalid in the encoding."""
    data = data[:_MAX_BEGINNING_LENGTH]
    return data.decode(encoding, "replace").count("\ufffd") <= _compute_damage_limit(data)


def _compute_damage_limit(data: bytes) -> float:
    return max(
        _MIN_DAMAGE_LIMIT_BYTES, _MAX_DAMAGED_SHARE * sum(map(len, _NON_ASCII_BYTES_PATTERN.findall(data)))
    )


def _has_little_damage(decoded: DecodedText, data: bytes) -> bool:
    """Return whether few of the bytes beyond ASCII are invalid."""
    return decoded.escaped_count <= _compute_damage_limit(data)


def _score_chinese(decoded: DecodedText, data: bytes) -> float:
    """Return the mean score of the best part of the Han, read from the first byte or from the second.

    One lost byte can shift a whole paragraph by one byte.
    """
    name = decoded.encoding.removesuffix(ESCAPED_SUFFIX)
    shifted = "".join(
        run[1:].decode(name, "ignore") for run in _NON_ASCII_BYTES_PATTERN.findall(data[:_MAX_PROBE_BYTES])
    )
    return max(_score_best_part(decoded.text), _score_best_part(shifted) - 1) - decoded.escaped_count / len(
        data
    )


def _score_best_part(text: str) -> float:
    han = "".join(match[0] for match in islice(HAN_CHAR_PATTERN.finditer(text), _PROBE_HAN_COUNT))
    if len(han) < _MIN_HAN_COUNT:
        return _TOO_FEW_HAN_SCORE_NATS
    return max(
        mean_log_prob(han[start : start + _PART_HAN_COUNT])
        for start in range(0, max(1, len(han) - _PART_HAN_COUNT // 2), _PART_HAN_COUNT)
    )


def _explain_failure(data: bytes) -> str:
    if b"\0" in data[:_MAX_PROBE_BYTES]:
        return "binary: holds zero bytes and no UTF-16 mark"
    non_ascii_count = sum(map(len, _NON_ASCII_BYTES_PATTERN.findall(data)))
    return f"no charset reads as Chinese: {len(data)} bytes, {non_ascii_count} beyond ASCII, no UTF-8"

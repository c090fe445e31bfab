"""Text in UTF-16 without a byte-order mark, and text in UTF-32.

Two bytes a character: read so, text in another charset gives characters from all over Unicode, and
Chinese text in UTF-16 gives Han, kana, full-width marks and ASCII alone.
"""

import codecs

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.text.charsets.reversible_decoding import DecodedText, decode_exactly
from jiaokan.text.language_model import mean_log_prob
from jiaokan.text.unicode_ranges import HAN_CHAR_PATTERN

_SAMPLE_BYTES = 8_192
_MIN_CHARS = 8  # characters of which it can be said
_MIN_USUAL_SHARE = 0.97  # of characters that Chinese and Western pages are made of
_MIN_ASCII_NUL_SHARE = 0.2  # of bytes that are zero, where the text is mostly ASCII
_MIN_CHINESE_SCORE_NATS = -9.5  # mean score of Han from which a text is Chinese, as in `detection`
_MIN_HAN_COUNT = 4
_USUAL_CHAR_PATTERN = compile_on_use(
    "[\t\n\r -~\xa0-\xff‐-‧′″※←-↓①-⒛■-◯　-〿ぁ-ヿ\u4e00-\u9fff！-～￠-￥\ufeff]"
)
_UTF32_BOMS = ((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"))


def decode_wide_text(data: bytes) -> DecodedText | None:
    """Return text in UTF-16 without a mark or in UTF-32 with one, None where the bytes are neither."""
    for mark, encoding in _UTF32_BOMS:
        if data.startswith(mark) and (found := decode_exactly(data, encoding)):
            return found
    if (
        len(data) % 2
        or len(data) < 2 * _MIN_CHARS
        or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    ):
        return None
    if _is_utf8_without_nul(data[:_SAMPLE_BYTES]):
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        if _reads_as_utf16(data[:_SAMPLE_BYTES], encoding) and (found := decode_exactly(data, encoding)):
            return found
    return None


def _is_utf8_without_nul(sample: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return b"\0" not in sample


def _reads_as_utf16(sample: bytes, encoding: str) -> bool:
    text = sample.decode(encoding, "replace")
    if len(_USUAL_CHAR_PATTERN.findall(text)) < _MIN_USUAL_SHARE * len(text):
        return False
    if sample.count(0) >= _MIN_ASCII_NUL_SHARE * len(sample):
        return True
    han = "".join(HAN_CHAR_PATTERN.findall(text))
    return len(han) >= _MIN_HAN_COUNT and mean_log_prob(han) > _MIN_CHINESE_SCORE_NATS

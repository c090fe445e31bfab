"""Detect whether a stretch of text has characters that were read in a wrong charset.

The repairs find what the text was. This module only detects damage, so it also finds damage that no
repair can undo. It is called for few stretches: those with characters that are rare in Chinese text.
"""

import re
from functools import lru_cache

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.repairs import wrong_charset
from jiaokan.text.charsets import codecs
from jiaokan.text.language_model import mean_log_prob
from jiaokan.text.unicode_ranges import extract_han

_MIN_LEADS = 2  # lead bytes of Han in UTF-8; with fewer, the share of whole characters says nothing
_MIN_WHOLE_SHARE = 0.35  # share of those lead bytes with both bytes after them
# Mean score in nats of the Han around a misread character. Measured on 13,529 lines of the development
# sets: 12 lines have a lower score, most of them classical verse; 84 to 99 % of misread lines do.
_MAX_MEAN_NATS = -10.0

# marks of Chinese and Western text at 80 to BF of a code page; beside a letter they prove nothing
_USUAL_MARKS = "“”‘’—–…•·»«›‹°"
_LATIN_PAGES = ("latin-1", "cp1252", "cp1250")
_TRAIL_CHARS = "".join(
    sorted({codecs.list_byte_characters(page)[b] for page in _LATIN_PAGES for b in range(0x80, 0xC0)})
)
_TRAIL_CLASS = f"[{re.escape(_TRAIL_CHARS)}]"
_USUAL_MARK_CLASS = f"[{re.escape(_USUAL_MARKS)}]"
_MISREAD_CHAR = compile_on_use(
    f"""
    [ÂÃ](?!{_USUAL_MARK_CLASS}){_TRAIL_CLASS}             # Â© was ©, Ã© was é
    | [âãäåæçèéï](?!{_USUAL_MARK_CLASS}{{2}}){_TRAIL_CLASS}{{2}}  # â€œ was “, ä¸­ was 中
    """,
    re.VERBOSE,
)


def is_misread_latin(line: str) -> bool:
    r"""Return whether a line with Latin, Greek or Cyrillic letters is Chinese read in a single-byte charset.

    >>> is_misread_latin("ä¸\xadæ–‡")
    True
    >>> is_misread_latin("Le café où l’été…")
    False
    """
    if _MISREAD_CHAR.search(line) or any(_holds_utf8(line, page) for page in codecs.SINGLE_BYTE_CHARSETS):
        return True
    return any(True for _ in wrong_charset.propose_edits(line))


def is_misread_wide(window: str) -> bool:
    """Return whether the Han of a few characters around a rare one do not read as Chinese.

    >>> is_misread_wide("涓枃缃戠珯")
    True
    >>> is_misread_wide("嵊泗列岛的渔港")
    False
    """
    han = extract_han(window)
    return len(han) > 1 and mean_log_prob(han) < _MAX_MEAN_NATS


def _holds_utf8(line: str, page: str) -> bool:
    """Return whether lead bytes of UTF-8, read in the code page, have the bytes that follow them."""
    lead_pattern, whole_pattern = _compile_patterns(page)
    lead_count = len(lead_pattern.findall(line))
    return lead_count >= _MIN_LEADS and len(whole_pattern.findall(line)) >= max(
        _MIN_LEADS, _MIN_WHOLE_SHARE * lead_count
    )


@lru_cache
def _compile_patterns(page: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile the lead bytes of Han as characters of a code page, and whole Han characters."""
    chars = codecs.list_byte_characters(page)
    leads = re.escape("".join(chars[0xE3:0xEA]))
    trails = re.escape("".join(chars[0x80:0xC0]))
    return re.compile(f"[{leads}]"), re.compile(f"[{leads}][{trails}]{{2}}")

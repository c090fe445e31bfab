"""Tell whether a stretch of text holds characters that were read in a wrong charset.

The repairs ask what the text was; this module only asks whether it is damaged, so it also finds
damage that no repair can undo. It is asked about few stretches: those whose characters are rare
in Chinese text.
"""

import re
from functools import lru_cache

from jiaokan.repairs import wrong_charset
from jiaokan.text.charsets import codecs
from jiaokan.text.language_model import mean_log_prob
from jiaokan.text.unicode_ranges import HAN, HANGUL, extract_han

_MIN_LEADS = 2  # lead bytes of UTF-8 for Han from which their share of whole characters tells
_MIN_WHOLE_SHARE = 0.35  # share of those lead bytes that have both bytes after them
# Mean score in nats of the Han round a misread character. Measured on 13,529 lines of the development
# sets: 12 lines score less, most of them classical verse; of misread lines 84 to 99 % do.
_MAX_MEAN_NATS = -10.0
_MIN_STRANGE_LETTERS = 2  # Hangul, Cyrillic or Zhuyin letters right before Han
_MIN_HALF_KANA = 3  # half-width kana on a line with Han

# marks of Chinese and Western text that a code page has at 80 to BF; beside a letter they prove nothing
_USUAL_MARKS = "“”‘’—–…•·»«›‹°"
_LATIN_PAGES = ("latin-1", "cp1252", "cp1250")
_TRAIL_CHARS = "".join(
    sorted({codecs.list_byte_characters(page)[b] for page in _LATIN_PAGES for b in range(0x80, 0xC0)})
)
_TRAIL_CLASS = f"[{re.escape(_TRAIL_CHARS)}]"
_USUAL_MARK_CLASS = f"[{re.escape(_USUAL_MARKS)}]"
_MISREAD_CHAR = re.compile(
    f"""
    [ÂÃ](?!{_USUAL_MARK_CLASS}){_TRAIL_CLASS}             # Â© was ©, Ã© was é
    | [âãäåæçèéï](?!{_USUAL_MARK_CLASS}{{2}}){_TRAIL_CLASS}{{2}}  # â€œ was “, ä¸­ was 中
    """,
    re.VERBOSE,
)
_STRANGE_LETTER = re.compile(f"[{HANGUL}\u0401-\u0451\u3105-\u3129](?=[{HAN}])")
_HALF_KANA = re.compile("[\uff61-\uff9f]")


def is_misread_latin(line: str) -> bool:
    """Tell whether a line with Latin, Greek or Cyrillic letters is Chinese read in a single-byte charset.

    >>> is_misread_latin("ä¸\xadæ–‡")
    True
    >>> is_misread_latin("Le café où l’été…")
    False
    """
    if _MISREAD_CHAR.search(line) or any(_holds_utf8(line, page) for page in codecs.SINGLE_BYTE_CHARSETS):
        return True
    return any(True for _ in wrong_charset.propose_edits(line))


def is_misread_wide(window: str) -> bool:
    """Tell whether the Han of a few characters round a rare one read as no Chinese.

    >>> is_misread_wide("涓枃缃戠珯")
    True
    >>> is_misread_wide("嵊泗列岛的渔港")
    False
    """
    han = extract_han(window)
    return len(han) > 1 and mean_log_prob(han) < _MAX_MEAN_NATS


def has_strange_neighbours(line: str) -> bool:
    """Tell whether letters of other scripts stand among the Han of a line as in no language."""
    if len(_STRANGE_LETTER.findall(line)) >= _MIN_STRANGE_LETTERS:
        return True
    return len(_HALF_KANA.findall(line)) >= _MIN_HALF_KANA and extract_han(line) != ""


def _holds_utf8(line: str, page: str) -> bool:
    """Tell whether lead bytes of UTF-8, read in the code page, have the bytes that follow them."""
    lead, whole = _compile_patterns(page)
    leads = len(lead.findall(line))
    return leads >= _MIN_LEADS and len(whole.findall(line)) >= max(_MIN_LEADS, _MIN_WHOLE_SHARE * leads)


@lru_cache
def _compile_patterns(page: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of what lead bytes of Han are in a code page, and of whole characters."""
    chars = codecs.list_byte_characters(page)
    leads = re.escape("".join(chars[0xE3:0xEA]))
    trails = re.escape("".join(chars[0x80:0xC0]))
    return re.compile(f"[{leads}]"), re.compile(f"[{leads}][{trails}]{{2}}")

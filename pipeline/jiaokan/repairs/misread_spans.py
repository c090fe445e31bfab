"""Tell whether a stretch of text holds characters that were read in a wrong charset.

The repairs ask what the text was; this module only asks whether it is damaged, so it also finds
damage that no repair can undo. It is asked about few stretches: those whose characters are rare
in Chinese text.
"""

import re
from functools import lru_cache

from jiaokan.repairs import wrong_charset
from jiaokan.text.charsets import codecs
from jiaokan.text.language_model import mean
from jiaokan.text.unicode_ranges import HAN, HANGUL, only_han

_MIN_LEADS = 2  # lead bytes of UTF-8 for Han from which their share of whole characters tells
_MIN_WHOLE_SHARE = 0.35  # share of those lead bytes that have both bytes after them
# Mean score in nats of the Han round a misread character. Measured on 13,529 lines of the development
# sets: 12 lines score less, most of them classical verse; of misread lines 84 to 99 % do.
_MAX_MEAN_NATS = -10.0
_MIN_STRANGERS = 2  # Hangul, Cyrillic or Zhuyin letters right before Han
_MIN_HALF_KANA = 3  # half-width kana on a line with Han

# marks of Chinese and Western text that a code page has at 80 to BF; beside a letter they prove nothing
_USUAL_MARKS = "“”‘’—–…•·»«›‹°"
_LATIN_PAGES = ("latin-1", "cp1252", "cp1250")
_TRAILS = "".join(sorted({codecs.characters(page)[b] for page in _LATIN_PAGES for b in range(0x80, 0xC0)}))
_TRAIL = f"[{re.escape(_TRAILS)}]"
_USUAL = f"[{re.escape(_USUAL_MARKS)}]"
_ONE_CHARACTER = re.compile(
    f"""
    [ÂÃ](?!{_USUAL}){_TRAIL}             # Â© was ©, Ã© was é
    | [âãäåæçèéï](?!{_USUAL}{{2}}){_TRAIL}{{2}}  # â€œ was “, ä¸­ was 中
    """,
    re.VERBOSE,
)
_STRANGER = re.compile(f"[{HANGUL}\u0401-\u0451\u3105-\u3129](?=[{HAN}])")
_HALF_KANA = re.compile("[\uff61-\uff9f]")


def is_misread_latin(line: str) -> bool:
    """Tell whether a line with Latin, Greek or Cyrillic letters is Chinese read in a single-byte charset.

    >>> is_misread_latin("ä¸\xadæ–‡")
    True
    >>> is_misread_latin("Le café où l’été…")
    False
    """
    if _ONE_CHARACTER.search(line) or any(_holds_utf8(line, page) for page in codecs.SINGLE):
        return True
    return any(True for _ in wrong_charset.propose(line))


def is_misread_wide(window: str) -> bool:
    """Tell whether the Han of a few characters round a rare one read as no Chinese.

    >>> is_misread_wide("涓枃缃戠珯")
    True
    >>> is_misread_wide("嵊泗列岛的渔港")
    False
    """
    han = only_han(window)
    return len(han) > 1 and mean(han) < _MAX_MEAN_NATS


def has_strange_neighbours(line: str) -> bool:
    """Tell whether letters of other scripts stand among the Han of a line as in no language."""
    if len(_STRANGER.findall(line)) >= _MIN_STRANGERS:
        return True
    return len(_HALF_KANA.findall(line)) >= _MIN_HALF_KANA and only_han(line) != ""


def _holds_utf8(line: str, page: str) -> bool:
    """Tell whether lead bytes of UTF-8, read in the code page, have the bytes that follow them."""
    lead, whole = _patterns(page)
    leads = len(lead.findall(line))
    return leads >= _MIN_LEADS and len(whole.findall(line)) >= max(_MIN_LEADS, _MIN_WHOLE_SHARE * leads)


@lru_cache
def _patterns(page: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of what lead bytes of Han are in a code page, and of whole characters."""
    chars = codecs.characters(page)
    leads = re.escape("".join(chars[0xE3:0xEA]))
    trails = re.escape("".join(chars[0x80:0xC0]))
    return re.compile(f"[{leads}]"), re.compile(f"[{leads}][{trails}]{{2}}")

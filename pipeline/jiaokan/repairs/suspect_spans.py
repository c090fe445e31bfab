"""Find the stretches of a text that may have been read in a wrong charset, at a glance.

Latin, Greek and Cyrillic letters are what a single-byte charset makes of bytes; East Asian
characters, what the others do. Text that someone wrote in another language than Chinese shows it
by its lower case, its particles or its spaces, and costs no second look.
"""

import re
from collections.abc import Iterator

from jiaokan.core.edits import Span
from jiaokan.repairs import gbk_tables
from jiaokan.text.charsets import codecs
from jiaokan.text.unicode_ranges import HAN, HANGUL, count_non_ascii

_MIN_ODD_SHARE = 0.15  # share of odd characters among those beyond ASCII from which a line is looked at
# shares of lower case and of particles from which text is as it was written, and the letters they take
_MAX_LOWERCASE_SHARE, _MAX_PARTICLE_SHARE, _MIN_TELLING_LETTERS = 0.92, 0.12, 12

# East Asian characters; U+F8FF and U+FB01-FB02 are what Mac OS Roman makes of F0, DE and DF
_EAST_ASIAN_LETTERS = "\u2e80-\uf8fe\uf900-\ufaff\ufe30-\uffef"
_EAST_ASIAN_CHARS = f"{_EAST_ASIAN_LETTERS}\ufff0-\uffff"
WIDE_CHAR = re.compile(f"[{_EAST_ASIAN_CHARS}]")
_NARROW_RUN = re.compile(f"[^{_EAST_ASIAN_CHARS}\n]{{2,}}")
# with U+FFFD, which stands for a lost byte
LOSSY_NARROW_RUN = re.compile(f"[^\x00-\x7f{_EAST_ASIAN_CHARS}][^{_EAST_ASIAN_LETTERS}\n]*")
# no character in UTF-8 begins with A0, but many an indent is of no-break spaces
_RUN_FROM_HIGH_CHAR = re.compile(f"[^\x00-\x7f\xa0{_EAST_ASIAN_CHARS}][^{_EAST_ASIAN_CHARS}\n]*")
_THREE_HIGH_CHARS = re.compile(
    f"[^\x00-\x7f{_EAST_ASIAN_CHARS}]" * 3
)  # a Han character in UTF-8; isolated letters are French
_HIGH_CHAR = re.compile("[^\x00-\x7f\xa0]")
_HAN = re.compile(f"[{HAN}]")
_THREE_HANGUL = re.compile(f"[{HANGUL}]{{3}}")
_EIGHT_HANGUL = re.compile(f"[{HANGUL}]{{8}}")  # more than most Korean words have
_JAPANESE_PARTICLES = "のはにをがとで"
_PARTICLE_OR_HANGUL = re.compile(f"[{_JAPANESE_PARTICLES}{HANGUL}]")
_LOWERCASE_LETTERS = "".join(filter(str.islower, map(chr, range(0x80, 0x530))))
_NON_LOWERCASE_CHAR = re.compile(f"[^\x00-\x7f{_LOWERCASE_LETTERS}]")
# letters that bytes B0 to F7, which common Han begin with in any charset, are in some code page
_LEAD_LETTERS = "".join(
    sorted(
        {
            char
            for charset in codecs.SINGLE_BYTE_CHARSETS
            for char in codecs.list_byte_characters(charset)[0xB0:0xF8]
        }
        - {char for char in map(chr, range(0x3001)) if char.isspace()}
        - set("·×°±²³´¸¹“”‘’—–…•÷")
    )
)
# two of them; or three bytes A4 near one another, by which Big5 writes numbers and 中, 不, 人, 大
_TWO_LEAD_LETTERS = re.compile(
    f"[{_LEAD_LETTERS}][^{_LEAD_LETTERS}]*[{_LEAD_LETTERS}]|(?:[¤§ñ].{{1,3}}){{3}}"
)
_USUAL_CHARS = "\u00a0-\u00ff\u2010-\u2027\u3001-\u3011\u3014-\u301b\uff01-\uff5e" + "".join(
    sorted(gbk_tables.common_chars())
)
_UNUSUAL_RUN = re.compile(f"[^\x00-\x7f{_USUAL_CHARS}]+")
_TWO_UNUSUAL_CHARS = re.compile(
    f"[^\x00-\x7f{_USUAL_CHARS}][\x00-\x09\x0b-\x7f{_USUAL_CHARS}]*[^\x00-\x7f{_USUAL_CHARS}]"
)


def find_suspects(text: str) -> Iterator[Span]:
    """Yield the stretches that may have been misread: odd ones that nobody wrote as they are."""
    for match in _RUN_FROM_HIGH_CHAR.finditer(text) if _THREE_HIGH_CHARS.search(text) else ():
        old = match[0]
        if _THREE_HIGH_CHARS.search(old) and _TWO_LEAD_LETTERS.search(old) and _is_unnatural(old):
            yield Span(*match.span())
    if not WIDE_CHAR.search(text):
        return
    # first what tells more: few lines of Chinese are odd, and all of Japanese and Korean
    first, second = (
        (_is_unnatural, _has_odd_chars)
        if _PARTICLE_OR_HANGUL.search(text)
        else (_has_odd_chars, _is_unnatural)
    )
    for start, end in find_matching_lines(_TWO_UNUSUAL_CHARS, text):
        if first(line := text[start:end]) and second(line):
            yield Span(start, end)


def find_candidates(text: str) -> Iterator[Span]:
    """Yield every stretch that may have been misread as others on its page were proven to be."""
    for match in _NARROW_RUN.finditer(text):
        if first := _HIGH_CHAR.search(match[0]):
            yield Span(match.start() + first.start(), match.end())
    for start, end in find_matching_lines(_TWO_UNUSUAL_CHARS, text) if WIDE_CHAR.search(text) else ():
        yield Span(start, end)


def _is_unnatural(text: str) -> bool:
    """Tell at a glance whether nobody wrote the text like that, in some other language than Chinese."""
    if WIDE_CHAR.search(text):
        korean = (
            " " in text
            and _THREE_HANGUL.search(text)
            and not (_HAN.search(text) or _EIGHT_HANGUL.search(text))
        )
        return not korean and sum(map(text.count, _JAPANESE_PARTICLES)) <= max(
            2, _MAX_PARTICLE_SHARE * len(text)
        )
    count = count_non_ascii(text)
    return (
        count < _MIN_TELLING_LETTERS
        or count - len(_NON_LOWERCASE_CHAR.findall(text)) <= _MAX_LOWERCASE_SHARE * count
    )


def find_matching_lines(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield where the lines that the pattern matches in begin and end."""
    end = 0
    while match := pattern.search(text, end):
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        yield text.rfind("\n", 0, match.start()) + 1, end


def _has_odd_chars(text: str) -> bool:
    """Tell whether enough characters are odd."""
    return sum(map(len, _UNUSUAL_RUN.findall(text))) > _MIN_ODD_SHARE * count_non_ascii(text)

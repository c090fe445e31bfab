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
from jiaokan.text.unicode_ranges import HAN, HANGUL, count_high

_ODD = 0.15  # share of odd characters among those beyond ASCII from which a line is looked at
# shares of lower case and of particles from which text is as it was written, and the letters they take
_LOWER, _JAPANESE, _TELLING = 0.92, 0.12, 12

# East Asian characters; U+F8FF and U+FB01-FB02 are what Mac OS Roman makes of F0, DE and DF
_EAST_LETTERS = "\u2e80-\uf8fe\uf900-\ufaff\ufe30-\uffef"
_EAST = f"{_EAST_LETTERS}\ufff0-\uffff"
WIDE = re.compile(f"[{_EAST}]")
_NARROW = re.compile(f"[^{_EAST}\n]{{2,}}")
# with U+FFFD, which stands for a lost byte
NARROW = re.compile(f"[^\x00-\x7f{_EAST}][^{_EAST_LETTERS}\n]*")
# no character in UTF-8 begins with A0, but many an indent is of no-break spaces
_FROM_HIGH = re.compile(f"[^\x00-\x7f\xa0{_EAST}][^{_EAST}\n]*")
_THREE = re.compile(f"[^\x00-\x7f{_EAST}]" * 3)  # a Han character in UTF-8; isolated letters are French
_HIGH = re.compile("[^\x00-\x7f\xa0]")
_HAN = re.compile(f"[{HAN}]")
_HANGUL = re.compile(f"[{HANGUL}]{{3}}")
_RUN_ON = re.compile(f"[{HANGUL}]{{8}}")  # more than most Korean words have
_PARTICLES = "のはにをがとで"
_FOREIGN = re.compile(f"[{_PARTICLES}{HANGUL}]")
_LOWERCASE = "".join(filter(str.islower, map(chr, range(0x80, 0x530))))
_NOT_LOWER = re.compile(f"[^\x00-\x7f{_LOWERCASE}]")
# letters that bytes B0 to F7, which common Han begin with in any charset, are in some code page
_LETTER = "".join(
    sorted(
        {char for charset in codecs.SINGLE for char in codecs.characters(charset)[0xB0:0xF8]}
        - {char for char in map(chr, range(0x3001)) if char.isspace()}
        - set("·×°±²³´¸¹“”‘’—–…•÷")
    )
)
# two of them; or three bytes A4 near one another, by which Big5 writes numbers and 中, 不, 人, 大
_TELLING_TWO = re.compile(f"[{_LETTER}][^{_LETTER}]*[{_LETTER}]|(?:[¤§ñ].{{1,3}}){{3}}")
_USUAL = "\u00a0-\u00ff\u2010-\u2027\u3001-\u3011\u3014-\u301b\uff01-\uff5e" + "".join(
    sorted(gbk_tables.common())
)
_UNUSUAL = re.compile(f"[^\x00-\x7f{_USUAL}]+")
_TWO_UNUSUAL = re.compile(f"[^\x00-\x7f{_USUAL}][\x00-\x09\x0b-\x7f{_USUAL}]*[^\x00-\x7f{_USUAL}]")


def suspects(text: str) -> Iterator[Span]:
    """Yield the stretches that may have been misread: odd ones that nobody wrote as they are."""
    for match in _FROM_HIGH.finditer(text) if _THREE.search(text) else ():
        old = match[0]
        if _THREE.search(old) and _TELLING_TWO.search(old) and _unwritten(old):
            yield Span(*match.span())
    if not WIDE.search(text):
        return
    # first what tells more: few lines of Chinese are odd, and all of Japanese and Korean
    first, second = (_unwritten, _odd) if _FOREIGN.search(text) else (_odd, _unwritten)
    for start, end in lines(_TWO_UNUSUAL, text):
        if first(line := text[start:end]) and second(line):
            yield Span(start, end)


def candidates(text: str) -> Iterator[Span]:
    """Yield every stretch that may have been misread as others on its page were proven to be."""
    for match in _NARROW.finditer(text):
        if first := _HIGH.search(match[0]):
            yield Span(match.start() + first.start(), match.end())
    for start, end in lines(_TWO_UNUSUAL, text) if WIDE.search(text) else ():
        yield Span(start, end)


def _unwritten(text: str) -> bool:
    """Tell at a glance whether nobody wrote the text like that, in some other language than Chinese."""
    if WIDE.search(text):
        korean = " " in text and _HANGUL.search(text) and not (_HAN.search(text) or _RUN_ON.search(text))
        return not korean and sum(map(text.count, _PARTICLES)) <= max(2, _JAPANESE * len(text))
    count = count_high(text)
    return count < _TELLING or count - len(_NOT_LOWER.findall(text)) <= _LOWER * count


def lines(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield where the lines that the pattern matches in begin and end."""
    end = 0
    while match := pattern.search(text, end):
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        yield text.rfind("\n", 0, match.start()) + 1, end


def _odd(text: str) -> bool:
    """Tell whether enough characters are odd."""
    return sum(map(len, _UNUSUAL.findall(text))) > _ODD * count_high(text)

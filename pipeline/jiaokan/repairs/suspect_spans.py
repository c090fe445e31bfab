"""Find the stretches of a text that may have been read in a wrong charset, by a quick check.

A single-byte charset turns bytes into Latin, Greek and Cyrillic letters, and other charsets turn them
into East Asian characters. Text that was written in another language than Chinese is recognized by
its lower case, its particles or its spaces, and is not examined further.
"""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Span
from jiaokan.repairs import gbk_tables
from jiaokan.text.charsets import codecs
from jiaokan.text.japanese import PARTICLES, has_japanese_particles
from jiaokan.text.unicode_ranges import HAN_CHAR_PATTERN, HANGUL, count_non_ascii

_MIN_ODD_SHARE = 0.15  # share of unusual characters among non-ASCII ones above which a line is suspect
# share of lower-case letters above which text is another language, and letters required
_MAX_LOWERCASE_SHARE, _MIN_LETTERS = 0.92, 12

# East Asian characters, without U+F8FF, U+FB01 and U+FB02, which Mac OS Roman has at F0, DE and DF
_EAST_ASIAN_LETTERS = "\u2e80-\uf8fe\uf900-\ufaff\ufe30-\uffef"
_EAST_ASIAN_CHARS = f"{_EAST_ASIAN_LETTERS}\ufff0-\uffff"
WIDE_CHAR = compile_on_use(f"[{_EAST_ASIAN_CHARS}]")
# what any single-byte charset reads a byte as; a character that none has, such as an emoji, ends a stretch
_BYTE_CHARS = re.escape(
    "".join(
        sorted(
            {
                char
                for charset in codecs.SINGLE_BYTE_CHARSETS
                for char in codecs.list_byte_characters(charset)[0x80:]
            }
        )
    )
)
_NARROW_CHARS = f"\x00-\x09\x0b-\x7f{_BYTE_CHARS}"
_NARROW_RUN = compile_on_use(f"[{_NARROW_CHARS}]{{2,}}")
# may include U+FFFD, which stands for a lost byte
LOSSY_NARROW_RUN = compile_on_use(
    f"[^\x00-\x7f\u2028\u2029{_EAST_ASIAN_CHARS}][^{_EAST_ASIAN_LETTERS}\n\u2028\u2029]*"
)
# no character in UTF-8 begins with A0, but many indents consist of no-break spaces
_RUN_FROM_HIGH_CHAR = compile_on_use(f"(?!\xa0)[{_BYTE_CHARS}][{_NARROW_CHARS}]*")
# a Han character in UTF-8 has three bytes; isolated letters are French
_THREE_HIGH_CHARS = compile_on_use(f"[{_BYTE_CHARS}]" * 3)
_HIGH_CHAR = compile_on_use("[^\x00-\x7f\xa0]")
_THREE_HANGUL = compile_on_use(f"[{HANGUL}]{{3}}")
_EIGHT_HANGUL = compile_on_use(f"[{HANGUL}]{{8}}")  # longer than most Korean words
_PARTICLE_OR_HANGUL = compile_on_use(f"[{PARTICLES}{HANGUL}]")
_LOWERCASE_LETTERS = "".join(filter(str.islower, map(chr, range(0x80, 0x530))))
_NON_LOWERCASE_CHAR = compile_on_use(f"[^\x00-\x7f{_LOWERCASE_LETTERS}]")
# characters of bytes B0 to F7, the lead bytes of common Han in any charset, in some code page
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
# two of them; or three bytes A4 near one another, the lead byte of numerals, 中, 不, 人 and 大 in Big5
_TWO_LEAD_LETTERS = compile_on_use(
    f"[{_LEAD_LETTERS}][^{_LEAD_LETTERS}]*[{_LEAD_LETTERS}]|(?:[¤§ñ].{{1,3}}){{3}}"
)
_USUAL_CHARS = "\u00a0-\u00ff\u2010-\u2027\u3001-\u3011\u3014-\u301b\uff01-\uff5e" + "".join(
    sorted(gbk_tables.common_chars())
)
_UNUSUAL_RUN = compile_on_use(f"[^\x00-\x7f{_USUAL_CHARS}]+")
_TWO_UNUSUAL_CHARS = compile_on_use(
    f"[^\x00-\x7f{_USUAL_CHARS}][\x00-\x09\x0b-\x7f{_USUAL_CHARS}]*[^\x00-\x7f{_USUAL_CHARS}]"
)


def find_suspects(text: str) -> Iterator[Span]:
    r"""Yield the stretches that may have been misread: unusual ones that are no other language.

    >>> list(find_suspects("标题 ä¸\xadæ–‡ç½‘é¡µ"))
    [Span(start=3, end=15)]
    """
    for match in _RUN_FROM_HIGH_CHAR.finditer(text) if _THREE_HIGH_CHARS.search(text) else ():
        old = match[0]
        if _THREE_HIGH_CHARS.search(old) and _TWO_LEAD_LETTERS.search(old) and _is_unnatural(old):
            yield Span(*match.span())
    if not WIDE_CHAR.search(text):
        return
    # the test that excludes more lines comes first: few lines of Chinese are unusual, all of Japanese are
    first, second = (
        (_is_unnatural, _has_odd_chars)
        if _PARTICLE_OR_HANGUL.search(text)
        else (_has_odd_chars, _is_unnatural)
    )
    for start, end in find_matching_lines(_TWO_UNUSUAL_CHARS, text):
        if first(line := text[start:end]) and second(line):
            yield Span(start, end)


def find_candidates(text: str) -> Iterator[Span]:
    r"""Yield every stretch that may have been misread in the same way as others on the page.

    >>> list(find_candidates("标题 ä¸\xad"))
    [Span(start=3, end=6)]
    """
    for match in _NARROW_RUN.finditer(text):
        if first := _HIGH_CHAR.search(match[0]):
            yield Span(match.start() + first.start(), match.end())
    for start, end in find_matching_lines(_TWO_UNUSUAL_CHARS, text) if WIDE_CHAR.search(text) else ():
        yield Span(start, end)


def _is_unnatural(text: str) -> bool:
    """Return whether a quick check shows no other language than Chinese in the text."""
    if WIDE_CHAR.search(text):
        is_korean = (
            " " in text
            and _THREE_HANGUL.search(text)
            and not (HAN_CHAR_PATTERN.search(text) or _EIGHT_HANGUL.search(text))
        )
        return not is_korean and not has_japanese_particles(text)
    letter_count = count_non_ascii(text)
    return (
        letter_count < _MIN_LETTERS
        or letter_count - len(_NON_LOWERCASE_CHAR.findall(text)) <= _MAX_LOWERCASE_SHARE * letter_count
    )


def find_matching_lines(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and the end of each line in which the pattern matches, in code points, half-open."""
    end = 0
    while match := pattern.search(text, end):
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        yield text.rfind("\n", 0, match.start()) + 1, end


def _has_odd_chars(text: str) -> bool:
    """Return whether enough characters are unusual."""
    return sum(map(len, _UNUSUAL_RUN.findall(text))) > _MIN_ODD_SHARE * count_non_ascii(text)

"""Flag what cannot be repaired: the bytes that it was made of are gone.

Every such run is a note with its span, so that it is counted and can be looked at. Bytes that
were escaped as the page was decoded become U+FFFD, which says what they are.
"""

import re
from collections.abc import Iterator

from jiaokan.core.byte_escapes import ESCAPE, ESCAPES
from jiaokan.core.edits import Edit, Span, note, replace
from jiaokan.text.unicode_ranges import PRIVATE

NEEDS = frozenset("\ufffd锟烫屯") | frozenset(
    map(chr, (*range(0xE000, 0xF900), *range(ESCAPES + 0x80, ESCAPES + 0x100)))
)
_SIGNS = ("锟斤", "斤拷锟", "锟叫", "烫烫烫烫", "屯屯屯屯", "\ufffd")
_PRIVATE = re.compile(f"[{PRIVATE}]")
_LEFT = re.compile(
    "(?P<kunjinkao>(?:锟斤拷|锟斤|斤拷锟|锟叫)+)"  # EF BF BD, U+FFFD in UTF-8, read as GBK
    "|(?P<uninitialised>烫{4,}|屯{4,})"  # CC and CD, memory that a debugger filled
    "|(?P<replacement>\ufffd+)"
    f"|(?P<private>[{PRIVATE}]+)"
)


def propose(text: str) -> Iterator[Edit]:
    """Propose a note for every run of characters that stand for lost bytes, U+FFFD for escaped ones."""
    for match in ESCAPE.finditer(text):
        yield replace(text, Span(*match.span()), "\ufffd" * len(match[0]), "unrepairable/byte")
    if not (any(sign in text for sign in _SIGNS) or _PRIVATE.search(text)):
        return
    for match in _LEFT.finditer(text):
        yield note(text, Span(*match.span()), f"unrepairable/{match.lastgroup}")

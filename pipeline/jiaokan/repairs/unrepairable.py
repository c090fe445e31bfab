"""Note what cannot be repaired, because the bytes are lost.

Every such run becomes a note with its span, so that it is counted and can be inspected. Bytes that
were escaped when the page was decoded become U+FFFD.
"""

import re
from collections.abc import Iterator

from jiaokan.core.byte_escapes import ESCAPE_BASE_CODE_POINT, ESCAPE_PATTERN
from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Edit, Span, make_note, make_replacement
from jiaokan.text.unicode_ranges import PRIVATE_USE

TRIGGER_CHARS = frozenset("\ufffd锟烫屯") | frozenset(
    map(chr, (*range(0xE000, 0xF900), *range(ESCAPE_BASE_CODE_POINT + 0x80, ESCAPE_BASE_CODE_POINT + 0x100)))
)
_DAMAGE_SIGNS = ("锟斤", "斤拷锟", "锟叫", "烫烫烫烫", "屯屯屯屯", "\ufffd")
_PRIVATE_USE_CHAR = compile_on_use(f"[{PRIVATE_USE}]")
_DAMAGED_RUN = re.compile(
    "(?P<kunjinkao>(?:锟斤拷|锟斤|斤拷锟|锟叫)+)"  # EF BF BD, U+FFFD in UTF-8, read as GBK
    "|(?P<uninitialised>烫{4,}|屯{4,})"  # CC and CD, memory that a debugger filled
    "|(?P<replacement>\ufffd+)"
    f"|(?P<private_use>[{PRIVATE_USE}]+)"
)


def propose_edits(text: str) -> Iterator[Edit]:
    r"""Propose a note for every run of characters that stand for lost bytes, and U+FFFD for escaped bytes.

    >>> [edit.rule for edit in propose_edits("标题锟斤拷锟斤拷\ufffd")]
    ['unrepairable/kunjinkao', 'unrepairable/replacement']
    """
    for match in ESCAPE_PATTERN.finditer(text):
        yield make_replacement(
            text, Span(*match.span()), "\ufffd" * len(match[0]), "unrepairable/undecodable-byte"
        )
    if not (any(sign in text for sign in _DAMAGE_SIGNS) or _PRIVATE_USE_CHAR.search(text)):
        return
    for match in _DAMAGED_RUN.finditer(text):
        yield make_note(
            text, Span(*match.span()), f"unrepairable/{(match.lastgroup or '').replace('_', '-')}"
        )

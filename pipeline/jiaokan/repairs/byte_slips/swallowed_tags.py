"""Undo slips of one quotation that swallowed the tag behind it: 再見?！?/p> was 再見。”</p>.

The lead byte of a stop is lost, its trail byte and the lead byte of the closing quotation mark are read as a
character, and the trail byte of that takes the "<" with it: A1A3 A1B1 3C is read as ? A3A1 ?. What
stop it was the character says, and what mark the one that is open on the line.
"""

import re
from collections.abc import Iterator

from jiaokan.core.edits import Edit

TRIGGER_CHARS = frozenset("?")
_RULE = "byte-slip/swallowed-tag"
_STOPS = {"！": "。", "俊": "？", "\u3000": "！"}  # A3A1 of 。, BFA1 of ？, A1A1 of ！, each before A1xx
_CLOSING_MARKS = {"“": "”", "「": "」", "『": "』", "《": "》", "‘": "’"}  # of row A1, as the stops are
_SWALLOWED = re.compile(
    r"\?(?P<stop>[！俊\u3000])\?(?=(?:/(?:p|div|span|a|b|i|strong|em|font|td|tr|li|ul|h[1-6]|section)|br\s?/?)>)"
)
_OPEN_CONFIDENCE, _CLOSED_CONFIDENCE = 0.98, 0.8  # where a mark is open on the line, and where none is


def propose_edits(text: str) -> Iterator[Edit]:
    """Propose the stop, the closing mark and the "<" of each tag that a slip swallowed.

    >>> [(edit.old, edit.new) for edit in propose_edits("他說:“我們再見?！?/p>")]
    [('?！?', '。”<')]
    """
    for found in _SWALLOWED.finditer(text):
        opened = _find_open_mark(text[text.rfind("\n", 0, found.start()) + 1 : found.start()])
        confidence = _OPEN_CONFIDENCE if opened else _CLOSED_CONFIDENCE
        new = f"{_STOPS[found['stop']]}{_CLOSING_MARKS[opened or '“']}<"
        yield Edit(found.start(), found[0], new, _RULE, confidence)


def _find_open_mark(line: str) -> str:
    """Return the last opening mark of the line that is not closed, "" for none."""
    opened: list[str] = []
    for char in line:
        if char in _CLOSING_MARKS:
            opened.append(char)
        elif opened and char == _CLOSING_MARKS[opened[-1]]:
            opened.pop()
    return opened[-1] if opened else ""

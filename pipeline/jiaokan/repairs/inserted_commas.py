"""Take out commas that a program set before other marks: 行動,、自由 was 行動、自由.

Some sites write a comma before every mark of a page that they take over. One such pair may be a slip of
the pen; a page with many of them was worked by a program.
"""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Edit

TRIGGER_CHARS = frozenset(",，")
_RULE = "inserted-comma/before-mark"
# the comma stands first, so that the search goes from comma to comma
_PAIR = compile_on_use(r"[,，](?=[,，、。；！？;!?])(?<=[\u3400-\u9fff\w”》）」)].)(?![,，]{2})")
_HAN_NEAR = compile_on_use(r"[\u3400-\u9fff]")
_MIN_PAIRS = 5  # on a page
_MIN_OTHER_PAIRS = 2  # of these before another mark than a comma; people pause with two commas
_MIN_SHARE = 0.3  # share of such pairs among the marks in which a sentence or clause ends
_MARKS = re.compile("[,，、。；！？;!?]+")
_REACH = 4  # code points around a pair among which Han stands: no list of empty values
_CONFIDENCE = 0.95


def propose_edits(text: str) -> Iterator[Edit]:
    """Propose to delete the commas before other marks, on a page on which they are common.

    >>> text = "个人,、小组,、班级为单位,,上交作品,。由学生会,、团委评比,。"
    >>> [edit.start for edit in propose_edits(text)]
    [2, 6, 13, 19, 25, 31]
    """
    pairs = [found.start() for found in _PAIR.finditer(text) if _is_amid_han(text, found.start())]
    others = [at for at in pairs if text[at + 1] not in TRIGGER_CHARS]
    if len(pairs) < _MIN_PAIRS or len(others) < _MIN_OTHER_PAIRS:
        return
    if len(pairs) < _MIN_SHARE * len(_MARKS.findall(text)):
        return
    for at in pairs:
        yield Edit(at, text[at], "", _RULE, _CONFIDENCE)


def _is_amid_han(text: str, at: int) -> bool:
    """Tell whether Han stands within _REACH code points of a pair of marks."""
    start, end = max(0, at - _REACH), at + 2 + _REACH
    return bool(_HAN_NEAR.search(text, start, end))

"""Know a page of posts: a thread of a forum, a question with its answers."""

import re
from functools import lru_cache

import numpy as np

from jiaokan.stages.extract.scoring.class_features import is_post
from jiaokan.stages.extract.scoring.line_table import Flags, Floats, Sheet
from jiaokan.stages.extract.scoring.patterns import FLOOR
from jiaokan.stages.extract.scoring.text_features import counted

_POSTS = 2  # bodies of posts: one element of such a name may be anything
_HELD = 0.3  # of what is likely text, that posts hold at least
_GAPS = 2  # places where the tools of a post stand between two texts of one make
_DOUBT = 0.3  # of the doubt in a block, that is left inside a post
_SHORT = 40  # code points of a line of tools
_NUMBER = re.compile(r"\d+")


def posts(sheet: Sheet, scores: Floats) -> Floats:
    """Return the scores of a page of posts: a post's body is text, the rest less so."""
    mass = scores * sheet.counts[0]
    held = _named(sheet)
    if mass[held].sum() >= max(_HELD * mass.sum(), 1):
        return np.where(held, 1 - (1 - scores) * _DOUBT, scores**2).astype(np.float64)
    alike = _alike(sheet, mass)
    return np.where(alike, 1 - (1 - scores) * _DOUBT, scores).astype(np.float64)


def _named(sheet: Sheet) -> Flags:
    """Return which blocks stand in what forum software calls a post, none where there is but one."""
    inside = [False] * len(sheet.boxes)
    bodies = 0
    for i, (box, parent) in enumerate(zip(sheet.boxes, sheet.parents.tolist(), strict=True)):
        own = is_post(box.attributes)
        bodies += own and not inside[parent]
        inside[i] = own or inside[parent]
    return np.array(inside, dtype=np.bool_)[sheet.at] & (bodies >= _POSTS)


def _alike(sheet: Sheet, mass: Floats) -> Flags:
    """Return the blocks of the same make as the likeliest text, where tools of posts part them."""
    short = [line if len(line) <= _SHORT else "" for line in sheet.views]
    tools = counted((FLOOR,), short)[0] > 0
    if np.count_nonzero(tools) < _GAPS:
        return np.zeros(len(mass), dtype=np.bool_)
    makes = [_make(sheet, i) for i in sheet.at.tolist()]
    best = makes[int(np.argmax(mass))]
    alike = np.array([make == best for make in makes], dtype=np.bool_)
    told = np.cumsum(tools & ~alike)[alike]
    return alike & bool(np.count_nonzero(np.diff(told)) >= _GAPS)


def _make(sheet: Sheet, at: int) -> tuple[str, ...]:
    """Return names and attributes of the two innermost elements, without the numbers of posts."""
    box, parent = sheet.boxes[at], sheet.boxes[sheet.parents[at]]
    return box.name, _plain(box.attributes), parent.name, _plain(parent.attributes)


@lru_cache(maxsize=1 << 14)
def _plain(attributes: str) -> str:
    return _NUMBER.sub("", attributes)

"""Know a page of posts: a thread of a forum, a question with its answers."""

import re
from functools import lru_cache

import numpy as np

from jiaokan.stages.extract.html.html_line import HEADING, KINDS
from jiaokan.stages.extract.scoring.class_features import is_post
from jiaokan.stages.extract.scoring.line_table import Flags, Floats, Sheet
from jiaokan.stages.extract.scoring.patterns import FLOOR
from jiaokan.stages.extract.scoring.region_features import Regions
from jiaokan.stages.extract.scoring.text_features import counted

_POSTS = 2  # bodies of posts: one element of such a name may be anything
_HELD = 0.3  # of what is likely text, that posts hold at least
_GAPS = 2  # places where the tools of a post stand between two texts of one make
_DOUBT = 0.3  # of the doubt in a block, that is left inside a post
_SHORT = 40  # code points of a line of tools
_MIN_PARTS = 3  # parts of a series of posts
_TOOLED = 0.8  # share of the lines at one place of a series that are tools, where it is one of posts
_DIFFERENT = 0.7  # share of posts that say something else than all others
_LIKELY, _OTHER_SHARE = 0.5, 0.2  # score of other text, and as share of that of the posts what it is at most
_NUMBER = re.compile(r"\d+")


def posts(sheet: Sheet, found: Regions, scores: Floats) -> Floats:
    """Return the scores of a page of posts: a post's body is text, the rest less so."""
    mass = scores * sheet.counts[0]
    held = _named(sheet)
    if mass[held].sum() >= max(_HELD * mass.sum(), 1):
        return np.where(held, 1 - (1 - scores) * _DOUBT, scores**2).astype(np.float64)
    tools = _tools(sheet)
    alike = _alike(sheet, tools, mass)
    if not alike.any() and (alike := _in_series(sheet, found, tools, scores)).any():
        scores = np.where(tools & ~alike, scores**2, scores)
    return np.where(alike, 1 - (1 - scores) * _DOUBT, scores).astype(np.float64)


def _named(sheet: Sheet) -> Flags:
    """Return which blocks stand in what forum software calls a post, none where there is but one."""
    inside = [is_post(box.attributes) for box in sheet.boxes]
    if sum(inside) < _POSTS:
        return np.zeros(len(sheet.at), dtype=np.bool_)
    bodies = 0
    for i, parent in enumerate(sheet.parents.tolist()):
        bodies += inside[i] and not inside[parent]
        inside[i] = inside[i] or inside[parent]
    return np.array(inside, dtype=np.bool_)[sheet.at] & (bodies >= _POSTS)


def _tools(sheet: Sheet) -> Flags:
    """Return which blocks are short lines that number, date or serve a post."""
    short = [line if len(line) <= _SHORT else "" for line in sheet.views]
    return np.asarray(counted((FLOOR,), short)[0] > 0, dtype=np.bool_)


def _alike(sheet: Sheet, tools: Flags, mass: Floats) -> Flags:
    """Return the blocks of the same make as the likeliest text, where tools of posts part them."""
    if np.count_nonzero(tools) < _GAPS:
        return np.zeros(len(mass), dtype=np.bool_)
    makes = [_make(sheet, i) for i in sheet.at.tolist()]
    best = makes[int(np.argmax(mass))]
    alike = np.array([make == best for make in makes], dtype=np.bool_)
    told = np.cumsum(tools & ~alike)[alike]
    return alike & bool(np.count_nonzero(np.diff(told)) >= _GAPS)


def _in_series(sheet: Sheet, found: Regions, tools: Flags, scores: Floats) -> Flags:
    """Return the blocks at the place in a series of posts that holds most text.

    A series has the tools of a post at one place in each of its parts. It is no text of the page
    where other text is likely.
    """
    none = np.zeros(len(scores), dtype=np.bool_)
    slot, prose = found.slot, sheet.counts[0] * (1 - sheet.links) * (found.ground == 0)
    member = slot >= 0
    if np.count_nonzero(member & tools) < _MIN_PARTS:
        return none
    lines, tooled = np.bincount(slot[member]), np.bincount(slot[member], tools[member])
    if not ((lines >= _MIN_PARTS) & (tooled >= _TOOLED * lines)).any():
        return none
    held = np.bincount(slot[member], prose[member]) * (lines >= _MIN_PARTS) * (tooled == 0)
    alike = slot == int(np.argmax(held))
    different = len({sheet.views[i] for i in alike.nonzero()[0].tolist()})
    likely = float(prose[(scores > _LIKELY) & ~alike & (found.kind != KINDS.index(HEADING))].sum())
    own = float(held.max())
    return alike if likely < _OTHER_SHARE * own and different > _DIFFERENT * lines[np.argmax(held)] else none


def _make(sheet: Sheet, at: int) -> tuple[str, ...]:
    """Return names and attributes of the two innermost elements, without the numbers of posts."""
    box, parent = sheet.boxes[at], sheet.boxes[sheet.parents[at]]
    return box.name, _plain(box.attributes), parent.name, _plain(parent.attributes)


@lru_cache(maxsize=1 << 14)
def _plain(attributes: str) -> str:
    return _NUMBER.sub("", attributes)

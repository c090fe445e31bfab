"""Recognize a page of posts (a forum thread, a question with answers) and raise their scores."""

import numpy as np

from jiaokan.stages.extract.html.element_names import remove_numbers
from jiaokan.stages.extract.html.html_line import HEADING, LINE_KINDS
from jiaokan.stages.extract.scoring.class_features import POST_BIT
from jiaokan.stages.extract.scoring.line_regions import LineRegions
from jiaokan.stages.extract.scoring.line_table import Flags, Floats, LineTable
from jiaokan.stages.extract.scoring.pattern_counts import count_matches
from jiaokan.stages.extract.scoring.patterns import BOARD_REPLY, POST_TOOLS

_MIN_POSTS = 2  # bodies of posts; a single element with such a name can be anything
_MIN_POST_MASS_SHARE = 0.3  # least share of the score-weighted text of the page in posts
_MIN_BOARD_REPLIES = 2  # lines that are replies on a bulletin board; a single line can be anything
_MIN_TOOL_GAPS = 2  # gaps between two texts of one template with the tools of a post in them
_DOUBT_FACTOR = 0.3  # factor of 1 - score for a line inside a post
_MAX_TOOL_CHARS = 40  # code points of a line of tools
_MIN_PARTS = 3  # parts of a series of posts
_MIN_TOOL_SHARE = 0.8  # share of the lines of a slot that are tools, in a series of posts
_MIN_DISTINCT_SHARE = 0.7  # share of posts whose text differs from all others
_MIN_OTHER_SCORE = 0.5  # score of text outside the series
_MAX_OTHER_SHARE = 0.2  # that text as a share of the text of the posts


def favour_posts(table: LineTable, regions: LineRegions, scores: Floats) -> Floats:
    """Return the scores with lines in posts raised and, on a page of posts, other lines lowered."""
    mass = scores * table.counts[0]
    in_named_posts = _find_named_posts(table)
    if mass[in_named_posts].sum() >= max(_MIN_POST_MASS_SHARE * mass.sum(), 1):
        return np.where(in_named_posts, 1 - (1 - scores) * _DOUBT_FACTOR, scores**2).astype(np.float64)
    tools = _find_post_tools(table)
    replies = _find_board_replies(table)
    scores = np.where(replies, 1 - (1 - scores) * _DOUBT_FACTOR, scores).astype(np.float64)
    in_posts = _find_alike_posts(table, tools, mass)
    if not in_posts.any() and (in_posts := _find_posts_in_series(table, regions, tools, scores)).any():
        scores = np.where(tools & ~in_posts, scores**2, scores)
    return np.where(in_posts, 1 - (1 - scores) * _DOUBT_FACTOR, scores).astype(np.float64)


def _find_named_posts(table: LineTable) -> Flags:
    """Return which lines are in an element that forum software names as a post, none for a single post."""
    is_body = (table.box_class_bits >> POST_BIT & 1).astype(np.bool_)
    if np.count_nonzero(is_body) < _MIN_POSTS:
        return np.zeros(len(table.box_of_line), dtype=np.bool_)
    is_in_body, body_count = is_body.tolist(), 0
    for i, parent in enumerate(table.box_parents.tolist()):
        body_count += is_in_body[i] and not is_in_body[parent]
        is_in_body[i] = is_in_body[i] or is_in_body[parent]
    return np.array(is_in_body, dtype=np.bool_)[table.box_of_line] & (body_count >= _MIN_POSTS)


def _find_board_replies(table: LineTable) -> Flags:
    """Return which lines are replies of one line on a bulletin board, none for a single one."""
    replies = np.asarray(count_matches((BOARD_REPLY,), table.normalized_texts)[0] > 0, dtype=np.bool_)
    return replies & (np.count_nonzero(replies) >= _MIN_BOARD_REPLIES)


def _find_post_tools(table: LineTable) -> Flags:
    """Return which lines are tools of a post: short lines with its number, its date or its buttons."""
    short = [line if len(line) <= _MAX_TOOL_CHARS else "" for line in table.normalized_texts]
    return np.asarray(count_matches(POST_TOOLS, short).any(axis=0), dtype=np.bool_)


def _find_alike_posts(table: LineTable, tools: Flags, mass: Floats) -> Flags:
    """Return which lines have the template of the likeliest text, if tools of posts are between them."""
    if np.count_nonzero(tools) < _MIN_TOOL_GAPS:
        return np.zeros(len(mass), dtype=np.bool_)
    templates = [_find_template(table, i) for i in table.box_of_line.tolist()]
    best_template = templates[int(np.argmax(mass))]
    is_best = np.array([template == best_template for template in templates], dtype=np.bool_)
    tools_before = np.cumsum(tools & ~is_best)[is_best]
    return is_best & bool(np.count_nonzero(np.diff(tools_before)) >= _MIN_TOOL_GAPS)


def _find_posts_in_series(table: LineTable, regions: LineRegions, tools: Flags, scores: Floats) -> Flags:
    """Return which lines are in the slot of a series of posts that holds most text.

    A series of posts has the tools of a post in one slot of each of its parts. Nothing is returned
    where the page has other text with high scores.
    """
    none = np.zeros(len(scores), dtype=np.bool_)
    slots, prose = regions.slot, table.counts[0] * (1 - table.link_shares) * (regions.ground == 0)
    members = slots >= 0
    if np.count_nonzero(members & tools) < _MIN_PARTS:
        return none
    sizes, tool_sizes = (
        np.bincount(slots[members]),
        np.bincount(slots[members], tools[members]),
    )
    if not ((sizes >= _MIN_PARTS) & (tool_sizes >= _MIN_TOOL_SHARE * sizes)).any():
        return none
    slot_texts = np.bincount(slots[members], prose[members]) * (sizes >= _MIN_PARTS) * (tool_sizes == 0)
    in_best_slot = slots == int(np.argmax(slot_texts))
    distinct_count = len({table.normalized_texts[i] for i in in_best_slot.nonzero()[0].tolist()})
    is_prose = regions.kind != LINE_KINDS.index(HEADING)
    other_text = float(prose[(scores > _MIN_OTHER_SCORE) & ~in_best_slot & is_prose].sum())
    slot_text = float(slot_texts.max())
    are_distinct = distinct_count > _MIN_DISTINCT_SHARE * sizes[np.argmax(slot_texts)]
    return in_best_slot if other_text < _MAX_OTHER_SHARE * slot_text and are_distinct else none


def _find_template(table: LineTable, box_number: int) -> tuple[str, ...]:
    """Return the names and attributes of the two innermost elements, without the numbers of posts."""
    box, parent = table.boxes[box_number], table.boxes[table.box_parents[box_number]]
    return box.name, remove_numbers(box.attributes), parent.name, remove_numbers(parent.attributes)

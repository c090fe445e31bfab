"""Remove chosen lines that are not the article: site statements, names, the next article, repeated text."""

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence

import numpy as np

from jiaokan.metadata.html_head import HeadValue
from jiaokan.stages.extract.html.element_traits import read_traits
from jiaokan.stages.extract.html.html_line import HEADING
from jiaokan.stages.extract.html.tree_nodes import Node
from jiaokan.stages.extract.scoring.line_table import Flags, Floats, Ints, LineTable
from jiaokan.text.normalized_view import keep_letters

_MIN_CLAIMED_SCORE = 0.2  # score of a line that a text rule claims
_MIN_BYLINE_SCORE = 0.5  # score of a line that such a rule claims as a byline
_MIN_STATEMENT_SCORE = 0.995  # score of a statement of the site at the end that is kept
_MAX_FOOT_CHARS = 30  # code points of a line that is not prose
_MAX_FOOT_LINES = 5  # short lines among the statements at the end
_MIN_TITLE_LIKENESS = 0.5  # likeness to the page's title of the heading that is the title
_MAX_OTHER_LIKENESS = 0.2  # likeness to it of the heading of another article
_MIN_REPEATED_CHARS = 20  # code points of a line that can be part of a second copy
_MIN_COPY_SHARE = 0.45  # share of repeated lines in a text that the page holds twice
_MIN_ARTICLE_SHARE = 0.6  # of the mean length of the articles on a page, that of the first
_ADDRESS = re.compile(r"\s*(?:(?:https?:)?//\S+\s*)+")
# a time behind the words of a picture in lists of pictures: 初夏的湖 2019-05-02 08:14:31
_TIME_AT_END = re.compile(r" *(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日? *(?:\d{1,2}:\d\d(?::\d\d)?)? *$")
_NAME_ROLES = {"author", "source"}
_MAX_NAMES_LETTERS = 40  # letters of a line of names
_OPENING_LINES = 3  # lines at the start of the text that can be a summary, repeated below


def find_hidden_addresses(table: LineTable) -> Flags:
    """Return which lines are addresses in a part of the page that is hidden: data for its scripts."""
    return np.array(
        [
            _ADDRESS.fullmatch(text) is not None and _is_hidden(line.node)
            for text, line in zip(table.texts, table.lines, strict=True)
        ],
        dtype=np.bool_,
    )


def find_named_bylines(table: LineTable, names: Sequence[HeadValue]) -> Flags:
    """Return which lines are the name of the author and that of the account and hold nothing else.

    Args:
        table: the lines.
        names: the elements of the page whose class says author or account.
    """
    found = np.zeros(len(table.lines), dtype=np.bool_)
    order = sorted(range(len(names)), key=lambda k: names[k].span.start)
    starts = [names[k].span.start for k in order]
    for i, line in enumerate(table.lines if len(names) > 1 else ()):
        end = line.end
        behind_start = sorted(order[bisect_left(starts, line.start) : bisect_left(starts, end)])
        inside = [names[k] for k in behind_start if names[k].span.end <= end]
        letters = keep_letters(table.texts[i]) if {name.name for name in inside} == _NAME_ROLES else ""
        if 0 < len(letters) <= _MAX_NAMES_LETTERS:
            found[i] = letters == "".join(keep_letters(name.value) for name in inside)
    return found


def lower_doubtful_bylines(bylines: Flags, scores: Floats) -> Floats:
    """Return the scores, those of likely bylines below the least that a line needs which a rule claims.

    Metadata is read from bylines that are not the text.

    Args:
        bylines: which lines a text rule claims as bylines.
        scores: the probability of each line to be the text.
    """
    doubtful = bylines & (scores < _MIN_BYLINE_SCORE)
    return np.where(doubtful, scores * (_MIN_CLAIMED_SCORE / _MIN_BYLINE_SCORE), scores)


def _is_hidden(node: Node) -> bool:
    return any(above.name == "textarea" or read_traits(above).is_hidden for above in node.iter_ancestors())


def remove_doubtful_claims(claimed: Flags, scores: Floats, kept: Flags) -> Flags:
    """Return the choice without the lines that a text rule claims and that are likelier boilerplate.

    Stages after this one would take them.
    """
    sure = kept & ~(claimed & (scores < _MIN_CLAIMED_SCORE))
    return sure if sure.any() else kept


def remove_site_statements(table: LineTable, claimed: Flags, scores: Floats, kept: Flags) -> Flags:
    """Return the choice without the statements of the site at its end.

    Upwards from the last line, the search stops at prose that no rule matches, or after a few other
    short lines. The heading of a table or listing that stays is no statement.
    """
    kept = kept.copy()
    short = 0
    for i in kept.nonzero()[0].tolist()[::-1]:
        if (table.are_statements[i] or claimed[i]) and not _heads_kept_unit(table, i, kept):
            kept[i] = scores[i] >= _MIN_STATEMENT_SCORE
        elif table.counts[0][i] > _MAX_FOOT_CHARS or short == _MAX_FOOT_LINES:
            break
        else:
            short += 1
    return kept if kept.any() else scores >= scores.max()


def _heads_kept_unit(table: LineTable, i: int, kept: Flags) -> bool:
    """Tell whether a line is a heading right above a chosen table or listing."""
    below = i + 1
    return (
        table.lines[i].kind == HEADING
        and below < len(kept)
        and bool(kept[below])
        and table.lines[below].unit >= 0
    )


def cut_at_next_article(table: LineTable, title: Floats, kept: Flags) -> Flags:
    """Return the choice up to the next article: an h1 unlike the title, in a box beside that of the title.

    Nothing is cut where what stands above is short beside what would go: those boxes are parts of one text.
    """
    main_headings = [i for i, line in enumerate(table.lines) if line.kind == HEADING and line.level == 1]
    title_heading = max(main_headings, key=title.__getitem__, default=-1)
    if len(main_headings) < 2 or title[title_heading] < _MIN_TITLE_LIKENESS:
        return kept
    for i in main_headings[main_headings.index(title_heading) + 1 :]:
        box, other_box = _find_sibling_boxes(table.lines[title_heading].node, table.lines[i].node)
        if (
            title[i] < _MAX_OTHER_LIKENESS
            and box is not None
            and other_box is not None
            and box.name == other_box.name
        ):
            before = kept & (table.start_offsets < other_box.start)
            articles = len(main_headings) - main_headings.index(i) + 1
            least = _MIN_ARTICLE_SHARE * float(table.counts[0][kept].sum()) / articles
            return before if float(table.counts[0][before].sum()) > least else kept
    return kept


def _find_sibling_boxes(first: Node, second: Node) -> tuple[Node | None, Node | None]:
    """Return the two children of the innermost element that holds both headings, each with one in it.

    (None, None) is returned where one of the children is the heading itself.
    """
    box_below = {
        node.number: below
        for node, below in zip(first.iter_ancestors(), (None, *first.iter_ancestors()), strict=False)
    }
    below = None
    for node in second.iter_ancestors():
        if node.number in box_below:
            first_box = box_below[node.number]
            is_alone = first_box is first or below is second
            return (None, None) if is_alone else (first_box, below)
        below = node
    return None, None


def remove_repeats(table: LineTable, template_ids: Ints, kept: Flags) -> Flags:
    """Return the choice without a second copy of the text or of its first lines.

    Some repeated lines are normal, in manuals for example, and so are paragraphs that an author says
    again in the same box. Where about half of the text is repeated in other boxes, the
    page holds it twice: short repeated lines beside the copies go too, and a line counts as repeated
    if only a time stands behind it. Of a summary above the text, the copy in the text stays.
    """
    chosen = kept.nonzero()[0].tolist()
    keys = [_TIME_AT_END.sub("", table.normalized_texts[i]) for i in chosen]
    first_places: dict[str, int] = {}
    repeated: dict[int, int] = {}  # index in `chosen` of a line, and of its first occurrence
    for place, (i, key) in enumerate(zip(chosen, keys, strict=True)):
        if key in first_places and table.lines[i].unit < 0:
            repeated[place] = first_places[key]
        first_places.setdefault(key, place)
    is_long = {place for place in repeated if len(keys[place]) >= _MIN_REPEATED_CHARS}
    boxes = [table.lines[i].node.parent for i in chosen]
    copies = {place for place in is_long if boxes[place] is not boxes[repeated[place]]}
    size = float(table.counts[0][kept].sum())
    if sum(len(keys[place]) for place in copies) >= _MIN_COPY_SHARE * size:
        gone = _add_neighbours(copies, repeated)
    else:
        exact = [place for place in copies if len(keys[place]) == len(table.normalized_texts[chosen[place]])]
        sizes = np.bincount(template_ids[chosen]) if chosen else np.zeros(0, dtype=np.int64)
        gone = {
            first if sizes[template_ids[chosen[first]]] < sizes[template_ids[chosen[place]]] else place
            for place in exact
            if (first := repeated[place]) < _OPENING_LINES
        }
    result = kept.copy()
    result[[chosen[place] for place in gone]] = False
    return result


def _add_neighbours(copies: set[int], repeated: Collection[int]) -> set[int]:
    """Return the places of the copies and of the repeated lines next to them, on both sides."""
    gone = set(copies)
    for step in (1, -1):
        for place in sorted(gone, reverse=step < 0):
            while (place := place + step) in repeated and place not in gone:
                gone.add(place)
    return gone

"""Remove chosen lines that are not the article: site statements, the next article, repeated text."""

from jiaokan.stages.extract.html.html_line import HEADING
from jiaokan.stages.extract.html.tree_nodes import Node
from jiaokan.stages.extract.scoring.line_table import Flags, Floats, LineTable

_MIN_STATEMENT_SCORE = 0.995  # score of a statement of the site at the end that is kept
_MAX_FOOT_CHARS = 30  # code points of a line that is not prose
_MAX_FOOT_LINES = 5  # short lines among the statements at the end
_MIN_TITLE_LIKENESS = 0.5  # likeness to the page's title of the heading that is the title
_MAX_OTHER_LIKENESS = 0.2  # likeness to it of the heading of another article
_MIN_REPEATED_CHARS = 20  # code points of a line that can be part of a second copy
_MIN_COPY_SHARE = 0.3  # share of repeated lines in a text that the page holds twice
_OPENING_LINES = 3  # lines at the start of the text that can be a summary, repeated below


def remove_site_statements(table: LineTable, claimed: Flags, scores: Floats, kept: Flags) -> Flags:
    """Return the choice without the statements of the site at its end.

    Upwards from the last line, the search stops at prose that no rule matches, or after a few other
    short lines.
    """
    kept = kept.copy()
    short = 0
    for i in kept.nonzero()[0].tolist()[::-1]:
        if table.are_statements[i] or claimed[i]:
            kept[i] = scores[i] >= _MIN_STATEMENT_SCORE
        elif table.counts[0][i] > _MAX_FOOT_CHARS or short == _MAX_FOOT_LINES:
            break
        else:
            short += 1
    return kept if kept.any() else scores >= scores.max()


def cut_at_next_article(table: LineTable, title: Floats, kept: Flags) -> Flags:
    """Return the choice up to the next article: an h1 unlike the title, in a box beside that of the title."""
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
            return before if before.any() else kept
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


def remove_repeats(table: LineTable, kept: Flags) -> Flags:
    """Return the choice without a second copy of the text or of its first lines.

    Some repeated lines are normal, in manuals for example. Where much of the text is repeated, the
    page holds it twice.
    """
    chosen = kept.nonzero()[0].tolist()
    first_places: dict[str, int] = {}
    repeated: dict[int, int] = {}  # index in `chosen` of a line, and of its first occurrence
    for place, i in enumerate(chosen):
        line = table.normalized_texts[i]
        if line in first_places and len(line) >= _MIN_REPEATED_CHARS and table.lines[i].unit < 0:
            repeated[place] = first_places[line]
        first_places.setdefault(line, place)
    size = float(table.counts[0][kept].sum())
    has_copy = sum(len(table.normalized_texts[chosen[place]]) for place in repeated) >= _MIN_COPY_SHARE * size
    result = kept.copy()
    result[[chosen[place] for place, first in repeated.items() if has_copy or first < _OPENING_LINES]] = False
    return result

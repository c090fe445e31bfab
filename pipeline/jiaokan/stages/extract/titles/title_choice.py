"""Choose the title of a page: what the rules find, unless a ranker of candidates is surer of another text."""

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from jiaokan.metadata import Candidate, HtmlHead, PageLine
from jiaokan.metadata.html_titles import find_html_title
from jiaokan.metadata.titles.better_lines import find_better_line
from jiaokan.metadata.titles.no_titles import is_no_title, is_only_heading_unnamed
from jiaokan.models.boosted_trees import NamedTrees, load_named_trees
from jiaokan.stages.extract.scoring.columns import Columns
from jiaokan.stages.extract.scoring.line_table import Floats
from jiaokan.stages.extract.titles.broken_headings import MAX_HEADING_LINES
from jiaokan.stages.extract.titles.title_candidates import (
    MAX_STATED_CHARS,
    TitlePage,
    TitleText,
    list_texts,
    list_title_parts,
)
from jiaokan.stages.extract.titles.title_features import describe_texts
from jiaokan.text.normalized_view import normalize_chars, normalize_letters
from jiaokan.text.title_separators import is_site_name

MIN_LOG_ODDS = 0.0  # of a text that stands in the place of what the rules find
MIN_ADVANTAGE = 2.0  # log-odds of a text over the title that the rules find, to stand in its place
_NUMBER = re.compile(r"\s*(\d{1,2})([.、])(?!\d)")
MIN_OUTRIGHT_LETTERS = 6
_MAX_LINES_ABOVE, _MAX_LINES_BELOW = 12, 2  # the first line of the text, of a title stated outright


@lru_cache
def load_ranker() -> NamedTrees:
    """Return the trees that give each text the log-odds that it is the title."""
    return load_named_trees("html_titles.npz", "title")[0]


def make_title_page(
    lines: Sequence[PageLine], letters: Sequence[str], head: HtmlHead, columns: Columns, scores: Floats
) -> TitlePage:
    """Return what is known of a page when its title is asked for; the attributes are described there."""
    top = next((i for i, line in enumerate(lines) if line.is_kept), 0)
    return TitlePage(lines, letters, head, columns, scores, find_html_title(lines, head, letters), top)


def choose_title(page: TitlePage) -> Candidate | None:
    """Return the title of a page, None where nothing names it."""
    title = _choose_stated(page)
    if title is None or page.head.title is None:
        return title
    row = next((i for i, line in enumerate(page.lines) if line.whole == title.span), -1)
    window = normalize_chars(page.head.title.value[:MAX_STATED_CHARS])
    better = find_better_line(title.value, row, page.lines, window, first=0)
    if better < 0:
        return title
    line = page.lines[better]
    return Candidate("title", line.spell(0, len(line.text)), line.tag, line.span)


def _choose_stated(page: TitlePage) -> Candidate | None:
    """Return the title that the page states outright, or else the best of the texts that may be it."""
    if is_stated_outright(page) or not (texts := list_texts(page)):
        return page.ruled
    ranker = load_ranker()
    return choose_text(page, texts, score_texts(page, texts, ranker))


def score_texts(page: TitlePage, texts: Sequence[TitleText], ranker: NamedTrees) -> Floats:
    """Return the log-odds of each text that it is the title."""
    columns = describe_texts(page, texts, frozenset(ranker.names))
    return ranker.trees.score_rows(np.array([columns[name] for name in ranker.names], dtype=np.float32))


def choose_text(page: TitlePage, texts: Sequence[TitleText], scores: Floats) -> Candidate | None:
    """Return the text of the best score, or what the rules find where that is not much worse.

    The text must be the title rather than not, and not a line that is all a link.
    """
    barred = [_is_barred(page, text) for text in texts]
    best = int(np.argmax(np.where(barred, -np.inf, scores)))
    ruled = normalize_letters(page.ruled.value) if page.ruled else ""
    own = next((float(scores[i]) for i, text in enumerate(texts) if text.letters == ruled), -np.inf)
    if barred[best] or scores[best] <= max(MIN_LOG_ODDS, own + MIN_ADVANTAGE):
        return page.ruled
    return make_candidate(page, texts[best])


def _is_barred(page: TitlePage, text: TitleText) -> bool:
    """Tell whether a text can be no title: a line that is all a link, or prose, a fact, a numbered part."""
    if text.best < 0:
        return False
    line = page.lines[text.best]
    window = normalize_letters(page.head.title.value[:MAX_STATED_CHARS]) if page.head.title else ""
    may_announce = line.level == 1 and is_only_heading_unnamed(page.lines, window)
    is_other = text.part is None and (
        is_no_title(line.text, may_announce) or _is_numbered_part(page, text.best)
    )
    return line.is_link or is_other


def _is_numbered_part(page: TitlePage, i: int) -> bool:
    """Tell whether a line begins with a number, and another line with the next one: 1.报名 above 2.费用."""
    number = _NUMBER.match(page.lines[i].text)
    following = f"{int(number[1]) + 1}{number[2]}" if number else ""
    return bool(following) and any(line.text.lstrip().startswith(following) for line in page.lines)


def is_stated_outright(page: TitlePage) -> bool:
    """Tell whether the title that the rules find is a line near the text, and the head or a label says so.

    The head has it as one of its parts; a short one does not count there, which may name a section of the
    site, nor the name of a site. Behind a label it is a part of its line.
    """
    ruled, title = page.ruled, page.head.title
    if ruled is None or is_site_name(ruled.value):
        return False
    first, last = max(page.top - _MAX_LINES_ABOVE, 0), page.top + _MAX_LINES_BELOW
    near = (i for i, line in enumerate(page.lines[first : last + 1], first) if line.whole == ruled.span)
    row, letters = next(near, -1), normalize_letters(ruled.value)
    if row < 0 or page.lines[row].is_navigation:
        return False
    if len(letters) < len(page.letters[row]) or _is_broken_heading(page, row):
        return True
    is_long = len(letters) >= MIN_OUTRIGHT_LETTERS
    return is_long and title is not None and letters in map(normalize_letters, list_title_parts(title.value))


def _is_broken_heading(page: TitlePage, row: int) -> bool:
    """Tell whether a line begins the only h1 of a page, and other lines of it follow."""
    tops = [i for i, line in enumerate(page.lines) if line.tag == "h1"]
    return 1 < len(tops) <= MAX_HEADING_LINES and tops == [*range(row, row + len(tops))]


def make_candidate(page: TitlePage, text: TitleText) -> Candidate | None:
    """Return a text as the title: as a line spells it, as the head does, or as the rules found it."""
    if text.best >= 0:
        line = page.lines[text.best]
        bounds = (text.part.start, text.part.end) if text.part else (0, len(line.text))
        return Candidate("title", line.spell(*bounds), line.tag, line.span)
    if text.stated is None:
        return page.ruled
    return Candidate("title", text.value, text.stated.name, text.stated.span)

"""Measure what may be the title of a page: its place, its form, and its likeness to what the head states."""

import re
from collections.abc import Container, Sequence
from itertools import pairwise

import numpy as np

from jiaokan.metadata import PageLine
from jiaokan.stages.extract.scoring.columns import Columns
from jiaokan.stages.extract.scoring.line_table import Ints
from jiaokan.stages.extract.titles.title_candidates import TitlePage, TitleText
from jiaokan.text.normalized_view import normalize_letters
from jiaokan.text.title_separators import STRONG_SEPARATOR, TITLE_SEPARATOR, cut_site_name, is_site_name

_MAX_LINES_TO_TOP = 12  # from a heading to the first line of the text
_MAX_PATH_CHARS = 120  # code points of a line that shows the way from the first page of the site
_PATH = re.compile(r"首页|位置|主页|>|»|›|/ ")
_BYLINE_COLUMNS = ("line_date", "line_views", "line_source", "line_author")
Rows = Sequence[Sequence[float]]


def describe_texts(page: TitlePage, texts: Sequence[TitleText], names: Container[str] = ()) -> Columns:
    """Return the features of the texts that may be the title of a page, one column for each.

    Args:
        page: the page.
        texts: what `list_texts` returns.
        names: the features that are wanted, all for none; those that cost little come in any case.
    """
    best = np.array([text.best for text in texts], dtype=np.int64)
    columns = _take_line_columns(page, best, names)
    columns |= _describe_letters(page, texts) | _describe_places(page, texts, best)
    title, other = _list_head_values(page)
    pairs = [set(pairwise(text.letters)) for text in texts]
    letters = [text.letters for text in texts]
    columns |= _compare_with_head(title, letters, pairs, "head") | _compare_with_head(
        other, letters, pairs, "og"
    )
    shared = _describe_page(page, title)
    return columns | {name: np.full(len(texts), value) for name, value in shared.items()}


def _take_line_columns(page: TitlePage, best: Ints, names: Container[str]) -> Columns:
    """Return what the scorer measured of the lines that say the texts, -1 for a text of the head alone."""
    is_line, at = best >= 0, np.maximum(best, 0)
    wanted = [name for name in page.columns if not names or f"line {name}" in names]
    table = np.array([page.columns[name] for name in wanted], dtype=np.float64).reshape(-1, len(page.lines))
    table = np.where(is_line, table[:, at], -1.0)
    scores = np.concatenate([page.scores, np.zeros(6)])
    below = scores[at + np.arange(-1, 6)[:, None]]
    below = np.where(is_line, np.vstack([below, below[2:].max(axis=0)]), -1.0)
    by_score = ("score-1", "score", "score+1", "score+2", "score+3", "score+4", "score+5", "score+max")
    return {f"line {name}": row for name, row in zip(wanted, table, strict=True)} | dict(
        zip(by_score, below, strict=True)
    )


def _describe_letters(page: TitlePage, texts: Sequence[TitleText]) -> Columns:
    """Return features of the letters of the texts, and where else the page says them."""
    metas = page.head.metas
    site = normalize_letters(metas["og:site_name"].value) if "og:site_name" in metas else ""
    keywords = normalize_letters(metas["keywords"].value) if "keywords" in metas else ""
    ruled = normalize_letters(page.ruled.value) if page.ruled else ""
    rights = "\n".join(page.letters[i] for i in np.flatnonzero(page.columns["line_rights"]).tolist())
    paths = _list_paths(page)
    headings = [page.letters[i] for i in _list_headings(page) if i >= page.top - _MAX_LINES_TO_TOP]
    rows = [
        (
            len(x.letters), x.best >= 0, x.part is not None, x.letters == ruled,
            ruled in x.letters if ruled else 0, x.letters in ruled, x.letters == site, x.letters in site,
            x.letters in rights, x.letters in keywords,
            any(path.endswith(x.letters) for path in paths), any(x.letters in path for path in paths),
            any(x.letters in h and x.letters != h for h in headings),
            any(h in x.letters and x.letters != h for h in headings),
            is_site_name(page.lines[x.best].text if x.best >= 0 else x.value),
        )
        for x in texts
    ]  # fmt: skip
    names = (
        "size", "is_line", "is_part", "is_ruled", "holds_ruled", "in_ruled", "is_site", "in_site",
        "in_rights", "in_keywords", "path_end", "in_path", "in_heading", "holds_heading", "is_site_name",
    )  # fmt: skip
    return _name_columns(names, rows)


def _name_columns(names: Sequence[str], rows: Rows) -> Columns:
    return dict(zip(names, np.array(rows, dtype=np.float64).T, strict=True))


def _list_paths(page: TitlePage) -> list[str]:
    """Return the letters of the lines above the text that show the way from the first page of the site."""
    near = range(max(page.top - 40, 0), min(page.top + 4, len(page.lines)))
    lines = ((i, page.lines[i].text) for i in near)
    return [page.letters[i] for i, text in lines if len(text) <= _MAX_PATH_CHARS and _PATH.search(text)]


def _list_headings(page: TitlePage) -> list[int]:
    """Return the headings above the text and at its start that have more than one letter."""
    last = min(page.top + 5, len(page.lines))
    return [i for i, line in enumerate(page.lines[:last]) if line.level and len(page.letters[i]) > 1]


class _HeadTitle:
    """What the head states as the title, in the forms that texts are compared with."""

    def __init__(self, value: str) -> None:
        self.whole = normalize_letters(value)
        self.bare_text = cut_site_name(value)
        self.bare = normalize_letters(self.bare_text)
        self.parts = [p for part in STRONG_SEPARATOR.split(value) if (p := normalize_letters(part))]
        self.pieces = [p for part in TITLE_SEPARATOR.split(value) if (p := normalize_letters(part))]
        self.pairs = set(pairwise(self.whole))


def _list_head_values(page: TitlePage) -> tuple[_HeadTitle, _HeadTitle]:
    """Return the title element, and what meta elements or JSON-LD state."""
    head = page.head
    stated = head.metas.get("og:title") or head.metas.get("twitter:title")
    data = next((s.value for path, s in head.data if path.rsplit(".", 1)[-1] == "headline"), "")
    return _HeadTitle(head.title.value if head.title else ""), _HeadTitle(stated.value if stated else data)


def _compare_with_head(
    title: _HeadTitle, texts: Sequence[str], pairs: Sequence[set[tuple[str, str]]], name: str
) -> Columns:
    """Return how the texts are related to what the head states, each feature with the name of that."""
    names = (
        "whole", "bare", "starts", "ends", "holds", "inside", "bare_inside", "share", "part", "last", "piece",
        "last_piece", "like", "covers",
    )  # fmt: skip
    if not title.whole:
        return {f"{name} {feature}": np.full(len(texts), -1.0) for feature in names}
    whole, bare, size = title.whole, title.bare, max(len(title.pairs), 1)
    rows = []
    for x, own in zip(texts, pairs, strict=True):
        common = len(own & title.pairs)
        rows.append((
            x == whole, x == bare, whole.startswith(x), whole.endswith(x), x in whole, whole in x,
            bool(bare) and bare in x, len(x) / len(whole), title.parts.index(x) if x in title.parts else -1,
            title.parts[-1:] == [x], title.pieces.index(x) if x in title.pieces else -1,
            title.pieces[-1:] == [x], common / max(len(own), 1), common / size,
        ))  # fmt: skip
    return _name_columns([f"{name} {feature}" for feature in names], rows)


def _describe_places(page: TitlePage, texts: Sequence[TitleText], best: Ints) -> Columns:
    """Return where the lines stand that say the texts, -1 for a text of the head alone."""
    lines, top, count = page.lines, page.top, len(page.lines)
    is_line, at = best >= 0, np.maximum(best, 0)
    bylines = np.concatenate([np.max([page.columns[name] for name in _BYLINE_COLUMNS], axis=0), np.zeros(3)])
    sizes = np.concatenate([[0], np.cumsum([len(letters) for letters in page.letters])])
    kept = np.concatenate([[0], np.cumsum([line.is_kept for line in lines])])
    headings = np.array([bool(line.level) for line in lines[: top + 1]])
    headed = np.concatenate([[0], np.cumsum(headings)])
    first, last = np.minimum(at, top), np.maximum(at, top)
    low = np.minimum(first + 1, last)
    columns = {
        "above": np.where(at <= top, top - at, -1), "below": np.where(at > top, at - top, -1),
        "text_between": np.log1p(sizes[last] - sizes[low]), "kept_before": kept[at],
        "headings_between": np.where(at < top, headed[top] - headed[np.minimum(at + 1, top)], -1),
        "byline": bylines[at], "byline_below": bylines[at + 1],
        "byline_near": np.max([bylines[at + by] for by in (1, 2, 3)], axis=0), "number": at,
        "to_end": count - at,
    }  # fmt: skip
    columns |= _describe_lines([lines[i] for i in at.tolist()], lines)
    columns |= _count_rows(page, texts)
    return {name: np.where(is_line, column, -1.0) for name, column in columns.items()}


def _describe_lines(own: Sequence[PageLine], lines: Sequence[PageLine]) -> Columns:
    levels = [line.level for line in lines]
    rows = [
        (
            line.is_kept,
            line.level,
            levels.count(line.level) if line.level else -1,
            line.is_link,
            line.is_navigation,
        )
        for line in own
    ]
    return _name_columns(("kept", "level", "same_level", "is_link", "is_navigation"), rows)


def _count_rows(page: TitlePage, texts: Sequence[TitleText]) -> Columns:
    lines = page.lines
    rows = []
    for text in texts:
        copies = [lines[i] for i in text.rows]
        rows.append((
            len(copies), sum(line.is_link for line in copies), sum(line.is_kept for line in copies),
            sum(i < page.top for i in text.rows), sum(line.level > 0 for line in copies),
        ))  # fmt: skip
    return _name_columns(("times", "times_linked", "times_kept", "times_above", "times_heading"), rows)


def _describe_page(page: TitlePage, title: _HeadTitle) -> dict[str, float]:
    """Return features of the whole page."""
    near, levels = set(page.letters[max(page.top - 6, 0) : page.top + 4]), [line.level for line in page.lines]
    evidence = page.ruled.evidence if page.ruled else ""
    headings = _list_headings(page)
    return {
        "page_parts": len(title.parts), "page_pieces": len(title.pieces), "page_head": len(title.whole),
        "page_bare": len(title.bare), "page_bare_is_site": is_site_name(title.bare_text),
        "page_bare_shown": title.bare in page.letters, "page_bare_near": title.bare in near,
        "page_first_near": title.parts[0] in near if title.parts else -1,
        "page_og": "og:title" in page.head.metas, "page_top": page.top, "page_lines": len(page.lines),
        "page_kept": sum(line.is_kept for line in page.lines),
        "page_headings": len(headings), "page_h1": levels.count(1), "page_opens_heading": levels[page.top],
        "page_ruled_head": evidence in ("title", "og:title"), "page_ruled_heading": evidence[:1] == "h",
    }  # fmt: skip

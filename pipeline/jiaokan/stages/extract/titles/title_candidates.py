"""List what may be the title of a page: lines near its text, and parts of what the head states."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from jiaokan.core.edits import Span
from jiaokan.metadata import Candidate, HeadValue, HtmlHead, PageLine
from jiaokan.metadata.titles.no_titles import WAY_OPENING
from jiaokan.stages.extract.scoring.columns import Columns
from jiaokan.stages.extract.scoring.line_table import Floats
from jiaokan.text.normalized_view import keep_letters, normalize_letters
from jiaokan.text.title_separators import SEPARATOR_CHARS, TITLE_SEPARATOR, cut_site_name

MAX_LINES_ABOVE, MAX_LINES_BELOW = 40, 8  # of the first line of the text
MIN_LETTERS, MAX_LETTERS = 2, 120  # letters, digits and Han of a candidate
MAX_STATED_CHARS = 240  # code points of a value of the head
_MAX_MARKS = 6  # of a value of the head that it is cut at
_MAX_PART_LINE_CHARS = 160  # code points of a line of which a part is the title
_BRACKETS_BEHIND = re.compile(r"\s*(?:【[^【】]*】|\([^()]*\)|（[^（）]*）|\[[^\[\]]*\])\s*$")
STATING_NAMES = ("og:title", "twitter:title", "articletitle")
# 首页 > 关于我们 > 公司简介, 您当前位置:首页 新闻中心
_PATH = re.compile(rf"{WAY_OPENING}(?:位置|首页|主页)\W(?:.*[\s>»›/|])?(?P<title>\w[^\s>»›/|]*)[\s>»›/|]*$")
# 期刊名称:荷花研究
_LABELLED = re.compile(r"^\W*[\u4e00-\u9fff]{0,4}(?:名称|标\s*题|题目|主题)\s?:\s*(?P<title>\S.*?)\s*$")
# 公司简介About Us, 产品展示/PRODUCTS
_SECTION = re.compile(
    r"""
    ^\W*(?P<title>(?-i:[\u4e00-\u9fff][\u4e00-\u9fff\ ]{1,10}[\u4e00-\u9fff]))\s*[/|]?\s*       # 公司简介
    (?:[a-z]+[\ &]+){0,3}                                                                      # Contact
    (?:about|us|company|profile|products?|news|cent(?:er|re)|contact|services?|cases?|team     # us
      |history|culture|honors?|jobs?|careers?|recruitment|introduction|show|display
      |info(?:rmation)?|overview|solutions?|technology)
    \W*$
    """,
    re.I | re.X,
)


@dataclass(frozen=True, slots=True)
class TitlePage:
    """What is known of a page when its title is asked for.

    Attributes:
        lines: the lines of the page, one at least.
        letters: the letters, digits and Han at the start of each.
        head: what the head states.
        columns: the features of the lines by name, those of the first pass of the scorer.
        scores: the probability of each line that it is part of the text.
        ruled: the title that the rules find, None for none.
        top: the first line of the text, the first of the page where no line is text.
    """

    lines: Sequence[PageLine]
    letters: Sequence[str]
    head: HtmlHead
    columns: Columns
    scores: Floats
    ruled: Candidate | None
    top: int


class TitleText(NamedTuple):
    """A text that may be the title of a page.

    `letters` are those that it is compared by, `rows` the lines that say it, in page order, and `best` the
    one of them that stands most like a title, -1 for none. `part` is the part of that line that says it, in
    code points, None for all of it. `stated` is what the head says, and `value` the part of it, where no
    line says it.
    """

    letters: str
    rows: tuple[int, ...] = ()
    best: int = -1
    part: Span | None = None
    stated: HeadValue | None = None
    value: str = ""


def list_texts(page: TitlePage) -> list[TitleText]:
    """Return the texts that may be the title, each once."""
    everywhere: dict[str, list[int]] = {}
    for i, letters in enumerate(page.letters):
        everywhere.setdefault(letters, []).append(i)
    parts = _list_line_parts(page)
    found = {letters: _make_text(page, letters, everywhere[letters]) for letters in _list_lines(page, parts)}
    for i, part in parts.items():
        letters = keep_letters(part.slice_text(page.lines[i].text))
        if MIN_LETTERS <= len(letters) <= MAX_LETTERS:
            text = _make_text(page, letters, [*everywhere.get(letters, ()), i])
            found[letters] = text._replace(part=part) if text.best == i else text
    for stated in _list_stated(page.head):
        for value in dict.fromkeys(list_title_parts(stated.value)):
            letters = normalize_letters(value)
            if letters not in found and MIN_LETTERS <= len(letters) <= MAX_LETTERS:
                text = _make_text(page, letters, everywhere.get(letters, []))
                found[letters] = text._replace(stated=stated, value=value)
    if page.ruled and (letters := normalize_letters(page.ruled.value)):
        found.setdefault(letters, TitleText(letters, value=page.ruled.value))
    return list(found.values())


def _make_text(page: TitlePage, letters: str, rows: Sequence[int]) -> TitleText:
    best = min(rows, key=lambda i: _rank_row(page, i)) if len(rows) > 1 else rows[0] if rows else -1
    return TitleText(letters, tuple(rows), best)


def _rank_row(page: TitlePage, i: int) -> tuple[bool, bool, bool, int, int]:
    """Return what lines of the same letters are ordered by, the most like a title first."""
    line, above = page.lines[i], page.top - i
    return line.is_navigation, line.is_link, not line.level, above if above >= 0 else -3 * above, i


def _list_lines(page: TitlePage, parts: Mapping[int, Span]) -> list[str]:
    """Return the letters of the lines near the start of the text and of headings, but those with parts."""
    near = _find_near(page)
    found = [
        letters
        for i, letters in enumerate(page.letters)
        if MIN_LETTERS <= len(letters) <= MAX_LETTERS
        and i not in parts
        and (i in near or page.lines[i].level in (1, 2))
    ]
    return list(dict.fromkeys(found))


def _find_near(page: TitlePage) -> range:
    return range(max(page.top - MAX_LINES_ABOVE, 0), min(page.top + MAX_LINES_BELOW, len(page.lines)))


def _list_line_parts(page: TitlePage) -> dict[int, Span]:
    """Return which part of a line may be the title: behind a label, before English, the end of a path."""
    parts = {}
    for i in _find_near(page):
        text = page.lines[i].text
        if len(text) > _MAX_PART_LINE_CHARS:
            continue
        match = _LABELLED.match(text) or _SECTION.match(text) or _PATH.match(text)
        if match:
            parts[i] = Span(*match.span("title"))
    return parts


def _list_stated(head: HtmlHead) -> list[HeadValue]:
    """Return what the head states as the title: of the title element, of meta elements, of JSON-LD."""
    found = [head.title] if head.title else []
    found += [head.metas[name] for name in STATING_NAMES if name in head.metas]
    found += [s for path, s in head.data if path.rsplit(".", 1)[-1] == "headline"][:1]
    return [replace(value, value=value.value[:MAX_STATED_CHARS]) for value in found]


def list_title_parts(value: str) -> Iterator[str]:
    """Yield the parts of what the head states that may be the title, the whole first; some twice.

    >>> list(dict.fromkeys(list_title_parts("荷花展开幕_江城网")))
    ['荷花展开幕_江城网', '荷花展开幕', '江城网']
    """
    yield value
    yield cut_site_name(value)
    bounds = [(0, 0), *(gap.span() for gap in TITLE_SEPARATOR.finditer(value)), (len(value), len(value))]
    if len(bounds) > _MAX_MARKS + 2:
        bounds = [*bounds[: _MAX_MARKS // 2 + 1], *bounds[-_MAX_MARKS // 2 - 1 :]]
    for number, (end, start) in enumerate(bounds[:-1]):
        yield _trim(value[start : bounds[number + 1][0]])
        if number:
            yield _trim(value[:end])
            yield _trim(value[start:])
    for part in (value, value[: bounds[-2][0]]):
        yield _trim(_BRACKETS_BEHIND.sub("", part))


def _trim(part: str) -> str:
    return part.strip(SEPARATOR_CHARS)

"""The lines of a page as the finders of metadata receive them, from plain text and from HTML alike."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Span
from jiaokan.core.runtime.lazy_properties import lazy_property
from jiaokan.text.line_index import LineIndex
from jiaokan.text.normalized_view import NormalizedText, keep_letters, normalize_view

MAX_LABEL_CHARS = 8  # code points of a label that stands alone on its line
MAX_BARE_LABEL_CHARS = 10  # code points of the longest label that may have no colon, Written By
MAX_VALUE_BELOW_CHARS = 40  # code points of the value on the line below
MAX_ENTRY_CHARS = 4  # code points of an entry of a menu, such as 推荐
MAX_BYLINE_LINES_BELOW_TOP = 4  # a byline may stand below a subtitle, which counts as the first line
MIN_BODY_CHARS = 16  # code points of a line that shows where the article begins
# 2015-07-04 12:31:30 来源: with the value on the line below
_ENDS_IN_LABEL = compile_on_use(r"^.{0,50}(?<![\u4e00-\u9fff])(?:来源|作者|编辑|责任编辑|记者|发布时间)\s?:$")
_BARE_LABELS = ("作者", "来源", "责任编辑", "撰文", "发布时间", "发表时间", "发布日期", "Author", "By", "by")
_BARE_LABEL = re.compile("|".join((*_BARE_LABELS[:-2], "(?:Written|Posted) [Bb]y")))
_NO_VALUE = re.compile(
    r"\s*(?:标题|主题|时间|日期|来源|作者|编辑|回复|评论|内容|正文|摘要|首页|更多|点击|浏览|阅读|\d{0,4})\s*"
)
_NO_VALUE_LINE = compile_on_use(
    r"^\s*(?:(?-i:[\u4e00-\u9fff]){1,6}\s?:|版权所有|copyright|©|[上下]一[篇页条]|打印|返回|关闭)|:\s*$", re.I
)


class PageLine(NamedTuple):  # a tuple and no dataclass for speed: a page has hundreds
    """A line of a page.

    `text` is its normalized view (Simplified, half width), which begins at code point `start` of
    `origin`. `whole` is the place of the line in the raw page where the origin is the line alone, as in
    HTML; None where the origin is the raw page itself. `is_kept` tells whether the line is part of the
    cleaned article. `tag` is the name of its block element, `level` the level of a heading, `is_link` tells
    whether all of it is a link, `is_navigation` whether it is a link of a menu. `removed` are the parts of a
    line of the article that cleaning has taken away, in code points of `text`.
    """

    text: str
    origin: NormalizedText
    start: int
    is_kept: bool
    whole: Span | None = None
    tag: str = ""
    level: int = 0
    is_link: bool = False
    is_navigation: bool = False
    removed: tuple[Span, ...] = ()

    def is_removed_at(self, at: int) -> bool:
        """Tell whether cleaning has taken away the code point `at` of the line, or all of the line."""
        return not self.is_kept or any(span.start <= at < span.end for span in self.removed)

    def spell(self, start: int, end: int) -> str:
        """Return a part of the line as the page spells it, without readings in brackets inside."""
        origin, places = self.origin, range(self.start + start, self.start + end)
        if not origin.is_shorter:
            return origin.original[places.start : places.stop]
        return "".join(origin.original[origin.map_back(at, at + 1).start] for at in places)

    def find_span(self, start: int, end: int) -> Span:
        """Return the raw span of a part of the line; of all of it where markup stands inside."""
        span = self.origin.map_back(self.start + start, self.start + end)
        if self.whole is None:
            return span
        if len(self.whole) != len(self.origin.original):
            return self.whole
        return Span(self.whole.start + span.start, self.whole.start + span.end)

    @property
    def span(self) -> Span:
        """The raw span of the line."""
        return self.whole or self.find_span(0, len(self.text))

    @property
    def letters(self) -> str:
        """Letters, digits and Han of the line as read, in lower case."""
        return keep_letters(self.text)


# makes a line from a tuple of all its fields, in a third of the time of a call of the class
make_page_line: Callable[[tuple[object, ...]], PageLine] = partial(tuple.__new__, PageLine)


@dataclass(frozen=True)  # no slots: the index is made on first use
class PageLines:
    """The lines of a page that are not blank.

    `title` is the number of the title's line, -1 for none; `top` and `end` are the first line of the
    article below the title and the one after its last.
    """

    lines: tuple[PageLine, ...]
    title: int
    top: int
    end: int

    @lazy_property
    def index(self) -> LineIndex:
        """Finds the lines that hold a literal; `text` of it is all lines joined by line feeds."""
        return LineIndex([line.text for line in self.lines])

    def measure_distance(self, i: int) -> int:
        """Return how many lines line `i` stands away from where a byline is expected.

        That is between title and article; the place behind the article counts as three lines away.
        """
        start = self.title if 0 <= self.title <= self.top else self.top
        if start <= i <= self.top:
            return 0
        return min(start - i if i < start else i - self.top, 3 + abs(i - self.end))

    def with_values_at_labels(self) -> "PageLines":
        """Return the page with each label that stands alone on its line joined to the value below."""
        lines, is_joined = list(self.lines), False
        for i in self.index.find_lines(":", *_BARE_LABELS):
            if i + 1 == len(lines):
                continue
            label, value = self.lines[i : i + 2]
            label_text = label.text.strip()
            if label_text.endswith(":"):
                is_label = len(label_text) <= MAX_LABEL_CHARS or bool(_ENDS_IN_LABEL.search(label_text))
            else:
                is_bare = len(label_text) <= MAX_BARE_LABEL_CHARS and bool(_BARE_LABEL.fullmatch(label_text))
                is_label = is_bare and _has_value_below(self.lines, i)
            is_value = is_label and len(value.text) <= MAX_VALUE_BELOW_CHARS
            if is_value and not _NO_VALUE_LINE.search(value.text):
                lines[i], is_joined = _join_lines(label, value), True
        return PageLines(tuple(lines), self.title, self.top, self.end) if is_joined else self


def _has_value_below(lines: Sequence[PageLine], i: int) -> bool:
    """Tell whether a word alone on its line, such as 作者, labels the line below and is no menu entry."""
    above = lines[i - 1].text.strip() if i else ""
    is_entry = 0 < len(above) <= MAX_ENTRY_CHARS and not any(char.isdigit() for char in above)
    return not lines[i].is_kept and not is_entry and not _NO_VALUE.fullmatch(lines[i + 1].text)


def find_article(lines: Sequence[PageLine], title: int) -> PageLines:
    """Return the page of these lines, with the bounds of the article that their flags show."""
    kept = [i for i, line in enumerate(lines) if line.is_kept]
    below = [i for i in kept if i > title and len(lines[i].text) >= MIN_BODY_CHARS]
    if title >= 0 and len(below) > 1 and lines[below[0]].letters == lines[title].letters:
        del below[0]  # a second copy of the title
    end = kept[-1] + 1 if kept else 0
    return PageLines(tuple(lines), title, (below or kept or [0])[0], end)


def make_html_line(original: str, whole: Span, is_kept: bool) -> PageLine:
    """Return a line of HTML from its visible text and its place in the page."""
    view = normalize_view(original)
    return PageLine(view.text, view, 0, is_kept, whole)


def _join_lines(label: PageLine, value: PageLine) -> PageLine:
    if label.whole is None or value.whole is None:
        text = label.origin.text[label.start : value.start + len(value.text)]
        text = text.replace("\n", " " if label.text.rstrip().endswith(":") else ":", 1).replace("\n", " ")
        return PageLine(text, label.origin, label.start, label.is_kept and value.is_kept)
    colon = "" if label.text.rstrip().endswith(":") else ":"
    original = label.spell(0, len(label.text)) + colon + " " + value.spell(0, len(value.text))
    whole = Span(label.whole.start, value.whole.end)
    return make_html_line(original, whole, label.is_kept and value.is_kept)


def list_byline_places(page: PageLines) -> list[int]:
    """Return the lines below the title that may be its byline: above the article, or removed in its head."""
    last = min(page.top + MAX_BYLINE_LINES_BELOW_TOP, len(page.lines) - 1)
    return [i for i in range(page.title + 1, last + 1) if i <= page.top or not page.lines[i].is_kept]


def list_near_lines(page: PageLines, max_distance: int) -> Iterable[tuple[int, int]]:
    """Return (distance, number) of the lines near the place of a byline, the nearest first."""
    first = min(page.title if page.title >= 0 else page.top, page.top, page.end) - max_distance
    last = max(page.title, page.top, page.end) + max_distance
    near = [(page.measure_distance(i), i) for i in range(max(0, first), min(last + 1, len(page.lines)))]
    return sorted([item for item in near if item[0] <= max_distance])

"""Find the title of a page of HTML, without the name of the site that stands behind it in the head."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.html_head import HeadValue, HtmlHead
from jiaokan.metadata.page_lines import PageLine
from jiaokan.metadata.titles.no_titles import is_no_title, is_only_heading_unnamed
from jiaokan.text.normalized_view import keep_letters_of_lines, normalize_letters
from jiaokan.text.title_separators import (
    MIN_TITLE_LETTERS,
    SEPARATOR_CHARS,
    STRONG_SEPARATOR,
    TITLE_SEPARATOR,
    cut_site_name,
    is_site_name,
)

MAX_TITLE_LETTERS = 120
MAX_TITLE_LINE_CHARS = 240  # code points at the start of a line that are compared with the title
MAX_HEAD_TITLE_CHARS = 1000  # of a title in the head; a longer one is text behind a broken tag
MAX_BLOCKS_IN_HEADING = 10  # blocks inside h1; with more of them the page has its text in one
MAX_OPENING_LINES = 6  # lines of the text among which its title stands
MIN_NEAR_TITLE_LETTERS = 6  # of a line right above the text that the head's title holds
MAX_NEAR_TITLE_LETTERS = 60
BYLINE_SEARCH_CHARS = 60  # code points at the start of a line that are searched for a byline
MAX_STATED_RATIO = 1.5  # times a line, that the head's title may be longer
# the line below a title: 来源:某报 2019-10-08, 阅读次数:97
_BYLINE = re.compile(r"(?:19|20)\d\d *[-/.年] *\d|(?:来源|作者|日期|^时间) *:|发布时间|阅读|点击|浏览")
_LABELLED = re.compile(r"\s*标\s*题\s*:?\s+(?P<title>\S.*\S)")  # 标题 [心得] 荷花开了
_HEADING_WEIGHTS = {"h1": 3.0, "h2": 2.0, "h3": 1.0}


def find_html_title(
    lines: Sequence[PageLine], head: HtmlHead, letters: Sequence[str] | None = None
) -> Candidate | None:
    """Return the title of a page, with the name of its evidence; None where nothing names it.

    Args:
        lines: The lines of the page.
        head: What its head states.
        letters: What `keep_letters` keeps of the first MAX_TITLE_LINE_CHARS of each line, where it is known.
    """
    if letters is None:
        letters = keep_letters_of_lines([line.text[:MAX_TITLE_LINE_CHARS] for line in lines])
    stated = _choose_title(head.metas.get("articletitle"), head.title, head.metas.get("og:title"))
    headings = _Headings(lines, letters, stated.value if stated else "")
    if (found := headings.find_named()) or (found := headings.find_opening()):
        return found
    if stated and (
        shown := _find_later_part(lines, stated.value) or _find_shown(lines, letters, stated.value)
    ):
        return shown
    named = _choose_title(head.metas.get("og:title"), head.metas.get("twitter:title"))
    data = _choose_title(*(s for path, s in head.data if path.rsplit(".", 1)[-1] == "headline"))
    for other in (data, named):
        if other and stated and normalize_letters(stated.value).startswith(normalize_letters(other.value)):
            return _from_head(other)
    if heading := _find_only_heading(lines, headings.may_announce):
        return heading
    if _is_general(stated) and (above := _find_above_byline(lines)):
        return above
    stated = stated or data
    return _from_head(stated) if stated else _find_labelled(lines)


def _choose_title(*stated: HeadValue | None) -> HeadValue | None:
    """Return the first value that may be a title."""
    return next((one for one in stated if one and len(one.value) <= MAX_HEAD_TITLE_CHARS), None)


def _from_head(stated: HeadValue) -> Candidate:
    return Candidate("title", cut_site_name(stated.value), stated.name, stated.span)


def _from_line(line: PageLine) -> Candidate:
    return Candidate("title", line.spell(0, len(line.text)), line.tag, line.span)


def _find_shown(lines: Sequence[PageLine], letters: Sequence[str], stated: str) -> Candidate | None:
    """Return the line of the page that the head's title begins with, the longest one.

    A line with the name of the site behind the title is left for one that is the title alone. A line
    much shorter than the title in the head counts where it stands right above the text and a mark
    follows it in the head.
    """
    whole, bare = normalize_letters(stated), normalize_letters(cut_site_name(stated))
    found = [
        (len(own), _HEADING_WEIGHTS.get(line.tag, 0.0), -i)
        for i, (line, own) in enumerate(zip(lines, letters, strict=True))
        if len(line.text) <= MAX_TITLE_LINE_CHARS
        and MIN_TITLE_LETTERS <= len(own) <= MAX_TITLE_LETTERS
        and whole.startswith(own)
    ]
    found = [row for row in found if row[0] == len(bare)] or found
    if not found:
        return None
    size, _, i = max(found)
    top = next((n for n, line in enumerate(lines) if line.is_kept), len(lines))
    if size < len(whole) and len(bare) > MAX_STATED_RATIO * size:
        ends_at_separator = any(
            len(normalize_letters(stated[: gap.start()])) == size for gap in TITLE_SEPARATOR.finditer(stated)
        )
        if not ends_at_separator or size < MIN_NEAR_TITLE_LETTERS or not 0 <= top + i <= MAX_OPENING_LINES:
            return None
    return _from_line(lines[-i])


def _find_later_part(lines: Sequence[PageLine], stated: str) -> Candidate | None:
    """Return the line right above the text that is a later part of the head's title, behind a site's name.

    A heading may say more, such as the day; then its title is what the head says.
    """
    near = [line for line in _list_near(lines) if not line.is_link]
    for gap in TITLE_SEPARATOR.finditer(stated):
        if not is_site_name(stated[: gap.start()]):
            continue
        rest = stated[gap.end() :]
        for part in (rest, STRONG_SEPARATOR.split(rest)[0]):
            letters = normalize_letters(part)
            if len(letters) < MIN_NEAR_TITLE_LETTERS:
                continue
            for line in near:
                if line.letters == letters:
                    return _from_line(line)
                if line.level and line.letters.startswith(letters):
                    return Candidate("title", part.strip(SEPARATOR_CHARS), line.tag, line.span)
    return None


def _find_labelled(lines: Sequence[PageLine]) -> Candidate | None:
    """Return the title that the head of a post of a bulletin board states with its label."""
    for line in lines[:MAX_OPENING_LINES]:
        if match := _LABELLED.match(line.text):
            return Candidate("title", line.spell(*match.span("title")), line.tag, line.span)
    return None


def _find_above_byline(lines: Sequence[PageLine]) -> Candidate | None:
    """Return the line right above the text that is a heading or has the byline below it.

    It is asked of pages whose head names the site or the kind of page alone.
    """
    near = list(_list_near(lines))
    for line, below in pairwise(near):
        if line.is_kept and len(line.letters) > MAX_NEAR_TITLE_LETTERS:
            break
        is_title = line.level or _BYLINE.search(below.text[:BYLINE_SEARCH_CHARS])
        fits = MIN_NEAR_TITLE_LETTERS <= len(line.letters) <= MAX_NEAR_TITLE_LETTERS
        is_other = line.is_link or _BYLINE.search(line.text) or is_no_title(line.text)
        if is_title and fits and not is_other:
            return _from_line(line)
    return None


def _list_near(lines: Sequence[PageLine]) -> Sequence[PageLine]:
    """Return the lines right above the text and its first three."""
    top = next((i for i, line in enumerate(lines) if line.is_kept), -3)
    return lines[max(top - MAX_OPENING_LINES, 0) : top + 3]


def _is_general(stated: HeadValue | None) -> bool:
    """Tell whether the head has no title, or one that names the site or the kind of page alone."""
    bare = cut_site_name(stated.value) if stated else ""
    return len(normalize_letters(bare)) < MIN_NEAR_TITLE_LETTERS or is_site_name(bare)


def _find_only_heading(lines: Sequence[PageLine], may_announce: bool) -> Candidate | None:
    tops = [line for line in lines if line.tag == "h1" and not is_no_title(line.text, may_announce)]
    return _from_line(tops[0]) if len(tops) == 1 and len(tops[0].letters) >= MIN_TITLE_LETTERS else None


class _Headings:
    """The headings of a page beside the title of its head, whose last part names the site."""

    def __init__(self, lines: Sequence[PageLine], letters: Sequence[str], stated: str) -> None:
        self.lines = lines
        self.letters = letters  # of the start of each line
        self.whole = normalize_letters(stated)
        self.parts = [normalize_letters(part) for part in STRONG_SEPARATOR.split(stated) if part]
        self.kept = [i for i, line in enumerate(lines) if line.is_kept]
        self.top = self.kept[0] if self.kept else 0
        self.may_announce = is_only_heading_unnamed(lines, self.whole)
        near = {i: text for i, text in self._list_tops() if i <= self.top + MAX_OPENING_LINES}
        self.tops = {i: text for i, text in near.items() if not self._is_site(i, set(near.values()))}

    def _list_tops(self) -> Iterator[tuple[int, str]]:
        """Yield the h1 of the page without links of its navigation, none where one is around the text."""
        if sum(line.level == 1 and line.tag != "h1" for line in self.lines) > MAX_BLOCKS_IN_HEADING:
            return
        for i, line in enumerate(self.lines):
            fits = 2 <= len(self.letters[i]) <= MAX_TITLE_LETTERS and not line.is_navigation
            if line.level == 1 and fits and not is_no_title(line.text, self.may_announce):
                yield i, self.letters[i]

    def _is_site(self, i: int, tops: set[str]) -> bool:
        """Tell whether an h1 is the name of the site: others stand beside it, or it is a link."""
        is_named = len(self.parts) > 1 and self.letters[i] == self.parts[-1]
        return is_named and (len(tops) > 1 or self.lines[i].is_link)

    def find_named(self) -> Candidate | None:
        """Return the heading that the head's title names.

        One that is its first part to the letter stands before an h1 that holds the first part; last
        comes the part that stands nearest to the text, if it is an h1.
        """
        exact = [i for i, text in self.tops.items() if text in (self.whole, *self.parts[:1])]
        if exact := exact or self._list_first_parts():
            return _from_line(self.lines[min(exact, key=lambda i: (abs(self.top - i), i))])
        first = [i for i, text in self.tops.items() if self.whole.startswith(text) or self._holds_first(text)]
        if first:
            return _from_line(self.lines[max(first, key=lambda i: (len(self.tops[i]), i))])
        near = [
            i for i, text in enumerate(self.letters)
            if text in self.parts and abs(self.top - i) <= MAX_OPENING_LINES
        ]  # fmt: skip
        nearest = min(near, key=lambda i: abs(self.top - i), default=-1)
        return _from_line(self.lines[nearest]) if nearest in self.tops else None

    def _holds_first(self, text: str) -> bool:
        """Tell whether a heading holds the first part of the head's title."""
        return bool(self.parts) and len(self.parts[0]) >= 2 and self.parts[0] in text

    def _list_first_parts(self) -> list[int]:
        """Return the lines above the text that are the first part of the head's title.

        One that is no heading may be no link either, and no h1 may open the text below it. Headings count
        among the first lines of the text too, where a date may stand above them.
        """
        first = self.parts[0] if self.parts else ""
        if len(first) < MIN_TITLE_LETTERS or set(self.tops.values()) & set(self.parts):
            return []
        opening = range(min(self.top + MAX_OPENING_LINES, len(self.lines)))
        found = [i for i in opening if self.letters[i] == first and not self.lines[i].is_navigation]
        headings = [i for i in found if self.lines[i].level]
        if headings or self.top in self.tops or len(self.parts) < 2:
            return headings
        return [i for i in found if i <= self.top and not self.lines[i].is_link]

    def find_opening(self) -> Candidate | None:
        """Return the h1 that the text of the page opens with, the first of its lines."""
        tops = [i for i in self.kept[:MAX_OPENING_LINES] if i in self.tops]
        is_one = bool(tops) and tops == [*range(tops[0], tops[-1] + 1)]
        return _from_line(self.lines[tops[0]]) if is_one else None

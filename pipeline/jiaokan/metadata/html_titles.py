"""Find the title of a page of HTML, without the name of the site that stands behind it in the head."""

import re
from collections.abc import Iterator, Sequence

from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.html_head import HeadValue, HtmlHead
from jiaokan.metadata.page_lines import PageLine
from jiaokan.text.normalized_view import keep_letters, normalize_letters

MIN_TITLE_LETTERS = 4  # letters, digits and Han of a title
MAX_TITLE_LETTERS = 120
MAX_TITLE_LINE_CHARS = 240
MAX_OPENING_LINES = 6  # lines of the text among which its title stands
MAX_STATED_RATIO = 1.5  # times a line, that the head's title may be longer
MAX_SITE_CHARS = 14  # code points of site and channels behind a weak mark
MAX_CHANNEL_CHARS = 4  # code points of a channel between title and site
# what parts title, channel and site; the strong ones never stand in a title
_STRONG_MARK = re.compile(
    r"\s*[|｜丨│┃]+\s*|\s+[-–—_]+\s+|_+|\s*(?:--|－－)+\s*|\s*[»>]+\s*|\s+::?\s+|\s*<\s*|\s{3,}|\s+·\s+"
)
_WEAK_MARK = re.compile(r"\s*[-－–—]\s*|\s+")
_SITE_WORD = re.compile(
    r"网$|網$|网站|網站|频道|頻道|新闻$|新聞$|在线|在線|日报|日報|晚报|时报|時報|论坛|論壇|"
    r"博客|部落格|门户|社区|平台|"
    r"首页|首頁|\.com|\.cn|\.tw|\.hk|\.net|杂志|雜誌|电视|電視|百科|贴吧|中心$|资讯|資訊|公司|"
    r"知乎|豆瓣|简书|搜狐|新浪|网易|腾讯|凤凰|百度|天涯|虎扑|CSDN|哔哩哔哩|"
    r"政府|専題|专题|财经|財經|体育|科技|娱乐"
)
_HEADING_WEIGHTS = {"h1": 3.0, "h2": 2.0, "h3": 1.0}


def find_html_title(lines: Sequence[PageLine], head: HtmlHead) -> Candidate | None:
    """Return the title of a page, with the name of its evidence; None where nothing names it."""
    stated = head.metas.get("articletitle") or head.title or head.metas.get("og:title")
    headings = _Headings(lines, stated.value if stated else "")
    if (found := headings.find_named()) or (found := headings.find_opening()):
        return found
    if stated and (shown := _find_shown(lines, stated.value)):
        return shown
    named = next((m for n in ("og:title", "twitter:title") if (m := head.metas.get(n))), None)
    data = next((s for path, s in head.data if path.rsplit(".", 1)[-1] == "headline"), None)
    for other in (data, named):
        if other and stated and normalize_letters(stated.value).startswith(normalize_letters(other.value)):
            return _from_head(other)
    if heading := _find_only_heading(lines):
        return heading
    stated = stated or data
    return _from_head(stated) if stated else None


def cut_site_name(text: str) -> str:
    """Return a title without what stands behind it: channel and site, in one or more parts.

    >>> cut_site_name("市图书馆新馆开放_社会_江城新闻网"), cut_site_name("A-B测试入门")
    ('市图书馆新馆开放', 'A-B测试入门')
    """
    parts = [part for part in _STRONG_MARK.split(text) if part]
    if len(parts) > 1:
        first = next((part for part in parts if len(normalize_letters(part)) >= MIN_TITLE_LETTERS), parts[0])
        if _SITE_WORD.search(first) and len(normalize_letters(first)) < 8:
            first = max(parts, key=len)
        text = first
    end = cut = len(text)
    for mark in reversed(list(_WEAK_MARK.finditer(text))):
        part = text[mark.end() : end]
        is_site = _SITE_WORD.search(part) or (cut < len(text) and len(part) <= MAX_CHANNEL_CHARS)
        is_long = len(text) - mark.end() >= MAX_SITE_CHARS
        if not is_site or is_long or len(normalize_letters(text[: mark.start()])) < MIN_TITLE_LETTERS:
            break
        end = cut = mark.start()
    return text[:cut].strip()


def _from_head(stated: HeadValue) -> Candidate:
    return Candidate("title", cut_site_name(stated.value), stated.name, stated.span)


def _from_line(line: PageLine) -> Candidate:
    return Candidate("title", line.spell(0, len(line.text)), line.tag, line.span)


def _find_shown(lines: Sequence[PageLine], stated: str) -> Candidate | None:
    """Return the line of the page that the head's title begins with, the longest one."""
    whole = normalize_letters(stated)
    found = [
        (len(letters), _HEADING_WEIGHTS.get(line.tag, 0.0), -i)
        for i, line in enumerate(lines)
        if len(line.text) <= MAX_TITLE_LINE_CHARS
        and MIN_TITLE_LETTERS <= len(letters := line.letters) <= MAX_TITLE_LETTERS
        and whole.startswith(letters)
    ]
    if not found:
        return None
    size, _, i = max(found)
    if size < len(whole) and len(normalize_letters(cut_site_name(stated))) > MAX_STATED_RATIO * size:
        return None
    return _from_line(lines[-i])


def _find_only_heading(lines: Sequence[PageLine]) -> Candidate | None:
    tops = [line for line in lines if line.tag == "h1"]
    return _from_line(tops[0]) if len(tops) == 1 and len(tops[0].letters) >= MIN_TITLE_LETTERS else None


class _Headings:
    """The headings of a page beside the title of its head, whose last part names the site."""

    def __init__(self, lines: Sequence[PageLine], stated: str) -> None:
        self.lines = lines
        self.letters = [keep_letters(line.text[:MAX_TITLE_LINE_CHARS]) for line in lines]
        self.whole = normalize_letters(stated)
        self.parts = [normalize_letters(part) for part in _STRONG_MARK.split(stated) if part]
        self.kept = [i for i, line in enumerate(lines) if line.is_kept]
        self.top = self.kept[0] if self.kept else 0
        near = {i: text for i, text in self._list_tops() if i <= self.top + MAX_OPENING_LINES}
        self.tops = {i: text for i, text in near.items() if not self._is_site(i, set(near.values()))}

    def _list_tops(self) -> Iterator[tuple[int, str]]:
        """Yield the h1 of the page, without links of its navigation."""
        for i, line in enumerate(self.lines):
            fits = 2 <= len(self.letters[i]) <= MAX_TITLE_LETTERS
            if line.level == 1 and fits and not line.is_navigation:
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

        One that is no heading may be no link either, and no h1 may open the text below it.
        """
        first = self.parts[0] if self.parts else ""
        if len(first) < MIN_TITLE_LETTERS or set(self.tops.values()) & set(self.parts):
            return []
        above = range(min(self.top + 1, len(self.lines)))
        found = [i for i in above if self.letters[i] == first and not self.lines[i].is_navigation]
        headings = [i for i in found if self.lines[i].level]
        if headings or self.top in self.tops or len(self.parts) < 2:
            return headings
        return [i for i in found if not self.lines[i].is_link]

    def find_opening(self) -> Candidate | None:
        """Return the h1 that the text of the page opens with."""
        tops = [i for i in self.kept[:MAX_OPENING_LINES] if i in self.tops]
        return _from_line(self.lines[tops[0]]) if len(tops) == 1 else None

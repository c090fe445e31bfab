"""Find the title of a page, without the name of the site that stands behind it in the head."""

import re
from collections.abc import Iterator, Sequence

from jiaokan.stages.extract.facts.html_evidence import Evidence
from jiaokan.stages.extract.html.html_line import HEADING
from jiaokan.stages.extract.html.page_head import Head
from jiaokan.stages.extract.scoring.line_table import BARE, Flags, Sheet
from jiaokan.stages.extract.scoring.title_likeness import bare

_SHORTEST = 4  # letters, digits and Han of a title
_LONGEST = 120
_OPENING = 6  # lines of the text among which its title stands
_WHOLE = 1.5  # times a line, that the head's title may be longer
_TAIL = 14  # code points of site and channels behind a weak mark
_CHANNEL = 4  # code points of a channel between title and site
# what parts title, channel and site; the strong ones never stand in a title
_STRONG = re.compile(
    r"\s*[|｜丨│┃]+\s*|\s+[-–—_]+\s+|_+|\s*(?:--|－－)+\s*|\s*[»>]+\s*|\s+::?\s+|\s*<\s*|\s{3,}|\s+·\s+"
)
_WEAK = re.compile(r"\s*[-－–—]\s*|\s+")
_SITE = re.compile(
    r"网$|網$|网站|網站|频道|頻道|新闻$|新聞$|在线|在線|日报|日報|晚报|时报|時報|论坛|論壇|"
    r"博客|部落格|门户|社区|平台|"
    r"首页|首頁|\.com|\.cn|\.tw|\.hk|\.net|杂志|雜誌|电视|電視|百科|贴吧|中心$|资讯|資訊|公司|"
    r"知乎|豆瓣|简书|搜狐|新浪|网易|腾讯|凤凰|百度|天涯|虎扑|CSDN|哔哩哔哩|"
    r"政府|専題|专题|财经|財經|体育|科技|娱乐"
)
_HEADINGS = {"h1": 3.0, "h2": 2.0, "h3": 1.0}


def title(sheet: Sheet, head: Head, chosen: Flags) -> Evidence | None:
    """Return the title of the page, None where nothing names it; `chosen` are the lines of its text."""
    said = head.metas.get("articletitle") or head.title or head.metas.get("og:title")
    headings = _Headings(sheet, said.value if said else "", chosen)
    if heading := headings.named() or headings.opening():
        return heading
    if said and (shown := _shown(sheet, said.value)):
        return shown
    named = next((m for n in ("og:title", "twitter:title") if (m := head.metas.get(n))), None)
    data = next((s for path, s in head.data if path.rsplit(".", 1)[-1] == "headline"), None)
    for other in (data, named):
        if other and said and bare(said.value).startswith(bare(other.value)):
            return Evidence("title", without_site(other.value), other.name, other.span)
    if heading := _only_heading(sheet):
        return heading
    said = said or data
    return Evidence("title", without_site(said.value), said.name, said.span) if said else None


def without_site(text: str) -> str:
    """Cut what stands behind the title: channel and site, in one or more parts."""
    parts = [part for part in _STRONG.split(text) if part]
    if len(parts) > 1:
        first = next((part for part in parts if len(bare(part)) >= _SHORTEST), parts[0])
        if _SITE.search(first) and len(bare(first)) < 8:
            first = max(parts, key=len)
        text = first
    end = cut = len(text)
    for mark in reversed(list(_WEAK.finditer(text))):
        part = text[mark.end() : end]
        named = _SITE.search(part) or (cut < len(text) and len(part) <= _CHANNEL)
        if not named or len(text) - mark.end() >= _TAIL or len(bare(text[: mark.start()])) < _SHORTEST:
            break
        end = cut = mark.start()
    return text[:cut].strip()


def _shown(sheet: Sheet, said: str) -> Evidence | None:
    """Return the line of the page that the head's title begins with, the longest one."""
    whole = bare(said)
    found = [
        (len(text), _HEADINGS.get(name, 0.0), -i)
        for i, (text, name) in enumerate(_candidates(sheet))
        if _SHORTEST <= len(text) <= _LONGEST and whole.startswith(text)
    ]
    if not found:
        return None
    size, _, i = max(found)
    if size < len(whole) and len(bare(without_site(said))) > _WHOLE * size:
        return None
    return _of_block(sheet, -i)


def _candidates(sheet: Sheet) -> Iterator[tuple[str, str]]:
    for line, text, at in zip(sheet.views, sheet.bares, sheet.at.tolist(), strict=True):
        yield (text if len(line) <= BARE else ""), sheet.boxes[at].name


class _Headings:
    """The headings of a page beside the title of its head, whose last part names the site."""

    def __init__(self, sheet: Sheet, said: str, chosen: Flags) -> None:
        self.sheet = sheet
        self.whole = bare(said)
        self.parts = [bare(part) for part in _STRONG.split(said) if part]
        self.chosen = chosen.nonzero()[0].tolist()
        self.top = self.chosen[0] if self.chosen else 0
        tops = {i: text for i, text in _tops(sheet).items() if i <= self.top + _OPENING}
        self.tops = {i: text for i, text in tops.items() if not self._is_site(i, set(tops.values()))}

    def _is_site(self, i: int, tops: set[str]) -> bool:
        """Tell whether an h1 is the name of the site: others stand beside it, or it is a link."""
        named = len(self.parts) > 1 and self.sheet.bares[i] == self.parts[-1]
        return named and (len(tops) > 1 or _leads_elsewhere(self.sheet, i))

    def named(self) -> Evidence | None:
        """Return the heading that the head's title names.

        One that is its first part to the letter stands before an h1 that holds the first part; last
        comes the part that stands nearest to the text, if it is an h1.
        """
        top, tops = self.top, self.tops
        exact = [i for i, text in tops.items() if text in (self.whole, *self.parts[:1])]
        if exact := exact or self._lines():
            return _of_block(self.sheet, min(exact, key=lambda i: (abs(top - i), i)))
        first = [i for i, text in tops.items() if self.whole.startswith(text) or _begins(self.parts, text)]
        if first:
            return _of_block(self.sheet, max(first, key=lambda i: (len(tops[i]), i)))
        near = [i for i, t in enumerate(self.sheet.bares) if t in self.parts and abs(top - i) <= _OPENING]
        nearest = min(near, key=lambda i: abs(top - i), default=-1)
        return _of_block(self.sheet, nearest) if nearest in tops else None

    def _lines(self) -> list[int]:
        """Return the lines above the text that are the first part of the head's title.

        One that is no heading may be no link either, and no h1 may open the text below it.
        """
        sheet, first = self.sheet, self.parts[0] if self.parts else ""
        if len(first) < _SHORTEST or set(self.tops.values()) & set(self.parts):
            return []
        above = enumerate(sheet.bares[: self.top + 1])
        found = [i for i, text in above if text == first and not _is_of_bar(sheet, i)]
        headings = [i for i in found if sheet.lines[i].kind == HEADING]
        if headings or self.top in self.tops or len(self.parts) < 2:
            return headings
        return [i for i in found if not _leads_elsewhere(sheet, i)]

    def opening(self) -> Evidence | None:
        """Return the h1 that the text of the page opens with."""
        tops = [i for i in self.chosen[:_OPENING] if i in self.tops]
        return _of_block(self.sheet, tops[0]) if len(tops) == 1 else None


def _tops(sheet: Sheet) -> dict[int, str]:
    """Return the bare texts of the h1 of a page, without links of its navigation."""
    found = {}
    for i, line in enumerate(sheet.lines):
        if line.kind != HEADING or line.level != 1 or not 2 <= len(sheet.bares[i]) <= _LONGEST:
            continue
        if not _is_of_bar(sheet, i):
            found[i] = sheet.bares[i]
    return found


def _is_of_bar(sheet: Sheet, i: int) -> bool:
    """Tell whether a line is a link of the navigation."""
    grounds = {sheet.struck.grounds.get(node.number) for node in sheet.lines[i].node.ancestors()}
    return "navigation" in grounds and _leads_elsewhere(sheet, i)


def _leads_elsewhere(sheet: Sheet, i: int) -> bool:
    """Tell whether all of a line is a link."""
    text = sheet.tree.text
    return all(atom.link >= 0 or text[atom.start : atom.end].isspace() for atom in sheet.lines[i].atoms)


def _begins(parts: Sequence[str], text: str) -> bool:
    """Tell whether a heading holds the first part of the head's title."""
    return bool(parts) and len(parts[0]) >= 2 and parts[0] in text


def _only_heading(sheet: Sheet) -> Evidence | None:
    names = [sheet.boxes[i].name for i in sheet.at.tolist()]
    if names.count("h1") == 1 and len(bare(sheet.texts[names.index("h1")])) >= _SHORTEST:
        return _of_block(sheet, names.index("h1"))
    return None


def _of_block(sheet: Sheet, i: int) -> Evidence:
    name = sheet.boxes[sheet.at[i]].name
    return Evidence("title", sheet.texts[i], name, sheet.spans[i])

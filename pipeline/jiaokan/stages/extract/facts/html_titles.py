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
    if heading := _named_heading(sheet, said.value if said else "", chosen) or _opening_heading(
        sheet, chosen
    ):
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
    if size < len(whole) and len(bare(without_site(said))) > 2 * size:
        return None
    return _of_block(sheet, -i)


def _candidates(sheet: Sheet) -> Iterator[tuple[str, str]]:
    for line, text, at in zip(sheet.views, sheet.bares, sheet.at.tolist(), strict=True):
        yield (text if len(line) <= BARE else ""), sheet.boxes[at].name


def _named_heading(sheet: Sheet, said: str, chosen: Flags) -> Evidence | None:
    """Return the h1 that the head's title begins with, or has as the part that stands nearest to the text."""
    whole, top = bare(said), next(iter(chosen.nonzero()[0].tolist()), 0)
    parts = [bare(part) for part in _STRONG.split(said) if part]
    tops = {
        i: sheet.bares[i] for i, line in enumerate(sheet.lines) if line.kind == HEADING and line.level == 1
    }
    tops = {i: text for i, text in tops.items() if 2 <= len(text) <= _LONGEST and i <= top + _OPENING}
    first = [i for i, text in tops.items() if whole.startswith(text) or _begins(parts, text)]
    if first:
        return _of_block(sheet, max(first, key=lambda i: (len(tops[i]), i)))
    near = [i for i, text in enumerate(sheet.bares) if text in parts and abs(top - i) <= _OPENING]
    nearest = min(near, key=lambda i: abs(top - i), default=-1)
    return _of_block(sheet, nearest) if nearest in tops else None


def _begins(parts: Sequence[str], text: str) -> bool:
    """Tell whether a heading holds the first part of the head's title."""
    return bool(parts) and len(parts[0]) >= 2 and parts[0] in text


def _opening_heading(sheet: Sheet, chosen: Flags) -> Evidence | None:
    """Return the h1 that the text of the page opens with."""
    opening = chosen.nonzero()[0].tolist()[:_OPENING]
    tops = [i for i in opening if sheet.lines[i].kind == HEADING and sheet.lines[i].level == 1]
    if len(tops) != 1 or not 2 <= len(bare(sheet.texts[tops[0]])) <= _LONGEST:
        return None
    return _of_block(sheet, tops[0])


def _only_heading(sheet: Sheet) -> Evidence | None:
    names = [sheet.boxes[i].name for i in sheet.at.tolist()]
    if names.count("h1") == 1 and len(bare(sheet.texts[names.index("h1")])) >= _SHORTEST:
        return _of_block(sheet, names.index("h1"))
    return None


def _of_block(sheet: Sheet, i: int) -> Evidence:
    name = sheet.boxes[sheet.at[i]].name
    return Evidence("title", sheet.texts[i], name, sheet.spans[i])

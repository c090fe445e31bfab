"""Find who wrote a page."""

import re
from collections.abc import Iterator

from pipeline.extraction.evidence import Evidence, View
from pipeline.extraction.head import Head

_METAS = (
    "author",
    "article:author",
    "og:article:author",
    "byl",
    "dc.creator",
    "parsely-author",
    "mediaid",
    "twitter:creator",
)
_DATA = ("author.name", "creator.name", "author")
_NAME = r"[\u3400-\u9fff·A-Za-z][\u3400-\u9fff·•A-Za-z .&_0-9-]{0,24}?"
_END = r"(?=\s*(?:$|[\s,;:|/)）】〕\]、。<>(（]|来源|出处|发表|发布|发帖|时间|日期|编辑|责|摄|报道|点击|浏览|阅读|评论|回复|字|出自|类|于))"
_LABELLED = re.compile(
    rf"(?:作\s*者|文章作者|撰\s*文|撰\s*稿|发布者|发布人|发表者|发帖人|发贴人|楼主|博主|文字|著者|编著|文)\s*[:/]\s*(?P<name>{_NAME}){_END}",
    re.I,
)
_POSTED = re.compile(
    rf"(?:^|[\s|])(?P<name>{_NAME})\s*(?:发表于|发布于|发表|写于|于\s*20\d\d.{{0,20}}(?:发表|发布)|@\s*20\d\d|posted)",
    re.I,
)
_BY = re.compile(rf"(?:posted by|^by|written by)\s*:?\s*(?P<name>{_NAME}){_END}", re.I)
_REPORTER = re.compile(
    r"(?:本报|本刊|本网|特约|实习|首席|[\u3400-\u9fff]{0,6})?记者\s*:?\s*(?P<name>[\u3400-\u9fff]{2,4}(?:[\s、,][\u3400-\u9fff]{2,4}(?![\u3400-\u9fff])){0,4})"
    r"\s*(?:$|[/)）〕】]|报道|综合|专访|电|讯|摄影报道|通讯员|实习生|\s)"
)
_NOBODY = re.compile(
    r"^(?:佚名|未知|不详|匿名|管理员|网络|本站|admin|administrator|编辑|记者|来源|小编|原创|转载|发表|文章|作者|网友|none|null|互联网|转帖|.*?(?:网|網|频道|编辑部|新闻|日报|晚报|在线|论坛|公司))$",
    re.I,
)
_NEAR = 14  # blocks round the top of the text in which a byline stands


def author(view: View, head: Head) -> Evidence | None:
    """Return the author, several parted by a space; None where nobody is named."""
    for found in (*_labelled(view), *_said(head), *_reporters(view)):
        return found
    return None


def _labelled(view: View) -> Iterator[Evidence]:
    places = sorted(range(len(view.lines)), key=lambda i: _distance(view, i))
    for pattern in (_LABELLED, _BY, _POSTED):
        for i in places:
            if _distance(view, i) > _NEAR or len(view.lines[i]) > 120:
                continue
            if (match := pattern.search(view.lines[i])) and (name := _name(view, i, match)):
                yield Evidence("author", name, "byline", view.spans[i])


def _distance(view: View, i: int) -> int:
    """Return how many blocks away from the place of a byline block `i` stands."""
    start = view.title if 0 <= view.title <= view.top else view.top
    if start <= i <= view.top:
        return 0
    return min(abs(i - start), abs(i - view.top), 3 + abs(i - view.end))


def _said(head: Head) -> Iterator[Evidence]:
    data = [s for path, s in head.data if path.lower().endswith(_DATA)]
    for said in (*(head.metas[name] for name in _METAS if name in head.metas), *data):
        name = said.value.strip()
        if name and len(name) <= 30 and not _NOBODY.match(name) and "://" not in name:
            yield Evidence("author", name, said.name, said.span)


def _reporters(view: View) -> Iterator[Evidence]:
    for i in (
        *range(max(view.title, view.top - _NEAR, 0), min(view.top + 2, len(view.lines))),
        view.end - 1,
        view.end,
    ):
        if not 0 <= i < len(view.lines):
            continue
        line = view.lines[i]
        for part in (0, max(0, len(line) - 40)):
            match = _REPORTER.search(line, part, part + 60)
            if match and (name := _name(view, i, match)):
                yield Evidence("author", name, "byline", view.spans[i])


def _name(view: View, i: int, match: re.Match[str]) -> str:
    """Return a name as it stands in the page, "" where it is nobody's."""
    start, end = match.span("name")
    same = len(view.texts[i]) == len(view.lines[i])
    name = (view.texts[i][start:end] if same else match["name"]).strip(" .·-_")
    return "" if _NOBODY.match(name) or len(name) < 2 else name

"""Find who wrote a page."""

import re
from collections.abc import Iterator
from itertools import chain, groupby

from jiaokan.stages.extract.facts.html_evidence import Evidence, View
from jiaokan.stages.extract.html.page_head import Head, Said

_METAS = ("author", "article:author", "og:article:author", "byl", "dc.creator", "parsely-author")
_DATA = ("author.name", "creator.name", "author")
_NAME = r"[\u3400-\u9fffA-Za-z][\u3400-\u9fff·•&A-Za-z .0-9_-]{0,24}?"
_END = (
    r"(?=\s*(?:$|[\s,;:|/)）【】〕\]、。<>(〓]|来源|出处|发表|发布|发帖|张贴|时间|日期|编辑|"
    r"责|摄|报道|点击|浏览|阅读|评论|回复|字|出自|类|于))"
)
_LABEL = (
    r"(?:作\s*者|撰\s*文|撰\s*稿|发布者|发布人|发表者|发帖人|发贴人|楼主|博主|著者|编著|供稿|"
    r"(?<![\u3400-\u9fff])文字?|"
    r"(?<![\u3400-\u9fff])by)"
)
_LABELLED = re.compile(rf"{_LABEL}\s*[:/|]\s*(?P<name>{_NAME}){_END}", re.I)
# what stands behind a name after a comma or a space: one more, or what no name is
_MORE = re.compile(
    r"(?:\s*[、,&]\s*|\s+)([\u3400-\u9fff]{2,3})(?=\s*(?:$|[、,&|)]|\s|来源|时间|日期|发布|编辑))"
)
_NO_NAME = re.compile(
    r"来源|责任|编辑|责编|记者|通讯|实习|时间|日期|发布|发表|点击|浏览|阅读|评论|摄影|摄|图片?|文$|字号|字体|"
    r"综合|报道|专访|首页|正文|原创|转载|[省市县区]$|北京|上海|天津|重庆|台北|台中|台南|高雄|香港|澳门|今天|昨天"
)
_SIGNED = re.compile(rf"(?:(?<![\u3400-\u9fff])由|posted by|written by|\bby)\s+(?P<name>{_NAME}){_END}", re.I)
_POSTED = re.compile(
    rf"(?:^|[\s|])由?\s*(?P<name>{_NAME})\s*(?:发表于|发布于|写于|张贴于?|@\s*20\d\d|"
    rf"于\s*20\d\d.{{0,20}}(?:发表|发布)|posted)",
    re.I,
)
_REPORTER = re.compile(
    r"(?:记者|通讯员|实习生|特约撰稿人?)\s*:?\s*(?P<name>[\u3400-\u9fff]{2,4}"
    r"(?:[\s、,]+(?!通讯|实习|记者|报道|摄影|综合|文|[台新][北中南东竹]|高雄|嘉义|桃园|花莲|"
    r"屏东|基隆|香港|北京|上海)[\u3400-\u9fff]{2,4}(?![\u3400-\u9fff])){0,4})"
    r"\s*(?:$|[/)）〕】╱]|报道|综合|专访|电|讯|摄影|摄|通讯员|实习生|\s)"
)
_ISSUED = re.compile(
    r"(?:(?:发文|制发|发布)(?:机关|单位|机构)|印发机关)\s*:\s*(?P<name>[\u3400-\u9fff]{3,20})(?=\s|$)"
)
_SOURCE = re.compile(r"来源\s*:\s*(?P<name>[\u3400-\u9fff]{2,3})\s*$")
_NOBODY = re.compile(
    r"^(?:佚名|未知|不详|匿名.*|管理员|网络|本站|admin(?:istrator)?|编辑|记者|见习|实习.*|"
    r"通讯员|来源|小编|原创|转载|转帖|发表|欢迎|文章|倒序.*|正序.*|最新推荐.*|"
    r"作者|网友|已有.*|我要|null|none|互联网|.*(?:网|網|报|報|社|资料图|频道|頻道|编辑部|新闻|"
    r"新聞|在线|论坛|公司|科技|网站)|"
    r"[A-Za-z]*[_-]?\d+|.*(?:\.com|\.cn|www\.).*|(?:dede|php|empire)cms|织梦.*|discuz.*|wordpress|root|system|"
    r"webmaster|editor)$",
    re.I,
)
_TITLES = re.compile(
    r"^(?:(?:本报|本刊|本网|特约|实习|见习)?(?:记者|通讯员|记者站)|記者|本報記者)\s*|\s*(?:摄|"
    r"攝|报道|報導)$|\s+文$"
)
_TELLS = re.compile(r"[\u3400-\u9fff]*[的是了在和与說说][\u3400-\u9fff]*")  # words of a sentence
_LONGEST_PLAIN = 5  # Han of a name that holds such a word
_TAG = re.compile(r"<[^>]*>")
_LONG = 120  # code points of a byline at most
_LONGEST_NAME = 16  # code points of a name in the head: more is a sentence
_AT_END = 60  # code points at an end of a line that name its reporter
_NEAR = 14  # blocks round the top of the text in which a byline stands


def author(view: View, head: Head) -> Evidence | None:
    """Return the author, several parted by a space; None where nobody is named."""
    return next(chain(_labelled(view), _said(head), _named(head), _reporters(view), _issued(view)), None)


def _labelled(view: View) -> Iterator[Evidence]:
    """Yield who is named as author near the top or the end of the text, the nearest first."""
    near = [(by, i) for i in range(len(view.lines)) if (by := _distance(view, i)) <= _NEAR]
    for _, i in sorted(near):
        if len(view.lines[i]) > _LONG:
            continue
        for pattern in (_LABELLED, _SIGNED, _POSTED, _SOURCE):
            if (match := pattern.search(view.lines[i])) and (name := _name(view, i, match)):
                more = _others(view, i, match.end("name")) if pattern is _LABELLED else []
                yield Evidence("author", " ".join([name, *more]), "byline", view.spans[i])


def _others(view: View, i: int, at: int) -> list[str]:
    """Return the other names that stand right behind one."""
    line, text = view.lines[i], view.texts[i]
    found = []
    while (match := _MORE.match(line, at)) and not (_NO_NAME.search(match[1]) or _NOBODY.match(match[1])):
        found.append(text[match.start(1) : match.end(1)] if len(text) == len(line) else match[1])
        at = match.end()
    return found


def _issued(view: View) -> Iterator[Evidence]:
    """Yield the office that a document of state names as its own."""
    for i, line in enumerate(view.lines):
        if len(line) <= _LONG and (match := _ISSUED.search(line)):
            same = len(view.texts[i]) == len(line)
            name = view.texts[i][slice(*match.span("name"))] if same else match["name"]
            yield Evidence("author", name, "byline", view.spans[i])


def _distance(view: View, i: int) -> int:
    """Return how many blocks away from the place of a byline block `i` stands."""
    start = view.title if 0 <= view.title <= view.top else view.top
    if start <= i <= view.top:
        return 0
    return min(abs(i - start), abs(i - view.top), 3 + abs(i - view.end))


def _said(head: Head) -> Iterator[Evidence]:
    data = [s for path, s in head.data if path.lower().endswith(_DATA)]
    for said in (head.metas[name] for name in _METAS if name in head.metas):
        if name := _plain(said):
            yield Evidence("author", name, said.name, said.span)
    for source, group in groupby(data, key=lambda said: (said.name, said.span)):
        if names := dict.fromkeys(name for said in group if (name := _plain(said))):
            yield Evidence("author", " ".join(names), *source)


def _named(head: Head) -> Iterator[Evidence]:
    """Yield who is named by an element whose class says that it names the author."""
    for said in head.names:
        if said.name == "author" and (name := _plain(said)) and len(name) > 1 and not _NO_NAME.search(name):
            yield Evidence("author", name, "author element", said.span)


def _plain(said: Said) -> str:
    """Return the name that the head says, "" where it is nobody's."""
    name = _TAG.sub("", said.value).strip()
    return name if len(name) <= _LONGEST_NAME and not _NOBODY.match(name) and "://" not in name else ""


def _reporters(view: View) -> Iterator[Evidence]:
    """Yield the reporters named at the two ends of the lines of the text and of those round it."""
    for i in range(max(view.title, view.top - _NEAR, 0), min(view.end + 2, len(view.lines))):
        line = view.lines[i]
        for part in (0, max(0, len(line) - _AT_END)):
            match = _REPORTER.search(line, part, part + _AT_END)
            if match and (name := _name(view, i, match)):
                yield Evidence("author", name, "byline", view.spans[i])


def _name(view: View, i: int, match: re.Match[str]) -> str:
    """Return a name as it stands in the page, "" where it is nobody's."""
    start, end = match.span("name")
    same = len(view.texts[i]) == len(view.lines[i])
    name = _TITLES.sub("", view.texts[i][start:end] if same else match["name"]).strip(" .·-_")
    told = len(name) > _LONGEST_PLAIN and _TELLS.fullmatch(name)
    return "" if len(name) < 2 or told or _NOBODY.match(name) else name

"""Who published it, who wrote it, who edited it, and when: the labelled parts of a byline."""

import re
from collections.abc import Iterator

from pipeline.document import Fact
from pipeline.stages.annotate.dates import DATE, iso
from pipeline.stages.annotate.page import Line, Page

# what a byline calls each field, longest names first; the view is Simplified and half width
LABELS = {
    "source": "文章来源|信息来源|新闻来源|资料来源|内容来源|来源|稿源|来自|出处|转载自|摘自",
    "author": "文章作者|本文作者|作者|发布者|发布人|发表者|投稿人|撰稿人|撰稿|撰文|供稿"
    "|特约记者|本报记者|见习记者|记者|通讯员|文",
    "editor": "责任编辑|本文编辑|网络编辑|值班编辑|责编|编辑|编审|审校",
    "url": "本文链接|原文链接|原文地址|本文地址|文章链接|文章地址|来源链接|转载地址|本页地址|网址",
    "published": "发布时间|发布日期|发表时间|发表日期|更新时间|更新日期|上传时间|成文日期|发文日期|时间|日期",
}
_ANY = "|".join(LABELS.values()) + "|评论|阅读|浏览|点击|人气|查看|字体|字号|分类|标签|关键词"
# a value ends at a blank, a separator, a closing bracket, or the next label
_VALUE = (
    rf"(?P<value>(?:(?!(?:{_ANY})\s?:)[^\s|)\]】>;,。])+(?:[、,](?:(?!(?:{_ANY})\s?:)[^\s|)\]】>;。])+)*)"
)
_BEFORE = r"(?:^|(?<=[\s|(\[【>·]))[(\[【]?"
_PATTERNS = {
    field: re.compile(rf"{_BEFORE}(?P<label>{labels})\s?:\s?{_VALUE}")
    for field, labels in LABELS.items()
    if field not in ("url", "published")
}
_URL = re.compile(rf"(?:{LABELS['url']})\s?:\s?(?P<value>https?://[\w./?=&%#~:+-]+)")
_TIME = re.compile(rf"(?:{LABELS['published']})\s?:\s?{DATE}")
_BARE_TIME = re.compile(DATE)

# a line that the strip stage left must look like a byline: short, and labelled near its start
BYLINE_LENGTH = 120


def byline(page: Page) -> Iterator[Fact]:
    """Yield what the page's bylines say, those that were stripped before those that were not."""
    lines = [line for line in page.lines if line.stripped]
    lines += [line for line in page.lines if not line.stripped and len(line.text) <= BYLINE_LENGTH]
    for field, pattern in _PATTERNS.items():
        for line in lines:
            for match in pattern.finditer(line.text):
                if line.stripped or match.start() < 2:
                    yield page.fact(field, line, match, "value")
    for line in page.lines:
        for match in _URL.finditer(line.text):
            yield page.fact("url", line, match, "value")
    yield from _published(page, lines)


def _published(page: Page, lines: list[Line]) -> Iterator[Fact]:
    """Yield the labelled times, then the bare ones in lines that were stripped."""
    stripped = [line for line in lines if line.stripped]
    for pattern, among in ((_TIME, lines), (_BARE_TIME, stripped)):
        for line in among:
            for match in pattern.finditer(line.text):
                if value := iso(match):
                    yield page.fact("published", line, match, "date", value)

"""Who published it, who wrote it, who edited it, and when: what bylines say, with labels and without."""

import re
from collections.abc import Iterator
from itertools import pairwise

from jiaokan.core.document import Fact
from jiaokan.stages.annotate.dates import DATE_PATTERN, format_iso_time
from jiaokan.stages.annotate.page import SourceLine, SourcePage

# what a byline calls each field, longest names first; the view is Simplified and half width
FIELD_LABELS = {
    "source": "文章来源|信息来源|新闻来源|资料来源|内容来源|来源|稿源|来自|出处|转载自|摘自",
    "author": "文章作者|本文作者|作者|发布者|发布人|发表者|投稿人|撰稿人|撰稿|撰文|供稿"
    "|特约记者|本报记者|见习记者|记者|通讯员|文",
    "editor": "责任编辑|本文编辑|网络编辑|值班编辑|责编|编辑|编审|审校",
    "url": "本文链接|原文链接|原文地址|本文地址|文章链接|文章地址|来源链接|转载地址|本页地址|网址",
    "published": "发布时间|发布日期|发表时间|发表日期|更新时间|更新日期|上传时间|成文日期|发文日期|时间|日期",
}
_ANY_LABEL = "|".join(FIELD_LABELS.values()) + "|评论|阅读|浏览|点击|人气|查看|字体|字号|分类|标签|关键词"
# a value ends at a blank, a separator, a closing bracket, or the next label
_NO_LABEL_AHEAD = rf"(?!(?:{_ANY_LABEL})\s?:)"
_LABEL_VALUE = (
    rf"(?P<value>(?:{_NO_LABEL_AHEAD}[^\s|)\]】>;,。])+(?:[、,](?:{_NO_LABEL_AHEAD}[^\s|)\]】>;。])+)*)"
)
_LABEL_START = r"(?:^|(?<=[\s|(\[【>·]))[(\[【]?"
_LABELLED_FIELDS = ("source", "author", "editor")
_LABELLED_VALUES = {
    f: re.compile(rf"{_LABEL_START}(?P<label>{FIELD_LABELS[f]})\s?[:|]\s?{_LABEL_VALUE}")
    for f in _LABELLED_FIELDS
}
# a label alone on its line, whose value is the next line
_LONE_LABELS = {f: re.compile(rf"\s*[(\[【]?(?:{FIELD_LABELS[f]})\s?:\s*") for f in _LABELLED_FIELDS}
_LONE_VALUE = re.compile(r"\s*(?P<value>[^\s:。,;|]{2,16})[)\]】]?\s*")
_LABELLED_URL = re.compile(rf"(?:{FIELD_LABELS['url']})\s?:\s?(?P<value>https?://[\w./?=&%#~:+-]+)")
_LABELLED_TIME = re.compile(rf"(?:{FIELD_LABELS['published']})\s?:\s?{DATE_PATTERN}")
_BARE_TIME = re.compile(DATE_PATTERN)
_PERSON_NAMES = r"(?P<value>[\u4e00-\u9fff·]{2,4}(?:、[\u4e00-\u9fff·]{2,4}){0,4})"
# (葉家銘／台北報導) and 記者林悅／南市報導 anywhere, 記者張三 at an end
_REPORT_CREDIT = re.compile(
    rf"(?:(?:^|[(【。]|\s)记者\s?{_PERSON_NAMES}|[(【]{_PERSON_NAMES.replace('value', 'alone')})"
    r"\s?/\s?\S{2,6}报[导道]"
)
_REPORTER_AT_END = re.compile(rf"(?:^|[。!?”)]\s*)(?:本报|特约|见习)?记者\s?{_PERSON_NAMES}\s*$")
# an unlabelled source on the line before or after the time
_OUTLET_NAME = re.compile(r"\s*(?P<value>[^\s:。,;|>]{1,9}(?:网|报|社|台|站|刊|在线|新闻|财经))\s*")
_AGENCY_AT_END = re.compile(r"\((?P<value>[\u4e00-\u9fff]{1,4}社)\)\s*$")
_NO_NAME = re.compile("未知|佚名|匿名|不详|网络|无")

# a line that the strip stage left must look like a byline: short, and labelled near its start
MAX_BYLINE_CHARS = 120
SIGNATURE_CHARS = 60  # code points at the end of a line of the article in which it is signed


def find_byline_facts(page: SourcePage) -> Iterator[Fact]:
    """Yield what the page's bylines say, those that were stripped before those that were not."""
    lines = [line for line in page.lines if line.is_stripped]
    lines += [line for line in page.lines if not line.is_stripped and len(line.text) <= MAX_BYLINE_CHARS]
    for field in _LABELLED_FIELDS:
        yield from (
            fact for fact in _find_labelled_values(page, lines, field) if not _NO_NAME.fullmatch(fact.value)
        )
        yield from (
            fact for fact in _find_values_below_labels(page, field) if not _NO_NAME.fullmatch(fact.value)
        )
    for line in page.lines:
        for match in _LABELLED_URL.finditer(line.text):
            yield page.make_fact("url", line, match, "value")
    yield from _find_unlabelled_signers(page)
    yield from _find_publication_times(page, lines)


def _find_labelled_values(page: SourcePage, lines: list[SourceLine], field: str) -> Iterator[Fact]:
    for line in lines:
        for match in _LABELLED_VALUES[field].finditer(line.text):
            if line.is_stripped or match.start() < 2:
                yield page.make_fact(field, line, match, "value")


def _find_values_below_labels(page: SourcePage, field: str) -> Iterator[Fact]:
    """Yield a value whose label stands alone on the line above."""
    for label, line in pairwise(page.lines):
        alone = label.is_stripped and _LONE_LABELS[field].fullmatch(label.text)
        if alone and (match := _LONE_VALUE.fullmatch(line.text)):
            yield page.make_fact(field, line, match, "value")


def _find_unlabelled_signers(page: SourcePage) -> Iterator[Fact]:
    """Yield who signed without a label: a reporter, a news agency, an outlet beside the time."""
    for line in page.lines:
        match = _REPORT_CREDIT.search(line.text) if "报" in line.text else None
        if match := match or _REPORTER_AT_END.search(line.text, max(0, len(line.text) - SIGNATURE_CHARS)):
            named = match.groupdict()
            yield page.make_fact("author", line, match, "value" if named["value"] else "alone")
        if match := _AGENCY_AT_END.search(line.text, max(0, len(line.text) - SIGNATURE_CHARS)):
            yield page.make_fact("source", line, match, "value")
    for one, other in pairwise(page.lines):
        for time, line in ((one, other), (other, one)):
            near = line.is_stripped and len(time.text) < SIGNATURE_CHARS and _BARE_TIME.search(time.text)
            if near and (match := _OUTLET_NAME.fullmatch(line.text)):
                yield page.make_fact("source", line, match, "value")


def _find_publication_times(page: SourcePage, lines: list[SourceLine]) -> Iterator[Fact]:
    """Yield the labelled times, then the bare ones in stripped lines, the precise and the near first."""
    place = {line.start: number for number, line in enumerate(page.lines)}
    title = next((n for n, line in enumerate(page.lines) if page.title and page.title in line.text), 0)
    for pattern, among in (
        (_LABELLED_TIME, lines),
        (_BARE_TIME, [line for line in lines if line.is_stripped]),
    ):
        found = [
            (line, match, format_iso_time(match)) for line in among for match in pattern.finditer(line.text)
        ]
        found = [item for item in found if item[2]]
        for line, match, value in sorted(
            found, key=lambda f: (len(f[2]) < 16, abs(place[f[0].start] - title))
        ):
            yield page.make_fact("published", line, match, "date", value)

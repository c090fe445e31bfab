"""What is said of the site: its name, the file it shares, its keywords, the page's address."""

import json
import re
from collections.abc import Iterator

from jiaokan.core.document import Document, Fact
from jiaokan.stages.annotate.dates import find_dates_in_url
from jiaokan.stages.annotate.page import SourcePage

# 《NAME.docx》由会员分享,… 《NAME.docx(5页珍藏版)》请在SITE - slogan上搜索
_SHARED_FILE = re.compile(
    r"《(?P<file>[^《》]+?\.(?:docx?|pdf|pptx?|xlsx?|txt|wps))(?:\((?P<pages>\d+)页[^)]*\))?》"
)
_PAGE_COUNT = re.compile(r"\((?P<pages>\d{1,5})页(?:珍藏版|\))")
_SEARCH_HINT = re.compile(r"请在(?P<site>[^\s,。上]{2,20}?)(?:\s?[-—–|_].*?)?(?:网站)?上?搜索")
# NAME—slogan before the title; NAME by itself only where the page says it again
_SITE_BANNER = re.compile(
    r"\s*(?P<site>[^\s,。:|>]{1,10}?(?:网|在线|论坛|社区|日报|晚报|早报|热线|之家|之窗|资讯|门户))(?=[—_|-])"
)
_SITE_NAME_AT_END = re.compile(r"\s*(?P<site>[^\s,。:|>]{2,9}(?:网|在线|日报|晚报|早报|论坛|热线))\s*$")
_NO_SITE_NAME = re.compile("互联网|局域网|物联网|官网|本网|全网")
_KEYWORD_LIST = re.compile(
    r"^\s*[【\[]?(?:推荐访问|本文关键词|相关关键词|热门关键词|文章关键词|关键词|关键字|文章标签|本文标签|标签|tags?|TAGS?|Tags?)[】\]]?"
    r"\s?:\s?(?P<value>\S.*)"
)


def find_shared_file(page: SourcePage) -> Iterator[Fact]:
    """Yield the file name and the number of pages that a document-sharing site states."""
    for line in (line for line in page.lines if line.is_stripped):
        if match := _SHARED_FILE.search(line.text):
            start, end = match.span("file")
            span = page.view.map_back(line.start + start, line.start + end)
            yield Fact("file_name", span.slice_text(page.raw), span)
        if match := _PAGE_COUNT.search(line.text):
            yield page.make_fact("pages", line, match, "pages")


def find_site(page: SourcePage) -> Iterator[Fact]:
    """Yield the site's name, from its own notice or from the banner before the title."""
    for line in (line for line in page.lines if line.is_stripped):
        if (match := _SEARCH_HINT.search(line.text)) or (
            line.is_before_title and (match := _SITE_BANNER.match(line.text))
        ):
            yield page.make_fact("site", line, match, "site")
    for line in (line for line in page.lines if line.is_stripped and line.is_before_title):
        match = _SITE_NAME_AT_END.match(line.text)
        if match and page.view.text.count(match["site"]) > 1 and not _NO_SITE_NAME.fullmatch(match["site"]):
            yield page.make_fact("site", line, match, "site")


def find_keywords(page: SourcePage) -> Iterator[Fact]:
    """Yield the page's own keywords; one that only repeats the title is none."""
    for line in (line for line in page.lines if line.is_stripped):
        if match := _KEYWORD_LIST.match(line.text):
            words = [word for word in re.split(r"[\s,、;|/]+", match["value"]) if word]
            kept = [word for word in words if not (len(word) > 4 and word in page.title)] or words
            yield page.make_fact("keywords", line, match, "value", "\n".join(kept))


def read_record_url(document: Document) -> Iterator[Fact]:
    """Yield the address that came in with the record, and the day that it names."""
    fields = json.loads(document.origin.fields) if document.origin.fields else {}
    url = fields.get("url")
    if isinstance(url, str):
        yield Fact("url", url)
        yield from (Fact("published", value) for value in find_dates_in_url(url))

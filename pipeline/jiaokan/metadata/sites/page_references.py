"""Find the address, the keywords, the shared file and the number that a page states of itself."""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.byline_labels import ADDRESS_LABELS
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.document_number_forms import find_document_numbers
from jiaokan.metadata.html_head import HeadValue, HtmlHead
from jiaokan.metadata.page_lines import PageLine, PageLines

HEAD, BYLINE = 1, 2  # ranks of evidence
_KEYWORD_METAS = ("keywords", "news_keywords", "article:tag")
_KEYWORD_SEPARATOR = re.compile(r"\s*[,，、;；|]\s*")
MAX_HEAD_KEYWORDS = 12  # a longer list of the head is written for search engines
MAX_KEYWORD_CHARS = 20
_ADDRESS = re.compile(r"https?://\S+")
_LABELLED_ADDRESS = re.compile(rf"(?:{ADDRESS_LABELS})\s?:\s?(?P<value>https?://[\w./?=&%#~:+-]+)")
# 《NAME.docx》由会员分享,… 《NAME.docx(5页珍藏版)》请在SITE - slogan上搜索
_SHARED_FILE = re.compile(
    r"《(?P<value>[^《》]+?\.(?:docx?|pdf|pptx?|xlsx?|txt|wps))(?:\((?P<pages>\d+)页[^)]*\))?》"
)
_PAGE_COUNT = re.compile(r"\((?P<value>\d{1,5})页(?:珍藏版|\))")
_KEYWORD_LIST = re.compile(
    r"^\s*[【\[]?(?:推荐访问|本文关键词|相关关键词|热门关键词|文章关键词|关键词|关键字|文章标签|本文标签|标签|tags?)[】\]]?"
    r"\s?:\s?(?P<value>\S.*)",
    re.I,
)
_NUMBER_LABEL = re.compile(r"(?:发文字号|发文文号|文\s{0,3}号|文件编号)\s{0,4}:\s{0,16}$")
_NUMBER_BEFORE = compile_on_use(r"(?:^|[^\u4e00-\u9fff])$")  # what stands before a number of the page itself
_NUMBER_BEHIND = re.compile(r"$|[\s)】。]")
MAX_NUMBER_LINE_CHARS = 40  # code points of a line above the text that holds the number of the page
MAX_NUMBER_DISTANCE = 3  # lines between it and the place of a byline


def find_address(page: PageLines, head: HtmlHead) -> Iterator[Candidate]:
    """Yield the address of the page or of its original."""
    for stated in (head.links.get("canonical"), head.metas.get("og:url")):
        if stated and _ADDRESS.fullmatch(stated.value):
            yield _from_head("url", stated)
    for line in map(page.lines.__getitem__, page.index.find_lines("http")):
        for match in _LABELLED_ADDRESS.finditer(line.text):
            yield _make_candidate("url", line, match)


def find_keywords(page: PageLines, head: HtmlHead) -> Iterator[Candidate]:
    """Yield the page's own keywords, joined by line feeds; one that only repeats the title is none."""
    for name in _KEYWORD_METAS:
        if name in head.metas and (words := _split_keywords(head.metas[name].value)):
            yield Candidate("keywords", "\n".join(words), f"meta {name}", head.metas[name].span, HEAD)
    title = page.lines[page.title].text if page.title >= 0 else ""
    for _, line in _list_stripped(page, ":"):
        if match := _KEYWORD_LIST.match(line.text):
            spelled = line.spell(*match.span("value"))
            words = [word for word in re.split(r"[\s,，、;；|/]+", spelled) if word]
            kept = [word for word in words if not (len(word) > 4 and word in title)] or words
            span = line.find_span(*match.span("value"))
            yield Candidate("keywords", "\n".join(kept), "byline", span, BYLINE)


def find_shared_file(page: PageLines) -> Iterator[Candidate]:
    """Yield the file name and the number of pages that a document-sharing site states."""
    for _, line in _list_stripped(page, "《", "页"):
        if match := _SHARED_FILE.search(line.text):
            yield _make_candidate("file_name", line, match)
        if match := _PAGE_COUNT.search(line.text):
            yield _make_candidate("pages", line, match)


def find_document_number(page: PageLines) -> Iterator[Candidate]:
    """Yield the number of an official document that stands above its text: 国发〔2020〕5号."""
    for i in page.index.find_lines("号"):
        line = page.lines[i]
        for number in find_document_numbers(line.text):
            before = line.text[: number.start]
            is_above = (
                page.measure_distance(i) <= MAX_NUMBER_DISTANCE and len(line.text) <= MAX_NUMBER_LINE_CHARS
            )
            is_apart = _NUMBER_BEFORE.search(before) and _NUMBER_BEHIND.match(line.text, number.end)
            if _NUMBER_LABEL.search(before) or (is_above and is_apart):
                span = (number.start, number.end)
                value = line.spell(*span).strip()
                yield Candidate("document_number", value, "byline", line.find_span(*span), BYLINE)


def _list_stripped(page: PageLines, *literals: str) -> Iterator[tuple[int, PageLine]]:
    """Yield the lines outside the article that hold one of the literals, each with its number."""
    return ((i, line) for i in page.index.find_lines(*literals) if not (line := page.lines[i]).is_kept)


def _from_head(field: str, stated: HeadValue) -> Candidate:
    return Candidate(field, stated.value, stated.name, stated.span, HEAD)


def _make_candidate(field: str, line: PageLine, match: re.Match[str]) -> Candidate:
    span = match.span("value")
    return Candidate(field, line.spell(*span).strip(), "byline", line.find_span(*span), BYLINE)


def _split_keywords(value: str) -> list[str]:
    """Return the keywords of a list; none where they are too many, or one is too long to be a keyword.

    >>> _split_keywords("图书馆，新馆, 阅读")
    ['图书馆', '新馆', '阅读']
    """
    words = list(dict.fromkeys(word for word in _KEYWORD_SEPARATOR.split(value.strip()) if word))
    fits = len(words) <= MAX_HEAD_KEYWORDS and all(len(word) <= MAX_KEYWORD_CHARS for word in words)
    return words if fits else []

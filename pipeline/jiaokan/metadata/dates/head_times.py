"""Read the times that the head, the elements and the scripts of a page of HTML state."""

import re
from collections.abc import Iterator

from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.date_forms import parse_stated_date
from jiaokan.metadata.html_head import HeadValue, HtmlHead, list_article_data
from jiaokan.metadata.page_lines import PageLines

HEAD, ELEMENT, SCRIPT = 1, 2, 3  # ranks of evidence of a time
MAX_TIME_REACH = 3000  # code points between the top of the article and the element that states its time
_PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "pubdate", "publishdate", "publish_date", "publication_date", "pub_date", "publish-date",
    "apub:time", "weibo:article:create_at", "bytedance:published_time", "dc.date.issued",
    "dcterms.issued", "dc.date", "date", "og:release_date", "sailthru.date", "article.published",
    "og:time", "_pubtime", "filetime", "createdate", "maketime",
)  # fmt: skip
_UPDATED_METAS = (
    "article:modified_time", "og:updated_time", "datemodified", "bytedance:updated_time", "dcterms.modified",
    "last-modified", "weibo:article:update_at", "apub:update",
)  # fmt: skip
_PUBLISHED_DATA = (
    "datepublished",
    "datecreated",
    "uploaddate",
    "pubdate",
    "publishtime",
    "ptime",
    "pub_time",
)
_UPDATED_DATA = ("datemodified", "dateupdated", "updatetime")
# what scripts of WeChat and other pages call the time of publication
_IN_SCRIPT = re.compile(
    r"""
    \b(?:publish_time|publishTime|ori_create_time|createTime|ct)["']?\s*[=:]\s*
    ["'](
      1\d{9}                                                        # 1546300800, seconds since 1970
      |20\d\d-[01]\d-[0-3]\d[^"'\n]{0,15}                           # 2019-01-01 08:00
    )["']
    """,
    re.VERBOSE,
)


def find_published_in_head(page: PageLines, head: HtmlHead) -> Iterator[Candidate]:
    """Yield the times of publication of metas and data, of the nearest element, and of scripts."""
    yield from _find_in_head("published", head, (_PUBLISHED_METAS, _PUBLISHED_DATA))
    yield from _find_nearest_element(page, head)
    for script in head.scripts:
        if match := _IN_SCRIPT.search(script.value):
            yield from _read_stated("published", HeadValue(match[1], "script", script.span), SCRIPT)


def find_updated_in_head(head: HtmlHead) -> Iterator[Candidate]:
    """Yield the times of the last change of metas and data."""
    yield from _find_in_head("updated", head, (_UPDATED_METAS, _UPDATED_DATA))


def _find_in_head(
    field: str, head: HtmlHead, names: tuple[tuple[str, ...], tuple[str, ...]]
) -> Iterator[Candidate]:
    metas, data_names = names
    for stated in (head.metas[name] for name in metas if name in head.metas):
        yield from _read_stated(field, stated, HEAD)
    for path, stated in list_article_data(head):
        if path.rsplit(".", 1)[-1].lower() in data_names:
            yield from _read_stated(field, stated, HEAD)


def _read_stated(field: str, stated: HeadValue, rank: int) -> Iterator[Candidate]:
    if value := parse_stated_date(stated.value):
        yield Candidate(field, value, stated.name, stated.span, rank)


def _find_nearest_element(page: PageLines, head: HtmlHead) -> Iterator[Candidate]:
    """Yield what the `time` element nearest to the top of the article states."""
    if not head.times:
        return
    at = page.title if page.title >= 0 else page.top
    top = page.lines[at].span.start if page.lines else 0
    nearest = min(head.times, key=lambda time: abs(time.span.start - top))
    if abs(nearest.span.start - top) <= MAX_TIME_REACH:
        yield from _read_stated("published", nearest, ELEMENT)

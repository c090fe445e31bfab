"""Find the authors that the head and the named elements of a page of HTML state."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.authors.labelled_names import NO_NEXT_NAME
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.html_head import HeadValue, HtmlHead, list_article_data
from jiaokan.metadata.name_forms import is_nobody
from jiaokan.metadata.page_lines import PageLines
from jiaokan.text.normalized_view import normalize_chars

MAX_HEAD_NAME_CHARS = 16  # code points of a name in the head: more is a sentence
MAX_NAME_VALUE_CHARS = 2000  # code points of a value of the head that holds a name and its tags
MAX_ELEMENT_DISTANCE = 8  # lines between the place of a byline and an element that names the author
HEAD, ELEMENT = 2, 3  # ranks of evidence of an author
_AUTHOR_METAS = ("author", "article:author", "og:article:author", "byl", "dc.creator", "parsely-author")
_AUTHOR_DATA = ("author.name", "creator.name", "author")
_TAG = compile_on_use(r"<[^>]*>")


def find_stated_authors(page: PageLines, head: HtmlHead) -> Iterator[Candidate]:
    """Yield the authors that metas, data scripts and elements with a class for them state."""
    yield from _find_authors_in_head(head)
    starts = [line.span.start for line in page.lines] if head.names else []
    for named in head.names:
        name = _clean_head_name(named)
        is_byline = named.name == "author" and _is_near_text(page, starts, named)
        if is_byline and name and not NO_NEXT_NAME.search(name):
            yield Candidate("author", name, "author element", named.span, ELEMENT)


def _find_authors_in_head(head: HtmlHead) -> Iterator[Candidate]:
    for stated in (head.metas[name] for name in _AUTHOR_METAS if name in head.metas):
        if name := _clean_head_name(stated):
            yield Candidate("author", name, stated.name, stated.span, HEAD)
    offices = {
        value.span
        for path, value in head.data
        if path.lower().endswith("author.@type") and value.value.endswith("Organization")
    }
    data = [
        value
        for path, value in list_article_data(head)
        if path.lower().endswith(_AUTHOR_DATA) and value.span not in offices
    ]
    for (evidence, span), group in groupby(data, key=lambda value: (value.name, value.span)):
        if names := dict.fromkeys(name for value in group if (name := _clean_head_name(value))):
            yield Candidate("author", "、".join(names), evidence, span, HEAD)


def _clean_head_name(stated: HeadValue) -> str:
    """Return the name that the head states, "" where it is nobody's."""
    if len(stated.value) > MAX_NAME_VALUE_CHARS:
        return ""
    name = _TAG.sub("", stated.value).strip()
    is_name = len(name) <= MAX_HEAD_NAME_CHARS and "://" not in name and not is_nobody(normalize_chars(name))
    return name if is_name else ""


def _is_near_text(page: PageLines, starts: Sequence[int], named: HeadValue) -> bool:
    """Tell whether an element stands where a byline is expected, and in no box beside or below the text.

    `starts` are the raw starts of the lines.
    """
    i = max(0, bisect_right(starts, named.span.start) - 1)
    return page.measure_distance(i) <= MAX_ELEMENT_DISTANCE

"""Find the authors that the head and the named elements of a page of HTML state."""

from collections.abc import Iterator
from itertools import groupby

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.authors.labelled_names import NO_NEXT_NAME
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.html_head import HeadValue, HtmlHead
from jiaokan.metadata.name_forms import is_nobody
from jiaokan.text.normalized_view import normalize_chars

MAX_HEAD_NAME_CHARS = 16  # code points of a name in the head: more is a sentence
HEAD, ELEMENT = 2, 3  # ranks of evidence of an author
_AUTHOR_METAS = ("author", "article:author", "og:article:author", "byl", "dc.creator", "parsely-author")
_AUTHOR_DATA = ("author.name", "creator.name", "author")
_TAG = compile_on_use(r"<[^>]*>")


def find_stated_authors(head: HtmlHead) -> Iterator[Candidate]:
    """Yield the authors that metas, data scripts and elements with a class for them state."""
    yield from _find_authors_in_head(head)
    for named in head.names:
        name = _clean_head_name(named)
        if named.name == "author" and name and not NO_NEXT_NAME.search(name):
            yield Candidate("author", name, "author element", named.span, ELEMENT)


def _find_authors_in_head(head: HtmlHead) -> Iterator[Candidate]:
    for stated in (head.metas[name] for name in _AUTHOR_METAS if name in head.metas):
        if name := _clean_head_name(stated):
            yield Candidate("author", name, stated.name, stated.span, HEAD)
    data = [value for path, value in head.data if path.lower().endswith(_AUTHOR_DATA)]
    for (source, span), group in groupby(data, key=lambda value: (value.name, value.span)):
        if names := dict.fromkeys(name for value in group if (name := _clean_head_name(value))):
            yield Candidate("author", "、".join(names), source, span, HEAD)


def _clean_head_name(stated: HeadValue) -> str:
    """Return the name that the head states, "" where it is nobody's."""
    name = _TAG.sub("", stated.value).strip()
    is_name = len(name) <= MAX_HEAD_NAME_CHARS and "://" not in name and not is_nobody(normalize_chars(name))
    return name if is_name else ""

"""Read what the head of a page says of its site: name, address, key words, the account that published it."""

import re
from collections.abc import Iterator

from jiaokan.stages.extract.facts.html_evidence import Evidence
from jiaokan.stages.extract.html.page_head import Head, Said

_SITE_METAS = ("og:site_name", "application-name", "sitename")
_KEYWORD_METAS = ("keywords", "news_keywords", "article:tag")
_SOURCE_METAS = ("contentsource", "mediaid", "source", "og:article:author:source")
_KEYWORD_MARK = re.compile(r"\s*[,，、;；|]\s*")
_MOST_KEYWORDS = 12  # a longer list is written for search engines
_LONGEST = 20  # code points of a key word
_ADDRESS = re.compile(r"https?://\S+")


def site_facts(head: Head) -> Iterator[Evidence]:
    """Yield site, url, key words and source, as far as the head says them."""
    for name in _SITE_METAS:
        if name in head.metas:
            yield _evidence("site", head.metas[name])
            break
    addresses = (head.links.get("canonical"), head.metas.get("og:url"))
    for said in addresses:
        if said and _ADDRESS.fullmatch(said.value):
            yield _evidence("url", said)
            break
    for name in _KEYWORD_METAS:
        if name in head.metas and (words := _keywords(head.metas[name].value)):
            yield Evidence("keywords", "\n".join(words), f"meta {name}", head.metas[name].span)
            break
    sources = [said for said in head.names if said.name == "source"]
    sources += [head.metas[name] for name in _SOURCE_METAS if name in head.metas]
    yield from (_evidence("source", said) for said in sources[:1])


def _evidence(field: str, said: Said) -> Evidence:
    return Evidence(field, said.value, said.name, said.span)


def _keywords(value: str) -> list[str]:
    """Return the key words of a list, none where it is no list of words.

    >>> _keywords("图书馆，新馆, 阅读")
    ['图书馆', '新馆', '阅读']
    """
    words = list(dict.fromkeys(word for word in _KEYWORD_MARK.split(value.strip()) if word))
    fits = len(words) <= _MOST_KEYWORDS and all(len(word) <= _LONGEST for word in words)
    return words if fits else []

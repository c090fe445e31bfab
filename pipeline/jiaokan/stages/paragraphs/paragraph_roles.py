"""The part that each paragraph plays on the page."""

import re
from collections import Counter
from collections.abc import Sequence

from jiaokan.config.schema import Paragraphs
from jiaokan.stages.paragraphs.captions import Page, cued, shown
from jiaokan.stages.paragraphs.headings import headings
from jiaokan.stages.paragraphs.list_markers import COLONS, style
from jiaokan.stages.paragraphs.raw_layout import Origins
from jiaokan.stages.paragraphs.tables_verse_signatures import shapes
from jiaokan.stages.paragraphs.title_paragraph import find_title
from jiaokan.text.normalized_view import fold
from jiaokan.text.verbatim import find_heading_depth, find_verbatim_lines

Role = tuple[str, int]  # name, level

_QUOTE = re.compile("[“「][^“”「」]*(?:[“「][^“”「」]*[”」][^“”「」]*)*[”」][。]?$|>")


def roles(texts: Sequence[str], origins: Origins, settings: Paragraphs) -> list[Role]:
    """Return the role and level of each paragraph."""
    reads = [fold(text) for text in texts]
    named = shapes(texts, reads, settings)
    named |= {at: "code" for at in find_verbatim_lines(texts) if "-|" not in texts[at] or at not in named}
    title = find_title(reads, settings)
    if title is not None and named.get(title, "verse") == "verse":
        named[title] = "title"
    sure = cued(reads, origins.gone, named, settings)
    depths = enumerate(map(find_heading_depth, texts))
    marked = {at: depth for at, depth in depths if depth and at not in named}
    named |= dict.fromkeys(marked, "heading")
    levels = headings(reads, sure.union(named), settings) | marked
    again = frozenset(read for read, count in Counter(reads).items() if count > 1)
    found = shown(Page(reads, levels, named, sure, origins.flush, again, settings))
    named |= dict.fromkeys(levels, "heading") | dict.fromkeys(sorted(sure | found), "caption")
    return [
        (named.get(i) or _plain(reads, i, settings), levels.get(i, 0) * (named.get(i) == "heading"))
        for i in range(len(reads))
    ]


def _plain(reads: Sequence[str], i: int, settings: Paragraphs) -> str:
    """Return the role of a paragraph that nothing sets apart but how it opens and closes."""
    if style(reads[i]):
        return "list_item"
    introduced = i > 0 and reads[i - 1][-1] in COLONS
    if _QUOTE.match(reads[i]) and (introduced or len(reads[i]) >= settings.quote):
        return "quote"
    return "body"

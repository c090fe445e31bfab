"""The part that each paragraph plays on the page."""

import re
from collections import Counter
from collections.abc import Sequence

from jiaokan.config.schema import ParagraphSettings
from jiaokan.stages.paragraphs.captions import CaptionContext, find_explicit_captions, find_inferred_captions
from jiaokan.stages.paragraphs.headings import find_headings
from jiaokan.stages.paragraphs.list_markers import COLONS, find_numbering_style
from jiaokan.stages.paragraphs.raw_layout import RawLayout
from jiaokan.stages.paragraphs.tables_verse_signatures import find_roles_by_shape
from jiaokan.stages.paragraphs.title_paragraph import find_title_paragraph
from jiaokan.text.normalized_view import normalize_chars
from jiaokan.text.verbatim import find_heading_depth, find_verbatim_lines

Role = tuple[str, int]  # name, level

_QUOTATION = re.compile("[“「][^“”「」]*(?:[“「][^“”「」]*[”」][^“”「」]*)*[”」][。]?$|>")


def assign_roles(texts: Sequence[str], origins: RawLayout, settings: ParagraphSettings) -> list[Role]:
    """Return the role and level of each paragraph."""
    reads = [normalize_chars(text) for text in texts]
    named = find_roles_by_shape(texts, reads, settings)
    named |= {at: "code" for at in find_verbatim_lines(texts) if "-|" not in texts[at] or at not in named}
    title = find_title_paragraph(reads, settings)
    if title is not None and named.get(title, "verse") == "verse":
        named[title] = "title"
    sure = find_explicit_captions(reads, origins.removed_lines_above, named, settings)
    depths = enumerate(map(find_heading_depth, texts))
    marked = {at: depth for at, depth in depths if depth and at not in named}
    named |= dict.fromkeys(marked, "heading")
    levels = find_headings(reads, sure.union(named), settings) | marked
    again = frozenset(read for read, count in Counter(reads).items() if count > 1)
    found = find_inferred_captions(
        CaptionContext(reads, levels, named, sure, origins.unindented, again, settings)
    )
    named |= dict.fromkeys(levels, "heading") | dict.fromkeys(sorted(sure | found), "caption")
    return [
        (named.get(i) or _find_plain_role(reads, i, settings), levels.get(i, 0) * (named.get(i) == "heading"))
        for i in range(len(reads))
    ]


def _find_plain_role(reads: Sequence[str], i: int, settings: ParagraphSettings) -> str:
    """Return the role of a paragraph that nothing sets apart but how it opens and closes."""
    if find_numbering_style(reads[i]):
        return "list_item"
    introduced = i > 0 and reads[i - 1][-1] in COLONS
    if _QUOTATION.match(reads[i]) and (introduced or len(reads[i]) >= settings.quote):
        return "quote"
    return "body"

"""Find leftover markup in a text: tags, comments, scripts, broken and escaped ones.

Markup that the text shows as code or names in prose stays. No text of the page is deleted, and tags that end
a line on the page become one line feed.
"""

from jiaokan.core.edits import Edit, apply_edits, make_coverage_test, make_deletion, sort_edits
from jiaokan.core.offsets import OffsetMap
from jiaokan.stages.strip.markup.entities import find_entity_edits, find_escape_edits
from jiaokan.stages.strip.markup.tag_evidence import build_markup_source, find_markup
from jiaokan.stages.strip.markup.tag_removal import find_verbatim_elements, propose_tag_edits
from jiaokan.stages.strip.markup.tag_tokens import find_tokens
from jiaokan.text.verbatim import find_front_matter

__all__ = ["find_markup_edits"]


def find_markup_edits(text: str) -> list[Edit]:
    """Return the edits that remove leftover markup from a text, sorted and without overlap.

    >>> text = "看<b>海</b>&nbsp;<br/><br/>浪很大"
    >>> apply_edits(text, find_markup_edits(text))
    '看海 \\n浪很大'
    """
    front_matter = find_front_matter(text)
    start = front_matter.span.end if front_matter else 0
    edits: list[Edit] = []
    if front_matter:
        why = "what the author of a Markdown file notes of it"
        edits.append(make_deletion(text, front_matter.span, "markup/front-matter", why=why))
    if "<" in text or "&" in text or '="' in text:
        edits.extend(edit._replace(start=edit.start + start) for edit in _find_edits(text[start:]))
    return edits


def _find_edits(text: str) -> list[Edit]:
    """Return the edits of a text without front matter."""
    escapes = find_escape_edits(text)
    decoded, offsets = apply_edits(text, escapes), OffsetMap(escapes)
    tokens = find_tokens(decoded)
    if not tokens:
        return []
    spans = [offsets.map_back(token.span) for token in tokens]
    escaped = frozenset(
        i
        for i, (span, token) in enumerate(zip(spans, tokens, strict=True))
        if text[span.start] != decoded[token.span.start]
    )
    source = build_markup_source(decoded, tokens, escaped)
    placed_tokens = [(spans[i], tokens[i]) for i in find_markup(source)]
    edits = list(propose_tag_edits(text, placed_tokens, find_verbatim_elements(source, spans)))
    is_taken = make_coverage_test(edit.span for edit in edits)
    return list(sort_edits([*edits, *find_entity_edits(text, source, offsets, is_taken, bool(edits))]))

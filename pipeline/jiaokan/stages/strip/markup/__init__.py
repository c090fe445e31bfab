"""Markup that was left in a text: tags, comments, scripts, broken ones and escaped ones.

What the text shows as code, and what it names in prose, stays. No text of the page is taken away, and
tags that end a line on the page become one line feed.
"""

from jiaokan.core.edits import Edit, OffsetMap, apply_edits, make_coverage_test, make_deletion, sort_edits
from jiaokan.stages.strip.markup.entities import find_entity_edits, find_escapes
from jiaokan.stages.strip.markup.tag_evidence import find_markup, read_source
from jiaokan.stages.strip.markup.tag_removal import find_verbatim_elements, take_away
from jiaokan.stages.strip.markup.tag_tokens import find_tokens
from jiaokan.text.verbatim import find_front_matter

__all__ = ["find_markup_edits"]


def find_markup_edits(text: str) -> list[Edit]:
    """Return the edits that take leftover markup out of a text, ordered and apart from one another.

    >>> text = "看<b>海</b>&nbsp;<br/><br/>浪很大"
    >>> apply(text, find_markup_edits(text))
    '看海 \\n浪很大'
    """
    front = find_front_matter(text)
    start = front.span.end if front else 0
    edits: list[Edit] = []
    if front:
        why = "what the author of a Markdown file notes of it"
        edits.append(make_deletion(text, front.span, "markup/front-matter", why=why))
    if "<" in text or "&" in text or '="' in text:
        edits.extend(edit._replace(start=edit.start + start) for edit in _find_edits(text[start:]))
    return edits


def _find_edits(text: str) -> list[Edit]:
    """Return the edits of a text without front matter."""
    escapes = find_escapes(text)
    decoded, trace = apply_edits(text, escapes), OffsetMap(escapes)
    tokens = find_tokens(decoded)
    if not tokens:
        return []
    spans = [trace.map_back(token.span) for token in tokens]
    escaped = frozenset(
        at
        for at, (span, token) in enumerate(zip(spans, tokens, strict=True))
        if text[span.start] != decoded[token.span.start]
    )
    source = read_source(decoded, tokens, escaped)
    found = [(spans[at], tokens[at]) for at in find_markup(source)]
    edits = list(take_away(text, found, find_verbatim_elements(source, spans)))
    is_taken = make_coverage_test(edit.span for edit in edits)
    return list(sort_edits([*edits, *find_entity_edits(text, source, trace, is_taken, bool(edits))]))

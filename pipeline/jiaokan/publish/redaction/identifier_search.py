"""Find personal data in a page: in its raw text, and in its text after every stage.

A repair may join a number that the raw text had in pieces, and the tags of a page may stand between a number
and the word that names it. So every text on the way is searched, and what is found leads back to the raw
text.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from jiaokan.core.document import HTML_MEDIA, Document
from jiaokan.core.edits import Edit, Span, apply_edits
from jiaokan.core.ledger import OffsetChain
from jiaokan.core.offsets import OffsetMap
from jiaokan.text.identifiers import find_identifiers
from jiaokan.text.normalized_view import normalize_view

REDACT_STAGE = "redact"  # name of the first step of a redacted document
MIN_UNLABELLED_CHARS = 5  # code points of a number that is looked for without the word that names it
_TAG = re.compile(r"<[^<>]*>")
_WORD_CHAR = re.compile("[0-9A-Za-z]")


def is_redacted(document: Document) -> bool:
    """Return whether the first step of a document is its redaction."""
    return bool(document.steps) and document.steps[0].stage == REDACT_STAGE


def find_personal_spans(document: Document, kinds: Collection[str]) -> dict[Span, str]:
    """Return the spans of the raw text that hold personal data, with the kind of each; none overlaps another.

    Of a redacted document only what its redaction has left is found.

    Args:
        document: The document, after any stages.
        kinds: The kinds that count.
    """
    raw = document.raw
    found = dict(_search_texts(document, raw, kinds))
    for value, kind in sorted({(span.slice_text(raw), kind) for span, kind in found.items()}):
        found.update((span, kind) for span in _find_repeated(raw, value))
    return merge_spans(found)


def find_kinds(text: str, kinds: Collection[str]) -> Iterator[tuple[Span, str]]:
    """Yield the spans of personal data in a text, with their kind.

    >>> list(find_kinds("電話１３８１２３４５６７８", {"mobile"}))
    [(Span(start=2, end=13), 'mobile')]
    """
    view = normalize_view(text)
    for one in find_identifiers(view.text):
        if one.kind in kinds:
            yield view.map_back(one.start, one.end), one.kind


def _search_texts(document: Document, raw: str, kinds: Collection[str]) -> Iterator[tuple[Span, str]]:
    lineage, text = OffsetChain(document.steps), raw
    is_page = document.origin.media == HTML_MEDIA
    for after in range(len(document.steps) + 1):
        if after:
            text = apply_edits(text, document.steps[after - 1].edits)
        if after == 0 and is_redacted(document):
            continue
        found = list(find_kinds(text, kinds))
        if is_page and after <= 1:
            found += _search_between_tags(text, kinds)
        for span, kind in found:
            if origin := lineage.map_back(span, after):
                yield origin, kind


def _search_between_tags(page: str, kinds: Collection[str]) -> Iterator[tuple[Span, str]]:
    """Yield what is found in a page once its tags are left out."""
    tags = [Edit(match.start(), match[0], "", "tag") for match in _TAG.finditer(page)]
    offsets = OffsetMap(tags)
    for span, kind in find_kinds(apply_edits(page, tags), kinds):
        yield offsets.map_back(span), kind


def _find_repeated(raw: str, value: str) -> Iterator[Span]:
    """Yield every place of a number in the raw text, whatever stands around it but digits and letters."""
    at = raw.find(value) if len(value) >= MIN_UNLABELLED_CHARS else -1
    while at >= 0:
        end = at + len(value)
        if not (_WORD_CHAR.match(raw[at - 1 : at]) or _WORD_CHAR.match(raw[end : end + 1])):
            yield Span(at, end)
        at = raw.find(value, end)


def merge_spans(found: Mapping[Span, str]) -> dict[Span, str]:
    """Return the spans with those that overlap made one, of the kind of the first."""
    merged: list[tuple[Span, str]] = []
    for span, kind in sorted(found.items()):
        if merged and span.start < merged[-1][0].end:
            last, first_kind = merged.pop()
            merged.append((Span(last.start, max(last.end, span.end)), first_kind))
        else:
            merged.append((span, kind))
    return dict(merged)


def replace_personal_data(text: str, kinds: Collection[str], markers: Mapping[str, str]) -> str:
    """Return a text with a marker in the place of all personal data.

    >>> replace_personal_data("电话13812345678", {"mobile"}, {"mobile": "〔手机号〕"})
    '电话〔手机号〕'
    """
    found = sorted(find_kinds(text, kinds))
    edits = [Edit(span.start, span.slice_text(text), markers[kind], "redact/field") for span, kind in found]
    return apply_edits(text, edits)

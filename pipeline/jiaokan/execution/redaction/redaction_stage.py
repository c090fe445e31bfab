"""The step after annotate that takes personal data out: the page goes through all stages again without it.

The first step of the new ledger, `redact`, puts markers into the raw text. All stages see the markers, so
that neither a text nor an edit nor a fact holds what was taken out.
"""

from collections.abc import Mapping, Sequence

from jiaokan.config.config_loader import Config
from jiaokan.core.byte_escapes import encode_with_escapes
from jiaokan.core.document import Document, Stage
from jiaokan.core.edits import Edit, Span
from jiaokan.core.errors import ConfigError, InputError
from jiaokan.publish.redaction.identifier_search import (
    REDACT_STAGE,
    find_kinds,
    find_personal_spans,
    is_redacted,
    merge_spans,
)
from jiaokan.publish.redaction.withholding import ASCII_MARKERS, MARKERS
from jiaokan.text.identifiers import IDENTIFIER_KINDS

MAX_ROUNDS = 4  # times that a page goes through the stages, since a marker may make room for another find


def build(config: Config, stages: Sequence[Stage]) -> Stage:
    """Make the step.

    Args:
        config: Settings; `annotate.redact` names the kinds.
        stages: All stages from a raw page on, in order.

    Raises:
        ConfigError: `annotate.redact` names an unknown kind.
    """
    kinds = frozenset(config.annotate.redact)
    if unknown := sorted(kinds - set(IDENTIFIER_KINDS)):
        known = ", ".join(IDENTIFIER_KINDS)
        raise ConfigError(f"annotate.redact: no such kind: {', '.join(unknown)}; there are {known}")

    def redact_document(document: Document) -> Document:
        if any(True for name in (document.id, document.origin.file) for _ in find_kinds(name, kinds)):
            raise InputError("its id or the name of its file holds personal data; give it another")
        first = document.steps[0].edits if is_redacted(document) else ()
        spans = {edit.span: edit.rule.removeprefix("redact/").replace("-", "_") for edit in first}
        result = document
        for _ in range(MAX_ROUNDS):
            found = find_personal_spans(result, kinds)
            if not found.keys() - spans.keys():
                return result
            spans = merge_spans({**found, **spans})
            result = _put_markers(document, spans)
            for stage in stages:
                result = stage(result)
        raise InputError(f"personal data was left after {MAX_ROUNDS} rounds")

    return redact_document


def _put_markers(document: Document, spans: Mapping[Span, str]) -> Document:
    """Return the raw page with markers as its only edits."""
    raw = document.raw
    markers = MARKERS if _holds_han(document.origin.encoding) else ASCII_MARKERS
    edits = [
        Edit(span.start, span.slice_text(raw), markers[kind], f"redact/{kind.replace('_', '-')}")
        for span, kind in spans.items()
    ]
    page = Document(document.id, raw, document.origin, refusals=document.refusals)
    return page.edited(REDACT_STAGE, edits)


def _holds_han(encoding: str) -> bool:
    try:
        return bool(encode_with_escapes("".join(MARKERS.values()), encoding))
    except (UnicodeError, LookupError):
        return False

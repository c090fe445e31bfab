"""The step after annotate that takes personal data out: the page goes through all stages again without it.

The first step of the new ledger, `redact`, puts markers into the raw text. All stages see the markers, so
that neither a text nor an edit nor a fact holds what was taken out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from jiaokan.config.config_loader import Config
from jiaokan.core.byte_escapes import encode_with_escapes
from jiaokan.core.document import Document, Stage
from jiaokan.core.edits import Edit, Span, apply_edits, invert_edits, make_note, sort_edits
from jiaokan.core.errors import ConfigError, InputError
from jiaokan.core.ledger import Step
from jiaokan.core.offsets import OffsetMap
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
            result = _process_redacted(document, _make_edits(document, spans), stages)
        raise InputError(f"personal data was left after {MAX_ROUNDS} rounds")

    return redact_document


def _make_edits(document: Document, spans: Mapping[Span, str]) -> tuple[Edit, ...]:
    """Return the edits that put markers into the raw text."""
    raw = document.raw
    markers = MARKERS if _holds_han(document.origin.encoding) else ASCII_MARKERS
    return sort_edits(
        Edit(span.start, span.slice_text(raw), markers[kind], f"redact/{kind.replace('_', '-')}")
        for span, kind in spans.items()
    )


def _process_redacted(document: Document, edits: tuple[Edit, ...], stages: Sequence[Stage]) -> Document:
    """Return the page after all stages, which see its raw text with markers; its own is the true one."""
    redacted = apply_edits(document.raw, edits)
    notes = tuple(make_note(redacted, edit.span, edit.rule) for edit in invert_edits(edits))
    page = Document(document.id, redacted, document.origin, refusals=document.refusals)
    page = page.edited(REDACT_STAGE, notes)
    for stage in stages:
        page = stage(page)
    back = OffsetMap(edits)
    facts = tuple(replace(fact, raw=fact.raw and back.map_back(fact.raw)) for fact in page.facts)
    return replace(page, steps=(Step(REDACT_STAGE, edits), *page.steps[1:]), facts=facts, _raw=document.raw)


def _holds_han(encoding: str) -> bool:
    try:
        return bool(encode_with_escapes("".join(MARKERS.values()), encoding))
    except (UnicodeError, LookupError):
        return False

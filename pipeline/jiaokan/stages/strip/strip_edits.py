"""Make the deletions and notes of a page from what is decided of its units and lines."""

from collections.abc import Sequence
from itertools import chain

from jiaokan.core.edits import (
    Edit,
    Span,
    drop_overlapping_edits,
    edit_from_fields,
    make_deletion,
    make_note,
)
from jiaokan.core.offsets import OffsetMap
from jiaokan.rules import ARTICLE_KIND, BRAND_SCOPE, CODE_KIND, Claim
from jiaokan.stages.strip.judge.unit_verdicts import UnitVerdicts
from jiaokan.stages.strip.judge.units import CutPage
from jiaokan.stages.strip.normalized_page import NormalizedPage
from jiaokan.text.normalized_view import keep_letters


def is_claim_on_marks(claim: Claim, page: NormalizedPage, sure: float) -> bool:
    """Tell whether a claim is on marks inside a line, which are not a unit: an arrow, a word for programs."""
    line = page.lines[claim.line]
    return (
        claim.rule.scope != BRAND_SCOPE
        and claim.rule.kind != ARTICLE_KIND
        and claim.rule.confidence >= sure
        and (claim.rule.kind == CODE_KIND or not keep_letters(line[claim.start : claim.end]))
        and claim.end - claim.start < len(line)
    )


def compose_edits(text: str, first: list[Edit], then: list[Edit]) -> list[Edit]:
    """Return the deletions and notes of `text` that do what `first` and, on its result, `then` do."""
    trace = OffsetMap(first)
    late = [
        (make_note if e.new else make_deletion)(text, trace.map_back(e.span), e.rule, e.confidence, e.why)
        for e in then
    ]
    return list(drop_overlapping_edits(chain(late, first)))


def make_strip_edits(
    page: CutPage, gone: UnitVerdicts, parts: Sequence[Claim], notes: Sequence[Claim]
) -> list[Edit]:
    """Delete units by their verdicts and spans by the rules on them, and flag others."""
    if not gone and not parts and not notes:
        return []
    places, text = page.page.locate_lines(), page.page.text
    begins, rows = places.line_starts, places.source_lines
    edits = []
    for at in sorted(gone):
        (line, start, end, piece, pieces), mark = page.units[at], gone[at]
        if pieces == 1:
            old = rows[line]
            edits.append(edit_from_fields((begins[line], old, "", mark.rule, mark.confidence, mark.why)))
            continue
        span = places.find_source_span(line, start, end)
        low = begins[line] if piece == 0 else span.start
        high = begins[line] + len(rows[line]) if piece == pieces - 1 else span.end
        edits.append(make_deletion(text, Span(low, high), mark.rule, mark.confidence, mark.why))
    spans = [
        act(text, places.find_source_span(c.line, c.start, c.end), c.rule.id, c.rule.confidence, c.rule.why)
        for act, claims in ((make_deletion, parts), (make_note, notes))
        for c in claims
    ]
    return sorted(chain(edits, drop_overlapping_edits(spans)))

"""An edit as a reviewer sees it: its place in the text that its step received, and why it was made."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jiaokan.core.document import Document
from jiaokan.core.edits import Edit, undo_edits
from jiaokan.core.ledger import OffsetChain
from jiaokan.core.verdicts.edit_verdicts import Draw
from jiaokan.review.edit_sample import SampledEdit
from jiaokan.rules.reasons import find_reason

SHOWN_CONTEXT_CHARS = 160  # code points before and after an edit that are shown
MAX_BEFORE_CHARS = 1_000  # code points of a removed text that are shown
# characters that a browser would not show one for one, each with one that it does
_SHOWN_CONTROLS = {code: 0x2400 + code for code in range(32) if chr(code) not in "\n\t\r"} | {0x0D: 0x20}


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """An edit of a release that is to be reviewed.

    `context` is a stretch of the text that the step received, its control characters made visible one for
    one; `start` and `end` are where the edit stands in it, half-open, in code points. The other fields are
    those of `EditVerdict`, and `reason` and `why` of the rule.
    """

    document: str
    raw_sha256: str
    raw_start: int
    raw_end: int
    stage: str
    rule: str
    before: str
    after: str
    confidence: float
    draw: Draw
    is_cut: bool
    reason: str
    why: str
    context: str
    start: int
    end: int


def make_review_items(documents: Iterable[Document], chosen: Sequence[SampledEdit]) -> list[ReviewItem]:
    """Return the chosen edits as items, in their order."""
    by_document: dict[str, list[SampledEdit]] = {}
    for one in chosen:
        by_document.setdefault(one.document, []).append(one)
    items: dict[SampledEdit, ReviewItem] = {}
    for document in documents:
        if document.id in by_document:
            items.update(_describe_edits(document, by_document[document.id]))
    return [items[one] for one in chosen if one in items]


def _describe_edits(
    document: Document, chosen: Iterable[SampledEdit]
) -> Iterator[tuple[SampledEdit, ReviewItem]]:
    received = _list_received_texts(document)
    digest = hashlib.sha256(document.raw_bytes).hexdigest()
    lineage = OffsetChain(document.steps)
    for one in chosen:
        step = document.steps[one.step]
        edit = step.edits[one.number]
        raw = lineage.map_back(edit.span, one.step)
        before, is_cut = edit.old[:MAX_BEFORE_CHARS], len(edit.old) > MAX_BEFORE_CHARS
        yield (
            one,
            ReviewItem(
                document.id,
                *(digest, raw.start, raw.end, step.stage, edit.rule, before, edit.new),
                *(edit.confidence, one.draw, is_cut, find_reason(edit.rule), edit.why),
                *_cut_context(received[one.step], edit),
            ),
        )


def _list_received_texts(document: Document) -> list[str]:
    """Return the text that each step received."""
    texts, text = [], document.text
    for step in reversed(document.steps):
        text = undo_edits(text, step.edits)
        texts.append(text)
    return texts[::-1]


def _cut_context(text: str, edit: Edit) -> tuple[str, int, int]:
    """Return the text around an edit, and where the edit begins and ends in it."""
    first = max(0, edit.start - SHOWN_CONTEXT_CHARS)
    end = min(edit.end, edit.start + MAX_BEFORE_CHARS)
    context = text[first : end + SHOWN_CONTEXT_CHARS].translate(_SHOWN_CONTROLS)
    return context, edit.start - first, end - first

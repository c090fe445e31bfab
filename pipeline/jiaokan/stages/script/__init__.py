"""The script stage: full-width punctuation, no stray spaces, and one script.

Each part works on the result of the part before it, and the ledger has a step for each. Marks are found
across spaces, so that both can be repaired.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from jiaokan.config.config_loader import Config
from jiaokan.core.document import Document, Fact, Stage
from jiaokan.core.edits import Propose, apply_edits, sort_edits
from jiaokan.stages.script.punctuation import propose_full_width
from jiaokan.stages.script.script_unifier import propose_conversion
from jiaokan.stages.script.spacing import close_gaps
from jiaokan.text.line_ends import propose_on_lines
from jiaokan.text.verbatim import drop_verbatim_edits

__all__ = ["build"]

STAGE_NAME = "script"
_MAX_ROUNDS = 4  # a closed gap or a paired quotation may show the kind of a mark; more than two are rare


def build(config: Config) -> Stage:
    """Build the stage from the settings in `config.script`."""
    settings = config.script
    mark_proposals: list[Propose] = [propose_full_width] if settings.punctuation == "full" else []
    gap_proposals: list[Propose] = (
        [partial(close_gaps, block=config.paragraphs.blocks.min_chars)] if settings.spacing == "close" else []
    )

    def unify_document(document: Document) -> Document:
        for _ in range(_MAX_ROUNDS):
            before, document = document, _apply_proposals(document, [*mark_proposals, *gap_proposals])
            if document.text == before.text:
                break
        document = _apply_proposals(document, [partial(propose_conversion, target=settings.target)])
        return replace(
            document, facts=tuple(_convert_title(fact, settings.target) for fact in document.facts)
        )

    return unify_document


def _convert_title(fact: Fact, target: str) -> Fact:
    """Return a title from the head of the page in the script of the text; other facts unchanged."""
    if fact.field != "title":
        return fact
    return replace(fact, value=apply_edits(fact.value, sort_edits(propose_conversion(fact.value, target))))


def _apply_proposals(document: Document, proposals: Iterable[Propose]) -> Document:
    for propose in proposals:
        edits = propose_on_lines(propose, document.text)
        document = document.edited(STAGE_NAME, drop_verbatim_edits(document, edits))
    return document

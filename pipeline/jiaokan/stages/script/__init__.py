"""The script stage: punctuation and spacing as Chinese print has them, and one script.

Each works on what the one before it left, and punctuation sees through spaces, so that the
ledger has a step for each.
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
from jiaokan.text.verbatim import drop_verbatim_edits

__all__ = ["build"]

STAGE_NAME = "script"
_MAX_ROUNDS = 4  # a gap closed or a quotation paired may show what a mark is: more than two rounds are rare


def build(config: Config) -> Stage:
    """Make the stage."""
    script = config.script
    marks: list[Propose] = [propose_full_width] if script.punctuation == "full" else []
    gaps: list[Propose] = (
        [partial(close_gaps, block=config.paragraphs.block)] if script.spacing == "close" else []
    )

    def unify_document(document: Document) -> Document:
        for _ in range(_MAX_ROUNDS):
            before, document = document, _apply_proposals(document, [*marks, *gaps])
            if document.text == before.text:
                break
        document = _apply_proposals(document, [partial(propose_conversion, target=script.target)])
        return replace(document, facts=tuple(_convert_title(fact, script.target) for fact in document.facts))

    return unify_document


def _convert_title(fact: Fact, target: str) -> Fact:
    """Return a title that the page's head says in the script of the text; other facts as they are."""
    if fact.field != "title":
        return fact
    return replace(fact, value=apply_edits(fact.value, sort_edits(propose_conversion(fact.value, target))))


def _apply_proposals(document: Document, proposals: Iterable[Propose]) -> Document:
    for propose in proposals:
        document = document.edited(STAGE_NAME, drop_verbatim_edits(document, propose(document.text)))
    return document

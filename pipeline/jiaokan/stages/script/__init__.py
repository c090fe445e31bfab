"""The script stage: punctuation and spacing as Chinese print has them, and one script.

Each works on what the one before it left, and punctuation sees through spaces, so that the
ledger has a step for each.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from jiaokan.config.config_loader import Config
from jiaokan.core.document import Document, Fact, Stage
from jiaokan.core.edits import Propose, apply, ordered
from jiaokan.stages.script.punctuation import full_width
from jiaokan.stages.script.script_unifier import unified
from jiaokan.stages.script.spacing import closed
from jiaokan.text.verbatim import drop_verbatim_edits

__all__ = ["build"]

STAGE = "script"
_ROUNDS = 4  # a gap closed or a quotation paired may show what a mark is: more than two rounds are rare


def build(config: Config) -> Stage:
    """Make the stage."""
    script = config.script
    marks: list[Propose] = [full_width] if script.punctuation == "full" else []
    gaps: list[Propose] = (
        [partial(closed, block=config.paragraphs.block)] if script.spacing == "close" else []
    )

    def stage(document: Document) -> Document:
        for _ in range(_ROUNDS):
            before, document = document, _done(document, [*marks, *gaps])
            if document.text == before.text:
                break
        document = _done(document, [partial(unified, target=script.target)])
        return replace(document, facts=tuple(_unified_title(fact, script.target) for fact in document.facts))

    return stage


def _unified_title(fact: Fact, target: str) -> Fact:
    """Return a title that the page's head says in the script of the text; other facts as they are."""
    if fact.field != "title":
        return fact
    return replace(fact, value=apply(fact.value, ordered(unified(fact.value, target))))


def _done(document: Document, proposals: Iterable[Propose]) -> Document:
    for propose in proposals:
        document = document.edited(STAGE, drop_verbatim_edits(document, propose(document.text)))
    return document

"""The settle stage: process a page again where repairs or layout have changed it, until nothing changes.

A stage judges the text that it receives. Boilerplate may be recognized only once a repair has made its page
readable, or once the layout has put it on a line of its own; a misread character may be repaired only after
the script is unified. Without this stage a second run over the result would change it once more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import cast

from jiaokan.config.config_loader import Config
from jiaokan.core.document import BatchStage, Document, Stage
from jiaokan.core.ledger import Step, restore
from jiaokan.stages import STAGES, StageInfo

_STRIP_AGAIN = StageInfo("strip", "strip the page as it stands", "strip", function="build_again")
_REPAIR_STAGE, _LAYOUT_STAGE = "mojibake", "paragraphs"
_MAX_ROUNDS = 3  # of 6,000 damaged pages 148 changed in the first round, and none in the second


@dataclass(frozen=True, slots=True)
class SettleStage:
    """The stage that runs strip, mojibake, script and paragraphs again, at most _MAX_ROUNDS times.

    A page of HTML passes unchanged: its lines are those of its markup.

    Attributes:
        strip_again: The strip stage, run first.
        repairs: The mojibake and script stages, run on its result.
        lay_out: The paragraphs stage, run last, only on a page whose text the others changed.
    """

    strip_again: BatchStage
    repairs: tuple[Stage, ...]
    lay_out: Stage

    def __call__(self, document: Document) -> Document:
        """Return the document after the last round that changed it."""
        return self.process_many([document])[0]

    def process_many(self, documents: Sequence[Document]) -> list[Document]:
        """Return the documents, each after the last round that changed it."""
        settled = list(documents)
        places = [at for at, document in enumerate(documents) if _may_change(document)]
        for _ in range(_MAX_ROUNDS):
            before = [settled[at] for at in places]
            after = list(map(self._run_others, before, self.strip_again.process_many(before)))
            for at, document in zip(places, after, strict=True):
                settled[at] = document
            places = [at for at, old, new in zip(places, before, after, strict=True) if new.text != old.text]
            if not places:
                break
        return settled

    def _run_others(self, before: Document, after: Document) -> Document:
        """Return a document after the stages behind strip; `before` if the round changed no text.

        Args:
            before: The document before the round.
            after: The document after the strip stage.
        """
        for stage in self.repairs:
            after = stage(after)
        if after.text != before.text:
            after = self.lay_out(after)
        return before if after.text == before.text else _drop_new_notes(before, after)


def build(config: Config) -> BatchStage:
    """Build the stage; the settings are those of the stages that it runs again.

    Raises:
        ConfigError: Rules, judge or counts cannot be loaded.
    """
    _, *others = STAGES["settle"].runs
    one_round = replace(config, mojibake=replace(config.mojibake, max_rounds=1))  # settle repeats it
    *repairs, lay_out = (STAGES[name](one_round) for name in others)
    return SettleStage(cast(BatchStage, _STRIP_AGAIN(config)), tuple(repairs), lay_out)


def _may_change(document: Document) -> bool:
    """Tell whether mojibake left a step, or the layout made new lines, which strip has not judged yet."""
    if document.has_passed("extract"):
        return False
    if document.has_passed(_REPAIR_STAGE):
        return True
    layout = [*takewhile(lambda step: step.stage == _LAYOUT_STAGE, reversed(document.steps))][::-1]
    return _count_lines(document.text) > _count_lines(restore(document.text, layout))


def _count_lines(text: str) -> int:
    """Return the number of lines that are not blank."""
    return sum(map(bool, map(str.strip, text.split("\n"))))


def _drop_new_notes(before: Document, after: Document) -> Document:
    """Return the document without the notes of this round; the stages noted the same in their first run."""
    return replace(after, steps=(*before.steps, *_list_changes(after.steps[len(before.steps) :])))


def _list_changes(steps: Sequence[Step]) -> Iterator[Step]:
    """Yield the steps that change the text, without their notes."""
    for step in steps:
        if edits := tuple(edit for edit in step.edits if edit.new != edit.old):
            yield Step(step.stage, edits)

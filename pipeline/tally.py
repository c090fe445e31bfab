"""Count what was done: documents, characters, edits by rule, rejects."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.document import Document, Reject

KEPT_REJECTS = 20


@dataclass(slots=True)
class Tally:
    """Running counts over a corpus; `removed` is in code points, by stage and rule."""

    documents: int = 0
    paragraphs: int = 0
    raw_characters: int = 0
    characters: int = 0
    rejected: int = 0
    rejects: list[Reject] = field(default_factory=list)
    edits: Counter[tuple[str, str]] = field(default_factory=Counter)
    removed: Counter[tuple[str, str]] = field(default_factory=Counter)

    def watch(self, items: Iterable[Document | Reject]) -> Iterator[Document | Reject]:
        """Count the items as they go by."""
        for item in items:
            if isinstance(item, Document):
                self._add(item)
            else:
                self.rejected += 1
                self.rejects += [item] if len(self.rejects) < KEPT_REJECTS else []
            yield item

    def of_stage(self, stage: str) -> list[tuple[str, int, int]]:
        """Return (rule, edits, code points removed) of a stage, the most edits first."""
        rows = [
            (rule, n, self.removed[name, rule]) for (name, rule), n in self.edits.items() if name == stage
        ]
        return sorted(rows, key=lambda row: (-row[1], row[0]))

    def _add(self, document: Document) -> None:
        self.documents += 1
        self.paragraphs += len(document.paragraphs)
        self.characters += len(document.text)
        self.raw_characters += len(document.text)
        for step in document.steps:
            for edit in step.edits:
                gone = len(edit.old) - len(edit.new)
                self.edits[step.stage, edit.rule] += 1
                self.removed[step.stage, edit.rule] += gone
                self.raw_characters += gone

"""Count what was done: documents, characters, edits by rule, rejects."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from jiaokan.core.document import Document, Reject

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
            gone: dict[str, int] = defaultdict(int)  # one look-up for each edit, since there may be thousands
            for _, old, new, rule, _, _ in step.edits:
                gone[rule] += len(old) - len(new)
            self.raw_characters += sum(gone.values())
            for rule, times in Counter([edit.rule for edit in step.edits]).items():
                self.edits[step.stage, rule] += times
                self.removed[step.stage, rule] += gone[rule]

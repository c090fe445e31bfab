"""Count what was done: documents, characters, edits by rule, rejects."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from jiaokan.core.document import Document, Reject

MAX_KEPT_REJECTS = 20


@dataclass(slots=True)
class CorpusCounts:
    """Running counts over a corpus; `removed` is in code points, by stage and rule."""

    documents: int = 0
    paragraphs: int = 0
    raw_chars: int = 0
    clean_chars: int = 0
    rejected: int = 0
    rejects: list[Reject] = field(default_factory=list)
    edits: Counter[tuple[str, str]] = field(default_factory=Counter)
    removed_chars: Counter[tuple[str, str]] = field(default_factory=Counter)

    def count_items(self, items: Iterable[Document | Reject]) -> Iterator[Document | Reject]:
        """Count the items as they go by."""
        for item in items:
            if isinstance(item, Document):
                self._add_document(item)
            else:
                self.rejected += 1
                self.rejects += [item] if len(self.rejects) < MAX_KEPT_REJECTS else []
            yield item

    def list_stage_rules(self, stage: str) -> list[tuple[str, int, int]]:
        """Return (rule, edits, code points removed) of a stage, the most edits first."""
        rows = [
            (rule, n, self.removed_chars[name, rule])
            for (name, rule), n in self.edits.items()
            if name == stage
        ]
        return sorted(rows, key=lambda row: (-row[1], row[0]))

    def _add_document(self, document: Document) -> None:
        self.documents += 1
        self.paragraphs += len(document.paragraphs)
        self.clean_chars += len(document.text)
        self.raw_chars += len(document.text)
        for step in document.steps:
            gone: dict[str, int] = defaultdict(int)  # one look-up for each edit, since there may be thousands
            for _, old, new, rule, _, _ in step.edits:
                gone[rule] += len(old) - len(new)
            self.raw_chars += sum(gone.values())
            for rule, times in Counter([edit.rule for edit in step.edits]).items():
                self.edits[step.stage, rule] += times
                self.removed_chars[step.stage, rule] += gone[rule]

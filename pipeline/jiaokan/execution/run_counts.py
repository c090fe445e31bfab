"""Count what a run did: documents, characters, edits by rule, rejects."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from jiaokan.core.document import Document, Reject
from jiaokan.text.seen_text import count_unseen_chars

MAX_KEPT_REJECTS = 20
EXTRACT_STAGE = "extract"
_NUMBERS = ("documents", "paragraphs", "raw_chars", "seen_chars", "clean_chars", "rejected")


@dataclass(slots=True)
class CorpusCounts:
    """Running counts over a corpus.

    Attributes:
        raw_chars: Code points of the raw texts.
        seen_chars: Those of them that a reader sees: all but the markup of pages of HTML.
        clean_chars: Code points of the texts after all stages.
        rejected: Number of rejects.
        rejects: The first MAX_KEPT_REJECTS of them.
        edits: Number of edits by stage and rule.
        removed_chars: Code points that edits made a text shorter by, by stage and rule.
        seconds: Time that each stage took, summed over all processes.
    """

    documents: int = 0
    paragraphs: int = 0
    raw_chars: int = 0
    seen_chars: int = 0
    clean_chars: int = 0
    rejected: int = 0
    rejects: list[Reject] = field(default_factory=list)
    edits: Counter[tuple[str, str]] = field(default_factory=Counter)
    removed_chars: Counter[tuple[str, str]] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)

    def count_items(self, items: Iterable[Document | Reject]) -> Iterator[Document | Reject]:
        """Count the items as they go by."""
        for item in items:
            if isinstance(item, Document):
                self._add_document(item)
            else:
                self.rejected += 1
                if len(self.rejects) < MAX_KEPT_REJECTS:
                    self.rejects.append(item)
            yield item

    def add(self, other: "CorpusCounts") -> None:
        """Add the counts of a later part of the corpus."""
        self.documents += other.documents
        self.paragraphs += other.paragraphs
        self.raw_chars += other.raw_chars
        self.seen_chars += other.seen_chars
        self.clean_chars += other.clean_chars
        self.rejected += other.rejected
        self.rejects += other.rejects[: MAX_KEPT_REJECTS - len(self.rejects)]
        self.edits.update(other.edits)
        self.removed_chars.update(other.removed_chars)
        for stage, seconds in other.seconds.items():
            self.add_seconds(stage, seconds)

    def add_seconds(self, stage: str, seconds: float) -> None:
        """Count the time that a stage took."""
        self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds

    def to_json(self) -> dict[str, Any]:
        """Return the counts as a JSON object; rejects without their bytes."""
        return {
            **{name: getattr(self, name) for name in _NUMBERS},
            "rejects": [[reject.file, reject.line, reject.reason] for reject in self.rejects],
            "edits": [[*key, n] for key, n in self.edits.items()],
            "removed_chars": [[*key, n] for key, n in self.removed_chars.items()],
            "seconds": self.seconds,
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "CorpusCounts":
        """Return the counts that a JSON object holds."""
        edits, removed = (
            Counter({(stage, rule): n for stage, rule, n in value[name]})
            for name in ("edits", "removed_chars")
        )
        rejects = [Reject(file, line, reason, b"") for file, line, reason in value["rejects"]]
        numbers = {name: value[name] for name in _NUMBERS}
        return cls(**numbers, rejects=rejects, edits=edits, removed_chars=removed, seconds=value["seconds"])

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
        raw = seen = len(document.text)  # the raw text has these and what all steps removed
        for step in document.steps:
            removed: dict[str, int] = defaultdict(int)  # by rule; one look-up an edit, there may be thousands
            for _, old, new, rule, _, _ in step.edits:
                removed[rule] += len(old) - len(new)
            step_removed = sum(removed.values())
            raw += step_removed
            seen += step_removed
            if step.stage == EXTRACT_STAGE:
                seen -= sum(count_unseen_chars(edit.rule, edit.old, edit.new) for edit in step.edits)
            for rule, times in Counter([edit.rule for edit in step.edits]).items():
                self.edits[step.stage, rule] += times
                self.removed_chars[step.stage, rule] += removed[rule]
        self.raw_chars += raw
        self.seen_chars += seen

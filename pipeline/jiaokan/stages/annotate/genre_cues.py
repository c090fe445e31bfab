"""What shows the genre of a text: its normalized view, its title, roles and rules, read once."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from jiaokan.stages.annotate.annotated_text import AnnotatedText
from jiaokan.text.code_points import to_code_points
from jiaokan.text.normalized_view import normalize_chars

HEAD_CHARS = 300  # code points at the beginning in which a dateline stands


@dataclass(frozen=True)
class GenreCues:
    """The properties of a text that genres depend on, each read once."""

    text: AnnotatedText
    _shares: dict[str, float] = field(default_factory=dict)

    @cached_property
    def view(self) -> str:
        """The normalized view of the clean text."""
        return self.text.view.text

    @cached_property
    def title(self) -> str:
        """The title in plain Simplified, "" for none."""
        return normalize_chars(self.text.facts.get("title", "")).strip()

    @cached_property
    def head(self) -> str:
        """The beginning of the text below its title."""
        start = len(self.title) if self.view.startswith(self.title) else 0
        return self.view[start : start + HEAD_CHARS]

    @cached_property
    def n_han(self) -> int:
        """Number of Han in the block that holds nearly all of them."""
        points = to_code_points(self.view)
        return int(np.count_nonzero((points >= 0x4E00) & (points <= 0x9FFF)))

    @cached_property
    def role_shares(self) -> dict[str, float]:
        """Share of the code points of all paragraphs but the title in each role."""
        sizes: Counter[str] = Counter()
        for paragraph in self.text.paragraphs:
            if paragraph.role != "title":
                sizes[paragraph.role] += len(paragraph.span)
        total = sum(sizes.values())
        return {role: size / total for role, size in sizes.items()}

    def count_share(self, chars: str) -> float:
        """Return the share of some characters in all Han."""
        if chars not in self._shares:
            self._shares[chars] = sum(map(self.view.count, chars)) / max(1, self.n_han)
        return self._shares[chars]

    def list_removed_lines(self) -> list[str]:
        """Return what strip removed from the head of the page."""
        return [
            edit.old
            for step in self.text.document.steps
            if step.stage == "strip"
            for edit in step.edits
            if edit.start < HEAD_CHARS and len(edit.old) < HEAD_CHARS
        ]

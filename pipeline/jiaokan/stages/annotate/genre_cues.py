"""What shows the genre of a text: its normalized view, its title, roles and rules, read once."""

import sys
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from jiaokan.core.runtime.lazy_properties import lazy_property
from jiaokan.stages.annotate.annotated_text import AnnotatedText
from jiaokan.text.code_points import to_code_points
from jiaokan.text.normalized_view import normalize_chars

_CLASSICAL_PARTICLES = "之乎者也矣焉哉曰其乃"
_MODERN_PARTICLES = "的了们这那着吗呢吧"
_FIRST_HAN, _LAST_HAN = 0x4E00, 0x9FFF  # of the block that holds nearly all Han
_OTHER_CLASS, _HAN_CLASS, _CLASSICAL_CLASS, _MODERN_CLASS = range(4)  # of characters; a particle is Han too
HEAD_CHARS = 300  # code points at the beginning in which a dateline stands


@dataclass(frozen=True)
class GenreCues:
    """The properties of a text that genres depend on, each read once."""

    text: AnnotatedText

    @lazy_property
    def view(self) -> str:
        """The normalized view of the clean text."""
        return self.text.view.text

    @lazy_property
    def title(self) -> str:
        """The title in plain Simplified, "" for none."""
        return normalize_chars(self.text.facts.get("title", "")).strip()

    @lazy_property
    def head(self) -> str:
        """The beginning of the text below its title."""
        start = len(self.title) if self.view.startswith(self.title) else 0
        return self.view[start : start + HEAD_CHARS]

    @lazy_property
    def _class_counts(self) -> list[int]:
        """Number of characters of each class."""
        counts: list[int] = np.bincount(_load_classes().take(to_code_points(self.view)), minlength=4).tolist()
        return counts

    @lazy_property
    def n_han(self) -> int:
        """Number of Han in the block that holds nearly all of them."""
        return sum(self._class_counts[_HAN_CLASS:])

    @property
    def classical_share(self) -> float:
        """Share of particles of classical Chinese in all Han."""
        return self._class_counts[_CLASSICAL_CLASS] / max(1, self.n_han)

    @property
    def modern_share(self) -> float:
        """Share of particles of modern Chinese in all Han."""
        return self._class_counts[_MODERN_CLASS] / max(1, self.n_han)

    @lazy_property
    def role_shares(self) -> dict[str, float]:
        """Share of the code points of all paragraphs but the title in each role."""
        sizes: Counter[str] = Counter()
        for paragraph in self.text.paragraphs:
            if paragraph.role != "title":
                sizes[paragraph.role] += paragraph.span.end - paragraph.span.start
        total = sum(sizes.values())
        return {role: size / total for role, size in sizes.items()}

    def list_removed_lines(self) -> list[str]:
        """Return what strip removed from the head of the page."""
        return [
            edit.old
            for step in self.text.document.steps
            if step.stage == "strip"
            for edit in step.edits
            if edit.start < HEAD_CHARS and len(edit.old) < HEAD_CHARS
        ]


@lru_cache(1)
def _load_classes() -> npt.NDArray[np.uint8]:
    """Return the class of every code point."""
    classes = np.full(sys.maxunicode + 1, _OTHER_CLASS, np.uint8)
    classes[_FIRST_HAN : _LAST_HAN + 1] = _HAN_CLASS
    for number, chars in ((_CLASSICAL_CLASS, _CLASSICAL_PARTICLES), (_MODERN_CLASS, _MODERN_PARTICLES)):
        classes[[ord(char) for char in chars]] = number
    return classes

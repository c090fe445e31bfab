"""Signals: numbers that describe a document, each a column of the table `signals`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from jiaokan.core.annotations import Signal
from jiaokan.stages.annotate.annotated_text import AnnotatedText


@dataclass(frozen=True, slots=True)
class SignalColumn:
    """A signal: its name, the type of its values, and its description for the card."""

    name: str
    kind: Literal["int32", "float64"]
    description: str


SIGNALS = (SignalColumn("n_lines", "int32", "lines of the clean text that are not blank"),)


def compute_signals(text: AnnotatedText) -> Iterator[Signal]:
    """Yield the signals of a document."""
    yield Signal("n_lines", sum(1 for line in text.text.split("\n") if line.strip()))

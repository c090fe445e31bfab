"""Signals: numbers that describe a document, each a column of the table `signals`.

They come in groups, which the setting `annotate.signals` lists. No signal has a threshold: a user selects.
"""

from collections.abc import Callable, Iterator

from jiaokan.core.annotations import Mention, Signal
from jiaokan.core.signals.signal_columns import SIGNALS
from jiaokan.stages.annotate.annotated_text import AnnotatedText
from jiaokan.stages.annotate.signals.character_signals import compute_character_signals
from jiaokan.stages.annotate.signals.fineweb_conditions import find_failed_conditions
from jiaokan.stages.annotate.signals.ledger_signals import (
    COUNTED_KINDS,
    compute_ledger_signals,
    compute_mention_signals,
)
from jiaokan.stages.annotate.signals.word_signals import compute_word_signals
from jiaokan.text.language_model import score_word_path

MODEL_CHARS = 200  # code points at the beginning of a text that the language model reads


def compute_signals(
    text: AnnotatedText, mentions: tuple[Mention, ...], groups: tuple[str, ...]
) -> tuple[Signal, ...]:
    """Return the signals of a document, of the groups that are named, in the order of SIGNAL_GROUPS."""
    found: list[Signal] = []
    for name, compute_group in SIGNAL_GROUPS.items():
        if name in groups:
            found += compute_group(text, mentions)
    return tuple(found)


def _compute_character_group(text: AnnotatedText, _: tuple[Mention, ...]) -> Iterator[Signal]:
    return compute_character_signals(text.text, text.paragraphs)


def _compute_ledger_group(text: AnnotatedText, _: tuple[Mention, ...]) -> Iterator[Signal]:
    return compute_ledger_signals(text.document)


def _compute_mention_group(text: AnnotatedText, mentions: tuple[Mention, ...]) -> Iterator[Signal]:
    counted = [mention for mention in mentions if mention.kind in COUNTED_KINDS]
    return compute_mention_signals(counted, sum(map(len, text.text.split())) if counted else 0)


def _compute_rewriting_group(text: AnnotatedText, _: tuple[Mention, ...]) -> Iterator[Signal]:
    if text.rewriting:
        yield Signal("rewritten", text.rewriting_score)


def _compute_model_group(text: AnnotatedText, _: tuple[Mention, ...]) -> Iterator[Signal]:
    beginning = "".join(text.text[: 2 * MODEL_CHARS].split())[:MODEL_CHARS]
    if beginning:
        yield Signal("nats", score_word_path(beginning) / len(beginning))


def _compute_word_group(text: AnnotatedText, _: tuple[Mention, ...]) -> Iterator[Signal]:
    yield from compute_word_signals(text.words)
    yield Signal("fineweb2_fails", find_failed_conditions(text.text, text.words))


SIGNAL_GROUPS: dict[str, Callable[[AnnotatedText, tuple[Mention, ...]], Iterator[Signal]]] = {
    "characters": _compute_character_group,
    "ledger": _compute_ledger_group,
    "mentions": _compute_mention_group,
    "rewriting": _compute_rewriting_group,
    "language_model": _compute_model_group,
    "words": _compute_word_group,
}

__all__ = ["SIGNALS", "SIGNAL_GROUPS", "compute_signals"]

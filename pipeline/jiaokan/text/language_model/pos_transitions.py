"""How much likelier a word is after another one, by their parts of speech: no particle opens a sentence.

Parts of speech are jieba's; each mark is one by itself. The table was counted in text that was cut
into its likeliest words, by `python -m tests.bench.mojibake.grammar`.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from jiaokan.text.language_model.lexicon import CHARACTER, words

START = " "  # the part of speech before a text

_CENTINATS = 100


@dataclass(frozen=True, slots=True)
class Grammar:
    """Lifts in nats, by the part of speech before and after; `parts` tell the places of the parts."""

    parts: dict[str, int]
    lifts: tuple[tuple[float, ...], ...]


@lru_cache(1)
def grammar() -> Grammar:
    """Return the grammar, read from the file beside this module."""
    table = json.loads((files("jiaokan.text.language_model") / "pos_transitions.json").read_text("utf-8"))
    lifts = (tuple(lift / _CENTINATS for lift in row) for row in table["centinats"])
    return Grammar({part: at for at, part in enumerate(table["parts"])}, tuple(lifts))


@lru_cache(65536)
def place(word: str) -> int:
    """Return the place of a word's part of speech in the grammar."""
    return grammar().parts.get(words().part(word), grammar().parts[CHARACTER])

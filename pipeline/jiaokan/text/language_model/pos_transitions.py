"""How much likelier a word is after another one, by their parts of speech: no particle opens a sentence.

Parts of speech are jieba's; each mark is one by itself. The table was counted in text that was cut
into its likeliest words, by `python -m tests.bench.mojibake.grammar`.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from jiaokan.text.language_model.lexicon import CHARACTER_TAG, load_lexicon

START_TAG = " "  # the part of speech before a text

_CENTINATS_PER_NAT = 100


@dataclass(frozen=True, slots=True)
class PosTransitions:
    """Lifts in nats, by the part of speech before and after; `parts` tell the places of the parts."""

    tag_indices: dict[str, int]
    lifts_nats: tuple[tuple[float, ...], ...]


@lru_cache(1)
def load_pos_transitions() -> PosTransitions:
    """Return the grammar, read from the file beside this module."""
    table = json.loads((files("jiaokan.text.language_model") / "pos_transitions.json").read_text("utf-8"))
    lifts = (tuple(lift / _CENTINATS_PER_NAT for lift in row) for row in table["centinats"])
    return PosTransitions({part: at for at, part in enumerate(table["parts"])}, tuple(lifts))


@lru_cache(65536)
def find_pos_index(word: str) -> int:
    """Return the place of a word's part of speech in the grammar."""
    return load_pos_transitions().tag_indices.get(
        load_lexicon().find_part_of_speech(word), load_pos_transitions().tag_indices[CHARACTER_TAG]
    )

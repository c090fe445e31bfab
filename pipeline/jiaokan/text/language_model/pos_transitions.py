"""How much likelier a word is after another one, by their parts of speech.

Parts of speech are jieba's; each mark is a part of speech by itself. `jiaokan.training.pos_transition_table`
counts the table on text that it cuts into its likeliest words; its card is `pos_transitions.md`.
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
    """Log-likelihood ratios of a part of speech after another.

    Attributes:
        tag_indices: Index of each part of speech in the table.
        lifts_nats: Ratio in nats by the index of the part of speech before and of the one after.
    """

    tag_indices: dict[str, int]
    lifts_nats: tuple[tuple[float, ...], ...]


@lru_cache(1)
def load_pos_transitions() -> PosTransitions:
    """Return the table of transitions, from the file beside this module."""
    table = json.loads((files("jiaokan.text.language_model") / "pos_transitions.json").read_text("utf-8"))
    lifts = (tuple(lift / _CENTINATS_PER_NAT for lift in row) for row in table["centinats"])
    return PosTransitions({tag: index for index, tag in enumerate(table["parts"])}, tuple(lifts))


@lru_cache(65536)
def find_pos_index(word: str) -> int:
    """Return the index of a word's part of speech in the table of transitions."""
    return load_pos_transitions().tag_indices.get(
        load_lexicon().find_part_of_speech(word), load_pos_transitions().tag_indices[CHARACTER_TAG]
    )

"""Repairs of corrupted text, one kind of corruption per module, in the order of REPAIRS.

A repair proposes edits, each with a confidence; the stage decides which confidence is enough. The
order preserves evidence: what a repair removes (private use, controls, pinyin that does not fit)
may be the only sign of the damage that an earlier repair undoes.
"""

from dataclasses import dataclass

from jiaokan.core.edits import Propose
from jiaokan.repairs import (
    control_characters,
    ftfy_latin,
    inserted_commas,
    pinyin_annotations,
    private_use,
    radicals,
    unrepairable,
    wrong_charset,
)
from jiaokan.repairs.byte_slips import marked_slips, swallowed_tags, unmarked_slips
from jiaokan.repairs.escapes import escape_repair
from jiaokan.repairs.lossy import lossy_charset


@dataclass(frozen=True, slots=True)
class Repair:
    """A repair of one kind of corruption.

    Attributes:
        trigger_chars: Characters of which a text has one if it has this corruption. Empty where there are
            too many; none of those is ASCII, and the repair then does its own quick check.
        propose_edits: Returns the edits that it proposes for a text.
    """

    trigger_chars: frozenset[str]
    propose_edits: Propose


# what repairs were called in program 1.5 and before; settings may still name them so
RENAMED_REPAIRS = {
    "lossy": "lossy-charset",
    "misdecoded": "wrong-charset",
    "latin": "ftfy-latin",
    "readings": "pinyin",
    "gbk_slip": "marked-slips",
    "lost_byte": "unmarked-slips",
    "private": "private-use",
}
_NO_TRIGGER_CHARS = frozenset[str]()

REPAIRS: dict[str, Repair] = {
    "escapes": Repair(escape_repair.TRIGGER_CHARS, escape_repair.propose_edits),
    "lossy-charset": Repair(_NO_TRIGGER_CHARS, lossy_charset.propose_edits),
    "wrong-charset": Repair(_NO_TRIGGER_CHARS, wrong_charset.propose_edits),
    "ftfy-latin": Repair(ftfy_latin.TRIGGER_CHARS, ftfy_latin.propose_edits),
    "pinyin": Repair(pinyin_annotations.TRIGGER_CHARS, pinyin_annotations.propose_edits),
    "swallowed-tags": Repair(swallowed_tags.TRIGGER_CHARS, swallowed_tags.propose_edits),
    "marked-slips": Repair(marked_slips.TRIGGER_CHARS, marked_slips.propose_edits),
    "unmarked-slips": Repair(_NO_TRIGGER_CHARS, unmarked_slips.propose_edits),
    "inserted-commas": Repair(inserted_commas.TRIGGER_CHARS, inserted_commas.propose_edits),
    "private-use": Repair(private_use.TRIGGER_CHARS, private_use.propose_edits),
    "radicals": Repair(radicals.TRIGGER_CHARS, radicals.propose_edits),
    "controls": Repair(control_characters.TRIGGER_CHARS, control_characters.propose_edits),
    "unrepairable": Repair(unrepairable.TRIGGER_CHARS, unrepairable.propose_edits),
}

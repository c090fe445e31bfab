"""Repairs of corrupted text, one corruption per module, in the order of REPAIRS.

A repair proposes edits with its confidence in each; how sure is sure enough, the stage decides.
The order is one of evidence: what a repair takes away (private use, controls, misfitting
readings) may be the only trace of the damage that an earlier one undoes.
"""

from dataclasses import dataclass

from jiaokan.core.edits import Propose
from jiaokan.repairs import (
    control_characters,
    ftfy_latin,
    pinyin_annotations,
    private_use,
    radicals,
    unrepairable,
    wrong_charset,
)
from jiaokan.repairs.byte_slips import marked_slips, unmarked_slips
from jiaokan.repairs.escapes import escape_repair
from jiaokan.repairs.lossy import lossy_charset


@dataclass(frozen=True, slots=True)
class Repair:
    """One corruption; it can stand only in a text that holds a character of `needs`.

    One whose characters are many, none of them ASCII, names none and takes its own first look.
    """

    trigger_chars: frozenset[str]
    propose_edits: Propose


_NO_TRIGGER_CHARS = frozenset[str]()

REPAIRS: dict[str, Repair] = {
    "escapes": Repair(escape_repair.TRIGGER_CHARS, escape_repair.propose_edits),
    "lossy": Repair(_NO_TRIGGER_CHARS, lossy_charset.propose_edits),
    "misdecoded": Repair(_NO_TRIGGER_CHARS, wrong_charset.propose_edits),
    "latin": Repair(ftfy_latin.TRIGGER_CHARS, ftfy_latin.propose_edits),
    "readings": Repair(pinyin_annotations.TRIGGER_CHARS, pinyin_annotations.propose_edits),
    "gbk_slip": Repair(marked_slips.TRIGGER_CHARS, marked_slips.propose_edits),
    "lost_byte": Repair(_NO_TRIGGER_CHARS, unmarked_slips.propose_edits),
    "private": Repair(private_use.TRIGGER_CHARS, private_use.propose_edits),
    "radicals": Repair(radicals.TRIGGER_CHARS, radicals.propose_edits),
    "controls": Repair(control_characters.TRIGGER_CHARS, control_characters.propose_edits),
    "unrepairable": Repair(unrepairable.TRIGGER_CHARS, unrepairable.propose_edits),
}

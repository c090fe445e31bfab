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

    needs: frozenset[str]
    propose: Propose


_MANY = frozenset[str]()

REPAIRS: dict[str, Repair] = {
    "escapes": Repair(escape_repair.NEEDS, escape_repair.propose),
    "lossy": Repair(_MANY, lossy_charset.propose),
    "misdecoded": Repair(_MANY, wrong_charset.propose),
    "latin": Repair(ftfy_latin.NEEDS, ftfy_latin.propose),
    "readings": Repair(pinyin_annotations.NEEDS, pinyin_annotations.propose),
    "gbk_slip": Repair(marked_slips.NEEDS, marked_slips.propose),
    "lost_byte": Repair(_MANY, unmarked_slips.propose),
    "private": Repair(private_use.NEEDS, private_use.propose),
    "radicals": Repair(radicals.NEEDS, radicals.propose),
    "controls": Repair(control_characters.NEEDS, control_characters.propose),
    "unrepairable": Repair(unrepairable.NEEDS, unrepairable.propose),
}

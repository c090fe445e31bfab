"""Repairs of corrupted text, one corruption per module, in the order of REPAIRS.

A repair proposes edits with its confidence in each; how sure is sure enough, the stage decides.
The order is one of evidence: what a repair takes away (private use, controls, misfitting
readings) may be the only trace of the damage that an earlier one undoes.
"""

from dataclasses import dataclass

from pipeline.edit import Propose
from pipeline.repairs import (
    controls,
    escapes,
    gbk_slip,
    latin,
    lossy,
    lost_byte,
    misdecoded,
    private,
    radicals,
    readings,
    unrepairable,
)


@dataclass(frozen=True, slots=True)
class Repair:
    """One corruption; it can stand only in a text that holds a character of `needs`.

    One whose characters are many, none of them ASCII, names none and takes its own first look.
    """

    needs: frozenset[str]
    propose: Propose


_MANY = frozenset[str]()

REPAIRS: dict[str, Repair] = {
    "escapes": Repair(escapes.NEEDS, escapes.propose),
    "lossy": Repair(_MANY, lossy.propose),
    "misdecoded": Repair(_MANY, misdecoded.propose),
    "latin": Repair(latin.NEEDS, latin.propose),
    "readings": Repair(readings.NEEDS, readings.propose),
    "gbk_slip": Repair(gbk_slip.NEEDS, gbk_slip.propose),
    "lost_byte": Repair(_MANY, lost_byte.propose),
    "private": Repair(private.NEEDS, private.propose),
    "radicals": Repair(radicals.NEEDS, radicals.propose),
    "controls": Repair(controls.NEEDS, controls.propose),
    "unrepairable": Repair(unrepairable.NEEDS, unrepairable.propose),
}

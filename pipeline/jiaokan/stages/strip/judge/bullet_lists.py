"""Find removed items of a list whose other items are kept: the items of one list stay or go together."""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from jiaokan.stages.strip.judge.unit_verdicts import UnitVerdicts
from jiaokan.stages.strip.judge.units import CutPage
from jiaokan.stages.strip.rule_claims import BoilerplateEvidence

_BULLET = re.compile(r"[·■▪◆●○*–-]{1,2} ?[^\W_]")
_MIN_ITEMS = 3  # lines of a list
_MIN_KEPT_SHARE = 0.5  # share of the code points of a list that is kept


def find_list_siblings(
    page: CutPage, gone: UnitVerdicts, claims: Mapping[int, BoilerplateEvidence], sure: float
) -> Iterator[int]:
    """Yield the removed units of lists with bullets of which at least half is kept.

    A list is a run of lines that begin with bullets. A unit that a sure rule claims goes all the same.

    Args:
        page: the page.
        gone: the removed units.
        claims: for a unit, the rule with the highest confidence.
        sure: confidence from which a claim outweighs the list.
    """
    for is_list, run in groupby(
        _group_lines(page), key=lambda units: bool(_BULLET.match(page.texts[units[0]]))
    ):
        lines = list(run)
        if not is_list or len(lines) < _MIN_ITEMS:
            continue
        items = [at for units in lines for at in units]
        removed = [at for at in items if at in gone]
        kept_chars = sum(len(page.texts[at]) for at in items if at not in gone)
        if removed and kept_chars >= _MIN_KEPT_SHARE * sum(len(page.texts[at]) for at in items):
            yield from (at for at in removed if at not in claims or claims[at].confidence < sure)


def _group_lines(page: CutPage) -> Iterator[list[int]]:
    """Yield the units of each line."""
    for _, units in groupby(range(len(page.units)), key=lambda at: page.units[at].line):
        yield list(units)

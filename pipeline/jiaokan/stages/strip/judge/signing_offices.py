"""Find the signature of a document among the removed units: an office, and the date below it."""

import re
from collections.abc import Collection, Iterator
from itertools import takewhile
from operator import methodcaller

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.models.boosted_trees import Float64Array
from jiaokan.stages.strip.judge.unit_verdicts import UnitVerdicts
from jiaokan.stages.strip.judge.units import CutPage
from jiaokan.text.signed_dates import WRITTEN_DAY

_ENDS_AS_DATE = methodcaller("endswith", "日")
_OFFICE = re.compile(
    "(?:局|政府|委员会|办公室|公司|厅|部|院|会|处|中心|学校|大学|银行|集团|指挥部|科|所|站|党委|总工会|人民法院)$"
)
_ONLY_NAME = compile_on_use("[\u3400-\u9fff（）()· ]+")
_MAX_OFFICE_CHARS = 30
_MAX_SIGNING_OFFICES = 2


def find_signatures(
    page: CutPage, gone: UnitVerdicts, claims: Collection[int], chances: Float64Array, sure: float
) -> Iterator[int]:
    """Yield the removed units that are the signature of the document above them.

    There are two forms: an office and the date below it, with a kept unit somewhere above, and one or
    two offices alone right below a kept unit, without a claim of a rule.

    Args:
        page: the page.
        gone: the removed units.
        claims: the units with a claim of a rule.
        chances: the probability of each unit to be boilerplate.
        sure: the probability from which a signature is removed too.
    """
    signed: set[int] = set()
    if any(map(WRITTEN_DAY.fullmatch, filter(_ENDS_AS_DATE, page.texts))):
        signed.update(_find_dated_signatures(page, gone, chances, sure))
    yield from sorted(signed | set(_find_lone_offices(page, gone, claims, chances, sure)))


def _find_dated_signatures(
    page: CutPage, gone: UnitVerdicts, chances: Float64Array, sure: float
) -> Iterator[int]:
    stays = False
    for at, text in enumerate(page.texts):
        signed = at and stays and WRITTEN_DAY.fullmatch(text) and _OFFICE.search(page.texts[at - 1])
        if signed and max(chances[at - 1 : at + 1]) < sure:
            yield from (at - 1, at)
        stays = stays or at not in gone


def _find_lone_offices(
    page: CutPage, gone: UnitVerdicts, claims: Collection[int], chances: Float64Array, sure: float
) -> Iterator[int]:
    """Yield the one or two offices right below a kept unit. More of them are a list of links."""
    for first in sorted(gone):
        if not first or first - 1 in gone:
            continue
        run = list(takewhile(lambda at: _is_office(page, at), range(first, len(page.texts))))
        if len(run) <= _MAX_SIGNING_OFFICES and not any(at in claims for at in run):
            yield from (at for at in run if at in gone and chances[at] < sure)


def _is_office(page: CutPage, at: int) -> bool:
    """Tell whether a unit is a whole line with the name of an office and nothing else."""
    text = page.texts[at]
    return (
        page.units[at].pieces == 1
        and len(text) <= _MAX_OFFICE_CHARS
        and bool(_OFFICE.search(text))
        and _ONLY_NAME.fullmatch(text) is not None
    )

"""What the look of the whole page says of each line, where the page has enough of them to have one."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

import numpy as np

from pipeline.reading import codes
from pipeline.settings import Layout, Strip
from pipeline.stages.strip.evidence import Charge, Mark, Verdicts
from pipeline.stages.strip.features import features
from pipeline.stages.strip.look import Floats
from pipeline.stages.strip.scorer import Scorer, reasons, worth

_RULE = "page/line"
_HAN = (0x3400, 0xA000)  # Unified Ideographs and their Extension A


def judged(charges: Sequence[Charge], judge: Scorer, settings: Strip) -> list[Verdicts]:
    """Return, for each page, the verdicts after the judge is heard, none where it is not.

    It is heard where a page has enough lines for a look, and sure boilerplate on some of them, and is
    Chinese: what was decoded wrongly has no look yet. It is not believed where it leaves next to
    nothing of a page that is full of sentences. What a rule is sure of goes whatever the page looks
    like; a weaker claim needs the judge's word.
    """
    asked = [at for at, charge in enumerate(charges) if _asked(charge, settings.layout)]
    found: list[Verdicts] = [{} for _ in charges]
    for at, added in zip(asked, _added([charges[at] for at in asked], judge), strict=True):
        found[at] = _believed(charges[at], added, judge, settings.layout)
    return found


def _asked(charge: Charge, settings: Layout) -> bool:
    if len(charge.page.said) < settings.least or len(charge.sure) < settings.dress:
        return False
    points = codes("".join(charge.page.lines))
    han = int(np.count_nonzero((points >= _HAN[0]) & (points < _HAN[1])))
    return han / max(len(points), 1) >= settings.han


def _added(charges: Sequence[Charge], judge: Scorer) -> Iterator[Floats]:
    """Yield what each tree adds to each line of each page; the trees see all pages at once."""
    if not charges:
        return
    pages = [[charge.page.lines[at] for at in charge.page.said] for charge in charges]
    claims = [charge.claims.get(at, 0.0) for charge in charges for at in charge.page.said]
    opens = [at in charge.opens for charge in charges for at in charge.page.said]
    added = worth(judge, features(pages, np.array(claims), np.array(opens)))
    for start, end in pairwise(accumulate(map(len, pages), initial=0)):
        yield added[:, start:end]


def _believed(charge: Charge, added: Floats, judge: Scorer, settings: Layout) -> Verdicts:
    """Return what goes by the judge's word on the lines of a page, and by the rules'."""
    said, against, sure = charge.page.said, charge.against, charge.sure
    odds = judge.base + added.sum(axis=0)
    low = np.flatnonzero(odds <= settings.drop).tolist()
    drop = np.array([place for place in low if said[place] not in sure], np.intp)
    chance = (1 / (1 + np.exp(odds[drop]))).round(3).tolist()
    whys = reasons(judge, added[:, drop], settings.reasons)
    doomed = {
        at: _agreed(against[at], how, why)
        if at in against
        else Mark(at, _RULE, "navigation", how, f"judged by {why}")
        for at, how, why in zip([said[place] for place in drop.tolist()], chance, whys, strict=True)
    }
    return {} if _doubtful(charge, doomed, settings) else doomed | sure


def _agreed(known: Mark, chance: float, why: str) -> Mark:
    """Return the judge's word on a line, in the name of the rule that it confirms."""
    return Mark(known.line, known.rule, known.kind, chance, f"{known.why}; the page agrees by {why}")


def _doubtful(charge: Charge, doomed: Verdicts, settings: Layout) -> bool:
    """Tell whether the judge would leave no article although sentences stand on the page."""
    lines = charge.page.lines
    left = (len(lines[at]) for at in charge.page.said if at not in doomed and at not in charge.sure)
    if any(length >= settings.article for length in accumulate(left, initial=0)):
        return False
    return sum(lines[at].endswith("。") for at in doomed) >= settings.sentences

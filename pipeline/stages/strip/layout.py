"""What the look of the whole page says of each line, where the page has enough of them to have one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain, compress, islice, repeat

import numpy as np

from pipeline.reading import codes
from pipeline.settings import Layout, Strip
from pipeline.stages.strip.evidence import Charge, Mark, Marked, Verdicts
from pipeline.stages.strip.features import features
from pipeline.stages.strip.scorer import Scorer, logits, named, reasons, worth

_RULE = "page/line"
_JUDGED = "judged by "
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
    for at, doomed in zip(asked, _doomed([charges[at] for at in asked], judge, settings.layout), strict=True):
        if not _doubtful(charges[at], doomed, settings.layout):
            found[at] = doomed | charges[at].sure
    return found


def _asked(charge: Charge, settings: Layout) -> bool:
    if len(charge.page.said) < settings.least or len(charge.sure) < settings.dress:
        return False
    points = codes("".join(charge.page.lines))
    han = int(np.count_nonzero((points >= _HAN[0]) & (points < _HAN[1])))
    return han / max(len(points), 1) >= settings.han


def _doomed(charges: Sequence[Charge], judge: Scorer, settings: Layout) -> Iterator[Verdicts]:
    """Yield what goes by the judge's word on the lines of each page; the trees see all pages at once."""
    if not charges:
        return
    pages = [list(filter(None, charge.page.lines)) for charge in charges]
    size = sum(map(len, pages))
    claims = chain.from_iterable(_said(charge, charge.claims) for charge in charges)
    opens = chain.from_iterable(_said(charge, dict.fromkeys(charge.opens, 1.0)) for charge in charges)
    rows = features(pages, np.fromiter(claims, np.float64, size), np.fromiter(opens, bool, size))
    added = worth(judge, rows)
    odds = logits(judge, added)
    goes = odds <= settings.drop
    low = np.flatnonzero(goes)
    chance = (1 / (1 + np.exp(odds[low]))).round(3).tolist()
    lines = compress(chain.from_iterable(charge.page.said for charge in charges), goes.tolist())
    why = reasons(added[:, low], settings.reasons)
    heard = zip(lines, map(_word, chance, why, repeat(settings.reasons)), strict=False)
    ends = np.searchsorted(low, list(accumulate(map(len, pages), initial=0)))
    for charge, number in zip(charges, np.diff(ends).tolist(), strict=True):
        yield _agreed(charge, islice(heard, number))


def _said(charge: Charge, known: Mapping[int, float]) -> Iterator[float]:
    """Return what is known of each line that says something, 0 where nothing is."""
    values = [0.0] * len(charge.page.lines)
    for at, value in known.items():
        values[at] = value
    return compress(values, charge.page.lines)


@lru_cache(maxsize=1 << 14)
def _word(chance: float, why: int, most: int) -> Mark:
    """Return the judge's word: one for the many lines of which it says the same."""
    return Mark(_RULE, "navigation", chance, f"{_JUDGED}{named(why, most)}")


def _agreed(charge: Charge, heard: Iterable[Marked]) -> Verdicts:
    """Return the judge's word on lines of a page, in the name of the rules that it confirms."""
    found = dict(heard)
    for at, known in charge.against.items():
        if (word := found.pop(at, None)) and at not in charge.sure:
            why = f"{known.why}; the page agrees by {word.why.removeprefix(_JUDGED)}"
            found[at] = Mark(known.rule, known.kind, word.confidence, why)
    return found


def _doubtful(charge: Charge, doomed: Verdicts, settings: Layout) -> bool:
    """Tell whether the judge would leave no article although sentences stand on the page."""
    lines = charge.page.lines
    left = (len(lines[at]) for at in charge.page.said if at not in doomed and at not in charge.sure)
    if any(length >= settings.article for length in accumulate(left, initial=0)):
        return False
    return sum(lines[at].endswith("。") for at in doomed) >= settings.sentences

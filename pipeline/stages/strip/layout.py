"""What the look of the whole page says of each line, where the page has enough of them to have one."""

from collections.abc import Sequence

import numpy as np

from pipeline.reading import codes
from pipeline.settings import Layout, Strip
from pipeline.stages.strip.context import Verdicts
from pipeline.stages.strip.evidence import Mark
from pipeline.stages.strip.features import features
from pipeline.stages.strip.page import Page
from pipeline.stages.strip.scorer import Scorer, claimed, reasons, worth

_RULE = "page/line"
_HAN = (0x3400, 0xA000)  # Unified Ideographs and their Extension A


def judged(page: Page, ruled: Sequence[Mark], verdicts: Verdicts, judge: Scorer, settings: Strip) -> Verdicts:
    """Return the verdicts after the judge is heard, none where it is not; `ruled` is what rules say.

    It is heard where a page has enough lines for a look, and sure boilerplate on some of them, and is
    Chinese: what was decoded wrongly has no look yet. It is not believed where it leaves next to
    nothing of a page that is full of sentences. What a rule is sure of goes whatever the page looks
    like; a weaker claim needs the judge's word.
    """
    lines, said = page.lines, page.said
    heard = {at: mark for at, mark in verdicts.items() if mark.confidence >= settings.sure}
    few = len(said) < settings.layout.least or len(heard) < settings.layout.dress
    if few or not _chinese(lines, settings.layout):
        return {}
    sure, opens = claimed(len(lines), ruled)
    against = np.array([verdicts[at].confidence if at in verdicts else 0.0 for at in said])
    here = np.array(said)
    rows = features([lines[at] for at in said], np.maximum(sure[here], against), opens[here])
    added = worth(judge, rows)
    odds = judge.base + added.sum(axis=0)
    drop = np.flatnonzero(odds <= settings.layout.drop)
    chance = (1 / (1 + np.exp(odds[drop]))).round(3).tolist()
    whys = reasons(judge, added[:, drop], settings.layout.reasons)
    doomed = {
        (at := said[place]): _mark(at, verdicts.get(at), how, why)
        for place, how, why in zip(drop.tolist(), chance, whys, strict=True)
        if said[place] not in heard
    }
    return {} if _doubtful(lines, doomed, heard, settings.layout) else doomed | heard


def _chinese(lines: Sequence[str], settings: Layout) -> bool:
    points = codes("".join(lines))
    return float(((points >= _HAN[0]) & (points < _HAN[1])).mean()) >= settings.han


def _mark(at: int, known: Mark | None, chance: float, why: str) -> Mark:
    """Return the judge's word on a line, in the name of the rule that it confirms where there is one."""
    if known is None:
        return Mark(at, _RULE, "navigation", chance, f"judged by {why}")
    return Mark(at, known.rule, known.kind, chance, f"{known.why}; the page agrees by {why}")


def _doubtful(lines: Sequence[str], doomed: Verdicts, heard: Verdicts, settings: Layout) -> bool:
    """Tell whether the judge would leave no article although sentences stand on the page."""
    left = sum(len(line) for at, line in enumerate(lines) if at not in doomed and at not in heard)
    if left >= settings.article:
        return False
    return sum(lines[at].endswith("。") for at in doomed if at not in heard) >= settings.sentences

"""What the look of the whole page says of each line, where the page has enough of them to have one."""

from collections.abc import Sequence

import numpy as np

from pipeline.config import Strip
from pipeline.rules import Claim
from pipeline.stages.strip.context import Verdicts
from pipeline.stages.strip.evidence import Mark
from pipeline.stages.strip.features import features
from pipeline.stages.strip.scorer import Scorer, claimed, reasons, worth

_RULE = "layout/line"


def judged(
    lines: Sequence[str], claims: Sequence[Claim], verdicts: Verdicts, judge: Scorer, settings: Strip
) -> Verdicts:
    """Return the verdicts after the judge is heard, none where it is not.

    It is heard where a page has enough lines for a look, and sure boilerplate on some of them.

    What a rule is sure of goes whatever the page looks like; a weaker claim needs the judge's word.
    """
    said = [at for at, line in enumerate(lines) if line]
    heard = {at: mark for at, mark in verdicts.items() if mark.confidence >= settings.sure}
    if len(said) < settings.layout.least or len(heard) < settings.layout.dress:
        return {}
    sure, opens = claimed(len(lines), claims, lines)
    for at, mark in verdicts.items():
        sure[at] = max(sure[at], mark.confidence)
    rows = features([lines[at] for at in said], sure[said], opens[said])
    added = worth(judge, rows)
    odds = judge.base + added.sum(axis=1)
    drop = np.flatnonzero(odds <= settings.layout.drop)
    chances = (1 / (1 + np.exp(odds[drop]))).round(3).tolist()
    whys = reasons(judge, added[drop], settings.layout.reasons)
    for place, chance, why in zip(drop.tolist(), chances, whys, strict=True):
        at = said[place]
        if at not in heard:
            known = verdicts.get(at)
            rule, kind = (known.rule, known.kind) if known else (_RULE, "navigation")
            said_too = f"{known.why}; the page agrees by {why}" if known else f"judged by {why}"
            heard[at] = Mark(at, 0, len(lines[at]), rule, kind, chance, said_too)
    return heard

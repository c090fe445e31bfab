"""The sense of context: a verdict on each line by itself, then a revision among its neighbours."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice

from pipeline.config import Strip
from pipeline.han import CLOSERS
from pipeline.stages.strip.echoes import letters
from pipeline.stages.strip.evidence import Mark

_SENTENCE = re.compile(f"[。！？!?…;:][{CLOSERS}]*$")

Verdicts = dict[int, Mark]


def strongest(marks: Iterable[Mark]) -> Verdicts:
    """Return the surest evidence against each line, the first of equals."""
    best: Verdicts = {}
    for mark in marks:
        if mark.line not in best or mark.confidence > best[mark.line].confidence:
            best[mark.line] = mark
    return best


def body(lines: Sequence[str], gone: Collection[int], settings: Strip) -> int:
    """Return the first line of prose that stays, one past the last line if there is none."""
    for at, line in enumerate(lines):
        if at not in gone and len(line) >= settings.prose and _SENTENCE.search(line):
            return at
    return len(lines)


def title(lines: Sequence[str], sure: Collection[int], body: int, settings: Strip) -> int:
    """Return the line above `body` that is most likely the title, -1 if none is.

    What the page says twice is, and the place nearest to the article is its place; else the
    longest of the lines right above the article.
    """
    bounds = range(settings.echoes.title_min, settings.echoes.title_max + 1)
    likely = (
        at
        for at in range(body - 1, -1, -1)
        if at not in sure and not lines[at].endswith("。") and len(letters(lines[at])) in bounds
    )
    above = list(islice(likely, settings.title_within))[::-1]
    if not above:
        return -1
    if body == len(lines):
        return above[0]
    times = Counter(lines)
    top = letters(next(line for line in lines if line))
    twice = [at for at in above if times[lines[at]] > 1 or letters(lines[at]) in top]
    if not twice:
        return max(above, key=lambda at: (len(lines[at]), -at))
    best = twice.pop()
    while twice and all(not lines[at] or at in sure for at in range(twice[-1] + 1, best)):
        best = twice.pop()  # nothing but a byline stands between: the first is the title
    return best


def revised(lines: Sequence[str], verdicts: Mapping[int, Mark], title: int, settings: Strip) -> Verdicts:
    """Return the verdicts that hold: the sure ones, and those that the lines next to them confirm."""
    held = {at: mark for at, mark in verdicts.items() if mark.confidence >= settings.sure}
    said = [at for at, line in enumerate(lines) if line]
    for place in range(1, len(said) - 1):
        at, before, after = said[place], said[place - 1], said[place + 1]
        if at in held or at == title:
            continue
        beside = (before in held) + (after in held)
        weak = verdicts.get(at)
        if weak and beside:
            held[at] = weak
        elif beside == 2 and len(lines[at]) <= settings.short and not _SENTENCE.search(lines[at]):
            held[at] = _between(at, lines[at])
    return held


def _between(at: int, line: str) -> Mark:
    return Mark(at, 0, len(line), "context/between", "navigation", 0.8, "a short line between two that go")

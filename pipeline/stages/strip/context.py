"""The sense of context: a verdict on each line by itself, then a revision among its neighbours."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from pipeline.config import Strip
from pipeline.han import CLOSERS, STOPS
from pipeline.stages.strip.echoes import letters
from pipeline.stages.strip.evidence import Mark

_SENTENCE = re.compile(f"[{STOPS};:][{CLOSERS}]*$")

Verdicts = dict[int, Mark]


def strongest(marks: Iterable[Mark]) -> Verdicts:
    """Return the surest evidence against each line, the first of equals."""
    best: Verdicts = {}
    for mark in marks:
        if mark.line not in best or mark.confidence > best[mark.line].confidence:
            best[mark.line] = mark
    return best


def title(lines: Sequence[str], verdicts: Mapping[int, Mark], settings: Strip) -> int:
    """Return the first line that says something and has no sure evidence against it, -1 if none does."""
    for at, line in enumerate(lines):
        sure = at in verdicts and verdicts[at].confidence >= settings.sure
        if not sure and len(letters(line)) >= settings.echoes.title_min:
            return at
    return -1


def body(lines: Sequence[str], title: int, gone: Collection[int], settings: Strip) -> int:
    """Return the first line of prose below the title, one past the last line if there is none."""
    for at in range(title + 1, len(lines)):
        if at not in gone and len(lines[at]) >= settings.prose and _SENTENCE.search(lines[at]):
            return at
    return len(lines)


def revised(lines: Sequence[str], verdicts: Verdicts, title: int, settings: Strip) -> Verdicts:
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

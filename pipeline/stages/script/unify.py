"""Put what stands in the other script into the one asked for, and touch nothing else.

The unit is the line; in a line of both scripts it is the sentence, and in a sentence that is
mostly in the right script only the characters that never stand in it change. A unit that could
be of either script follows its line, and that its document.
"""

import re
from collections.abc import Iterator
from itertools import compress, count, groupby
from operator import ne

from pipeline.conversion import label
from pipeline.edit import Edit, Span, note
from pipeline.stages.script.directions import DIRECTIONS, Direction, Passes
from pipeline.stages.script.originals import originals

_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile("[^。！？!?…]+[。！？!?…]*|[。！？!?…]+")
# forms that the standard of 2013 gave back to names, so that Simplified text may hold them
_NAMES = frozenset("昇陞甦祕脩甯氾")

# under each place the new character and its rule
Changes = dict[int, tuple[str, str]]
_STAYS = ("", "")


def unified(text: str, target: str) -> Iterator[Edit]:
    """Propose the edits that bring a text into the target script, and notes on what stays out of it."""
    direction = DIRECTIONS.get(target)
    if direction is None or not (direction.regional or direction.asking.search(text)):
        return
    document = label(text)
    for match in _LINE.finditer(text):
        for edit in _line(match[0], direction, document == direction.foreign):
            yield Edit(edit.start + match.start(), edit.old, edit.new, edit.rule)


def _line(line: str, direction: Direction, foreign_document: bool) -> Iterator[Edit]:
    script = label(line)
    if script in ("japanese", "cantonese"):
        if asking := direction.asking.search(line):
            yield note(line, Span(*asking.span()), f"script/{script}")
    elif script == direction.native:
        if direction.regional:
            yield from _edits(line, _changes(line, direction.regional))
    elif script != "neutral" or foreign_document:
        yield from _foreign(line, direction, script)


def _foreign(line: str, direction: Direction, script: str) -> Iterator[Edit]:
    kept = list(originals(line, direction))
    yield from (note(line, span, rule) for span, rule in kept if direction.asking.search(span.of(line)))
    changes = _changes(line, direction.passes)
    if script == "mixed":
        there = _changes(line, direction.regional) if direction.regional else {}
        changes |= {at: there.get(at, _STAYS) for at in _native(line, direction)}
    changes |= {at: _STAYS for span, _ in kept for at in range(span.start, span.end)}
    yield from _edits(line, changes)


def _native(line: str, direction: Direction) -> Iterator[int]:
    """Yield the code points of a line of both scripts that are none of the foreign one."""
    foreign_line = direction.balance(line) > 0
    for sentence in _SENTENCE.finditer(line):
        balance = direction.balance(sentence[0])
        if balance > 0 or (balance == 0 and foreign_line):
            continue
        for at in range(*sentence.span()):
            if line[at] in _NAMES or not direction.asking.match(line[at]):
                yield at


def _changes(line: str, passes: Passes) -> Changes:
    """Return what passes change: the new character at each place, and the rule of the last pass there.

    What leaves the BMP stays as it is: few fonts and tokenizers know those characters.
    """
    rules: dict[int, str] = {}
    before = after = line
    for rule, after in passes(line):
        rules |= dict.fromkeys(compress(count(), map(ne, before, after)), rule)
        before = after
    return {
        at: (after[at], rule)
        for at, rule in rules.items()
        if after[at] != line[at] and not line[at] <= "\uffff" < after[at]
    }


def _edits(line: str, changes: Changes) -> Iterator[Edit]:
    """Yield an edit for each run of changes under one rule."""
    places = sorted(at for at, change in changes.items() if change != _STAYS)
    runs = groupby(enumerate(places), lambda item: (item[1] - item[0], changes[item[1]][1]))
    for (_, rule), run in runs:
        start, *rest = [at for _, at in run]
        new = "".join(changes[at][0] for at in (start, *rest))
        yield Edit(start, line[start : start + len(new)], new, rule)

"""Put what stands in the other script into the one asked for, and touch nothing else.

The unit is the line; in a line of both scripts it is the sentence, and in a sentence that is
mostly in the right script only the characters that never stand in it change. A unit that could
be of either script follows its line, and that its document.
"""

import re
from collections.abc import Iterator
from itertools import compress, count, groupby
from operator import ne

from jiaokan.core.edits import Edit, Span, covering, disjoint, note
from jiaokan.stages.script.protected_spans import originals
from jiaokan.stages.script.targets import DIRECTIONS, Direction, Passes
from jiaokan.text.script_conversion import label

_LINE = re.compile("[^\n\r\x0b\x0c\x85\u2028\u2029]+")  # all that the paragraphs stage takes for line ends
_SENTENCE = re.compile("[^。！？!?…]+[。！？!?…]*|[。！？!?…]+")
# under each place the new character and its rule
Changes = dict[int, tuple[str, str]]


def unified(text: str, target: str) -> Iterator[Edit]:
    """Propose the edits that bring a text into the target script, and notes on what stays out of it."""
    direction = DIRECTIONS.get(target)
    if direction is None or not (direction.regional or direction.asking.search(text)):
        return
    document = direction.foreign if direction.balance(text) > 0 else direction.native
    for match in _LINE.finditer(text):
        for edit in _line(match[0], direction, document):
            yield Edit(edit.start + match.start(), edit.old, edit.new, edit.rule)


def _line(line: str, direction: Direction, document: str) -> Iterator[Edit]:
    script = label(line)
    if script in ("japanese", "cantonese"):
        if asking := direction.asking.search(line):
            yield note(line, Span(*asking.span()), f"script/{script}")
        return
    if changes := _wanted(line, direction, document, script):
        kept = [note(line, span, rule) for span, rule in originals(line, direction)]
        yield from disjoint(edit for edit in kept if direction.asking.search(edit.old))
        stays = covering([edit.span for edit in kept])
        yield from _edits(line, {at: change for at, change in changes.items() if not stays(at)})


def _wanted(line: str, direction: Direction, document: str, script: str) -> Changes:
    """Return the changes that a line's script and its document call for."""
    there = _changes(line, direction.regional) if direction.regional else {}
    if script == "neutral" and document != direction.foreign:
        return there
    if script == direction.native and not direction.asking.search(line):
        return there
    changes = _changes(line, direction.passes)
    if script not in ("mixed", direction.native) and document == direction.foreign:
        return changes
    plain = {at for at, (new, _) in changes.items() if direction.is_plain(line, at, new)}
    if not plain and direction.native in (document, script):
        return there
    # however long the line, one character that never stands in the right script makes it one of both
    if script in ("mixed", direction.native):
        native = covering(_native(line, direction))
        changes = {at: change for at, change in changes.items() if at in plain or not native(at)}
        changes |= {at: change for at, change in there.items() if at not in plain and native(at)}
    return changes


def _native(line: str, direction: Direction) -> Iterator[Span]:
    """Yield the sentences, in a line of both scripts, that are not in the foreign one."""
    foreign_line = direction.balance(line) > 0
    for sentence in _SENTENCE.finditer(line):
        balance = direction.balance(sentence[0])
        if balance < 0 or (balance == 0 and not foreign_line):
            yield Span(*sentence.span())


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
    runs = groupby(enumerate(sorted(changes)), lambda item: (item[1] - item[0], changes[item[1]][1]))
    for (_, rule), run in runs:
        start, *rest = [at for _, at in run]
        new = "".join(changes[at][0] for at in (start, *rest))
        yield Edit(start, line[start : start + len(new)], new, rule)

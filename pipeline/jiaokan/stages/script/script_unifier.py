"""Put what stands in the other script into the one asked for, and touch nothing else.

The unit is the line; in a line of both scripts it is the sentence, and in a sentence that is
mostly in the right script only the characters that never stand in it change. A unit that could
be of either script follows its line, and that its document.
"""

import re
from collections.abc import Iterator
from itertools import compress, count, groupby
from operator import ne

from jiaokan.core.edits import Edit, Span, drop_overlapping_edits, make_coverage_test, make_note
from jiaokan.stages.script.protected_spans import find_protected_spans
from jiaokan.text.script_conversion import detect_script
from jiaokan.text.script_targets import DIRECTIONS, ConversionPasses, Direction

_LINE = re.compile("[^\n\r\x0b\x0c\x85\u2028\u2029]+")  # all that the paragraphs stage takes for line ends
_SENTENCE = re.compile("[^。！？!?…]+[。！？!?…]*|[。！？!?…]+")
# under each place the new character and its rule
CharChanges = dict[int, tuple[str, str]]


def propose_conversion(text: str, target: str) -> Iterator[Edit]:
    """Propose the edits that bring a text into the target script, and notes on what stays out of it."""
    direction = DIRECTIONS.get(target)
    if direction is None or not (direction.regional or direction.foreign_only_class.search(text)):
        return
    document = direction.foreign if direction.count_foreign_excess(text) > 0 else direction.native
    for match in _LINE.finditer(text):
        for edit in _convert_line(match[0], direction, document):
            yield Edit(edit.start + match.start(), edit.old, edit.new, edit.rule)


def _convert_line(line: str, direction: Direction, document: str) -> Iterator[Edit]:
    script = detect_script(line)
    if script in ("japanese", "cantonese"):
        if asking := direction.foreign_only_class.search(line):
            yield make_note(line, Span(*asking.span()), f"script/{script}")
        return
    if changes := _select_changes(line, direction, document, script):
        kept = [make_note(line, span, rule) for span, rule in find_protected_spans(line, direction)]
        yield from drop_overlapping_edits(
            edit for edit in kept if direction.foreign_only_class.search(edit.old)
        )
        stays = make_coverage_test([edit.span for edit in kept])
        yield from _make_edits(line, {at: change for at, change in changes.items() if not stays(at)})


def _select_changes(line: str, direction: Direction, document: str, script: str) -> CharChanges:
    """Return the changes that a line's script and its document call for."""
    there = _collect_changes(line, direction.regional) if direction.regional else {}
    if script == "neutral" and document != direction.foreign:
        return there
    if script == direction.native and not direction.foreign_only_class.search(line):
        return there
    changes = _collect_changes(line, direction.passes)
    if script not in ("mixed", direction.native) and document == direction.foreign:
        return changes
    plain = {at for at, (new, _) in changes.items() if direction.is_unambiguous(line, at, new)}
    if not plain and direction.native in (document, script):
        return there
    # however long the line, one character that never stands in the right script makes it one of both
    if script in ("mixed", direction.native):
        native = make_coverage_test(_find_native_sentences(line, direction))
        changes = {at: change for at, change in changes.items() if at in plain or not native(at)}
        changes |= {at: change for at, change in there.items() if at not in plain and native(at)}
    return changes


def _find_native_sentences(line: str, direction: Direction) -> Iterator[Span]:
    """Yield the sentences, in a line of both scripts, that are not in the foreign one."""
    foreign_line = direction.count_foreign_excess(line) > 0
    for sentence in _SENTENCE.finditer(line):
        balance = direction.count_foreign_excess(sentence[0])
        if balance < 0 or (balance == 0 and not foreign_line):
            yield Span(*sentence.span())


def _collect_changes(line: str, passes: ConversionPasses) -> CharChanges:
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


def _make_edits(line: str, changes: CharChanges) -> Iterator[Edit]:
    """Yield an edit for each run of changes under one rule."""
    runs = groupby(enumerate(sorted(changes)), lambda item: (item[1] - item[0], changes[item[1]][1]))
    for (_, rule), run in runs:
        start, *rest = [at for _, at in run]
        new = "".join(changes[at][0] for at in (start, *rest))
        yield Edit(start, line[start : start + len(new)], new, rule)

"""Convert text in the other script to the target script and leave all other text unchanged.

The unit is the line. In a line of both scripts the unit is the sentence. In a sentence that is mostly in the
target script, only characters that never occur in that script change. A unit that may be of either script
follows its line, and the line follows the document.
"""

import re
from collections.abc import Iterator
from itertools import compress, count
from operator import ne

from jiaokan.core.edits import (
    Edit,
    Span,
    drop_overlapping_edits,
    edit_from_fields,
    make_coverage_test,
    make_note,
)
from jiaokan.stages.script.protected_spans import find_protected_spans
from jiaokan.text.script_conversion import detect_script
from jiaokan.text.script_targets import DIRECTIONS, ConversionPasses, Direction

_LINE = re.compile("[^\n\r\x0b\x0c\x85\u2028\u2029]+")  # the line ends of the paragraphs stage
_SENTENCE = re.compile("[^。！？!?…]+[。！？!?…]*|[。！？!?…]+")
# for each offset in a line the new character and its rule
CharChanges = dict[int, tuple[str, str]]


def propose_conversion(text: str, target: str) -> Iterator[Edit]:
    """Propose the edits that convert a text to the target script, and notes on spans that keep their script.

    Args:
        text: the text.
        target: a key of DIRECTIONS; for any other string nothing is proposed.

    >>> [(edit.old, edit.new) for edit in propose_conversion("他們來了", "hans")]
    [('們來', '们来')]
    """
    direction = DIRECTIONS.get(target)
    if direction is None or not (direction.regional or direction.foreign_only_class.search(text)):
        return
    document_script = direction.foreign if direction.count_foreign_excess(text) > 0 else direction.native
    for match in _LINE.finditer(text):
        yield from _convert_line(match[0], match.start(), direction, document_script)


def _convert_line(line: str, line_start: int, direction: Direction, document_script: str) -> Iterator[Edit]:
    """Yield the edits and notes of a line that begins at the code point `line_start` of its text."""
    script = detect_script(line)
    if script in ("japanese", "cantonese"):
        if first_foreign := direction.foreign_only_class.search(line):
            note = make_note(line, Span(*first_foreign.span()), f"script/{script}")
            yield note._replace(start=line_start + note.start)
        return
    if changes := _select_changes(line, direction, document_script, script):
        if protected := list(find_protected_spans(line, direction)):
            notes = [make_note(line, span, rule) for span, rule in protected]
            for note in drop_overlapping_edits(
                note for note in notes if direction.foreign_only_class.search(note.old)
            ):
                yield note._replace(start=line_start + note.start)
            is_protected = make_coverage_test([span for span, _ in protected])
            changes = {i: change for i, change in changes.items() if not is_protected(i)}
        yield from _make_edits(line, line_start, changes)


def _select_changes(line: str, direction: Direction, document_script: str, script: str) -> CharChanges:
    """Return the changes of a line according to its script and the script of its document."""
    regional_changes = _collect_changes(line, direction.regional) if direction.regional else {}
    if script == "neutral" and document_script != direction.foreign:
        return regional_changes
    if script == direction.native and not direction.foreign_only_class.search(line):
        return regional_changes
    changes = _collect_changes(line, direction.passes)
    if script not in ("mixed", direction.native) and document_script == direction.foreign:
        return changes
    unambiguous = {i for i, (new, _) in changes.items() if direction.is_unambiguous(line, i, new)}
    if not unambiguous and direction.native in (document_script, script):
        return regional_changes
    # one character that never occurs in the target script makes a line of any length a mixed line
    if script in ("mixed", direction.native):
        is_native = make_coverage_test(_find_native_sentences(line, direction))
        changes = {i: change for i, change in changes.items() if i in unambiguous or not is_native(i)}
        changes |= {
            i: change for i, change in regional_changes.items() if i not in unambiguous and is_native(i)
        }
    return changes


def _find_native_sentences(line: str, direction: Direction) -> Iterator[Span]:
    """Yield the sentences of a mixed line that are not in the foreign script."""
    is_foreign_line = direction.count_foreign_excess(line) > 0
    for sentence in _SENTENCE.finditer(line):
        foreign_excess = direction.count_foreign_excess(sentence[0])
        if foreign_excess < 0 or (foreign_excess == 0 and not is_foreign_line):
            yield Span(*sentence.span())


def _collect_changes(line: str, passes: ConversionPasses) -> CharChanges:
    """Return the changes that the passes make: the new character at each offset, and the last rule there.

    Characters beyond the BMP are not produced: few fonts and tokenizers have them.
    """
    rules: dict[int, str] = {}
    before = after = line
    for rule, after in passes(line):
        if before != after:
            rules |= dict.fromkeys(compress(count(), map(ne, before, after)), rule)
        before = after
    return {
        i: (after[i], rule)
        for i, rule in rules.items()
        if after[i] != line[i] and not line[i] <= "\uffff" < after[i]
    }


def _make_edits(line: str, line_start: int, changes: CharChanges) -> Iterator[Edit]:
    """Yield an edit for each run of changes under one rule."""
    start, end, run, rule_before = 0, -1, "", ""
    for i, (new, rule) in sorted(changes.items()):
        if i == end and rule == rule_before:
            run += new
            end += 1
            continue
        if run:
            yield edit_from_fields((line_start + start, line[start:end], run, rule_before, 1.0, ""))
        start, end, run, rule_before = i, i + 1, new, rule
    if run:
        yield edit_from_fields((line_start + start, line[start:end], run, rule_before, 1.0, ""))

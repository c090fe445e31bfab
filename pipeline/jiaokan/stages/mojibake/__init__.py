"""The mojibake stage: repair what is certain, repair and mark what is likely, flag what is doubtful.

A repair that is only likely says so in its `why`.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from jiaokan.config.config_loader import Config
from jiaokan.config.schema import MojibakeSettings
from jiaokan.core.document import Document, Stage
from jiaokan.core.edits import Edit, drop_overlapping_edits, make_coverage_test
from jiaokan.core.errors import ConfigError
from jiaokan.repairs import REPAIRS, Repair
from jiaokan.text.verbatim import find_code_spans, is_entity_named_in_prose


def build(config: Config) -> Stage:
    """Make the stage; raises ConfigError where it names a repair that is none."""
    settings = config.mojibake
    if unknown := sorted(set(settings.repairs) - REPAIRS.keys()):
        raise ConfigError(f"mojibake.repairs: no such repair: {', '.join(unknown)}")
    repairs = [repair for name, repair in REPAIRS.items() if name in settings.repairs]
    look = _compile_trigger_pattern(repairs)

    def repair_mojibake(document: Document) -> Document:
        notes: list[Edit] = []
        for _ in range(settings.rounds):
            before = document.text
            document, notes = _run_repairs(document, repairs, look, settings)
            if document.text == before:
                break
        return document.edited("mojibake", drop_overlapping_edits(notes)) if notes else document

    return repair_mojibake


def _compile_trigger_pattern(repairs: Iterable[Repair]) -> re.Pattern[str]:
    """Return what finds the characters that repairs need; of those beyond the BMP, any."""
    signs = frozenset[str]().union(*(repair.trigger_chars for repair in repairs))
    inner = "".join(sorted(char for char in signs if char <= "\uffff"))
    return re.compile(f"[{re.escape(inner)}\U00010000-\U0010ffff]")


def _run_repairs(
    document: Document, repairs: Iterable[Repair], look: re.Pattern[str], settings: MojibakeSettings
) -> tuple[Document, list[Edit]]:
    """Return the document after every repair, and the notes on a text that needed none."""
    notes: list[Edit] = []
    alphabet = frozenset(look.findall(document.text))
    for repair in repairs:
        if repair.trigger_chars.isdisjoint(alphabet) if repair.trigger_chars else document.text.isascii():
            continue
        proposed = _drop_verbatim_escapes(document, repair.propose_edits(document.text))
        edits = [_grade_edit(edit, settings) for edit in proposed]
        if changes := [edit for edit in edits if edit.new != edit.old]:
            document = document.edited("mojibake", changes)
            alphabet, notes = frozenset(look.findall(document.text)), []
        else:
            notes += edits
    return document, notes


def _drop_verbatim_escapes(document: Document, edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield the edits but those of an escape within code, which shows it as it is, or named in prose."""
    coded: Callable[[int], bool] | None = None
    for edit in edits:
        if edit.rule.startswith("escapes/"):
            coded = coded or make_coverage_test(find_code_spans(document))
            named = edit.rule == "escapes/entity" and is_entity_named_in_prose(
                document.text, edit.start, edit.end
            )
            if named or coded(edit.start):
                continue
        yield edit


def _grade_edit(edit: Edit, settings: MojibakeSettings) -> Edit:
    """Return the edit as its confidence allows: as it is, marked, or as a note that changes nothing."""
    if edit.confidence >= settings.certain or edit.new == edit.old:
        return edit
    if edit.confidence >= settings.likely:
        return edit._replace(why=f"likely: {edit.why}")
    return edit._replace(new=edit.old, why=f"doubtful: {edit.new!r} may have stood here; {edit.why}")

"""The mojibake stage: repair what is certain, repair and mark what is likely, note what is doubtful.

The `why` of a repair that is only likely says so.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from jiaokan.config.config_loader import Config
from jiaokan.config.schema import MojibakeSettings
from jiaokan.core.document import Document, Stage
from jiaokan.core.edits import Edit, drop_overlapping_edits, make_coverage_test
from jiaokan.core.errors import ConfigError
from jiaokan.repairs import REPAIRS, Repair
from jiaokan.repairs.step_budget import hold_step_budget
from jiaokan.text.line_ends import propose_on_lines
from jiaokan.text.verbatim import find_code_spans, is_entity_named_in_prose


def build(config: Config) -> Stage:
    """Return the stage.

    Raises:
        ConfigError: The settings name an unknown repair.
    """
    settings = config.mojibake
    skipped = set(settings.skipped_repairs)
    if unknown := sorted(skipped - REPAIRS.keys()):
        raise ConfigError(f"mojibake.skipped_repairs: no such repair: {', '.join(unknown)}")
    repairs = [info.load() for name, info in REPAIRS.items() if name not in skipped]
    trigger_pattern = _compile_trigger_pattern(repairs)

    def repair_mojibake(document: Document) -> Document:
        notes: list[Edit] = []
        with hold_step_budget(settings.max_steps):
            for _ in range(settings.max_rounds):
                before = document.text
                document, notes = _run_repairs(document, repairs, trigger_pattern, settings)
                if document.text == before:
                    break
        return document.edited("mojibake", drop_overlapping_edits(notes)) if notes else document

    return repair_mojibake


def _compile_trigger_pattern(repairs: Iterable[Repair]) -> re.Pattern[str]:
    """Compile the characters that repairs require; it matches every character beyond the BMP."""
    trigger_chars = frozenset[str]().union(*(repair.trigger_chars for repair in repairs))
    bmp_chars = "".join(sorted(char for char in trigger_chars if char <= "\uffff"))
    return re.compile(f"[{re.escape(bmp_chars)}\U00010000-\U0010ffff]")


def _run_repairs(
    document: Document,
    repairs: Iterable[Repair],
    trigger_pattern: re.Pattern[str],
    settings: MojibakeSettings,
) -> tuple[Document, list[Edit]]:
    """Return the document after every repair, and the notes on a text that needed none."""
    notes: list[Edit] = []
    present_chars = frozenset(trigger_pattern.findall(document.text))
    for repair in repairs:
        if (
            repair.trigger_chars.isdisjoint(present_chars)
            if repair.trigger_chars
            else document.text.isascii()
        ):
            continue
        proposed = _drop_verbatim_escapes(document, propose_on_lines(repair.propose_edits, document.text))
        edits = [_grade_edit(edit, settings) for edit in proposed]
        if changes := [edit for edit in edits if edit.new != edit.old]:
            document = document.edited("mojibake", changes)
            present_chars, notes = frozenset(trigger_pattern.findall(document.text)), []
        else:
            notes += edits
    return document, notes


def _drop_verbatim_escapes(document: Document, edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield the edits without those of escapes in code, or of entities that prose names."""
    is_code: Callable[[int], bool] | None = None
    for edit in edits:
        if edit.rule.startswith("escapes/"):
            is_code = is_code or make_coverage_test(find_code_spans(document))
            is_named = edit.rule == "escapes/entity" and is_entity_named_in_prose(
                document.text, edit.start, edit.end
            )
            if is_named or is_code(edit.start):
                continue
        yield edit


def _grade_edit(edit: Edit, settings: MojibakeSettings) -> Edit:
    """Return the edit as its confidence allows: unchanged, marked as likely, or as a note."""
    if edit.confidence >= settings.certain_confidence or edit.new == edit.old:
        return edit
    if edit.confidence >= settings.likely_confidence:
        return edit._replace(why=f"likely: {edit.why}")
    return edit._replace(new=edit.old, why=f"doubtful: {edit.new!r} may have stood here; {edit.why}")

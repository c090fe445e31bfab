"""Signals of soundness: what was removed, repaired and left in doubt, and what the mentions count."""

from collections.abc import Iterable, Iterator

from jiaokan.core.annotations import Mention, Signal
from jiaokan.core.document import Document

_REPAIR_STAGE = "mojibake"
_STRIP_STAGES = "strip"  # how the names of those stages begin
_COUNTED_STAGES = (_STRIP_STAGES, _REPAIR_STAGE)
_CENSOR_KIND = "censor_mark"
CONTACT_KINDS = frozenset({"contact", "email", "landline", "mobile", "qq", "wechat"})
COUNTED_KINDS = CONTACT_KINDS | {_CENSOR_KIND}  # of the mentions that the signals count


def compute_ledger_signals(document: Document) -> Iterator[Signal]:
    """Yield what the ledger says of a document: shares of characters that were repaired and removed."""
    length = len(document.raw)
    removed = repaired = flags = 0
    before_strip = before_repair = 0
    counted = [i for i, step in enumerate(document.steps) if step.stage.startswith(_COUNTED_STAGES)]
    for step in document.steps[: counted[-1] + 1 if counted else 0]:  # later ones may have many edits
        if step.stage.startswith(_STRIP_STAGES):
            before_strip = before_strip or length
            removed += sum(len(edit.old) - len(edit.new) for edit in step.edits)
        if step.stage == _REPAIR_STAGE:
            before_repair = length
            repaired += sum(len(edit.old) for edit in step.edits if edit.old != edit.new)
            flags += sum(edit.old == edit.new for edit in step.edits)
        length += sum([len(new) - len(old) for _, old, new, _, _, _ in step.edits])
    yield Signal("removed_share", removed / before_strip if before_strip else 0.0)
    yield Signal("repaired_per_1000", 1000 * repaired / before_repair if before_repair else 0.0)
    yield Signal("flags_left", flags)


def compute_mention_signals(mentions: Iterable[Mention], n_chars: int) -> Iterator[Signal]:
    """Yield how many marks of censorship and ways of contact stand on 1,000 characters of a text."""
    kinds = [mention.kind for mention in mentions]
    for name, known in (("censored", {_CENSOR_KIND}), ("contact", CONTACT_KINDS)):
        count = sum(kind in known for kind in kinds)
        yield Signal(f"{name}_per_1000", 1000 * count / n_chars if n_chars else 0.0)

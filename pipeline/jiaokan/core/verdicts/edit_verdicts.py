"""What a reviewer said of one edit of a release, as a line of JSON.

The line names the raw text by its digest, the place in it, the rule, and what it did; so it holds for any
later build of the same page, under any id.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from jiaokan.core.document_json import dump_json
from jiaokan.core.edits import Span
from jiaokan.core.errors import InputError
from jiaokan.core.refusals import Refusal
from jiaokan.core.rule_aliases import find_current_id

VerdictValue = Literal["right", "wrong", "unsure"]
Draw = Literal["least_certain", "random", "chosen"]
VERDICT_VALUES: tuple[str, ...] = get_args(VerdictValue)
DRAWS: tuple[str, ...] = get_args(Draw)
_SHA256_CHARS = 64
_NEEDED = ["document", "raw_sha256", "raw_start", "raw_end", "stage", "rule", "before", "after", "verdict"]
_TYPES: dict[str, tuple[type, ...]] = {
    "raw_start": (int,), "raw_end": (int,), "confidence": (int, float), "is_cut": (bool,),
}  # fmt: skip
_CHOICES = {"verdict": VERDICT_VALUES, "draw": DRAWS}


@dataclass(frozen=True, slots=True)
class EditVerdict:
    """A verdict on an edit.

    `raw_start` and `raw_end` are code points of the raw text, half-open; `raw_sha256` is the digest of its
    bytes. `draw` says how the edit came to be reviewed: as one of the least certain of its rule, drawn at
    random, or chosen by the reviewer. `is_cut` is true where `before` is not all that stood there.
    """

    document: str
    raw_sha256: str
    raw_start: int
    raw_end: int
    stage: str
    rule: str
    before: str
    after: str
    verdict: VerdictValue
    confidence: float = 1.0
    draw: Draw = "chosen"
    comment: str = ""
    is_cut: bool = False

    @property
    def key(self) -> tuple[str, int, int, str, str]:
        """What says that two verdicts are on the same edit."""
        return self.raw_sha256, self.raw_start, self.raw_end, find_current_id(self.rule), self.after

    def to_line(self) -> str:
        """Return the verdict as JSON on one line."""
        return dump_json(asdict(self))

    def to_refusal(self) -> Refusal:
        """Return the edit as one that is not to be made again."""
        span = Span(self.raw_start, self.raw_end)
        return Refusal(self.rule, span, self.before, self.after, self.comment)


def parse_verdict(record: Mapping[str, Any]) -> EditVerdict:
    """Return the verdict that a JSON object holds; keys that a verdict does not have are passed over.

    Raises:
        InputError: A key is missing or holds what it cannot; the message names it.
    """
    fields = EditVerdict.__dataclass_fields__
    values = {name: record[name] for name in fields if name in record}
    for name in _NEEDED:
        if name not in values:
            raise InputError(f"a verdict without {name!r}")
    for name, value in values.items():
        if not _is_sound_value(name, value):
            raise InputError(f"a verdict with {name} {json.dumps(value, ensure_ascii=False)[:60]}")
    if values["raw_start"] > values["raw_end"]:
        raise InputError("a verdict whose raw_end lies before its raw_start")
    return EditVerdict(**values)


def _is_sound_value(name: str, value: object) -> bool:
    if name in _TYPES:
        return type(value) in _TYPES[name] and not (type(value) is int and value < 0)
    if not isinstance(value, str):
        return False
    if name == "raw_sha256":
        return len(value) == _SHA256_CHARS
    return value in _CHOICES.get(name, (value,))

"""What a reader said of whole documents of a release, as lines of JSON."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from jiaokan.core.document_json import dump_json
from jiaokan.core.errors import InputError

# the four faults that a reader looks for, each with the sentence that the card says of it
FAULTS = {
    "artifacts": "artifacts of the page or of the crawl are left in the text",
    "lost": "text of the article is lost",
    "unnatural": "the text is unnatural or made by a machine",
    "unsafe": "the text is in another language, or unsafe",
}


@dataclass(frozen=True, slots=True)
class Inspection:
    """The verdict of a reader on a document; each fault is there or not."""

    document: str
    raw_sha256: str
    artifacts: bool = False
    lost: bool = False
    unnatural: bool = False
    unsafe: bool = False

    @property
    def is_faultless(self) -> bool:
        """True where the reader found no fault."""
        return not any(getattr(self, fault) for fault in FAULTS)

    def to_line(self) -> str:
        """Return the verdict as JSON on one line."""
        return dump_json(asdict(self))


def read_inspections(path: Path) -> list[Inspection]:
    """Return the verdicts of a file, the last one on each document, in the order of the file.

    Raises:
        InputError: The file cannot be read, or holds what is no verdict.
    """
    try:
        found = {one.raw_sha256: one for one in _parse_lines(path.read_text("utf-8-sig"))}
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error})") from error
    except (ValueError, InputError) as error:
        raise InputError(f"{path}: {error}") from error
    return list(found.values())


def _parse_lines(text: str) -> Iterator[Inspection]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _parse_record(json.loads(line), number)


def _parse_record(record: Mapping[str, Any], number: int) -> Inspection:
    names = Inspection.__dataclass_fields__
    if not isinstance(record, dict) or not {"document", "raw_sha256", *FAULTS} <= record.keys():
        raise InputError(f"line {number}: an inspection has {', '.join(names)}")
    for name in names:
        if not isinstance(record[name], bool if name in FAULTS else str):
            raise InputError(f"line {number}: {name} holds {record[name]!r}")
    return Inspection(**{name: record[name] for name in names})

"""Read verdicts from JSON lines, as the report's page writes them, or from an export of Label Studio."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from jiaokan.core.errors import InputError
from jiaokan.core.verdicts.edit_verdicts import EditVerdict, parse_verdict
from jiaokan.review.label_studio import read_export

VERDICTS_FILE = "verdicts.jsonl"


def read_verdicts(path: Path) -> list[EditVerdict]:
    """Return the verdicts of a file; lines and tasks without one are passed over.

    Raises:
        InputError: The file cannot be read or holds what is no verdict; the message says where.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error})") from error
    try:
        if text.lstrip()[:1] == "[":
            return [parse_verdict(record) for record in read_export(json.loads(text))]
        return list(_read_lines(text))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, InputError) as error:
        raise InputError(f"{path}: {error}") from error


def _read_lines(text: str) -> Iterator[EditVerdict]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            if record.get("verdict"):
                yield parse_verdict(record)
        except (ValueError, AttributeError, InputError) as error:
            raise InputError(f"line {number}: {error}") from error


def merge_verdicts(*groups: Iterable[EditVerdict]) -> list[EditVerdict]:
    """Return all verdicts, the last one on each edit, in the order of documents and places."""
    latest = {verdict.key: verdict for group in groups for verdict in group}
    return sorted(latest.values(), key=lambda verdict: (verdict.document, verdict.key))


def write_verdicts(verdicts: Iterable[EditVerdict], path: Path) -> None:
    """Write verdicts as JSON lines."""
    path.write_text("".join(f"{verdict.to_line()}\n" for verdict in verdicts), "utf-8", newline="\n")

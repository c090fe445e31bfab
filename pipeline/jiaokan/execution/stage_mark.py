"""The file that says what a stage has written into a folder: no other file there may be removed."""

import json
from collections.abc import Iterable
from pathlib import Path

from jiaokan.core.errors import OutputError
from jiaokan.readers.input_files import STAGE_MARK


def make_stage_mark(stages: Iterable[str], names: Iterable[str]) -> bytes:
    """Return the bytes of the mark for a folder of these files."""
    return json.dumps({"stages": list(stages), "files": sorted(names)}, indent=1).encode() + b"\n"


def check_replaceable(folder: Path) -> None:
    """Find out whether a folder holds nothing but what a stage has written.

    Raises:
        OutputError: It holds something else, or is a file.
    """
    if folder.is_file():
        raise OutputError(
            f"{folder}: a file of this name exists; name a folder, or a file that ends in .jsonl"
        )
    if not folder.is_dir():
        return
    try:
        own = set(json.loads((folder / STAGE_MARK).read_bytes())["files"]) | {STAGE_MARK}
    except (OSError, ValueError, KeyError, TypeError):
        own = set()
    strange = sorted(path.name for path in folder.iterdir() if path.name not in own)
    if strange:
        raise OutputError(f"{folder}: holds {strange[0]!r}, which no stage has written; name another folder")

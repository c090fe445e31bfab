"""The folder of a stage: of each shard a part of documents in Parquet, and its rejects as JSON lines.

A file in it says what a stage has written there: no other file of the folder may be removed.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from jiaokan.core.document import Document, Reject
from jiaokan.core.errors import OutputError
from jiaokan.readers import Item
from jiaokan.readers.input_files import STAGE_MARKER
from jiaokan.readers.jsonl_reader import encode_item, make_rejects_path
from jiaokan.readers.parquet_reader import make_table, open_stage_writer

MAX_GROUP_CHARS = 4_000_000  # code points, clean and taken away, of a row group
PART_NAME_FORMAT = "part-{:05d}.parquet"


def write_stage_part(items: Iterable[Item], folder: Path, number: int) -> list[str]:
    """Write the documents and the rejects of a shard; return the names of the files."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / PART_NAME_FORMAT.format(number)
    beside = make_rejects_path(path.with_suffix(".jsonl"))
    with open_stage_writer(path) as writer, beside.open("wb") as rejects:
        waiting: list[Document] = []
        size = 0
        for item in items:
            if isinstance(item, Reject):
                rejects.write(encode_item(item) + b"\n")
                continue
            waiting.append(item)
            size += len(item.text) + sum(len(edit.old) for step in item.steps for edit in step.edits)
            if size >= MAX_GROUP_CHARS:
                writer.write_table(make_table(waiting).combine_chunks())
                waiting, size = [], 0
        if waiting:
            writer.write_table(make_table(waiting).combine_chunks())
    if beside.stat().st_size:
        return [path.name, beside.name]
    beside.unlink()
    return [path.name]


def make_stage_marker(stages: Iterable[str], names: Iterable[str]) -> bytes:
    """Return the bytes of the marker for a folder of these files."""
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
        own = set(json.loads((folder / STAGE_MARKER).read_bytes())["files"]) | {STAGE_MARKER}
    except (OSError, ValueError, KeyError, TypeError):
        own = set()
    strange = sorted(path.name for path in folder.iterdir() if path.name not in own)
    if strange:
        raise OutputError(f"{folder}: holds {strange[0]!r}, which no stage has written; name another folder")

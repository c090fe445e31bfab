"""Write what a stage has made of a shard: documents as Parquet, rejects as JSON lines beside it."""

from collections.abc import Iterable
from pathlib import Path

from jiaokan.core.document import Document, Reject
from jiaokan.readers import Item
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

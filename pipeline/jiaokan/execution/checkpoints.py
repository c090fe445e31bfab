"""Where a stage leaves its items: JSON lines, a folder of Parquet shards, or standard output.

A result appears whole or not at all: it is written beside its place and then renamed. A folder
that was broken off goes on where it stopped, as long as input, settings and code are the same.
"""

import hashlib
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from jiaokan.config.config_loader import CONFIGS_FOLDER, PACKAGE, Config
from jiaokan.core.document import Document, Reject
from jiaokan.core.errors import OutputError
from jiaokan.execution.chunks import Chunk
from jiaokan.readers import STDIN, Item, find_files, parquet_reader, read_inputs
from jiaokan.readers.jsonl_reader import encode_item, make_rejects_path

STDOUT = "-"
CHUNKS_PER_SHARD = 32
SHARD_NAME_FORMAT = "part-{:05d}.parquet"
FINGERPRINT_FILE = "fingerprint"
FINGERPRINTED_SUFFIXES = (".py", ".toml", ".json", ".txt", ".npz")  # code, settings, rules, learned tables
ChunkProcessor = Callable[[Iterable[Chunk]], Iterator[Chunk]]


def store_items(
    numbered: Iterable[Chunk], process: ChunkProcessor, output: str, fingerprint: str
) -> Iterator[Item]:
    """Put what `process` makes of the chunks where `output` says, and yield each item once it is there.

    `output` is "-", a name that ends in .jsonl, or a folder. Raises OutputError where it cannot be.
    """
    if output == STDOUT:
        return _write_to_stdout(process(numbered))
    path = Path(output)
    if path.suffix == ".jsonl":
        return _write_file(process(numbered), path)
    return _write_folder(numbered, process, path, fingerprint)


def compute_fingerprint(inputs: Iterable[str], stages: Iterable[str], config: Config) -> str:
    """Return a digest of all that a result depends on: files, settings, rules, and the code itself.

    What comes by standard input is never the same again.
    """
    digest = hashlib.sha256(repr([*stages, version("jiaokan"), config]).encode())
    for name in inputs:
        if name == STDIN:
            digest.update(uuid4().bytes)
            continue
        for path, inside in find_files(name):
            state = path.stat()
            digest.update(repr((inside, state.st_size, state.st_mtime_ns)).encode())
    for folder in (PACKAGE, CONFIGS_FOLDER, config.rules_folder):
        for path in sorted(p for p in folder.rglob("*") if p.suffix in FINGERPRINTED_SUFFIXES):
            digest.update(path.read_bytes())
    for name in (config.strip.judge.file, config.strip.repeats.file):
        if name and (own := config.folder / name).is_file():
            digest.update(own.read_bytes())
    return digest.hexdigest()


def _write_to_stdout(results: Iterable[Chunk]) -> Iterator[Item]:
    """Write documents to standard output, and rejects as they are to standard error."""
    for _, items in results:
        yield from _write_items(items, sys.stdout.buffer, sys.stderr.buffer)
    sys.stdout.flush()


def _write_file(results: Iterable[Chunk], path: Path) -> Iterator[Item]:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = make_rejects_path(path)
    with _open_atomically(path) as out, _open_atomically(beside) as errors:
        for _, items in results:
            yield from _write_items(items, out, errors)
    if not beside.stat().st_size:
        beside.unlink()


def _write_folder(
    numbered: Iterable[Chunk], process: ChunkProcessor, folder: Path, digest: str
) -> Iterator[Item]:
    _check_replaceable(folder)
    partial = _open_partial_folder(folder, digest)
    fresh = (chunk for chunk in numbered if not _make_shard_path(partial, chunk[0]).exists())
    for number, results in groupby(process(fresh), key=lambda chunk: chunk[0] // CHUNKS_PER_SHARD):
        _write_shard(
            partial / SHARD_NAME_FORMAT.format(number), [item for _, items in results for item in items]
        )
    (partial / FINGERPRINT_FILE).unlink()
    if folder.exists():
        shutil.rmtree(folder)
    partial.rename(folder)
    return read_inputs([str(folder)]) if any(folder.iterdir()) else iter(())


def _write_items(items: Iterable[Item], out: BinaryIO, errors: BinaryIO) -> Iterator[Item]:
    for item in items:
        (out if isinstance(item, Document) else errors).write(encode_item(item) + b"\n")
        yield item


def _write_shard(path: Path, items: Sequence[Item]) -> None:
    """Write the shard's rejects and then its documents: the shard is there when these are."""
    if rejects := [item for item in items if isinstance(item, Reject)]:
        with _open_atomically(make_rejects_path(path.with_suffix(".jsonl"))) as out:
            out.writelines(encode_item(item) + b"\n" for item in rejects)
    with _open_atomically(path) as out:
        parquet_reader.write_documents(out, (item for item in items if isinstance(item, Document)))


def _make_shard_path(folder: Path, chunk: int) -> Path:
    return folder / SHARD_NAME_FORMAT.format(chunk // CHUNKS_PER_SHARD)


def _open_partial_folder(folder: Path, digest: str) -> Path:
    """Return the folder to write in, with the whole shards of an equal run that was broken off."""
    partial = folder.with_name(folder.name + ".partial")
    mark = partial / FINGERPRINT_FILE
    if not mark.is_file() or mark.read_text("utf-8") != digest:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        mark.write_text(digest, "utf-8")
    return partial


def _check_replaceable(folder: Path) -> None:
    if folder.is_file():
        raise OutputError(
            f"{folder}: a file of this name exists; name a folder, or a file that ends in .jsonl"
        )
    strange = [p.name for p in folder.iterdir() if not p.name.startswith("part-")] if folder.is_dir() else []
    if strange:
        raise OutputError(f"{folder}: holds {strange[0]!r}, which no stage has written; name another folder")


@contextmanager
def _open_atomically(path: Path) -> Iterator[BinaryIO]:
    """Open a file that takes its name only once it is whole."""
    beside = path.with_name(path.name + ".partial")
    try:
        with beside.open("wb") as out:
            yield out
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)

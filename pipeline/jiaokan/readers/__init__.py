"""Readers: what comes in, as documents and rejects, in an order that files alone decide.

A path is a folder, a file of text, a file of records (JSON lines, plain, .gz or .zst; Parquet),
or "-" for JSON lines on standard input. Records may be raw or come from an earlier stage.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from jiaokan.core.document import Document, Origin, Reject
from jiaokan.core.errors import InputError
from jiaokan.readers import html_reader, jsonl_reader, parquet_reader, text_reader, warc_reader
from jiaokan.readers.html_reader import RawPage
from jiaokan.stages.extract import raw_page

Item = Document | Reject
STDIN = "-"

# by the end of a file's name; a longer one is tried before a shorter one
READERS: dict[str, Callable[[Path, str], Iterator[Item | RawPage]]] = {
    **dict.fromkeys(html_reader.ENDINGS, html_reader.read_file),
    **dict.fromkeys((".warc", ".warc.gz", ".wet", ".wet.gz"), warc_reader.read),
    ".rejects.jsonl": jsonl_reader.read_rejects,
    ".jsonl": jsonl_reader.read,
    ".jsonl.gz": jsonl_reader.read,
    ".jsonl.zst": jsonl_reader.read,
    ".ndjson": jsonl_reader.read,
    ".parquet": parquet_reader.read,
    ".text": text_reader.read,
    ".txt": text_reader.read,
}


def read(inputs: Iterable[str]) -> Iterator[Item]:
    """Yield every document and reject of the inputs; an id met before makes a reject.

    Raises InputError at once where an input does not exist or nothing in it can be read.
    """
    files = [found for name in inputs for found in find(name)]
    return _unique(_items(files))


def find(name: str) -> list[tuple[Path, str]]:
    """Return the files of an input, each with its name relative to it, in the order of their names."""
    if name == STDIN:
        return [(Path(STDIN), STDIN)]
    path = Path(name)
    if path.is_dir():
        files = sorted((p for p in path.rglob("*") if p.is_file()), key=lambda p: p.relative_to(path).parts)
        known = [(p, p.relative_to(path).as_posix()) for p in files if _reader(p.name)]
        if not known:
            raise InputError(f"{name}: nothing to read in this folder; known are {', '.join(READERS)}")
        return known
    if not path.is_file():
        raise InputError(f"{name}: no such file or folder")
    if not _reader(path.name):
        raise InputError(f"{name}: cannot tell its kind; known are {', '.join(READERS)}")
    beside = jsonl_reader.rejects_beside(path)
    own = [(path, path.name)]
    return [*own, (beside, beside.name)] if path.name.endswith(".jsonl") and beside.is_file() else own


def ignored(name: str) -> list[str]:
    """Return the files of an input folder that no reader knows, hidden ones left out."""
    path = Path(name)
    if name == STDIN or not path.is_dir():
        return []
    names = (p.relative_to(path) for p in path.rglob("*") if p.is_file() and not _reader(p.name))
    return sorted(p.as_posix() for p in names if not any(part.startswith(".") for part in p.parts))


def _reader(name: str) -> Callable[[Path, str], Iterator[Item | RawPage]] | None:
    return next(
        (READERS[end] for end in sorted(READERS, key=len, reverse=True) if name.lower().endswith(end)), None
    )


def _items(files: Iterable[tuple[Path, str]]) -> Iterator[Item]:
    for path, name in files:
        reader = _reader(path.name)
        found: Iterable[Item | RawPage] = (
            jsonl_reader.parse(sys.stdin.buffer, name)
            if path == Path(STDIN)
            else reader(path, name)
            if reader
            else ()
        )
        for item in found:
            yield raw_page(item.data, item.id, item.origin) if isinstance(item, RawPage) else item


def _unique(items: Iterable[Item]) -> Iterator[Item]:
    seen: dict[str, Origin] = {}
    for item in items:
        if isinstance(item, Reject) or item.id not in seen:
            if isinstance(item, Document):
                seen[item.id] = item.origin
            yield item
        else:
            yield _double(item, seen[item.id])


def _double(document: Document, first: Origin) -> Reject:
    origin = document.origin
    where = f"{first.file}, line {first.line}" if first.line else first.file
    reason = f"the id {document.id!r} stands already in {where}; ids must differ"
    if document.steps or document.facts:
        data = jsonl_reader.encode(document)
    else:
        data = jsonl_reader.encode_raw(document) if origin.line else document.raw_bytes
    return Reject(origin.file, origin.line, reason, data)

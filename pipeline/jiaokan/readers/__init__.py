"""Read input files: each becomes documents and rejects, in the order of the file names.

An input is a folder, a file of a known kind (see READERS), or "-" for JSON lines on standard input.
Records may be raw or the output of an earlier stage.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from jiaokan.core.document import Document, Origin, Reject
from jiaokan.core.errors import InputError
from jiaokan.readers import html_reader, jsonl_reader, parquet_reader, text_reader, warc_reader
from jiaokan.readers.html_reader import RawPage
from jiaokan.stages.extract import make_raw_document

Item = Document | Reject
STDIN = "-"

# reader by the ending of the file name; longer endings are tried first
READERS: dict[str, Callable[[Path, str], Iterator[Item | RawPage]]] = {
    **dict.fromkeys(html_reader.HTML_ENDINGS, html_reader.read_html_file),
    **dict.fromkeys((".warc", ".warc.gz", ".wet", ".wet.gz"), warc_reader.read_warc_file),
    ".rejects.jsonl": jsonl_reader.read_rejects,
    ".jsonl": jsonl_reader.read_jsonl_file,
    ".jsonl.gz": jsonl_reader.read_jsonl_file,
    ".jsonl.zst": jsonl_reader.read_jsonl_file,
    ".ndjson": jsonl_reader.read_jsonl_file,
    ".parquet": parquet_reader.read_parquet_file,
    ".text": text_reader.read_text_file,
    ".txt": text_reader.read_text_file,
}


def read_inputs(inputs: Iterable[str]) -> Iterator[Item]:
    """Yield the documents and rejects of the inputs; a document with a repeated id becomes a reject.

    Args:
        inputs: Paths of files or folders, or "-".

    Raises:
        InputError: At the call, before the first item: an input does not exist, or holds no file of a
            known kind.
    """
    files = [file for name in inputs for file in find_files(name)]
    return _reject_repeated_ids(_read_files(files))


def find_files(name: str) -> list[tuple[Path, str]]:
    """Return the files of an input in the order of their names, each with its name relative to the input.

    A file X.jsonl is followed by the file of its rejects, if there is one.

    Raises:
        InputError: The input does not exist, or holds no file of a known kind.
    """
    if name == STDIN:
        return [(Path(STDIN), STDIN)]
    path = Path(name)
    if path.is_dir():
        files = sorted((p for p in path.rglob("*") if p.is_file()), key=lambda p: p.relative_to(path).parts)
        known = [(p, p.relative_to(path).as_posix()) for p in files if _find_reader(p.name)]
        if not known:
            raise InputError(f"{name}: nothing to read in this folder; known are {', '.join(READERS)}")
        return known
    if not path.is_file():
        raise InputError(f"{name}: no such file or folder")
    if not _find_reader(path.name):
        raise InputError(f"{name}: cannot tell its kind; known are {', '.join(READERS)}")
    found = [(path, path.name)]
    rejects = jsonl_reader.make_rejects_path(path)
    if path.name.endswith(".jsonl") and rejects.is_file():
        found.append((rejects, rejects.name))
    return found


def list_ignored_files(name: str) -> list[str]:
    """Return the names of the files of an input folder that no reader can read, without hidden files."""
    path = Path(name)
    if name == STDIN or not path.is_dir():
        return []
    names = (p.relative_to(path) for p in path.rglob("*") if p.is_file() and not _find_reader(p.name))
    return sorted(p.as_posix() for p in names if not any(part.startswith(".") for part in p.parts))


def _find_reader(name: str) -> Callable[[Path, str], Iterator[Item | RawPage]] | None:
    return next(
        (READERS[end] for end in sorted(READERS, key=len, reverse=True) if name.lower().endswith(end)), None
    )


def _read_files(files: Iterable[tuple[Path, str]]) -> Iterator[Item]:
    for path, name in files:
        yield from read_file(path, name)


def read_file(path: Path, name: str) -> Iterator[Item]:
    """Yield every document and reject of a file, "-" for standard input; `name` goes to their origins."""
    reader = _find_reader(path.name)
    if path == Path(STDIN):
        return make_documents(jsonl_reader.parse_lines(sys.stdin.buffer, name))
    return make_documents(reader(path, name) if reader else ())


def make_documents(found: Iterable[Item | RawPage]) -> Iterator[Item]:
    """Yield what readers found, with pages as documents."""
    for item in found:
        yield make_raw_document(item.data, item.id, item.origin) if isinstance(item, RawPage) else item


def has_reader(name: str) -> bool:
    """Tell whether a file of this name can be read."""
    return _find_reader(name) is not None


def _reject_repeated_ids(items: Iterable[Item]) -> Iterator[Item]:
    origin_by_id: dict[str, Origin] = {}
    for item in items:
        if isinstance(item, Reject) or item.id not in origin_by_id:
            if isinstance(item, Document):
                origin_by_id[item.id] = item.origin
            yield item
        else:
            yield make_repeated_id_reject(item, origin_by_id[item.id])


def make_repeated_id_reject(document: Document, first: Origin) -> Reject:
    """Return a document whose id stands in `first` already as a reject with its bytes."""
    origin = document.origin
    where = f"{first.file}, line {first.line}" if first.line else first.file
    reason = f"the id {document.id!r} stands already in {where}; ids must differ"
    if document.steps or document.facts:
        data = jsonl_reader.encode_item(document)
    else:
        data = jsonl_reader.encode_raw_record(document) if origin.line else document.raw_bytes
    return Reject(origin.file, origin.line, reason, data)

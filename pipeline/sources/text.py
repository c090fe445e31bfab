"""Files that are one document each."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.document import Document, Origin, Reject


def read(path: Path, name: str) -> Iterator[Document | Reject]:
    """Yield the file as a document named after it without its ending, or a reject if it is not UTF-8.

    Nothing is cut or replaced: a byte-order mark and every carriage return are part of the text.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        yield Reject(name, 0, f"cannot be read: {error.strerror}", b"")
        return
    try:
        yield Document(name.removesuffix(Path(name).suffix), data.decode("utf-8"), Origin(name))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        where = f"byte 0x{data[error.start]:02X} at offset {error.start}, in line {line}"
        yield Reject(name, 0, f"not UTF-8: {where}; convert the file", data)

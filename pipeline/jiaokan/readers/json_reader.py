"""Files of JSON: an array of records, one record, or JSON lines under another name."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from jiaokan.config.schema import InputSettings
from jiaokan.core.document import Document, Reject
from jiaokan.core.errors import InputError
from jiaokan.readers.files.bounded_reading import MAX_RECORD_BYTES, explain_long_record, make_file_reject
from jiaokan.readers.files.compression import find_truncation, open_unpacked
from jiaokan.readers.files.format_sniffing import explain_foreign_file
from jiaokan.readers.html_reader import RawPage
from jiaokan.readers.jsonl_reader import (
    UTF8_BOM,
    explain_break,
    parse_object,
    parse_record,
    read_jsonl_file,
)
from jiaokan.readers.record_fields import DEFAULT_KEYS

_STEP_BYTES = 1 << 16
_TOKEN_PATTERN = re.compile(rb'["{}\[\]]')
_STRING_END_PATTERN = re.compile(rb'(?:[^"\\]|\\.)*+"', re.DOTALL)


def read_json_file(
    path: Path, name: str, keys: InputSettings = DEFAULT_KEYS
) -> Iterator[Document | RawPage | Reject]:
    """Yield the records of a file; `line` of an origin counts them from 1.

    An array is read record by record, so that memory holds one of them.
    """
    if reason := explain_foreign_file(path, "JSON"):
        yield make_file_reject(path, name, reason)
        return
    with open_unpacked(path) as stream:
        head = stream.read(_STEP_BYTES).removeprefix(UTF8_BOM).lstrip()
    if head.startswith(b"["):
        yield from _read_array(path, name, keys)
    elif _is_object(head.partition(b"\n")[0]):
        yield from read_jsonl_file(path, name, keys)
    else:
        yield from _read_single(path, name, keys)


def _is_object(line: bytes) -> bool:
    try:
        parse_object(line)
    except InputError:
        return False
    return True


def _read_single(path: Path, name: str, keys: InputSettings) -> Iterator[Document | RawPage | Reject]:
    with open_unpacked(path) as stream:
        data = stream.read(MAX_RECORD_BYTES + 1).removeprefix(UTF8_BOM)
        problem = find_truncation(stream)
    if problem:
        yield Reject(name, 0, explain_break(problem), path.read_bytes())
        return
    if len(data) > MAX_RECORD_BYTES:
        yield Reject(name, 1, explain_long_record(), data[:MAX_RECORD_BYTES])
        return
    for item in parse_record(data, name, 1, keys):
        yield Reject(name, 0, item.reason, data) if isinstance(item, Reject) else item


def _read_array(path: Path, name: str, keys: InputSettings) -> Iterator[Document | RawPage | Reject]:
    number = 0
    with open_unpacked(path) as stream:
        for number, data in enumerate(_split_array(stream), 1):
            if len(data) > MAX_RECORD_BYTES:
                yield Reject(name, number, explain_long_record(), data[:MAX_RECORD_BYTES])
                return
            yield from parse_record(data.replace(b"\n", b" "), name, number, keys)
        if problem := find_truncation(stream):
            yield Reject(name, number + 1, explain_break(problem), b"")


def _split_array(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the bytes of each element of an array; what is longer than a record may be is the last one."""
    buffer = stream.read(_STEP_BYTES).removeprefix(UTF8_BOM).lstrip()[1:]
    while True:
        buffer = buffer.lstrip(b" \t\r\n,")
        end = _find_element_end(buffer)
        if end is None:
            part = stream.read(max(_STEP_BYTES, len(buffer)))  # twice as much each time
            buffer += part
            if part and len(buffer) <= MAX_RECORD_BYTES:
                continue
            if buffer.strip(b" \t\r\n,]"):
                yield buffer
            return
        if not end:  # the array's own bracket
            return
        yield buffer[:end]
        buffer = buffer[end:]


def _find_element_end(buffer: bytes) -> int | None:
    """Return where the first element ends, 0 at the end of the array, None where it is not all there."""
    if buffer.startswith(b"]"):
        return 0
    if not buffer.startswith((b"{", b"[")):  # no record: up to the next comma or bracket
        found = re.search(rb"[,\]]", buffer)
        return found.start() if found else None
    depth = at = 0
    while match := _TOKEN_PATTERN.search(buffer, at):
        at = match.end()
        if match[0] == b'"':
            if not (string := _STRING_END_PATTERN.match(buffer, at)):
                return None
            at = string.end()
            continue
        depth += 1 if match[0] in b"{[" else -1
        if not depth:
            return at
    return None

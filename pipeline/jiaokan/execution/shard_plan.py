"""The plan of a run: which part of the input each shard holds.

It follows from the names and sizes of the files, and from where lines begin in those that are cut; not
from the number of workers or the engine. So the same input gives the same shards, and their bytes.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import astuple, dataclass, replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from jiaokan.core.errors import InputError
from jiaokan.core.file_names import find_ending
from jiaokan.execution import storage
from jiaokan.readers import STDIN, find_files, has_reader
from jiaokan.readers.compression import open_unpacked
from jiaokan.readers.input_files import STAGE_MARK, choose_names
from jiaokan.readers.releases.release_folders import MANIFEST_FILE, is_table_of_release

# bytes of text of a shard; a corpus gives about SHARDS_OF_SMALL_CORPUS shards before they grow to the most
MIN_SHARD_BYTES = 1_000_000
MAX_SHARD_BYTES = 32_000_000
SHARDS_OF_SMALL_CORPUS = 64
MIN_FILE_BYTES = 1_000  # what a small file counts for at least
# bytes of text that a byte of a file stands for: packed text is smaller, pages hold more than text
_WEIGHTS = {
    ".html.gz": 2.5, ".htm.gz": 2.5, ".html": 0.5, ".htm": 0.5, ".xhtml": 0.5, ".shtml": 0.5,
    ".warc.gz": 2.5, ".warc": 0.5, ".wet.gz": 3.0, ".jsonl.gz": 3.0, ".jsonl.zst": 3.0,
    ".json.gz": 3.0, ".json.zst": 3.0, ".parquet": 3.0,
}  # fmt: skip
_LINE_ENDINGS = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".ndjson")
_PARQUET_ENDING = ".parquet"
_PART_PREFIX = "part-"


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file of the input.

    Attributes:
        url: Where it is.
        name: What it is called in the input.
        size: Bytes.
        state: What changes with its bytes: time of the last change, or the store's own tag.
    """

    url: str
    name: str
    size: int
    state: str


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a file: half open, in bytes of unpacked lines or in rows; `end` -1 is the end of the file."""

    file: InputFile
    start: int = 0
    end: int = -1
    first_line: int = 1


@dataclass(frozen=True, slots=True)
class Shard:
    """The unit of work: a number, from 0, and the slices that it is made of."""

    number: int
    slices: tuple[Slice, ...]


Cut = tuple[int, int]  # where a slice begins, and the number of its first line
CutFinder = Callable[[Sequence[tuple[InputFile, int]]], Iterable[list[Cut]]]


def list_input_files(inputs: Iterable[str]) -> list[list[InputFile]]:
    """Return the files of the inputs in order, in groups that no shard cuts or joins to others.

    A group is a file, or a part that a stage has written with its rejects.

    Raises:
        InputError: An input does not exist, or nothing in it can be read.
    """
    _has_stage_mark.cache_clear()
    groups: list[list[InputFile]] = []
    for name in inputs:
        files = _list_remote_files(name) if storage.is_remote(name) else _list_local_files(name)
        for part, found in groupby(files, key=_find_part):
            members = list(found)
            groups += [members] if part else [[file] for file in members]
    return groups


def name_apart(inputs: Sequence[tuple[str, list[list[InputFile]]]]) -> list[list[InputFile]]:
    """Return the groups of all inputs, each file with a name that no other has.

    Args:
        inputs: Each input with what `list_input_files` returned for it.
    """
    names = choose_names(
        [(where, [file.name for group in groups for file in group]) for where, groups in inputs]
    )
    return [[replace(file, name=next(names)) for file in group] for _, groups in inputs for group in groups]


def take_all(groups: Iterable[Iterable[InputFile]]) -> tuple[Slice, ...]:
    """Return all files whole, in order."""
    return tuple(Slice(file) for group in groups for file in group)


def plan_shards(groups: Sequence[Sequence[InputFile]], max_files: int, find_cuts: CutFinder) -> list[Shard]:
    """Return the shards of an input, at least one.

    Args:
        groups: What `list_input_files` returned.
        max_files: Files of a shard at most.
        find_cuts: Finds where slices of about so many bytes begin, for files that are cut.
    """
    total = sum(_weigh(file) for group in groups for file in group)
    limit = min(MAX_SHARD_BYTES, max(MIN_SHARD_BYTES, total / SHARDS_OF_SMALL_CORPUS))
    long = [group[0] for group in groups if _is_to_be_cut(group, limit)]
    steps = [(file, int(limit / _get_weight(file.url) * _get_unpacking(file.url))) for file in long]
    cuts = dict(zip(long, find_cuts(steps), strict=True))
    filler = _ShardFiller(limit, max_files)
    for group in groups:
        if group[0] in cuts:
            filler.add_alone([(piece,) for piece in _cut_file(group[0], cuts[group[0]])])
        elif _is_part(group):
            filler.add_alone([tuple(map(Slice, group))])
        else:
            filler.add_file(group[0])
    return filler.finish()


class _ShardFiller:
    """Put files into shards, one after the other."""

    def __init__(self, limit: float, max_files: int) -> None:
        self._limit, self._max_files = limit, max_files
        self._shards: list[tuple[Slice, ...]] = []
        self._open: list[Slice] = []
        self._weight = 0.0

    def add_file(self, file: InputFile) -> None:
        """Put a file into the open shard, or into a new one where it is full."""
        if self._open and (self._weight + _weigh(file) > self._limit or len(self._open) >= self._max_files):
            self._close()
        self._open.append(Slice(file))
        self._weight += _weigh(file)

    def add_alone(self, shards: Iterable[tuple[Slice, ...]]) -> None:
        """Put in shards that share nothing with others."""
        self._close()
        self._shards += shards

    def finish(self) -> list[Shard]:
        """Return all shards, at least one."""
        self._close()
        return [Shard(number, slices) for number, slices in enumerate(self._shards or [()])]

    def _close(self) -> None:
        if self._open:
            self._shards.append(tuple(self._open))
        self._open, self._weight = [], 0.0


def find_file_cuts(work: tuple[InputFile, int]) -> list[Cut]:
    """Return where slices of about so many bytes begin: (byte, line) of lines, (row, line) of Parquet."""
    file, step = work
    with open_input(file) as path:
        if path.suffix.lower() == _PARQUET_ENDING:
            return _find_row_cuts(path, step)
        return _find_line_cuts(path, step)


def open_input(file: InputFile) -> AbstractContextManager[Path]:
    """Return a context in which a file of the input can be read under a local path."""
    folder, _, name = file.url.rpartition("/")
    return storage.open_storage(folder or "/").open_local(name)


def dump_plan(shards: Iterable[Shard]) -> bytes:
    """Return the plan as JSON, for whoever wants to know what a shard holds."""
    rows = [
        [[*astuple(piece.file), piece.start, piece.end, piece.first_line] for piece in shard.slices]
        for shard in shards
    ]
    return json.dumps({"shards": rows}, ensure_ascii=False, indent=0).encode()


def load_plan(data: bytes) -> list[Shard]:
    """Return the plan that `dump_plan` has written."""
    rows = json.loads(data)["shards"]
    return [
        Shard(number, tuple(Slice(InputFile(*row[:4]), *row[4:]) for row in pieces))
        for number, pieces in enumerate(rows)
    ]


def _list_local_files(name: str) -> Iterator[InputFile]:
    if name == STDIN:
        raise InputError("-: standard input is read before it is planned")
    for path, inside in find_files(name):
        state = path.stat()
        yield InputFile(str(path.absolute()), inside, state.st_size, str(state.st_mtime_ns))


def _list_remote_files(name: str) -> Iterator[InputFile]:
    place = storage.RemoteStorage(name)
    found = place.list_states()
    if MANIFEST_FILE in found:
        raise InputError(f"{name}: a release is read from a disk; fetch it first")
    files = sorted((inside for inside in found if has_reader(inside or name)), key=lambda n: n.split("/"))
    if not files:
        raise InputError(f"{name}: no such file or folder, or nothing in it that can be read")
    for inside in files:
        url = f"{place.url}/{inside}" if inside else place.url
        yield InputFile(url, inside or name.rpartition("/")[2], *found[inside])


def _find_part(file: InputFile) -> str:
    """Return the part of a stage's folder that a file belongs to, "" for any other file."""
    folder, _, name = file.url.rpartition("/")
    if not name.startswith(_PART_PREFIX) or not _has_stage_mark(folder):
        return ""
    return f"{folder}/{name.partition('.')[0]}"


@lru_cache(maxsize=64)
def _has_stage_mark(folder: str) -> bool:
    return storage.open_storage(folder).read(STAGE_MARK) is not None


def _is_part(group: Sequence[InputFile]) -> bool:
    return bool(_find_part(group[0]))


def _is_to_be_cut(group: Sequence[InputFile], limit: float) -> bool:
    file = group[0]
    if is_table_of_release(Path(file.url)):  # shards of its tables belong together
        return False
    can_be_cut = file.url.lower().endswith((*_LINE_ENDINGS, _PARQUET_ENDING))
    return can_be_cut and not _is_part(group) and _weigh(file) > limit * 1.5


def _get_weight(name: str) -> float:
    return _WEIGHTS.get(find_ending(name, _WEIGHTS), 1.0)


def _get_unpacking(name: str) -> float:
    """Return how many bytes one byte of a packed file gives."""
    return _get_weight(name) if name.lower().endswith((".gz", ".zst", _PARQUET_ENDING)) else 1.0


def _weigh(file: InputFile) -> float:
    return max(MIN_FILE_BYTES, file.size * _get_weight(file.url))


def _cut_file(file: InputFile, cuts: Sequence[Cut]) -> Iterator[Slice]:
    for (start, line), (end, _) in zip(cuts, [*cuts[1:], (-1, 0)], strict=True):
        yield Slice(file, start, end, line)


def _find_line_cuts(path: Path, step: int) -> list[Cut]:
    cuts, at, line = [(0, 1)], 0, 1
    with open_unpacked(path) as stream:
        while len(data := _read_exactly(stream, step)) == step:
            rest = stream.readline()
            at += len(data) + len(rest)
            line += data.count(b"\n") + rest.count(b"\n")
            cuts.append((at, line))
        if not data and len(cuts) > 1:  # the last one begins where the file ends
            cuts.pop()
    return cuts


def _read_exactly(stream: IO[bytes], size: int) -> bytes:
    """Read so many bytes, fewer only at the end."""
    parts: list[bytes] = []
    while size and (data := stream.read(size)):
        parts.append(data)
        size -= len(data)
    return b"".join(parts)


def _find_row_cuts(path: Path, step: int) -> list[Cut]:
    try:
        with pq.ParquetFile(path) as file:
            about = file.metadata
            size = sum(about.row_group(i).total_byte_size for i in range(about.num_row_groups))
            rows = max(1, int(about.num_rows * step / max(size, 1)))
            return [(row, row + 1) for row in range(0, about.num_rows, rows)] or [(0, 1)]
    except (OSError, pa.ArrowException):  # the reader says what is wrong with it
        return [(0, 1)]

"""The plan of a run: which part of the input each shard holds.

It follows from the names and sizes of the files, and from where lines begin in those that are cut; not
from the number of workers or the engine. So the same input gives the same shards, and their bytes.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from jiaokan.core.file_names import find_ending
from jiaokan.execution.planning.file_cuts import PARQUET_ENDING, Cut
from jiaokan.execution.planning.input_list import InputFile, find_part
from jiaokan.readers.releases.release_folders import is_table_of_release

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


CutFinder = Callable[[Sequence[tuple[InputFile, int]]], Iterable[list[Cut]]]


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


def dump_plan(shards: Iterable[Shard]) -> bytes:
    """Return the plan as JSON, in ASCII: a name of a file that is no UTF-8 stands there too."""
    rows = [
        [[*astuple(piece.file), piece.start, piece.end, piece.first_line] for piece in shard.slices]
        for shard in shards
    ]
    return json.dumps({"shards": rows}, indent=0).encode()


def load_plan(data: bytes) -> list[Shard]:
    """Return the plan that `dump_plan` has written."""
    rows = json.loads(data)["shards"]
    return [
        Shard(number, tuple(Slice(InputFile(*row[:4]), *row[4:]) for row in pieces))
        for number, pieces in enumerate(rows)
    ]


def _is_part(group: Sequence[InputFile]) -> bool:
    return bool(find_part(group[0]))


def _is_to_be_cut(group: Sequence[InputFile], limit: float) -> bool:
    file = group[0]
    if is_table_of_release(Path(file.url)):  # shards of its tables belong together
        return False
    can_be_cut = file.url.lower().endswith((*_LINE_ENDINGS, PARQUET_ENDING))
    return can_be_cut and not _is_part(group) and _weigh(file) > limit * 1.5


def _get_weight(name: str) -> float:
    return _WEIGHTS.get(find_ending(name, _WEIGHTS), 1.0)


def _get_unpacking(name: str) -> float:
    """Return how many bytes one byte of a packed file gives."""
    return _get_weight(name) if name.lower().endswith((".gz", ".zst", PARQUET_ENDING)) else 1.0


def _weigh(file: InputFile) -> float:
    return max(MIN_FILE_BYTES, file.size * _get_weight(file.url))


def _cut_file(file: InputFile, cuts: Sequence[Cut]) -> Iterator[Slice]:
    for (start, line), (end, _) in zip(cuts, [*cuts[1:], (-1, 0)], strict=True):
        yield Slice(file, start, end, line)

"""The second round of a release: fill the columns that a search for repeats knows, in tables that were kept.

The first round has written everything else as it stays; `kept_tables` says how the rest stands so long.
"""

import hashlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa

from jiaokan.core.arrow_arrays import make_array
from jiaokan.core.errors import EngineError, OutputError
from jiaokan.execution.engine import Engine, LostTask
from jiaokan.execution.repeat_search.findings_files import FindingsFolder, read_findings
from jiaokan.execution.repeat_search.search_job import MAX_TASK_ATTEMPTS
from jiaokan.execution.shard_marker import ShardMarker, make_marker_name, read_marker
from jiaokan.execution.storage import Storage, open_storage
from jiaokan.publish import manifest
from jiaokan.publish.manifest import ReleaseFile
from jiaokan.publish.release_shards import ReleaseShard
from jiaokan.publish.shard_statistics import ShardStatistics, find_example
from jiaokan.publish.tables.kept_tables import KEPT_TABLES, name_kept_table, read_kept_groups
from jiaokan.publish.tables.parquet_writer import TableWriter, make_shard_name
from jiaokan.publish.tables.release_tables import REPEAT_COLUMNS

COMPLETED_TABLES = (*KEPT_TABLES, "repeats")
FindingsRows = Mapping[str, list[Any]]  # by the id of the document, as `encode_findings` writes them


@dataclass(frozen=True, slots=True)
class CompletionJob:
    """What all shards share.

    Attributes:
        folder: Working folder of the run, where the tables go.
        kept_prefix: What the names of the tables of the first round begin with in it.
        files_prefix: What the names of the finished tables begin with.
        total: Number of shards.
        findings: What the search has found.
    """

    folder: str
    kept_prefix: str
    files_prefix: str
    total: int
    findings: FindingsFolder


def complete_shards(job: CompletionJob, markers: Sequence[ShardMarker], engine: Engine) -> list[ShardMarker]:
    """Finish the tables of all shards and return their markers in order.

    Raises:
        EngineError: Processes die on a shard again and again.
        OutputError: A table was changed after the first round.
    """
    done: list[ShardMarker] = []
    for result in engine.map(partial(complete_shard, job), markers, attempts=MAX_TASK_ATTEMPTS):
        if isinstance(result, LostTask):
            number = markers[len(done)].number
            raise EngineError(f"shard {number}: {result.reason}; give it more memory, or fewer workers")
        done.append(result)
    return done


def complete_shard(job: CompletionJob, kept: ShardMarker) -> ShardMarker:
    """Finish the tables of a shard, unless that is done already; return its marker.

    Raises:
        OutputError: A table was changed after the first round.
    """
    storage = open_storage(job.folder)
    what = (kept.fingerprint, kept.repeated, sorted(kept.files.items()), job)
    fingerprint = hashlib.sha256(repr(what).encode()).hexdigest()
    if done := read_marker(storage, kept.number, fingerprint):
        return done
    scratch = storage.make_scratch()
    try:
        release = _write_tables(job, kept, storage, scratch)
        for name in release.files:
            if (scratch / name).exists():
                storage.put_file(f"{job.files_prefix}{name}", scratch / name)
            else:
                storage.copy_file(f"{job.kept_prefix}{name}", f"{job.files_prefix}{name}")
        files = {f"{job.files_prefix}{name}": file for name, file in release.files.items()}
        marker = replace(kept, fingerprint=fingerprint, files=files, release=release)
        storage.put_bytes(make_marker_name(kept.number), marker.to_bytes())
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return marker


def _write_tables(job: CompletionJob, kept: ShardMarker, storage: Storage, scratch: Path) -> ReleaseShard:
    """Write the tables that change below `scratch`; return what the whole shard consists of."""
    release = kept.release
    if "documents" not in release.sizes:
        return release
    names = {table: make_shard_name(table, kept.number, job.total) for table in COMPLETED_TABLES}
    found = read_findings(job.findings, kept.number)
    with ExitStack() as stack:
        writers = {
            table: stack.enter_context(TableWriter(table, scratch / name)) for table, name in names.items()
        }
        for group in _read_groups(job, kept, storage, "documents"):
            _add_documents(group, found, writers, release.statistics)
        for group in _read_groups(job, kept, storage, "paragraphs"):
            writers["paragraphs"].write_group(_fill_paragraphs(group, found))
    release.statistics.row_counts["repeats"] += writers["repeats"].size.rows
    made = {name: manifest.digest_file(scratch / name) for name in names.values()}
    kept_names = {name_kept_table(table).format(kept.number) for table in KEPT_TABLES}
    others = {name: file for name, file in release.files.items() if name not in {*kept_names, *made}}
    sizes = {
        table: writers[table].size if table in writers else size for table, size in release.sizes.items()
    }
    return replace(release, files={**made, **others}, sizes=sizes)


def _read_groups(job: CompletionJob, kept: ShardMarker, storage: Storage, table: str) -> Iterator[pa.Table]:
    """Yield the row groups of a table that was kept."""
    name = name_kept_table(table).format(kept.number)
    with storage.open_local(f"{job.kept_prefix}{name}") as path:
        _check_digest(path, name, kept.release.files[name])
        for batch in read_kept_groups(path):
            yield pa.Table.from_batches([batch])


def _check_digest(path: Path, name: str, file: ReleaseFile) -> None:
    if not path.is_file() or manifest.digest_file(path) != file:
        raise OutputError(f"{name}: was changed after it was written; remove it and run again")


def _add_documents(
    group: pa.Table, found: FindingsRows, writers: dict[str, TableWriter], statistics: ShardStatistics
) -> None:
    """Write a row group of documents with what was found of them, and the rows of their repeats."""
    ids = group["id"].to_pylist()
    rows = [found.get(one) or [one, "", 1, 0.0, [], []] for one in ids]
    values = zip(*((row[1] or row[0], row[2], row[3]) for row in rows), strict=True)
    filled = _set_columns(group, dict(zip(REPEAT_COLUMNS, values, strict=True)))
    if statistics.example and statistics.example["id"] in ids:
        statistics.example = find_example(filled)
    writers["documents"].write_group(filled)
    writers["repeats"].add_rows((row[0], *repeat) for row in rows for repeat in row[5])
    writers["repeats"].flush()


def _fill_paragraphs(group: pa.Table, found: FindingsRows) -> pa.Table:
    """Return a row group of paragraphs, each with the number of other documents that have it."""
    others = {(row[0], index): count for row in found.values() for index, count in row[4]}
    places = zip(group["document_id"].to_pylist(), group["index"].to_pylist(), strict=True)
    return _set_columns(group, {"also_in": [others.get(place, 0) for place in places]})


def _set_columns(group: pa.Table, columns: Mapping[str, Any]) -> pa.Table:
    for name, values in columns.items():
        place = group.schema.get_field_index(name)
        kind = group.schema.field(place)
        group = group.set_column(place, kind, make_array(values, kind.type))
    return group

"""Take a corpus through its stages: shard by shard, or in two rounds where a stage needs the whole corpus."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from jiaokan.config.config_loader import Config
from jiaokan.execution.engine import Engine
from jiaokan.execution.planning.input_list import InputFile
from jiaokan.execution.planning.shard_plan import Shard, Slice
from jiaokan.execution.repeat_search.search_driver import search_repeats
from jiaokan.execution.repeat_search.search_job import SearchJob
from jiaokan.execution.repeat_search.sketch_files import PARTS_FOLDER, CorpusSketches
from jiaokan.execution.repeat_search.table_completion import CompletionJob, complete_shards
from jiaokan.execution.shard_marker import ShardMarker
from jiaokan.execution.shard_run import (
    CORPUS_FOLDER,
    ShardRun,
    ShowProgress,
    check_files,
    hold_working_folder,
    run_shards,
)
from jiaokan.execution.storage import is_remote
from jiaokan.publish.tables.kept_tables import name_kept_table
from jiaokan.publish.tables.parquet_writer import TableSize
from jiaokan.stages import CORPUS_STAGES

KEPT_FOLDER = "kept"  # of the tables of a release, until the search has completed them


def run_stages(run: ShardRun, engine: Engine, show: ShowProgress) -> list[ShardMarker]:
    """Make all shards of a run and return their markers in order; raises as `run_shards` does.

    Call it while the working folder is locked (`hold_working_folder`).
    """
    if run.stages is None:
        return run_shards(run, engine, show)
    each = replace(run, stages=tuple(name for name in run.stages if name not in CORPUS_STAGES))
    if each.stages != run.stages and run.config.repeats.search:
        return _run_in_two_rounds(each, engine, show)
    return run_shards(each, engine, show)


def _run_in_two_rounds(run: ShardRun, engine: Engine, show: ShowProgress) -> list[ShardMarker]:
    """Take the documents through the stages, search them for repeats, and write them with what was found.

    A share of a run ends after its part of the first round: the search needs all documents.
    """
    first = replace(
        run,
        folder=f"{run.folder}/{CORPUS_FOLDER}",
        files_prefix=f"{KEPT_FOLDER if run.makes_release else PARTS_FOLDER}/",
        sketches=True,
    )
    with hold_working_folder(first):
        markers = run_shards(first, engine, show)
        if run.share:
            return markers
        check_files(first, markers)
        sketches = _find_sketches(first, markers)
        found = search_repeats(SearchJob(sketches, run.config.repeats, _digest_files(markers)), engine)
        if run.makes_release:
            names = (run.folder, f"{CORPUS_FOLDER}/{first.files_prefix}", run.files_prefix)
            return complete_shards(CompletionJob(*names, len(markers), found), markers, engine)
        shards = tuple(_plan_shard(first.folder, marker) for marker in markers)
        second = replace(run, stages=None, config=_take_all(run.config), shards=shards, findings=found)
        written = run_shards(second, engine, show_nothing)
    for one, other in zip(markers, written, strict=True):
        other.counts.seconds.update(one.counts.seconds)
    return written


def _find_sketches(first: ShardRun, markers: Sequence[ShardMarker]) -> CorpusSketches:
    """Return the sketches that the first round has written."""
    if not first.makes_release:
        return CorpusSketches(first.folder, tuple(marker.counts.documents for marker in markers))
    counts = (marker.release.sizes.get("documents", TableSize()).rows for marker in markers)
    return CorpusSketches(first.folder, tuple(counts), f"{first.files_prefix}{name_kept_table('documents')}")


def show_nothing(markers: Iterator[ShardMarker], total: int) -> Iterator[ShardMarker]:  # noqa: ARG001
    """Pass the markers on."""
    return markers


def _digest_files(markers: Iterable[ShardMarker]) -> str:
    """Return a name for the documents of all shards and their order."""
    files = [sorted(marker.files.items()) for marker in markers]
    return hashlib.sha256(repr(files).encode()).hexdigest()[:16]


def _take_all(config: Config) -> Config:
    """Return settings with which all documents are read: the first round has chosen them."""
    return replace(config, input=replace(config.input, limit=0, sample=1.0))


def _plan_shard(folder: str, marker: ShardMarker) -> Shard:
    """Return the shard that reads what another one has written."""
    where = folder if is_remote(folder) else str(Path(folder).absolute())
    names = _list_part_files(marker)
    files = (InputFile(f"{where}/{n}", n, marker.files[n].bytes, marker.files[n].sha256) for n in names)
    return Shard(marker.number, tuple(map(Slice, files)))


def _list_part_files(marker: ShardMarker) -> Sequence[str]:
    """Return the names of documents and rejects, the documents first."""
    return sorted(name for name in marker.files if name.startswith(f"{PARTS_FOLDER}/"))

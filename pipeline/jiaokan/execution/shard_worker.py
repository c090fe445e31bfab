"""The shard function: read a slice, run the stages, write the shard's own files and, last, its marker.

It depends on its task alone, and writes the same bytes wherever and however often it runs.
"""

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jiaokan.config.config_loader import Config
from jiaokan.core.checks.document_checks import find_document_problem
from jiaokan.core.document import HTML_MEDIA, Document
from jiaokan.core.runtime.garbage_collection import pause_garbage_collection
from jiaokan.execution import chunks
from jiaokan.execution.attempts import AttemptLog
from jiaokan.execution.id_register import IdRegister, Place
from jiaokan.execution.item_streams import put_rejects_last
from jiaokan.execution.packed_settings import PackedSettings, unpack_settings
from jiaokan.execution.planning.shard_plan import Shard
from jiaokan.execution.repeat_search.findings_files import FindingsFolder, attach_findings
from jiaokan.execution.repeat_search.sketch_files import SketchWriter
from jiaokan.execution.run_counts import CorpusCounts
from jiaokan.execution.shard_marker import ShardMarker, make_marker_name, read_marker
from jiaokan.execution.slice_reader import read_own_parts, read_slices
from jiaokan.execution.stage_parts import write_stage_part
from jiaokan.execution.storage import open_storage
from jiaokan.publish import manifest
from jiaokan.publish.release_shards import ReleaseShard, ShardPlace, write_shard
from jiaokan.readers import Item
from jiaokan.readers.selection import select_items

IDS_FOLDER = "ids"


@dataclass(frozen=True, slots=True)
class ShardJob:
    """What all shards of a run share.

    Attributes:
        stages: Names of the stages; None publishes what stages have made, without any.
        settings: Settings and their files.
        fingerprint: Digest of stages, settings and code.
        folder: Working folder, where everything is written.
        files_prefix: What the names of tables or parts begin with in it.
        makes_release: Write the tables of a release, not the parts of a stage's folder.
        total: Number of shards.
        sketches: Write sketches of the documents too, to search the corpus for repeats; tables of a release
            that the search completes are kept open for it.
        findings: What such a search has found of the documents; None where none was made.
    """

    stages: tuple[str, ...] | None
    settings: PackedSettings
    fingerprint: str
    folder: str
    files_prefix: str
    makes_release: bool
    total: int
    sketches: bool = False
    findings: FindingsFolder | None = None


@dataclass(frozen=True, slots=True)
class ShardTask:
    """A shard, and the ids that it has to leave to earlier shards; unknown (None) at first."""

    shard: Shard
    repeated: dict[bytes, Place] | None = field(default=None)


def process_shard(job: ShardJob, task: ShardTask) -> ShardMarker:
    """Make a shard, unless it is done already; return its marker."""
    storage = open_storage(job.folder)
    number = task.shard.number
    fingerprint = fingerprint_shard(job, task.shard)
    done = read_marker(storage, number, fingerprint)
    if done and (task.repeated is None or done.repeated == digest_repeated(task.repeated)):
        return done
    log = AttemptLog(storage, number)
    scratch = storage.make_scratch()
    try:
        with pause_garbage_collection():  # rows hold no cycles either; `chunks` says what does
            marker = _make_shard(job, task, scratch, log)
        for name in marker.files:
            storage.put_file(name, scratch / name)
        storage.put_bytes(make_marker_name(number), marker.to_bytes())
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    log.clear()
    return marker


def fingerprint_shard(job: ShardJob, shard: Shard) -> str:
    """Return the digest of all that the bytes of a shard depend on."""
    what = (job.fingerprint, job.total, job.makes_release, job.sketches, job.findings, shard)
    return hashlib.sha256(repr(what).encode()).hexdigest()


def digest_repeated(repeated: dict[bytes, Place]) -> str:
    """Return the digest of the ids that a shard has to leave out, "" for none."""
    return hashlib.sha256(repr(sorted(repeated.items())).encode()).hexdigest() if repeated else ""


def make_ids_name(number: int) -> str:
    """Return the name of the file of a shard's ids in the working folder."""
    return f"{IDS_FOLDER}/{number:05}.parquet"


def _make_shard(job: ShardJob, task: ShardTask, scratch: Path, log: AttemptLog) -> ShardMarker:
    """Write the files of a shard below `scratch`, under the names that they have in the working folder."""
    number, config = task.shard.number, unpack_settings(job.settings)
    repeated = task.repeated or {}
    register, counts, sketches = IdRegister(repeated), CorpusCounts(), SketchWriter(config)
    items = _read_items(job, task.shard, register, config)
    if job.stages is None:
        given = _check_ledgers(items) if job.makes_release and not job.findings else items
    else:
        given = _reject_unusable(_run_stages(items, job.stages, config, log, counts.add_seconds))
    done = counts.count_items(given)
    goal = scratch / job.files_prefix
    if job.makes_release:
        place = ShardPlace(goal, number, job.total, sketches.add if job.sketches else None)
        release, names = _write_tables(done, place, config)
    else:
        parts = sketches.sketch_items(done) if job.sketches else done
        release, names = ReleaseShard(), write_stage_part(parts, goal, number)
    own = [_write_ids(register, scratch, number)]
    if job.sketches:
        own += sketches.write_files(scratch, number)
    known = {f"{job.files_prefix}{name}": file for name, file in release.files.items()}
    files = {
        name: known.get(name) or manifest.digest_file(scratch / name)
        for name in (*(f"{job.files_prefix}{name}" for name in names), *own)
    }
    fingerprint = fingerprint_shard(job, task.shard)
    return ShardMarker(number, fingerprint, digest_repeated(repeated), len(register), files, counts, release)


def _read_items(job: ShardJob, shard: Shard, register: IdRegister, config: Config) -> Iterator[Item]:
    read = read_own_parts if job.findings else read_slices
    given = register.reject_repeated(read(shard.slices, config.input))
    items = select_items(given, config.input.limit, config.input.sample)
    return attach_findings(items, job.findings, shard.number) if job.findings else items


def _write_tables(items: Iterator[Item], place: ShardPlace, config: Config) -> tuple[ReleaseShard, list[str]]:
    """Write the tables of a shard; return its share of a release and the names of its files."""
    given = put_rejects_last(items) if place.keep else items
    release = write_shard(_reject_unwanted(chunks.redact_items(given, config), config), place, config)
    return release, list(release.files)


def _write_ids(register: IdRegister, folder: Path, number: int) -> str:
    """Write the ids of a shard below a folder; return the name of the file in it."""
    name = make_ids_name(number)
    (folder / name).parent.mkdir(parents=True)
    register.write(folder / name)
    return name


def _check_ledgers(items: Iterator[Item]) -> Iterator[Item]:
    """Yield the items, documents that no stage has worked on as rejects."""
    for item in items:
        if isinstance(item, Document) and is_unprocessed(item):
            yield chunks.make_reject(item, "no stage has worked on it: it has neither ledger nor paragraphs")
        else:
            yield item


def _reject_unusable(items: Iterator[Item]) -> Iterator[Item]:
    """Yield the items, documents that nobody could read again as rejects: a stage has made them wrong."""
    for item in items:
        problem = find_document_problem(item) if isinstance(item, Document) else ""
        if isinstance(item, Document) and problem:
            yield chunks.make_reject(item, f"the stages failed on {item.id!r}: {problem}")
        else:
            yield item


def is_unprocessed(document: Document) -> bool:
    """Tell whether a document is as a reader gives it: some text or a page, and nothing known of it."""
    if document.origin.media == HTML_MEDIA:
        return not document.has_passed("extract")
    return bool(document.text.strip()) and not document.steps and not document.paragraphs


def _run_stages(
    items: Iterator[Item],
    stages: tuple[str, ...],
    config: Config,
    log: AttemptLog,
    note_time: chunks.NoteTime,
) -> Iterator[Item]:
    for number, group in chunks.group_into_chunks(items):
        if log.is_suspect(number):
            yield from _run_one_by_one((number, group), stages, config, log)
        else:
            log.note_position(number)
            yield from chunks.process_chunk(stages, config, (number, group), note_time)[1]


def _run_one_by_one(
    chunk: chunks.Chunk, stages: tuple[str, ...], config: Config, log: AttemptLog
) -> Iterator[Item]:
    """Take the items of a chunk on which a process died through the stages, each by itself."""
    number, group = chunk
    for place, item in enumerate(group):
        if isinstance(item, Document) and log.is_deadly(number, place):
            yield chunks.make_death_reject(item)
        else:
            log.note_position(number, place)
            yield from chunks.process_chunk(stages, config, (number, [item]))[1]


def _reject_unwanted(items: Iterator[Item], config: Config) -> Iterator[Item]:
    """Yield the items, pages without an article as the settings have it."""
    for item in items:
        if isinstance(item, Document) and item.kind == config.publish.reject_kind:
            yield chunks.make_reject(item, f"the page holds no article: {item.kind_why}")
        else:
            yield item

"""What the commands ask for: a release of an input, the folder of a stage, a stream of items."""

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jiaokan.config.config_loader import Config
from jiaokan.core.document import Document
from jiaokan.core.errors import InputError, OutputError
from jiaokan.execution import output_check, stage_parts, storage
from jiaokan.execution.corpus_stages import run_stages, show_nothing
from jiaokan.execution.engine import Engine
from jiaokan.execution.planning.input_list import list_input_files
from jiaokan.execution.planning.shard_plan import take_all
from jiaokan.execution.run_counts import CorpusCounts
from jiaokan.execution.shard_marker import ShardMarker
from jiaokan.execution.shard_run import (
    ShardRun,
    ShowProgress,
    check_files,
    check_input_keys,
    hold_working_folder,
    remove_working_folder,
)
from jiaokan.execution.shard_worker import is_unprocessed
from jiaokan.execution.slice_reader import read_slices
from jiaokan.publish import manifest, release_writer, standing_release
from jiaokan.publish.redaction import key_file
from jiaokan.publish.standing_release import Release
from jiaokan.readers.input_files import STAGE_MARKER
from jiaokan.readers.releases import version_numbers

MADE_FOLDER = "made"  # in a working folder on a disk: what becomes the output


@dataclass(frozen=True, slots=True)
class ReleaseRun:
    """A release that is to be made.

    Attributes:
        inputs: Files, folders, addresses, "-".
        stages: Names of the stages; None publishes what stages have made.
        target: Folder or prefix under which NAME/VERSION goes.
        config: Settings.
        replace: Replace a release of this version that differs.
        share: Do every `share[1]`-th shard alone, from the one numbered `share[0]`, from 1, and no release.
    """

    inputs: Sequence[str]
    stages: Sequence[str] | None
    target: str
    config: Config
    replace: bool = False
    share: tuple[int, int] | None = None


def make_release(
    asked: ReleaseRun, engine: Engine, show: ShowProgress = show_nothing
) -> tuple[Release | None, CorpusCounts]:
    """Make a release and return it with the counts of the run; None where only a share was done.

    What is done stays in a working folder until the release is in place, whatever stops the run.

    Raises:
        ConfigError: The settings name no version or a name that no folder can have.
        InputError: The inputs hold no document.
        OutputError: Another run writes there, a release stands there, or it cannot be written.
    """
    publish = asked.config.publish
    path = standing_release.check_release_path(Path(), asked.config)
    output = f"{asked.target.rstrip('/')}/{path.as_posix()}"
    output_check.check_release_output(asked.inputs, asked.target, publish.name, publish.version)
    _check_standing(output, asked)
    check_input_keys(asked.inputs, asked.config.input, makes_release=True)
    if asked.stages is None:
        _check_first_ledger(asked)
    run = _describe_release_run(asked, output)
    with hold_working_folder(run):
        markers = run_stages(run, engine, show)
        if asked.share:
            return None, sum_counts(markers)
        check_files(run, markers)
        is_remote = storage.is_remote(asked.target)
        finish = _finish_remote_release if is_remote else _finish_local_release
        release = finish(run, markers, Path(output), asked)
        remove_working_folder(run)
    return release, sum_counts(markers)


def _describe_release_run(asked: ReleaseRun, output: str) -> ShardRun:
    """Return the run that makes a release.

    Raises OutputError for a redacted release on an object store, which is no place for its key.
    """
    publish = asked.config.publish
    is_remote = storage.is_remote(asked.target)
    if is_remote and asked.config.annotate.redact:
        raise OutputError(
            f"{output}: a redacted release has a key; write it to a disk and upload it from there"
        )
    folder = output if is_remote else f"{asked.target}/{publish.name}/.{publish.version}.partial"
    prefix = "" if is_remote else f"{MADE_FOLDER}/"
    stages = None if asked.stages is None else tuple(asked.stages)
    return ShardRun(tuple(asked.inputs), stages, asked.config, folder, prefix, True, output, asked.share)


def make_stage_folder(
    inputs: Sequence[str],
    stages: Sequence[str],
    output: str,
    config: Config,
    engine: Engine,
    show: ShowProgress = show_nothing,
) -> CorpusCounts:
    """Take the inputs through stages into a folder of parts; return the counts.

    Raises:
        OutputError: The folder holds what no stage has written, or overlaps with the input.
    """
    output = output.rstrip("/") or output
    output_check.check_stage_folder(inputs, output)
    goal = Path(output)
    check_input_keys(inputs, config.input)
    folder = goal.with_name(f"{goal.name}.partial")
    run = ShardRun(tuple(inputs), tuple(stages), config, str(folder), f"{MADE_FOLDER}/", False, output)
    with hold_working_folder(run):
        markers = run_stages(run, engine, show)
        check_files(run, markers)
        made = folder / MADE_FOLDER
        names = [path.name for path in made.iterdir()]
        (made / STAGE_MARKER).write_bytes(stage_parts.make_stage_marker(stages, names))
        stage_parts.check_replaceable(goal)
        _replace_folder(made, goal)
        remove_working_folder(run)
    return sum_counts(markers)


def _check_first_ledger(asked: ReleaseRun) -> None:
    """Raise InputError where the first document of the input has been through no stage."""
    files = take_all(list_input_files(asked.inputs))
    items = read_slices(files, asked.config.input)
    first = next((item for item in items if isinstance(item, Document)), None)
    if first and is_unprocessed(first):
        raise InputError(
            f"{asked.inputs[0]}: {first.id!r} is as it came in: no stage has worked on it; "
            "did you mean `jiaokan run`?"
        )


def sum_counts(markers: Iterable[ShardMarker]) -> CorpusCounts:
    """Return the counts of all shards."""
    total = CorpusCounts()
    for marker in markers:
        total.add(marker.counts)
        rejected = marker.release.sizes.get("rejects")
        if rejected:  # pages without an article may have joined them
            total.rejected += rejected.rows - marker.counts.rejected
    return total


def _check_standing(output: str, asked: ReleaseRun) -> None:
    if not storage.is_remote(output):
        standing_release.check_standing_release(Path(output), asked.config, asked.replace)
    elif storage.open_storage(output).read(manifest.MANIFEST_FILE) is not None:
        if not asked.replace:
            raise OutputError(f"{output}: a release stands here; name another publish.version")
        storage.open_storage(output).remove(manifest.MANIFEST_FILE)


def _finish_local_release(
    run: ShardRun, markers: Sequence[ShardMarker], path: Path, asked: ReleaseRun
) -> Release:
    """Describe the tables that stand in the working folder, and put them in their place."""
    made = Path(run.folder) / MADE_FOLDER
    shards = [marker.release for marker in markers]
    before = version_numbers.find_previous_release(path.parent, path.name)
    try:
        release_writer.write_descriptions(made, shards, before, asked.config)
        state = standing_release.move_into_place(made, path, asked.replace)
        key_file.write_release_key(path, (shard.key_records for shard in shards), asked.config)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error}); what is done is kept") from error
    return release_writer.describe_release(path, shards, state)


def _finish_remote_release(
    run: ShardRun, markers: Sequence[ShardMarker], path: Path, asked: ReleaseRun
) -> Release:
    """Describe the tables that stand under the prefix; the manifest goes there last."""
    place = storage.open_storage(run.folder)
    shards = [marker.release for marker in markers]
    tables = {name for shard in shards for name in shard.files}
    with tempfile.TemporaryDirectory(prefix="jiaokan-") as name:
        folder = Path(name) / "made"
        folder.mkdir()
        before = _fetch_previous(asked.target, path, Path(name))
        if before:  # what changed is said in CHANGES.md, and takes the tables of both
            _fetch_files(place, tables, folder)
        release_writer.write_descriptions(folder, shards, before, asked.config)
        files = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
        for inside in sorted(files.keys() - tables, key=lambda inside: inside == manifest.MANIFEST_FILE):
            place.put_file(inside, files[inside])
    release = release_writer.describe_release(path, shards, "written")
    return Release(Path(run.folder), release.name, release.version, release.state, release.counts)


def _fetch_previous(target: str, path: Path, folder: Path) -> Path | None:
    """Fetch the release before this one, None for the first."""
    dataset = storage.open_storage(f"{target.rstrip('/')}/{path.parent.name}")
    names = dataset.list_sizes()
    versions = [name.partition("/")[0] for name in names if name.count("/") == 1]
    ready = [version for version in versions if f"{version}/{manifest.MANIFEST_FILE}" in names]
    for version in set(ready):
        (folder / "older" / version).mkdir(parents=True)
    found = version_numbers.find_previous_release(folder / "older", path.name)
    if found:
        _fetch_files(dataset, {name for name in names if name.startswith(f"{found.name}/")}, folder / "older")
    return found


def _fetch_files(place: storage.Storage, names: Iterable[str], folder: Path) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        with place.open_local(name) as local:
            shutil.copyfile(local, folder / name)


def _replace_folder(made: Path, goal: Path) -> None:
    """Put a folder in the place of another, which holds nothing but what a stage has written."""
    old = goal.with_name(f".{goal.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if goal.exists():
        goal.rename(old)
    made.rename(goal)
    shutil.rmtree(old, ignore_errors=True)

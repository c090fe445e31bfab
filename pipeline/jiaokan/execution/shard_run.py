"""The driver of a run over shards: plan, lock, resume, and what is done once all markers are there."""

import hashlib
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from uuid import uuid4

from jiaokan.config.config_loader import CONFIGS_FOLDER, PACKAGE, Config
from jiaokan.config.schema import InputSettings
from jiaokan.config.scorer_names import find_scorer_version
from jiaokan.core.errors import EngineError, InputError, OutputError
from jiaokan.execution import attempts, output_lock, shard_marker, storage
from jiaokan.execution.engine import Engine, LostTask
from jiaokan.execution.packed_settings import pack_settings
from jiaokan.execution.planning import file_cuts, shard_plan
from jiaokan.execution.planning.input_list import InputFile, give_unique_names, list_input_files
from jiaokan.execution.planning.shard_plan import Shard, Slice
from jiaokan.execution.repeat_search.findings_files import FindingsFolder
from jiaokan.execution.repeat_search.search_job import RESULTS_FOLDER
from jiaokan.execution.shard_making import make_shards, settle_repeated_ids
from jiaokan.execution.shard_marker import ShardMarker
from jiaokan.execution.shard_worker import IDS_FOLDER, ShardJob, ShardTask
from jiaokan.execution.slice_reader import check_keys
from jiaokan.readers import STDIN

FINGERPRINT_FILE = "fingerprint"
PLAN_FILE = "plan.json"
STDIN_FILE = "stdin.jsonl"
FINGERPRINTED_SUFFIXES = (".py", ".toml", ".json", ".txt", ".npz")  # code, settings, rules, learned tables
CORPUS_FOLDER = "corpus"  # working folder of the first round, where a stage needs all documents
OWN_NAMES = (  # what a run keeps in its working folder beside the files that it makes
    FINGERPRINT_FILE, PLAN_FILE, STDIN_FILE, output_lock.LOCK_FILE, shard_marker.MARKERS_FOLDER, IDS_FOLDER,
    attempts.ATTEMPTS_FOLDER, storage.SCRATCH_FOLDER, CORPUS_FOLDER, RESULTS_FOLDER,
)  # fmt: skip
ShowProgress = Callable[[Iterator[ShardMarker], int], Iterator[ShardMarker]]


@dataclass(frozen=True, slots=True)
class ShardRun:
    """What is to be done.

    Attributes:
        inputs: Files, folders, addresses, "-".
        stages: Names of the stages; None publishes what stages have made.
        config: Settings.
        folder: Working folder, on a disk or an object store.
        files_prefix: Where in it the files that are made go: "made/", or "" on an object store.
        makes_release: Make tables of a release, not parts of a stage's folder.
        output: What messages call the output.
        share: Do every `share[1]`-th shard alone, from the one numbered `share[0]`, from 1.
        sketches: Write sketches of the documents, to search them for repeats.
        shards: The plan, where another round has made it; else it follows from the inputs.
        findings: What a search for repeats has found.
    """

    inputs: tuple[str, ...]
    stages: tuple[str, ...] | None
    config: Config
    folder: str
    files_prefix: str
    makes_release: bool
    output: str
    share: tuple[int, int] | None = None
    sketches: bool = False
    shards: tuple[Shard, ...] = ()
    findings: FindingsFolder | None = None


def run_shards(run: ShardRun, engine: Engine, show: ShowProgress) -> list[ShardMarker]:
    """Make all shards of a run, or those of its share, and return their markers in order.

    Shards that an equal run has finished before are not made again. Call it while the working folder is
    locked (`hold_working_folder`).

    Raises:
        EngineError: Processes die on a shard again and again.
        OutputError: Something cannot be written.
    """
    place = storage.open_storage(run.folder)
    code = fingerprint_run(run.stages, run.config)
    shards = run.shards or _plan(run, place, engine, code)
    settings = pack_settings(run.config)
    where = (run.folder, run.files_prefix, run.makes_release)
    job = ShardJob(run.stages, settings, code, *where, len(shards), run.sketches, run.findings)
    chosen = shards if not run.share else shards[run.share[0] - 1 :: run.share[1]]
    try:
        markers = list(show(make_shards(job, map(ShardTask, chosen), engine), len(chosen)))
        return markers if run.share else settle_repeated_ids(job, shards, markers, engine)
    except KeyboardInterrupt:  # nobody died: the next run must not look for who did it
        if not storage.is_remote(run.folder):
            shutil.rmtree(Path(run.folder) / attempts.ATTEMPTS_FOLDER, ignore_errors=True)
        raise
    except OSError as error:
        raise OutputError(f"{run.output}: cannot be written ({error}); what is done is kept") from error


def fingerprint_run(stages: Sequence[str] | None, config: Config) -> str:
    """Return a digest of all that the bytes of any shard depend on: settings, rules, and the code itself."""
    digest = hashlib.sha256(repr([stages, version("jiaokan")]).encode())
    digest.update(pack_settings(config).digest_stage_settings().encode())
    digest.update(repr([*map(find_scorer_version, config.annotate.scorers)]).encode())
    for folder in (PACKAGE, CONFIGS_FOLDER):
        for path in sorted(p for p in folder.rglob("*") if p.suffix in FINGERPRINTED_SUFFIXES):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def check_input_keys(inputs: Sequence[str], keys: InputSettings, makes_release: bool = False) -> None:
    """Find out before anything is written whether any record has a text or a page under the keys.

    Standard input is looked at once it is written to a file.

    Raises:
        InputError: No record has, an input does not exist, nothing in it can be read, or a release would
            hold nothing.
    """
    if STDIN not in inputs:
        _check_slices(shard_plan.take_all(list_input_files(inputs)), inputs, keys, makes_release)


def _check_slices(
    slices: Sequence[Slice], inputs: Sequence[str], keys: InputSettings, makes_release: bool
) -> None:
    if not check_keys(slices, keys) and makes_release:
        raise InputError(f"{', '.join(inputs)}: no document in it, so no release is written")


@contextmanager
def hold_working_folder(run: ShardRun) -> Iterator[None]:
    """Hold the working folder against other runs; runs of a share of the same work hold it together.

    Raises:
        OutputError: Another run writes there.
    """
    if storage.is_remote(run.folder):  # whoever is there first says so in `_plan`
        yield
        return
    with output_lock.hold_lock(Path(run.folder), run.output, shared=run.share is not None):
        if not run.share:
            shutil.rmtree(Path(run.folder) / storage.SCRATCH_FOLDER, ignore_errors=True)
        yield


def remove_working_folder(run: ShardRun) -> None:
    """Remove what a run keeps for itself, once its output is in place."""
    if not storage.is_remote(run.folder):
        shutil.rmtree(run.folder, ignore_errors=True)
        return
    place = storage.open_storage(run.folder)
    for name in place.list_sizes():
        if name.split("/")[0] in OWN_NAMES and name != FINGERPRINT_FILE:
            place.remove(name)
    place.remove(FINGERPRINT_FILE)


def check_files(run: ShardRun, markers: Iterable[ShardMarker]) -> None:
    """Find out whether every file of every shard is there, and remove what no shard has written.

    Raises:
        OutputError: A file is missing or has another size.
    """
    place = storage.open_storage(run.folder)
    found = place.list_sizes()
    wanted = {name: file.bytes for marker in markers for name, file in marker.files.items()}
    if wrong := [name for name, size in wanted.items() if found.get(name) != size]:
        raise OutputError(f"{run.output}: {wrong[0]} was taken away while the run went on; run it again")
    for name in found.keys() - wanted.keys():
        if name.split("/")[0] not in OWN_NAMES:
            place.remove(name)


def _plan(run: ShardRun, place: storage.Storage, engine: Engine, code: str) -> list[Shard]:
    """Return the plan; what stands in the working folder is kept where it belongs to the same plan."""
    groups = give_unique_names(
        [
            (name, [[_spool_stdin(run.folder)]] if name == STDIN else list_input_files([name]))
            for name in run.inputs
        ]
    )
    digest = hashlib.sha256(repr((code, groups)).encode()).hexdigest()
    known = place.read(FINGERPRINT_FILE)
    plan = place.read(PLAN_FILE)
    if known == digest.encode() and plan:
        return shard_plan.load_plan(plan)
    if known is not None and known != digest.encode() and (run.share or storage.is_remote(run.folder)):
        raise OutputError(
            f"{run.output}: {run.folder} holds the work of a run on other input or with other settings; "
            "let it end, remove it, or name another output"
        )
    if STDIN in run.inputs:
        _check_slices(shard_plan.take_all(groups), run.inputs, run.config.input, run.makes_release)
    if run.config.input.limit:  # the first documents come one after the other
        shards = [Shard(0, shard_plan.take_all(groups))]
    else:
        shards = shard_plan.plan_shards(
            groups, run.config.publish.documents_per_shard, partial(_find_cuts, engine)
        )
    place.put_bytes(PLAN_FILE, shard_plan.dump_plan(shards))
    place.put_bytes(FINGERPRINT_FILE, digest.encode())
    return shards


def _find_cuts(engine: Engine, files: Sequence[tuple[InputFile, int]]) -> list[list[file_cuts.Cut]]:
    found = list(engine.map(file_cuts.find_file_cuts, files, attempts=3)) if files else []
    for (file, _), cuts in zip(files, found, strict=True):
        if isinstance(cuts, LostTask):
            raise EngineError(f"{file.name}: {cuts.reason} while it was looked through")
    return [cuts for cuts in found if not isinstance(cuts, LostTask)]


def _spool_stdin(folder: str) -> InputFile:
    """Write standard input to a file, for it cannot be read in parts; it is never the same again."""
    if storage.is_remote(folder):
        raise OutputError("-: standard input cannot go to an object store; write it to a file first")
    if not sys.stdin:
        raise InputError("standard input is closed; name an --input")
    path = Path(folder) / STDIN_FILE
    with path.open("wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
    return InputFile(str(path.absolute()), STDIN, path.stat().st_size, uuid4().hex)

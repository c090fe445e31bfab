"""The commands of the stages: `run` for all of them with a release at the end, and one for each stage."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from jiaokan import publish, readers
from jiaokan.cli import options
from jiaokan.cli.run_progress import RunProgress
from jiaokan.cli.run_summary import RunSummary, count_input_bytes, count_noun
from jiaokan.cli.safe_output import escape_data, print_data
from jiaokan.config.config_loader import Config
from jiaokan.core.errors import ConfigError
from jiaokan.engines import make_engine
from jiaokan.execution import chunks, corpus_runs, item_streams, output_check, storage
from jiaokan.execution.corpus_runs import ReleaseRun
from jiaokan.execution.engine import Engine
from jiaokan.execution.packed_settings import pack_settings
from jiaokan.execution.run_counts import CorpusCounts
from jiaokan.publish import Release
from jiaokan.stages import ALL_STAGES, CORPUS_STAGES, STAGES

DEFAULT_INPUT = "seeds"
INPUT_OUTPUT_DETAILS = """\
INPUT is a folder or file of text, Markdown, HTML, records ({id, text, …} or {id, html, …}) in JSON lines,
JSON arrays, CSV, TSV or Parquet, WARC or WET (.gz, .zst), an earlier stage's output, or a release; "-" is
JSON lines on standard input. Any stage takes pages of HTML through extract first. OUTPUT is X.jsonl, "-", or
a folder of shards.
What cannot be used goes to X.rejects.jsonl (or into the folder) with file, line, reason and bytes.
"""


def add_commands(commands: "options.Commands[argparse.ArgumentParser]") -> None:
    """Add `run` and a command for each stage."""
    _add_run_command(commands)
    for name, info in (STAGES | CORPUS_STAGES).items():
        stage = options.add_command(
            commands,
            name,
            partial(_run_stage, name),
            f"{info.help_details}\n\n{INPUT_OUTPUT_DETAILS}",
        )
        stage.add_argument(
            "-i", "--input", action="append", metavar="INPUT", help='may be given again (default "-")'
        )
        stage.add_argument(
            "-o", "--output", default="-", metavar="OUTPUT", help='X.jsonl, a folder, or "-" (the default)'
        )
        options.add_corpus_options(stage)
        options.add_summary_options(stage, has_dry_run=True)


def _add_run_command(commands: "options.Commands[argparse.ArgumentParser]") -> None:
    run = options.add_command(commands, "run", _run_all, INPUT_OUTPUT_DETAILS)
    run.add_argument(
        "-i", "--input", action="append", metavar="INPUT", help="may be given again (default seeds)"
    )
    run.add_argument(
        "-o",
        "--output",
        default="dist",
        metavar="FOLDER",
        help="the release goes to FOLDER/NAME/VERSION (default dist)",
    )
    run.add_argument("--replace", action="store_true", help="replace a release of this version that differs")
    run.add_argument(
        "--shard",
        metavar="I/N",
        help="do every N-th shard alone, from the I-th, as a task of an array of jobs; then run without it",
    )
    options.add_corpus_options(run)
    options.add_summary_options(run, has_dry_run=True)


def _run_stage(name: str, args: argparse.Namespace) -> int:
    inputs, settings, start = args.input or [readers.STDIN], options.load_settings(args), perf_counter()
    if not item_streams.is_stream(args.output):
        _check_output(args.output, 'a stage writes X.jsonl, "-" or a folder')
    output_check.check_stage_output(inputs, args.output)  # of a dry run too
    with ExitStack() as stack:
        draft = stack.enter_context(TemporaryDirectory(prefix="jiaokan-")) if args.dry_run else ""
        output = f"{draft}/{name}" if draft else args.output
        progress = stack.enter_context(RunProgress(name, args.quiet))
        if item_streams.is_stream(output):
            stream = _stream_corpus_stage if name in CORPUS_STAGES else _stream_stage
            tally = stream(name, inputs, settings, args, progress)
        else:
            tally = corpus_runs.make_stage_folder(
                inputs, [name], output, settings, _make_engine(args), progress.show_shards
            )
    _report_passed_over(inputs, args)
    summary = _summarize(name, inputs, tally, start, output="" if args.dry_run else args.output)
    if args.json or args.dry_run:
        _print_summary(summary, args, to_stdout=args.dry_run or args.output != item_streams.STDOUT)
    else:
        made = f"{count_noun(tally.documents, 'document')} → {escape_data(args.output)}"
        options.make_console(args.quiet).print(f"{name}: {made} in {summary.describe_time()}")
    return options.report_status(tally, args)


def _check_output(output: str, written: str) -> None:
    """Refuse an output that is named like a file of text, a page or a table, which no stage writes.

    Args:
        output: The path of the output.
        written: What the command writes, for the message.

    Raises:
        ConfigError: The output has such a name.
    """
    if readers.has_reader(output) and not Path(output).is_dir():
        raise ConfigError(f"--output {output}: {written}; `jiaokan export` writes plain files")


def _stream_stage(
    name: str, inputs: Sequence[str], settings: Config, args: argparse.Namespace, progress: RunProgress
) -> CorpusCounts:
    """Take the inputs through a stage to standard output or a file of JSON lines, and count."""
    items = progress.show_items(publish.read_inputs(inputs, settings.input))
    done = chunks.process_chunks(
        chunks.group_into_chunks(items), [name], pack_settings(settings), _make_engine(args)
    )
    return _store_chunks(done, args.output)


def _stream_corpus_stage(
    name: str, inputs: Sequence[str], settings: Config, args: argparse.Namespace, progress: RunProgress
) -> CorpusCounts:
    """Do as `_stream_stage`, for a stage that reads all documents before it writes the first."""
    with TemporaryDirectory(prefix="jiaokan-") as folder:
        made = f"{folder}/{name}"
        engine = _make_engine(args)
        corpus_runs.make_stage_folder(inputs, [name], made, settings, engine, progress.show_shards)
        return _store_chunks(chunks.group_into_chunks(readers.read_inputs([made])), args.output)


def _store_chunks(done: Iterable[chunks.Chunk], output: str) -> CorpusCounts:
    """Write the items of chunks to standard output or a file of JSON lines, and count them."""
    tally = CorpusCounts()
    for _ in tally.count_items(item_streams.store_items(done, output)):
        pass
    return tally


def _run_all(args: argparse.Namespace) -> int:
    settings, inputs, start = options.load_settings(args), args.input or [DEFAULT_INPUT], perf_counter()
    if not args.input and not Path(DEFAULT_INPUT).exists():
        raise ConfigError(f"name an --input; {DEFAULT_INPUT}, the default, is not here")
    _check_output(args.output, "run writes a folder of releases")
    output_check.check_release_output(inputs, args.output, settings.publish.name, settings.publish.version)
    share = _parse_share(args.shard)  # the shards of this process, of a run that several do together
    with ExitStack() as stack:
        target = stack.enter_context(TemporaryDirectory(prefix="jiaokan-")) if args.dry_run else args.output
        progress = stack.enter_context(RunProgress("run", args.quiet))
        release_run = ReleaseRun(inputs, ALL_STAGES, target, settings, args.replace, share)
        release, tally = corpus_runs.make_release(release_run, _make_engine(args), progress.show_shards)
        if release and not storage.is_remote(target):
            tally.rejects = list(islice(publish.read_rejects(release.path), options.MAX_SHOWN_REJECTS))
    _report_passed_over(inputs, args)
    if not release and not args.dry_run:
        options.make_console(args.quiet).print(
            f"run: {count_noun(tally.documents, 'document')} of share {escape_data(args.shard)}; "
            "once all shares are done, the same command without --shard makes the release"
        )
        return options.report_status(tally, args)
    output = str(release.path) if release and not args.dry_run else ""
    _print_summary(_summarize("run", inputs, tally, start, release, output), args, to_stdout=True)
    return options.report_status(tally, args)


def _summarize(
    command: str,
    inputs: Sequence[str],
    tally: CorpusCounts,
    start: float,
    release: Release | None = None,
    output: str = "",
) -> RunSummary:
    return RunSummary(
        command, inputs, tally, perf_counter() - start, count_input_bytes(inputs), release, output
    )


def _print_summary(summary: RunSummary, args: argparse.Namespace, to_stdout: bool) -> None:
    if args.json:
        print_data(summary.to_json(), sys.stdout if to_stdout else sys.stderr)
    else:
        options.make_console(args.quiet).print(summary.to_markup())


def publish_folder(folder: Path, target: Path, settings: Config, replace: bool) -> Release:
    """Make a release of the documents in the folder that a stage has written."""
    release_run = ReleaseRun([str(folder)], None, str(target), settings, replace)
    release, _ = corpus_runs.make_release(release_run, make_engine("processes"))
    assert release
    return release


def rebuild_release(inputs: Sequence[str], target: Path, settings: Config) -> Release:
    """Make the release of the inputs in a folder of its own."""
    release_run = ReleaseRun(inputs, ALL_STAGES, str(target), settings)
    release, _ = corpus_runs.make_release(release_run, make_engine("processes"))
    assert release
    return release


def _make_engine(args: argparse.Namespace) -> Engine:
    if args.address and args.engine != "ray":
        raise ConfigError(f"--address {args.address}: goes with --engine ray")
    return make_engine(args.engine, args.workers, args.address)


def _report_passed_over(inputs: Sequence[str], args: argparse.Namespace) -> None:
    options.report_passed_over([one for name in inputs for one in readers.list_passed_over(name)], args)


def _parse_share(text: str | None) -> tuple[int, int] | None:
    """Return number and total of "3/100"; raises ConfigError for anything else."""
    if text is None:
        return None
    number, _, total = text.partition("/")
    if not (number.isdecimal() and total.isdecimal() and 1 <= int(number) <= int(total)):
        raise ConfigError(f"--shard {text}: should be I/N with I from 1 to N, as in 3/100")
    return int(number), int(total)

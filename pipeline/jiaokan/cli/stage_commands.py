"""The stages, one by one and together, and the release that they end in."""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from jiaokan import publish, readers
from jiaokan.cli import options
from jiaokan.cli.safe_output import escape_data
from jiaokan.config.config_loader import Config
from jiaokan.core.errors import ConfigError
from jiaokan.engines import make_engine
from jiaokan.execution import chunks, corpus_runs, item_streams, output_check, storage
from jiaokan.execution.corpus_runs import ReleaseRun
from jiaokan.execution.engine import Engine
from jiaokan.execution.packed_settings import pack_settings
from jiaokan.execution.run_counts import CorpusCounts
from jiaokan.execution.shard_run import ShowProgress
from jiaokan.publish import Release
from jiaokan.stages import ALL_STAGES, CORPUS_STAGES, STAGES

INPUT_OUTPUT_HELP = """

INPUT is a folder or file of text, HTML, JSON lines ({id, text, …} or {id, html, …}; .jsonl, .gz,
.zst), Parquet, WARC or WET, or an earlier stage's output; "-" is standard input. Any stage
takes pages of HTML through extract first. OUTPUT is X.jsonl, "-", or a folder of shards.
What cannot be used goes to X.rejects.jsonl (or into the folder) with file, line, reason and bytes.
"""


def add_commands(commands: "options.Commands[argparse.ArgumentParser]") -> None:
    """Add a command for each stage, `run` and `publish`."""
    run = options.add_command(
        commands, "run", _run_all, "run all stages and publish the dataset" + INPUT_OUTPUT_HELP
    )
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
    for name, info in (STAGES | CORPUS_STAGES).items():
        stage = options.add_command(
            commands,
            name,
            partial(_run_stage, name),
            info.help + info.help_details + INPUT_OUTPUT_HELP,
        )
        stage.add_argument(
            "-i", "--input", action="append", metavar="INPUT", help='may be given again (default "-")'
        )
        stage.add_argument(
            "-o", "--output", default="-", metavar="OUTPUT", help='X.jsonl, a folder, or "-" (the default)'
        )
        options.add_corpus_options(stage)


def _run_stage(name: str, args: argparse.Namespace) -> int:
    inputs, settings, engine = args.input or [readers.STDIN], options.load_settings(args), _make_engine(args)
    if item_streams.is_stream(args.output):
        stream = _stream_corpus_stage if name in CORPUS_STAGES else _stream_stage
        tally = stream(name, inputs, args.output, settings, args)
    else:
        tally = corpus_runs.make_stage_folder(
            inputs, [name], args.output, settings, engine, _make_progress(name, args)
        )
    _report_passed_over(inputs, args)
    options.make_console(args.quiet).print(
        f"{name}: {tally.documents:,} documents → {escape_data(args.output)}"
    )
    return options.report_status(tally, args)


def _stream_stage(
    name: str, inputs: Sequence[str], output: str, settings: Config, args: argparse.Namespace
) -> CorpusCounts:
    """Take the inputs through a stage to standard output or a file of JSON lines, and count."""
    if output != item_streams.STDOUT:
        output_check.check_overlap(inputs, output)
    items = options.show_progress(publish.read_inputs(inputs, settings.input), name, args.quiet)
    done = chunks.process_chunks(
        chunks.group_into_chunks(items), [name], pack_settings(settings), _make_engine(args)
    )
    return _store_chunks(done, output)


def _stream_corpus_stage(
    name: str, inputs: Sequence[str], output: str, settings: Config, args: argparse.Namespace
) -> CorpusCounts:
    """Do as `_stream_stage`, for a stage that writes nothing before it has read everything."""
    if output != item_streams.STDOUT:
        output_check.check_overlap(inputs, output)
    show = _make_progress(name, args)
    with TemporaryDirectory(prefix="jiaokan-") as folder:
        made = f"{folder}/{name}"
        corpus_runs.make_stage_folder(inputs, [name], made, settings, _make_engine(args), show)
        return _store_chunks(chunks.group_into_chunks(readers.read_inputs([made])), output)


def _store_chunks(done: Iterable[chunks.Chunk], output: str) -> CorpusCounts:
    """Write the items of chunks to standard output or a file of JSON lines, and count them."""
    tally = CorpusCounts()
    for _ in tally.count_items(item_streams.store_items(done, output)):
        pass
    return tally


def _run_all(args: argparse.Namespace) -> int:
    settings = options.load_settings(args)
    inputs = args.input or ["seeds"]
    asked = ReleaseRun(inputs, ALL_STAGES, args.output, settings, args.replace, _parse_share(args.shard))
    release, tally = corpus_runs.make_release(asked, _make_engine(args), _make_progress("run", args))
    _report_passed_over(inputs, args)
    if not release:
        options.make_console(args.quiet).print(
            f"run: {tally.documents:,} documents of share {escape_data(args.shard)}; "
            "once all shares are done, the same command without --shard makes the release"
        )
        return options.report_status(tally, args)
    if not storage.is_remote(args.output):
        tally.rejects = list(islice(publish.read_rejects(release.path), options.MAX_SHOWN_REJECTS))
    _print_summary(release, tally, inputs, args)
    return options.report_status(tally, args)


def publish_folder(folder: Path, target: Path, settings: Config, replace: bool) -> Release:
    """Make the release of a stage's folder."""
    asked = ReleaseRun([str(folder)], None, str(target), settings, replace)
    release, _ = corpus_runs.make_release(asked, make_engine("processes"))
    assert release
    return release


def rebuild_release(inputs: Sequence[str], target: Path, settings: Config) -> Release:
    """Make the release of the inputs in a folder of its own."""
    asked = ReleaseRun(inputs, ALL_STAGES, str(target), settings)
    release, _ = corpus_runs.make_release(asked, make_engine("processes"))
    assert release
    return release


def _make_engine(args: argparse.Namespace) -> Engine:
    return make_engine(args.engine, args.workers, args.address)


def _make_progress(what: str, args: argparse.Namespace) -> ShowProgress:
    return partial(options.show_shard_progress, what=what, quiet=args.quiet)


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


def _print_summary(
    release: Release, tally: CorpusCounts, inputs: Sequence[str], args: argparse.Namespace
) -> None:
    """Tell what was made, what was removed and repaired, and how to load it."""
    path = escape_data(str(release.path))
    kept = tally.clean_chars / tally.raw_chars if tally.raw_chars else 1.0
    made = ", ".join(f"{release.count_rows(table):,} {table}" for table in ("documents", "paragraphs"))
    lines = [
        f"\n[bold]{escape_data(release.name)} {escape_data(release.version)}[/] {release.state}: {path}",
        f"  made      {made} from {escape_data(', '.join(inputs))}",
        f"  kept      {tally.clean_chars:,} of {tally.raw_chars:,} characters ({kept:.1%})",
        *(
            f"  {info.summary_verb:<9} {_summarize_rule_families(tally, stage)}"
            for stage, info in STAGES.items()
            if info.summary_verb and (not info.is_seldom or tally.list_stage_rules(stage))
        ),
    ]
    if tally.rejected:
        lines.append(f"  rejected  {tally.rejected:,} records, kept with their bytes in {path}/rejects")
    lines += [
        f'\nLoad it:   datasets.load_dataset("{path}")  # or with "paragraphs", "edits", "facts"',
        f"Look:      jiaokan explain {path} DOCUMENT_ID",
        f"Go back:   jiaokan restore {path} --output raw",
    ]
    options.make_console(args.quiet).print("\n".join(lines))


def _summarize_rule_families(tally: CorpusCounts, stage: str) -> str:
    """Return the number of edits of a stage by the family of their rules."""
    families: Counter[str] = Counter()
    for rule, number, _ in tally.list_stage_rules(stage):
        families[rule.partition("/")[0]] += number
    return (
        ", ".join(f"{escape_data(family)} {number:,}" for family, number in families.most_common())
        or "nothing"
    )

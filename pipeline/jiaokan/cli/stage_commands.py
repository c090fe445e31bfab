"""The stages, one by one and together, and the release that they end in."""

import argparse
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from jiaokan import publish, readers
from jiaokan.cli import options
from jiaokan.cli.safe_output import escape_data
from jiaokan.config.config_loader import Config
from jiaokan.core.document import Document, Reject
from jiaokan.execution import checkpoints, chunks
from jiaokan.execution.run_counts import CorpusCounts
from jiaokan.publish import Release
from jiaokan.readers import Item
from jiaokan.stages import STAGES

STAGE_HELP = {
    "strip": "take boilerplate away: banners, bylines, share widgets, download notices",
    "mojibake": "repair corrupted characters: readings, byte slips, wrong encodings",
    "strip_repaired": "take away boilerplate that could not be read before mojibake repaired it",
    "script": "unify script and punctuation, only where a text needs it",
    "paragraphs": "split into paragraphs and say what part each plays",
    "annotate": "read title, source, author, time and place from the page's own words",
}
STAGE_HELP_DETAILS = {
    "strip_repaired": """

strip leaves lines of misread bytes alone, since nobody can judge what cannot be read. This stage runs
after mojibake and judges the lines that mojibake changed, by the rules and settings of strip; all
other lines, and documents that mojibake did not change, pass through."""
}
INPUT_OUTPUT_HELP = """

INPUT is a folder or file of text, HTML, JSON lines ({id, text, …} or {id, html, …}; .jsonl, .gz,
.zst), Parquet, WARC or WET, or an earlier stage's output; "-" is standard input. A page of HTML
becomes the text of its article before the first stage. OUTPUT is X.jsonl, "-", or a folder of shards.
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
    options.add_corpus_options(run)
    for name in STAGES:
        stage = options.add_command(
            commands,
            name,
            partial(_run_stage, name),
            STAGE_HELP[name] + STAGE_HELP_DETAILS.get(name, "") + INPUT_OUTPUT_HELP,
        )
        stage.add_argument(
            "-i", "--input", action="append", metavar="INPUT", help='may be given again (default "-")'
        )
        stage.add_argument(
            "-o", "--output", default="-", metavar="OUTPUT", help='X.jsonl, a folder, or "-" (the default)'
        )
        options.add_corpus_options(stage)


def _run_stage(name: str, args: argparse.Namespace) -> int:
    tally = _process_and_count([name], args.input or [readers.STDIN], args.output, args)
    options.make_console(args.quiet).print(
        f"{name}: {tally.documents:,} documents → {escape_data(args.output)}"
    )
    return options.report_status(tally, args)


def _run_all(args: argparse.Namespace) -> int:
    settings = options.load_settings(args)
    work = Path(args.output) / f".{settings.publish.name}-{settings.publish.version}"
    inputs = args.input or ["seeds"]
    tally = _process_and_count(list(STAGES), inputs, str(work), args)
    try:
        release = publish_folder(work, Path(args.output), settings, args.replace)
    finally:
        shutil.rmtree(work)
    tally.rejected = release.count_rows("rejects")
    tally.rejects = list(islice(publish.read_rejects(release.path), options.MAX_SHOWN_REJECTS))
    _print_summary(release, tally, inputs, args)
    return options.report_status(tally, args)


def publish_folder(folder: Path, target: Path, settings: Config, replace: bool) -> Release:
    """Make the release of a stage's folder."""
    documents = (item for item in _read_publishable(folder, settings) if isinstance(item, Document))
    rejects = (item for item in _read_publishable(folder, settings) if isinstance(item, Reject))
    return publish.write_release(documents, rejects, target, settings, replace)


def _read_publishable(folder: Path, settings: Config) -> Iterator[Item]:
    """Yield what the folder holds, pages without an article as the settings have it."""
    for item in readers.read_inputs([str(folder)]):
        if isinstance(item, Document) and item.kind == settings.publish.reject_kind:
            yield chunks.make_reject(item, f"the page holds no article: {item.kind_why}")
        else:
            yield item


def rebuild_release(inputs: Sequence[str], target: Path, settings: Config) -> Release:
    """Make the release of the inputs in a folder of its own."""
    work = target / ".work"  # no name of a data set begins with a dot
    for _ in _process_to_output(
        list(STAGES), inputs, readers.read_inputs(inputs, settings.input), str(work), settings
    ):
        pass
    return publish_folder(work, target, settings, replace=False)


def _process_to_output(
    stages: Sequence[str],
    inputs: Sequence[str],
    items: Iterable[Item],
    output: str,
    settings: Config,
    workers: int = 1,
) -> Iterator[Item]:
    """Take the items of the inputs through the stages, and yield each once it is in the output."""
    process = partial(chunks.process_chunks, stages=stages, config=settings, workers=workers)
    return checkpoints.store_items(
        chunks.group_into_chunks(items),
        process,
        output,
        checkpoints.compute_fingerprint(inputs, stages, settings),
    )


def _process_and_count(
    stages: Sequence[str], inputs: Sequence[str], output: str, args: argparse.Namespace
) -> CorpusCounts:
    """Take the inputs through the stages to the output, and count."""
    settings = options.load_settings(args)
    items = options.show_progress(readers.read_inputs(inputs, settings.input), " ".join(stages), args.quiet)
    tally = CorpusCounts()
    for _ in tally.count_items(_process_to_output(stages, inputs, items, output, settings, args.workers)):
        pass
    options.report_passed_over([one for name in inputs for one in readers.list_passed_over(name)], args)
    return tally


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
            f"  {verb:<9} {_summarize_rule_families(tally, stage)}"
            for verb, stage in STAGE_BY_VERB.items()
            if stage not in OPTIONAL_STAGES or tally.list_stage_rules(stage)
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


OPTIONAL_STAGES = ("extract", "strip_repaired")  # stages that the summary names only where they did something
STAGE_BY_VERB = {
    "extracted": "extract",
    "removed": "strip",
    "repaired": "mojibake",
    "then": "strip_repaired",
    "unified": "script",
    "laid out": "paragraphs",
}


def _summarize_rule_families(tally: CorpusCounts, stage: str) -> str:
    """Return the number of edits of a stage by the family of their rules."""
    families: Counter[str] = Counter()
    for rule, number, _ in tally.list_stage_rules(stage):
        families[rule.partition("/")[0]] += number
    return (
        ", ".join(f"{escape_data(family)} {number:,}" for family, number in families.most_common())
        or "nothing"
    )

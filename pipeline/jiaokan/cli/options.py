"""What the commands share: options, consoles, the progress bar, and exit statuses."""

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console

from jiaokan.cli.command_table import find_short_help
from jiaokan.cli.safe_output import escape_data, make_safe_console, print_data
from jiaokan.config import config_loader
from jiaokan.config.config_loader import Config
from jiaokan.engines import list_engines
from jiaokan.execution.run_counts import CorpusCounts
from jiaokan.readers.files.folder_walk import PassedOver

Commands = argparse._SubParsersAction  # argparse gives the type no public name
Command = Callable[[argparse.Namespace], int]

EXIT_DONE, EXIT_FLAWED, EXIT_REJECTED = 0, 1, 3
LOG_LEVELS = ("debug", "info", "warning", "error")
MAX_SHOWN_REJECTS = 5  # rejects that a command prints; all of them are written to the output
KEY_OPTIONS = {
    "text": "the text of a record",
    "html": "the page of a record that has no text",
    "id": "its id; without one it is called after its file and line",
    "url": "its address",
}


def add_command(
    commands: "Commands[argparse.ArgumentParser]", name: str, command: Command, details: str = ""
) -> argparse.ArgumentParser:
    """Add one of COMMANDS and return its parser.

    Args:
        commands: The parsers to add it to.
        name: Name of the command.
        command: Function that runs it and returns the exit status.
        details: What its own help says below the short help of the table.
    """
    return add_action(commands, name, command, find_short_help(name), details)


def add_action(
    commands: "Commands[argparse.ArgumentParser]",
    name: str,
    command: Command,
    short_help: str,
    details: str = "",
) -> argparse.ArgumentParser:
    """Add a command below one of COMMANDS, as `add_command` does, with a short help of its own."""
    parser = commands.add_parser(
        name,
        help=short_help,
        description=f"{short_help}\n\n{details}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command=command)
    parser.add_argument(
        "--log-level",
        choices=LOG_LEVELS,
        default="warning",
        help="what is logged on standard error (default warning); info: a line a shard",
    )
    parser.add_argument("--debug", action="store_true", help="show the traceback of an unexpected error")
    return parser


def add_settings_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that change settings."""
    parser.add_argument(
        "--config", type=Path, metavar="FILE", help="settings of your own; says only what differs"
    )
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="TABLE.KEY=VALUE",
        dest="overrides",
        help="override one setting, as in --set script.target=keep; may be given again",
    )


def add_corpus_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of commands that process a corpus."""
    add_settings_options(parser)
    parser.add_argument(
        "--workers",
        type=int,
        metavar="N",
        help="processes; the result is the same for any number (default: one a core)",
    )
    parser.add_argument(
        "--engine",
        choices=list_engines(),
        default="processes",
        help="where the work is done; the result is the same (default processes)",
    )
    parser.add_argument(
        "--address", metavar="ADDRESS", help='with --engine ray: address of the cluster, or "auto"'
    )
    parser.add_argument(
        "--allow-rejects", action="store_true", help="exit with 0 although some records were rejected"
    )
    parser.add_argument("--limit", type=parse_count, metavar="N", help="read N documents at most, 1 or more")
    parser.add_argument(
        "--sample",
        type=float,
        metavar="SHARE",
        help="read a share of the documents, as in 0.01, by their ids",
    )
    _add_key_options(parser)


def _add_key_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say which keys of a record hold what; they stand for settings of [input]."""
    keys = parser.add_argument_group("keys of records", "of JSON, or columns of Parquet and CSV")
    for part, says in KEY_OPTIONS.items():
        keys.add_argument(f"--{part}-key", metavar="KEY", help=f"{says} (default {part!r})")


def add_summary_options(parser: argparse.ArgumentParser, has_dry_run: bool = False) -> None:
    """Add `--quiet` and `--json`, and `--dry-run` for a command that can work and write nothing."""
    parser.add_argument("-q", "--quiet", action="store_true", help="show no progress and no summary")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON on standard output")
    if has_dry_run:
        parser.add_argument(
            "--dry-run", action="store_true", help="do all the work and print the figures, but write nothing"
        )


def parse_count(text: str) -> int:
    """Return a number of things that is asked for, 1 or more; raises ArgumentTypeError for another."""
    try:
        count = int(text)
    except ValueError:
        count = 0
    if count < 1:
        raise argparse.ArgumentTypeError(f"{text}: should be a whole number, 1 or more")
    return count


def print_json(value: object) -> None:
    """Print figures as JSON on standard output."""
    print_data(json.dumps(value, ensure_ascii=False, indent=1, default=str))


def load_settings(args: argparse.Namespace) -> Config:
    """Return the settings that --config, --set and the options of records give."""
    named = {part: getattr(args, f"{part}_key", None) for part in KEY_OPTIONS}
    keys = [
        f"input.{part}_key={json.dumps(key, ensure_ascii=False)}"
        for part, key in named.items()
        if key is not None
    ]
    parts = {key: getattr(args, key, None) for key in ("limit", "sample")}
    keys += [f"input.{key}={value}" for key, value in parts.items() if value is not None]
    names = {
        f"input.{key}": f"--{key.replace('_', '-')}"
        for key in ("limit", "sample", *(f"{part}_key" for part in KEY_OPTIONS))
    }
    given = {key.partition("=")[0] for key in keys}
    options = {key: name for key, name in names.items() if key in given}
    return config_loader.load(args.config, [*args.overrides, *keys], options)


def make_console(quiet: bool = False) -> Console:
    """Return a console for messages, on standard error: standard output may be a pipe of documents."""
    return make_safe_console(stderr=True, quiet=quiet)


def report_passed_over(passed: Sequence[PassedOver], args: argparse.Namespace) -> None:
    """Tell what in the inputs was not read, a few of each reason by name."""
    console = make_console(args.quiet)
    names_by_reason: dict[str, list[str]] = {}
    for one in passed:
        names_by_reason.setdefault(one.reason, []).append(one.name)
    for reason, names in names_by_reason.items():
        for name in names[:MAX_SHOWN_REJECTS]:
            console.print(f"[yellow]not read[/] {escape_data(name)}: {escape_data(reason)}")
        if len(names) > MAX_SHOWN_REJECTS:
            console.print(
                f"[yellow]not read[/] and {len(names) - MAX_SHOWN_REJECTS:,} more: {escape_data(reason)}"
            )


def report_status(counts: CorpusCounts, args: argparse.Namespace) -> int:
    """Print the first rejects; return EXIT_REJECTED if there are any and they are not allowed."""
    console = make_console(args.quiet)
    for reject in counts.rejects[:MAX_SHOWN_REJECTS]:
        place = f"{reject.file}, line {reject.line}" if reject.line else reject.file
        console.print(f"[red]rejected[/] {escape_data(place)}: {escape_data(reject.reason)}", markup=True)
    if counts.rejected > MAX_SHOWN_REJECTS:
        console.print(f"[red]rejected[/] and {counts.rejected - MAX_SHOWN_REJECTS:,} more")
    return EXIT_REJECTED if counts.rejected and not args.allow_rejects else EXIT_DONE

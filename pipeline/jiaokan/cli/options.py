"""What the commands share: their options, the progress they show, the exit status they give."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from jiaokan.cli.safe_output import escape_data, make_safe_console
from jiaokan.config import config_loader
from jiaokan.config.config_loader import Config
from jiaokan.core.document import Document
from jiaokan.execution.run_counts import CorpusCounts
from jiaokan.readers import Item
from jiaokan.readers.folder_walk import PassedOver

Commands = argparse._SubParsersAction  # argparse gives the type no public name
Command = Callable[[argparse.Namespace], int]

EXIT_DONE, EXIT_FLAWED, EXIT_REJECTED = 0, 1, 3
MAX_SHOWN_REJECTS = 5
KEY_OPTIONS = {
    "text": "the text of a record",
    "html": "the page of a record that has no text",
    "id": "its id; without one it is called after its file and line",
    "url": "its address",
}


def add_command(
    commands: "Commands[argparse.ArgumentParser]", name: str, command: Command, text: str
) -> argparse.ArgumentParser:
    """Add a command whose help and description are `text`; return its parser."""
    first = text.split("\n", maxsplit=1)[0]
    made = commands.add_parser(
        name, help=first, description=text, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.set_defaults(command=command)
    made.add_argument("--debug", action="store_true", help="show the traceback of an unexpected error")
    return made


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
    """Add the options of commands that go through a corpus."""
    add_settings_options(parser)
    parser.add_argument(
        "--workers", type=int, default=1, metavar="N", help="processes; the result is the same (default 1)"
    )
    parser.add_argument(
        "--allow-rejects", action="store_true", help="exit with 0 although some records were rejected"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="show no progress and no summary")
    parser.add_argument("--limit", type=int, metavar="N", help="read N documents at most")
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


def load_settings(args: argparse.Namespace) -> Config:
    """Return the settings that the options ask for."""
    named = {part: getattr(args, f"{part}_key", None) for part in KEY_OPTIONS}
    keys = [
        f"input.{part}_key={json.dumps(key, ensure_ascii=False)}"
        for part, key in named.items()
        if key is not None
    ]
    parts = {key: getattr(args, key, None) for key in ("limit", "sample")}
    keys += [f"input.{key}={value}" for key, value in parts.items() if value is not None]
    return config_loader.load(args.config, [*args.overrides, *keys])


def make_console(quiet: bool = False) -> Console:
    """Return the console for what people read: standard error, for output may be a pipe."""
    return make_safe_console(stderr=True, quiet=quiet)


def show_progress(items: Iterable[Item], what: str, quiet: bool) -> Iterator[Item]:
    """Yield the items and show, on a terminal, how many have gone by."""
    shown = make_console(quiet)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[count]}"),
        TimeElapsedColumn(),
    )
    with Progress(
        *columns, console=shown, transient=True, disable=quiet or not sys.stderr.isatty()
    ) as progress:
        task = progress.add_task(what, total=None, count="")
        characters = 0
        for number, item in enumerate(items, 1):
            characters += len(item.text) if isinstance(item, Document) else 0
            progress.update(task, count=f"{number:,} documents, {characters / 1e6:,.1f} M characters")
            yield item


def report_passed_over(passed: Sequence[PassedOver], args: argparse.Namespace) -> None:
    """Tell what in the inputs was not read, a few of each reason by name."""
    shown = make_console(args.quiet)
    names_by_reason: dict[str, list[str]] = {}
    for one in passed:
        names_by_reason.setdefault(one.reason, []).append(one.name)
    for reason, names in names_by_reason.items():
        for name in names[:MAX_SHOWN_REJECTS]:
            shown.print(f"[yellow]not read[/] {escape_data(name)}: {escape_data(reason)}")
        if len(names) > MAX_SHOWN_REJECTS:
            shown.print(
                f"[yellow]not read[/] and {len(names) - MAX_SHOWN_REJECTS:,} more: {escape_data(reason)}"
            )


def report_status(tally: CorpusCounts, args: argparse.Namespace) -> int:
    """Tell of the rejects and return the exit status that they ask for."""
    shown = make_console(args.quiet)
    for reject in tally.rejects[:MAX_SHOWN_REJECTS]:
        where = f"{reject.file}, line {reject.line}" if reject.line else reject.file
        shown.print(f"[red]rejected[/] {escape_data(where)}: {escape_data(reject.reason)}")
    if tally.rejected > MAX_SHOWN_REJECTS:
        shown.print(f"[red]rejected[/] and {tally.rejected - MAX_SHOWN_REJECTS:,} more")
    return EXIT_REJECTED if tally.rejected and not args.allow_rejects else EXIT_DONE

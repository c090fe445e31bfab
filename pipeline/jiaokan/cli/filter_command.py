"""The command `filter`: select documents of a release by a condition."""

import argparse
from dataclasses import asdict
from pathlib import Path

from jiaokan import publish
from jiaokan.cli import options
from jiaokan.cli.release_commands import RELEASE_HELP
from jiaokan.cli.run_summary import count_noun
from jiaokan.cli.safe_output import escape_data, print_data
from jiaokan.publish.selection_source import SelectionSource

FILTER_DETAILS = """\
The condition is written as in Python: names, numbers, texts in quotes, and, or, not, comparisons, in.
A name is a column of the table of documents, or signals.NAME; 'text' in NAME looks into a text or a list.
A missing value is None: equal to no text, neither less nor greater. In quotes of the shell:

    jiaokan filter zh-web --where "signals.han_share > .6 and kind == 'article' and cluster == id"
    jiaokan filter zh-web --where "'2020' <= published < '2021' and '江西省' in region" --dry-run

Prints for each condition that `and` joins how many documents it drops, how many that no other drops, and
how many are left after it. The selection's card says what it was selected from and how; `verify`, `restore`
and `diff` take it as any release.
"""


def add_commands(commands: "options.Commands[argparse.ArgumentParser]") -> None:
    """Add `filter`."""
    parser = options.add_command(commands, "filter", _run_filter, FILTER_DETAILS)
    parser.add_argument("release", metavar="RELEASE", help=RELEASE_HELP)
    parser.add_argument("--where", required=True, metavar="CONDITION", help="what holds for those selected")
    parser.add_argument(
        "-o",
        "--output",
        default=Path("dist"),
        type=Path,
        metavar="FOLDER",
        help="the selection goes to FOLDER/NAME/VERSION (default dist)",
    )
    parser.add_argument("--name", default="", help="name of the selection (default NAME-selection)")
    parser.add_argument("--replace", action="store_true", help="replace a selection that differs")
    options.add_summary_options(parser, has_dry_run=True)


def _run_filter(args: argparse.Namespace) -> int:
    selection = publish.select_documents(args.release, args.where)
    if not (args.quiet or args.json):
        print_data(format_costs(selection.source))
    release = (
        None if args.dry_run else publish.write_selected(selection, args.output, args.name, args.replace)
    )
    if args.json:
        source = asdict(selection.source)
        options.print_json({"output": str(release.path) if release else None} | source)
    elif release:
        options.make_console(args.quiet).print(
            f"{escape_data(str(release.path))} {release.state}: "
            f"{count_noun(release.count_rows('documents'), 'document')}"
        )
    return options.EXIT_DONE


def format_costs(source: SelectionSource) -> str:
    """Return a table of what each condition costs, the condition at the end of its line."""
    total = max(1, source.documents)
    lines = [f"{'drops':>11} {'share':>6} {'no other':>11} {'left':>11}  condition"]
    for cost in source.costs:
        share = f"{cost.dropped / total:.1%}"
        lines.append(
            f"{cost.dropped:>11,} {share:>6} {cost.dropped_alone:>11,} {cost.left:>11,}  {cost.text}"
        )
    selected = (
        f"{source.selected:,} of {count_noun(source.documents, 'document')} ({source.selected / total:.1%})"
    )
    return "\n".join([*lines, selected])

"""The commands `report` and `diff`: a release as a page to look at, and what two releases differ in."""

import argparse
from collections.abc import Callable
from pathlib import Path

from rich.markup import escape

from jiaokan import publish, report
from jiaokan.cli import options
from jiaokan.cli.release_commands import RELEASE_HELP
from jiaokan.cli.run_summary import count_noun
from jiaokan.cli.safe_output import print_data
from jiaokan.publish import Difference
from jiaokan.publish.comparison import diff_report
from jiaokan.report import ReportOptions
from jiaokan.report.report_page import DEFAULT_LIMIT

REPORT_DETAILS = """\
The page needs no network. It lists the documents with a barcode of each, and shows a sample of them in
full: each rule's least certain places first. --documents and --rule show others.
"""


DIFF_DETAILS = """\
Lists the documents that were added, removed or changed, with the edits that only one release has.
html: a page as that of `jiaokan report`, with the clean text of both releases side by side.
"""
RENDERERS: dict[str, Callable[[Difference], str]] = {
    "text": diff_report.to_text,
    "json": diff_report.to_json,
    "markdown": diff_report.to_markdown,
}


def add_commands(commands: "options.Commands[argparse.ArgumentParser]") -> None:
    """Add `report` and `diff`."""
    difference = options.add_command(commands, "diff", _run_diff, DIFF_DETAILS)
    difference.add_argument("older", metavar="OLDER", help=RELEASE_HELP)
    difference.add_argument("newer", metavar="NEWER", help=RELEASE_HELP)
    difference.add_argument(
        "--format", choices=[*RENDERERS, "html"], default="text", help="the default is text"
    )
    options.add_summary_options(difference)
    made = options.add_command(commands, "report", _run_report, REPORT_DETAILS)
    options.add_summary_options(made)
    made.add_argument("release", metavar="RELEASE", help=RELEASE_HELP)
    made.add_argument(
        "--output",
        type=Path,
        default=Path("report.html"),
        metavar="FILE.html",
        help="the page (default report.html)",
    )
    made.add_argument(
        "--documents", nargs="+", default=[], metavar="ID", help="show these in full, nothing shortened"
    )
    made.add_argument("--rule", default="", metavar="RULE", help="show documents in full that it worked on")
    made.add_argument(
        "--limit",
        type=options.parse_count,
        default=DEFAULT_LIMIT,
        metavar="N",
        help=f"at most N documents in full (default {DEFAULT_LIMIT})",
    )


def _run_report(args: argparse.Namespace) -> int:
    asked = ReportOptions(tuple(args.documents), args.rule, args.limit)
    page = report.make_report(publish.find_release(args.release), asked)
    args.output.parent.mkdir(parents=True, exist_ok=True)
    args.output.write_text(page.html, "utf-8", newline="\n")
    if args.json:
        figures = {"output": str(args.output), "bytes": len(page.html.encode()), "documents": page.documents}
        options.print_json(figures | {"listed": page.listed, "in_full": page.in_full})
        return options.EXIT_DONE
    options.make_console(args.quiet).print(
        f"{escape(str(args.output))}: {len(page.html.encode()):,} bytes, "
        f"{count_noun(page.documents, 'document')}, {page.listed:,} in the list, {page.in_full:,} in full"
    )
    return options.EXIT_DONE


def _run_diff(args: argparse.Namespace) -> int:
    if args.format == "html" and not args.json:
        older, newer = publish.find_release(args.older), publish.find_release(args.newer)
        print(report.make_comparison(older, newer).html, end="")
        return options.EXIT_DONE
    print_data(
        RENDERERS["json" if args.json else args.format](
            publish.diff(publish.find_release(args.older), publish.find_release(args.newer))
        )
    )
    return options.EXIT_DONE

"""The command `export`: the clean texts of a release as plain files."""

import argparse
from dataclasses import asdict
from pathlib import Path

from jiaokan.cli import options
from jiaokan.cli.release_commands import RELEASE_HELP
from jiaokan.cli.run_summary import count_noun
from jiaokan.cli.safe_output import escape_data
from jiaokan.core.errors import OutputError
from jiaokan.publish.exports.release_export import FORMATS, export_release

EXPORT_DETAILS = """\
txt and markdown: a file a document, named after its id. jsonl and parquet: one file of all, with id, text and
what the page says of itself. The ledger stays in the release. Without --where all documents are written:

    jiaokan export dist/zh-web/1.0.0 --format txt --output texts
    jiaokan export zh-web --format jsonl --output clean --where "kind == 'article'"
"""


def add_commands(commands: "options.Commands[argparse.ArgumentParser]") -> None:
    """Add `export`."""
    parser = options.add_command(commands, "export", _run_export, EXPORT_DETAILS)
    parser.add_argument("release", metavar="RELEASE", help=RELEASE_HELP)
    parser.add_argument("--format", choices=FORMATS, default="txt", help="the default is txt")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER", help="a new folder")
    parser.add_argument("--where", default="", metavar="CONDITION", help="as `jiaokan filter` takes it")
    options.add_summary_options(parser)


def _run_export(args: argparse.Namespace) -> int:
    if str(args.output) == "-" or args.output.suffix.lower() in (".jsonl", ".parquet", ".txt", ".md"):
        raise OutputError(
            f"--output {args.output}: export writes a new folder, with a file for each document or for all"
        )
    exported = export_release(args.release, args.output, args.format, args.where)
    if args.json:
        options.print_json({"output": str(args.output), "format": args.format, **asdict(exported)})
    else:
        documents, files = count_noun(exported.documents, "document"), count_noun(exported.files, "file")
        options.make_console(args.quiet).print(f"{escape_data(str(args.output))}: {documents} in {files}")
    return options.EXIT_DONE

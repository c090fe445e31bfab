"""The command `review`: edits of a release go out to reviewers, and their verdicts come back."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.table import Table
from rich.text import Text

from jiaokan import publish, review
from jiaokan.cli import options
from jiaokan.cli.release_commands import RELEASE_HELP
from jiaokan.cli.run_summary import count_noun
from jiaokan.cli.safe_output import escape_data, make_safe_console, print_data
from jiaokan.core.document_json import dump_json
from jiaokan.core.errors import ConfigError
from jiaokan.publish.manifest import read_manifest
from jiaokan.review import ReviewItem, SampleRequest
from jiaokan.review.edit_sample import EDIT_COUNT
from jiaokan.review.label_studio import make_labelling_page, make_task
from jiaokan.review.rule_examples import format_rule_examples
from jiaokan.review.rule_precision import RulePrecision, measure_precision
from jiaokan.review.verdict_files import VERDICTS_FILE

FORMS = ("jsonl", "label-studio")  # of the edits that are written for reviewers
EXAMPLES_FILE, PRECISION_FILE = "examples.toml", "precision.csv"
REVIEW_EXPORT_DETAILS = """\
jsonl: an edit a line; a reviewer fills in "verdict" (right, wrong or unsure) and, at will, "comment".
label-studio: tasks to import there, and beside them FILE.xml, the labelling interface of the project.
The page of `jiaokan report` takes verdicts too, and needs no export.
"""
IMPORT_DETAILS = """\
FILE is JSON lines (from export, or from the page of a report) or a JSON export of Label Studio. The folder
--output gets verdicts.jsonl, all verdicts so far; examples.toml, hits and misses of the rules concerned; and
precision.csv. A build with --set review.file=FOLDER/verdicts.jsonl does not make an edit again that was
refused: a note review/refused stands in its place. `jiaokan evaluate --verdicts` compares a release with
them.
"""


def add_commands(commands: "options.Commands[argparse.ArgumentParser]") -> None:
    """Add `review` with its actions."""
    parser = options.add_command(commands, "review", _run_export)
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    _add_export_options(actions)
    taken = options.add_action(
        actions,
        "import",
        _run_import,
        "take verdicts in, and say how often each rule was right",
        IMPORT_DETAILS,
    )
    taken.add_argument("files", nargs="+", type=Path, metavar="FILE", help="verdicts")
    taken.add_argument(
        "--output", type=Path, default=Path("review"), metavar="FOLDER", help="default: review"
    )
    options.add_settings_options(taken)
    options.add_summary_options(taken)


def _add_export_options(actions: "options.Commands[argparse.ArgumentParser]") -> None:
    export = options.add_action(
        actions,
        "export",
        _run_export,
        "choose edits for reviewers, the least certain first, every rule covered",
        REVIEW_EXPORT_DETAILS,
    )
    export.add_argument("release", metavar="RELEASE", help=RELEASE_HELP)
    export.add_argument("--format", choices=FORMS, default=FORMS[0], help="the default is jsonl")
    export.add_argument("--output", type=Path, metavar="FILE", help="write here, not to standard output")
    export.add_argument(
        "--count",
        type=options.parse_count,
        default=EDIT_COUNT,
        metavar="N",
        help=f"edits (default {EDIT_COUNT})",
    )
    export.add_argument("--rule", default="", metavar="RULE", help="edits of this rule alone")
    export.add_argument("--seed", type=int, default=0, metavar="N", help="another draw (default 0)")
    options.add_summary_options(export)


def _run_export(args: argparse.Namespace) -> int:
    release = publish.find_release(args.release)
    if args.format == "label-studio" and not args.output:
        raise ConfigError("--format label-studio needs --output FILE: two files are written")
    chosen = review.sample_edits(
        publish.read_documents(release), SampleRequest(args.count, args.seed, args.rule)
    )
    items = review.make_review_items(publish.read_documents(release), chosen)
    if args.format == "label-studio":
        manifest = read_manifest(release)
        tasks = [make_task(item, f"{manifest.name} {manifest.version}") for item in items]
        _write_file(args.output, json.dumps(tasks, ensure_ascii=False, indent=1) + "\n")
        _write_file(args.output.with_suffix(".xml"), make_labelling_page())
    else:
        lines = "".join(f"{_format_line(item)}\n" for item in items)
        if args.output:
            _write_file(args.output, lines)
        else:
            print_data(lines.removesuffix("\n"))
    rules = {(item.stage, item.rule) for item in items}
    if args.json and args.output:
        options.print_json({"output": str(args.output), "edits": len(items), "rules": len(rules)})
    else:
        options.make_console(args.quiet).print(
            f"{count_noun(len(items), 'edit')} of {count_noun(len(rules), 'rule')}"
        )
    return options.EXIT_DONE


def _format_line(item: ReviewItem) -> str:
    return dump_json({"verdict": "", "comment": "", **asdict(item)})


def _write_file(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def _run_import(args: argparse.Namespace) -> int:
    kept = args.output / VERDICTS_FILE
    groups = [review.read_verdicts(path) for path in ([kept] if kept.is_file() else [])]
    groups += [review.read_verdicts(path) for path in args.files]
    verdicts = review.merge_verdicts(*groups)
    precision = measure_precision(verdicts)
    rules_folders = options.load_settings(args).rules_folders
    args.output.mkdir(parents=True, exist_ok=True)
    review.write_verdicts(verdicts, kept)
    _write_file(args.output / EXAMPLES_FILE, format_rule_examples(verdicts, rules_folders))
    _write_file(args.output / PRECISION_FILE, _format_precision(precision))
    wrong = sum(verdict.verdict == "wrong" for verdict in verdicts)
    if args.json:
        rows = [asdict(one) for one in precision]
        options.print_json({"verdicts": len(verdicts), "refused": wrong, "file": str(kept), "rules": rows})
        return options.EXIT_DONE
    if not args.quiet:
        make_safe_console().print(_make_table(precision), soft_wrap=False)
    options.make_console(args.quiet).print(
        f"{count_noun(len(verdicts), 'verdict')}, {count_noun(wrong, 'edit')} refused; "
        f"the next build heeds them with --set review.file={escape_data(kept)}"
    )
    return options.EXIT_DONE


def _format_precision(precision: Sequence[RulePrecision]) -> str:
    lines = ["stage,rule,right,reviewed,low,high,drawn_right,drawn,drawn_low,drawn_high,unsure"]
    for one in precision:
        parts = (one.all_edits, one.drawn_edits)
        shares = [f"{share.hits},{share.total},{share.low:.4f},{share.high:.4f}" for share in parts]
        lines.append(f"{one.stage},{one.rule},{','.join(shares)},{one.unsure}")
    return "\n".join(lines) + "\n"


def _make_table(precision: Sequence[RulePrecision]) -> Table:
    head = ("stage", "rule", "reviewed", "right (95 %)", "drawn", "right (95 %)", "unsure")
    table = Table(*head, box=None, header_style="bold")
    for one in precision:
        shares = (one.all_edits, one.drawn_edits)
        cells = [cell for share in shares for cell in (str(share.total), share.format_percent())]
        table.add_row(one.stage, Text(one.rule, "cyan"), *cells, str(one.unsure))
    return table

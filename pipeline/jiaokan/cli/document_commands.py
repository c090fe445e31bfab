"""The commands that only read: `explain` shows one document, `evaluate` compares documents with gold."""

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from rich.table import Table

from jiaokan import evaluation, publish, readers, review
from jiaokan.cli import options
from jiaokan.cli.safe_output import escape_data, make_safe_console, print_data
from jiaokan.cli.terminal_markup import print_document
from jiaokan.core.alignment import AlignedPiece, align_pieces
from jiaokan.core.document import Document
from jiaokan.core.errors import InputError
from jiaokan.rules import reasons

EXPLAIN_DETAILS = """\
Removed text is struck out, changed text has the colour of its stage. A rule is named at its edit,
unless it made many; all rules are listed below the text with their reasons.
"""


def add_commands(commands: "options.Commands[argparse.ArgumentParser]") -> None:
    """Add `explain` and `evaluate`."""
    explain = options.add_command(commands, "explain", _run_explain, EXPLAIN_DETAILS)
    explain.add_argument("dataset", metavar="DATASET", help="folder of a release, or a stage's output")
    explain.add_argument("id", metavar="ID", help="the document's id")
    explain.add_argument(
        "--json", action="store_true", help="print JSON: pieces with spans, edits and reasons"
    )
    evaluate = options.add_command(commands, "evaluate", _run_evaluate)
    options.add_summary_options(evaluate)
    evaluate.add_argument("dataset", metavar="DATASET", help="folder of a release, or a stage's output")
    evaluate.add_argument(
        "--gold", type=Path, default=Path("tests/gold"), metavar="FOLDER", help="folder of gold, ID.json each"
    )
    evaluate.add_argument(
        "--verdicts", type=Path, metavar="FILE", help="compare with the verdicts of reviewers instead"
    )
    evaluate.add_argument("--output", type=Path, metavar="FILE", help="write the figures here as JSON too")


def read_documents(dataset: str) -> Iterator[Document]:
    """Yield the documents of a release or of a stage's output."""
    path = Path(dataset)
    if not path.exists() or (path.is_dir() and readers.find_release_input(path)):
        return publish.read_documents(publish.find_release(dataset))
    return (item for item in publish.read_inputs([dataset]) if isinstance(item, Document))


def _run_explain(args: argparse.Namespace) -> int:
    document = next((d for d in read_documents(args.dataset) if d.id == args.id), None)
    if document is None:
        raise InputError(f"{args.dataset}: no document {args.id!r}; ids are in the column id of documents")
    if args.json:
        described = _describe_as_json(document, align_pieces(document))
        print_data(json.dumps(described, ensure_ascii=False, indent=1))
    else:
        print_explained_document(document)
    return options.EXIT_DONE


def print_explained_document(document: Document) -> None:
    """Print a document with its changes and their reasons."""
    pieces = align_pieces(document)
    print_document(document, pieces, _collect_reasons(pieces), make_safe_console())


def _describe_as_json(document: Document, pieces: tuple[AlignedPiece, ...]) -> dict[str, object]:
    rows = [
        {
            "raw_start": piece.span.start,
            "raw_end": piece.span.end,
            "before": piece.before,
            "after": piece.after,
            "edits": [
                {"stage": c.stage, "rule": c.edit.rule, "confidence": c.edit.confidence, "why": c.edit.why}
                for c in piece.causes
            ],
        }
        for piece in pieces
    ]
    facts = [
        {"field": f.field, "value": f.value, "raw": f.raw and [f.raw.start, f.raw.end]}
        for f in document.facts
    ]
    return {
        "id": document.id,
        "kind": document.kind,
        "pieces": rows,
        "facts": facts,
        "rules": _collect_reasons(pieces),
    }


def _collect_reasons(pieces: tuple[AlignedPiece, ...]) -> dict[str, str]:
    causes = [cause.edit for piece in pieces for cause in piece.causes]
    own = {
        edit.rule: edit.why for edit in reversed(causes)
    }  # of a rule of one's own, which jiaokan does not have
    return {rule: reasons.find_reason(rule) or own[rule] for rule in sorted(own)}


def _run_evaluate(args: argparse.Namespace) -> int:
    if args.verdicts:
        return _compare_with_verdicts(args)
    figures = evaluation.evaluate_documents(read_documents(args.dataset), args.gold)
    _write_figures(figures, args)
    if args.json:
        options.print_json(figures)
        return options.EXIT_DONE
    rows = {**figures["documents"], "mean": figures["mean"]}
    make_safe_console().print(_make_table(rows), soft_wrap=False)
    return options.EXIT_DONE


def _compare_with_verdicts(args: argparse.Namespace) -> int:
    verdicts = review.read_verdicts(args.verdicts)
    figures = evaluation.evaluate_verdicts(read_documents(args.dataset), verdicts)
    _write_figures(figures, args)
    for one in figures["against"]:
        place = f"{one['document']} {one['raw_start']}–{one['raw_end']}"
        print_data(f"{one['verdict']}\t{one['rule']}\t{place}\t{one['before'][:60]}")
    options.make_console(args.quiet).print(
        f"{figures['made']:,} of {figures['right']:,} edits called right are made, "
        f"{figures['refused']:,} of {figures['wrong']:,} called wrong are not"
    )
    return options.EXIT_DONE


def _write_figures(figures: Mapping[str, object], args: argparse.Namespace) -> None:
    text = json.dumps(figures, ensure_ascii=False, indent=1) + "\n"
    if args.output:
        args.output.parent.mkdir(parents=True, exist_ok=True)
        args.output.write_text(text, "utf-8", newline="\n")


def _make_table(rows: Mapping[str, Mapping[str, float]]) -> Table:
    table = Table("document", *rows["mean"], box=None, header_style="bold")
    for name, figures in rows.items():
        table.add_row(escape_data(name), *(f"{value:.4f}" for value in figures.values()))
    return table

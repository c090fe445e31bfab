"""The command `inspect`: documents of a release are drawn for a reader, who says what is wrong with them."""

import argparse
import hashlib
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from jiaokan import publish, report
from jiaokan.cli import options
from jiaokan.cli.document_commands import print_explained_document
from jiaokan.cli.release_commands import RELEASE_HELP
from jiaokan.cli.run_summary import count_noun
from jiaokan.cli.safe_output import escape_data, print_data
from jiaokan.core.control_escapes import show_controls_in_line
from jiaokan.core.verdicts.inspections import FAULTS, Inspection, read_inspections
from jiaokan.publish.card_format.inspection_rates import count_faults, format_inspection_rates
from jiaokan.publish.tables import parquet_writer
from jiaokan.report import ReportOptions

DOCUMENT_COUNT = 200  # documents that are drawn where nobody says how many
INSPECT_DETAILS = """\
In the terminal: each document is shown with its changes; type the numbers of its faults, or nothing.
With --page FILE.html: a page for a browser, which asks the same and saves inspection.jsonl.
What was said is kept in --verdicts and goes on there the next time. The card of a release prints the rates
with their intervals where the setting publish.inspection names that file.
"""


def add_commands(commands: "options.Commands[argparse.ArgumentParser]") -> None:
    """Add `inspect`."""
    inspect = options.add_command(commands, "inspect", _run_inspect, INSPECT_DETAILS)
    inspect.add_argument("release", metavar="RELEASE", help=RELEASE_HELP)
    inspect.add_argument(
        "--count",
        type=options.parse_count,
        default=DOCUMENT_COUNT,
        metavar="N",
        help=f"documents (default {DOCUMENT_COUNT})",
    )
    inspect.add_argument("--seed", type=int, default=0, metavar="N", help="another draw (default 0)")
    inspect.add_argument(
        "--verdicts",
        type=Path,
        default=Path("inspection.jsonl"),
        metavar="FILE",
        help="where verdicts are kept (default inspection.jsonl)",
    )
    inspect.add_argument("--page", type=Path, metavar="FILE.html", help="write a page for a browser instead")
    options.add_summary_options(inspect)
    inspect.add_argument("--rates", action="store_true", help="only print the rates of what was said so far")


def draw_documents(release: Path, count: int, seed: int) -> list[str]:
    """Return the ids of so many documents, drawn by a digest of the seed and the id."""
    ids = [row[0] for row in parquet_writer.read_rows(release, "documents", ["id"])]
    return sorted(ids, key=lambda name: hashlib.sha256(f"{seed} {name}".encode()).digest())[: max(count, 0)]


def _run_inspect(args: argparse.Namespace) -> int:
    release = publish.find_release(args.release)
    drawn = draw_documents(release, args.count, args.seed)
    if args.page:
        return _write_page(release, drawn, args)
    done = read_inspections(args.verdicts) if args.verdicts.is_file() else []
    known = {one.raw_sha256 for one in done}
    if not args.rates:
        for one in _ask_reader(release, drawn, known):
            done.append(one)
            args.verdicts.parent.mkdir(parents=True, exist_ok=True)
            args.verdicts.write_text("".join(f"{one.to_line()}\n" for one in done), "utf-8", newline="\n")
    if args.json:
        options.print_json({"documents": len(done), "faults": count_faults(done)})
    elif not args.quiet:
        print_data(format_inspection_rates(done).removesuffix("\n"))
    return options.EXIT_DONE


def _write_page(release: Path, drawn: Sequence[str], args: argparse.Namespace) -> int:
    path: Path = args.page
    page = report.make_report(release, ReportOptions(tuple(drawn), is_inspection=True))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page.html, "utf-8", newline="\n")
    if args.json:
        options.print_json({"page": str(path), "documents": page.in_full})
    else:
        options.make_console(args.quiet).print(
            f"{escape_data(path)}: {count_noun(page.in_full, 'document')} to read"
        )
    return options.EXIT_DONE


def _ask_reader(release: Path, drawn: Sequence[str], known: Collection[str]) -> Iterator[Inspection]:
    """Show the documents that nobody has read yet, and yield what the reader says of each."""
    documents = {one.id: one for one in publish.read_documents(release) if one.id in set(drawn)}
    for number, name in enumerate(drawn, 1):
        document = documents[name]
        digest = hashlib.sha256(document.raw_bytes).hexdigest()
        if digest in known:
            continue
        print_explained_document(document)
        answer = _ask(f"{show_controls_in_line(name)} ({number} of {len(drawn)})")
        if answer == "q":
            return
        if answer != "s":
            found = {fault: str(key) in answer for key, fault in enumerate(FAULTS, 1)}
            yield Inspection(name, digest, **found)


def _ask(what: str) -> str:
    """Return "s", "q" or the numbers of faults that the reader types; the end of the input is "q"."""
    faults = "; ".join(f"{key} {words}" for key, words in enumerate(FAULTS.values(), 1))
    while True:
        print(f"\n{what}: {faults}\nnumbers, or nothing for none; s skips, q ends: ", end="", file=sys.stderr)
        sys.stderr.flush()
        line = sys.stdin.readline()
        answer = line.strip().replace(" ", "")
        if not line or answer == "q":
            return "q"
        if answer == "s" or set(answer) <= set("1234"):
            return answer

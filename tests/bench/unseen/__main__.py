"""Write labelled pages from clones of the public repositories in which they stand.

    python -m tests.bench.unseen CLONES --output FOLDER
    python -m tests.bench.html.peers --texts FOLDER/documents.jsonl FOLDER/labels.jsonl \
        --pages FOLDER/documents.jsonl FOLDER/labels.jsonl

CLONES holds a clone of each repository, bare or not, as OWNER/NAME; `--list` prints the repositories. FOLDER gets the
pages with their HTML, read as lines, and their labels, in the form of `jiaokan.training.labelled_pages`.
`labels.jsonl` beside this file holds no text of a page: commit, path and digest say which it is, and numbers say
which lines stay, are headings, captions or doubtful, and where facts stand, as [line, start, end] in code
points. A page whose digest is another is left out. One person read each page once, in November and December 2026.
`--facts` writes the pages of `facts.jsonl` instead, of which only the title and what the page prints of itself are
labelled; most of them were chosen because they print an author.
"""

import argparse
import base64
import hashlib
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.bench.unseen.reading import decode_page, read_lines

LABELS = Path(__file__).with_name("labels.jsonl")
FACTS = Path(__file__).with_name("facts.jsonl")
Row = dict[str, Any]


def read_rows(path: Path = LABELS) -> Iterator[Row]:
    """Yield the references of a file with their labels."""
    with path.open(encoding="utf-8", newline="\n") as file:
        yield from (json.loads(line) for line in file)


def show_page(clones: Path, row: Row) -> bytes | None:
    """Return the bytes of a page, None where the clone lacks them or has others."""
    clone = clones / row["repository"]
    folder = clone / ".git" if (clone / ".git").exists() else clone
    command = ["git", "--git-dir", str(folder), "show", f"{row['commit']}:{row['path']}"]
    found = subprocess.run(command, capture_output=True, check=False)
    is_same = not found.returncode and hashlib.sha256(found.stdout).hexdigest() == row["sha256"]
    return found.stdout if is_same else None


def list_numbers(ranges: str) -> list[int]:
    """Return the numbers of some ranges.

    >>> list_numbers("2-4,7")
    [2, 3, 4, 7]
    """
    pairs = (part.split("-") for part in ranges.split(",") if part)
    return [number for pair in pairs for number in range(int(pair[0]), int(pair[-1]) + 1)]


def make_document(row: Row, page: bytes, lines: list[str]) -> Row:
    """Return a page as `labelled_pages` reads it."""
    return {
        "id": row["id"],
        "source": row["host"],
        "kind": row["kind"],
        "text": "\n".join(lines),
        "html": base64.b64encode(page).decode(),
    }


def make_label(row: Row, lines: list[str]) -> Row:
    """Return the labels of a page as `labelled_pages` reads them."""
    facts = {
        field: "、".join(lines[line - 1][start:end] for line, start, end in spans)
        for field, spans in row["facts"].items()
    }
    if "keep" not in row:
        return {"id": row["id"], "title_line": row["title_line"], "no_article": False, "meta": facts}
    kept, doubtful = set(list_numbers(row["keep"])), list_numbers(row["doubtful"])
    removed = [n for n in range(1, len(lines) + 1) if n not in kept and n not in doubtful]
    return {
        "id": row["id"],
        "remove": [[n, "boilerplate"] for n in removed],
        "remove_spans": [[*span, "piece"] for span in row["pieces"]],
        "ambiguous": doubtful,
        "title_line": row["title_line"],
        "heading_lines": list_numbers(row["headings"]),
        "caption_lines": list_numbers(row["captions"]),
        "no_article": row["no_article"],
        "meta": facts,
    }


def write_pages(clones: Path, output: Path, rows: Iterable[Row]) -> None:
    """Write the pages of `rows` that the clones hold, and say how many they lack."""
    output.mkdir(parents=True, exist_ok=True)
    missing = []
    with (
        (output / "documents.jsonl").open("w", encoding="utf-8", newline="\n") as documents,
        (output / "labels.jsonl").open("w", encoding="utf-8", newline="\n") as labels,
    ):
        for row in rows:
            if (page := show_page(clones, row)) is None:
                missing.append(f"{row['repository']}: {row['path']}")
                continue
            lines = read_lines(decode_page(page))
            documents.write(json.dumps(make_document(row, page, lines), ensure_ascii=False) + "\n")
            labels.write(json.dumps(make_label(row, lines), ensure_ascii=False) + "\n")
    print("\n".join(missing), f"\n{len(missing)} pages are not in the clones", file=sys.stderr)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("clones", type=Path, nargs="?", default=Path("clones"), metavar="CLONES")
    parser.add_argument("--output", type=Path, default=Path("unseen"), metavar="FOLDER")
    parser.add_argument("--facts", action="store_true", help="pages of which the facts alone are labelled")
    parser.add_argument("--list", action="store_true", help="print the repositories, each with its commit")
    arguments = parser.parse_args()
    rows = read_rows(FACTS if arguments.facts else LABELS)
    if arguments.list:
        print("\n".join(sorted({f"{row['repository']} {row['commit']}" for row in rows})))
    else:
        write_pages(arguments.clones, arguments.output, rows)


if __name__ == "__main__":
    main()

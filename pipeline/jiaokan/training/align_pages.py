"""Make labelled pages of pages of HTML whose article is known: a line that stands in it is kept.

    uv run --group train python -m jiaokan.training.align_pages FOLDER... --output NAME

A folder holds `*.html` with a `*.json` beside each, whose "text" is the article. NAME.documents.jsonl and
NAME.labels.jsonl are written, in the form that `line_judge --aligned` reads. Each page is read twice, as
crawls do: every string on a line of its own, and strings joined where no line feed parts them.
"""

import argparse
import json
import re
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from rapidfuzz.distance import LCSseq

from jiaokan.stages.strip.repeated_text import keep_letters
from jiaokan.text.normalized_view import normalize_view

_BLANK_PATTERN = re.compile(r"[ \t\u3000\xa0]+")
_MIN_ARTICLE_LETTERS, _MAX_PAGE_LETTERS = 60, 40_000
_MIN_MATCH_LETTERS = 4  # shorter matches are chance
_MIN_FOUND_SHARE = 0.85  # of the article that must stand on the page
_MIN_KEPT_SHARE, _MAX_DROPPED_SHARE = (
    0.8,
    0.3,
)  # of a line that stands in the article; between them it is not scored


def split_lines(html: bytes, separator: str) -> list[str]:
    """Return the lines of a page of HTML that say something."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(html, "html.parser")
    for tag in soup(["script", "style", "noscript", "template"]):
        tag.decompose()
    lines = (_BLANK_PATTERN.sub(" ", line).strip() for line in soup.get_text(separator).split("\n"))
    return [line for line in lines if line]


def align_lines(lines: Sequence[str], article: str) -> tuple[list[int], list[int]] | None:
    """Return the numbers of lines that are boilerplate and of those that are not scored, from 1.

    None where the article is short, the page is long, or the article does not stand on it.
    """
    read = [keep_letters(normalize_view(line).text) for line in lines]
    page, gold = "".join(read), keep_letters(normalize_view(article).text)
    if len(gold) < _MIN_ARTICLE_LETTERS or len(page) > _MAX_PAGE_LETTERS:
        return None
    matched = [False] * len(page)
    for part in LCSseq.opcodes(page, gold):
        if part.tag == "equal" and part.src_end - part.src_start >= _MIN_MATCH_LETTERS:
            matched[part.src_start : part.src_end] = [True] * (part.src_end - part.src_start)
    if sum(matched) < _MIN_FOUND_SHARE * len(gold):
        return None
    removed, ambiguous, start = [], [], 0
    for number, line in enumerate(read, 1):
        end = start + len(line)
        share = sum(matched[start:end]) / len(line) if line else 0.5
        start = end
        if share < _MAX_DROPPED_SHARE:
            removed.append(number)
        elif share < _MIN_KEPT_SHARE:
            ambiguous.append(number)
    return removed, ambiguous


def align_folder(folder: Path) -> Iterator[tuple[dict[str, object], dict[str, object]]]:
    """Yield the document and the label of each page of a folder, twice where both ways of reading differ."""
    for path in sorted(folder.rglob("*.html")):
        gold = json.loads(path.with_suffix(".json").read_text("utf-8")).get("text") or ""
        seen = set()
        for name, separator in (("strings", "\n"), ("joined", "")):
            lines = split_lines(path.read_bytes(), separator)
            text = "\n".join(lines)
            if text in seen or not (labels := align_lines(lines, gold)):
                continue
            seen.add(text)
            id = f"{path.parent.name}/{path.stem}#{name}"
            # the host of the page, where its file is named by it, else its folder
            source = (
                re.sub(r"^\d+_", "", path.stem) if "." in path.stem else f"{path.parent.name}/{path.stem}"
            )
            yield (
                {"id": id, "source": source, "text": text},
                {"id": id, "remove": [[line, "silver"] for line in labels[0]], "ambiguous": labels[1]},
            )


def main() -> None:
    """Align the pages of folders."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument(
        "--output", required=True, help="files are OUTPUT.documents.jsonl and OUTPUT.labels.jsonl"
    )
    arguments = parser.parse_args()
    pairs = [pair for folder in arguments.folders for pair in align_folder(folder)]
    for at, name in enumerate(("documents", "labels")):
        rows = (json.dumps(pair[at], ensure_ascii=False) + "\n" for pair in pairs)
        Path(f"{arguments.output}.{name}.jsonl").write_text("".join(rows), "utf-8", newline="\n")
    print(f"{len(pairs)} pages")


if __name__ == "__main__":
    main()

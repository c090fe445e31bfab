"""Make labelled pages from HTML pages with a known article: a line that is in the article is kept.

    uv run --extra train python -m jiaokan.training.align_pages FOLDER... --output NAME

A folder holds `*.html` files, each with a `*.json` file whose "text" is the article and whose "title", where
there is one, is its title. The command writes NAME.documents.jsonl and NAME.labels.jsonl, the input of
`train_line_judge --aligned`. Each page is read in the two ways that crawlers have: every string on a line of
its own, and strings joined unless a line feed stands between them.
"""

import argparse
import json
import re
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from rapidfuzz.distance import LCSseq

from jiaokan.training.labelled_pages import read_letters

_BLANK_PATTERN = re.compile(r"[ \t\u3000\xa0]+")
_MIN_ARTICLE_LETTERS = 60  # of an article that is looked for
_MAX_PAGE_LETTERS = 40_000  # of a page that is compared with its article
_MIN_MATCH_LETTERS = 4  # shorter matches may be accidental
_MIN_FOUND_SHARE = 0.85  # of the letters of the article
# of a line, the share of letters in the article; a line between the limits is not scored
_MIN_KEPT_SHARE, _MAX_DROPPED_SHARE = 0.8, 0.3


def split_lines(html: bytes, separator: str) -> list[str]:
    """Return the lines of visible text of an HTML page, without blank lines.

    Args:
        html: the bytes of the page.
        separator: the text put between two strings of the page.

    >>> split_lines("<p>甲 <b>乙</b></p>".encode(), "")
    ['甲 乙']
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(html, "html.parser")
    for tag in soup(["script", "style", "noscript", "template"]):
        tag.decompose()
    lines = (_BLANK_PATTERN.sub(" ", line).strip() for line in soup.get_text(separator).split("\n"))
    return [line for line in lines if line]


def align_lines(lines: Sequence[str], article: str) -> tuple[list[int], list[int]] | None:
    """Return the numbers, from 1, of the lines that are boilerplate and of those that are not scored.

    None if the article is too short, the page is too long, or the page does not hold the article.
    """
    line_letters = list(map(read_letters, lines))
    page_letters, article_letters = "".join(line_letters), read_letters(article)
    if len(article_letters) < _MIN_ARTICLE_LETTERS or len(page_letters) > _MAX_PAGE_LETTERS:
        return None
    matched = [False] * len(page_letters)
    for block in LCSseq.opcodes(page_letters, article_letters):
        if block.tag == "equal" and block.src_end - block.src_start >= _MIN_MATCH_LETTERS:
            matched[block.src_start : block.src_end] = [True] * (block.src_end - block.src_start)
    if sum(matched) < _MIN_FOUND_SHARE * len(article_letters):
        return None
    removed, ambiguous, start = [], [], 0
    for number, letters in enumerate(line_letters, 1):
        end = start + len(letters)
        share = sum(matched[start:end]) / len(letters) if letters else 0.5
        start = end
        if share < _MAX_DROPPED_SHARE:
            removed.append(number)
        elif share < _MIN_KEPT_SHARE:
            ambiguous.append(number)
    return removed, ambiguous


def align_folder(folder: Path) -> Iterator[tuple[dict[str, object], dict[str, object]]]:
    """Yield the document and the label of each page, two of each if the two ways of reading differ."""
    for path in sorted(folder.rglob("*.html")):
        gold = json.loads(path.with_suffix(".json").read_text("utf-8"))
        article, title = gold.get("text") or "", gold.get("title") or ""
        known_texts = set()
        for name, separator in (("strings", "\n"), ("joined", "")):
            lines = split_lines(path.read_bytes(), separator)
            text = "\n".join(lines)
            if text in known_texts or not (labels := align_lines(lines, article)):
                continue
            known_texts.add(text)
            id = f"{path.parent.name}/{path.stem}#{name}"
            # the host of the page, where its file is named by it, else its folder
            source = (
                re.sub(r"^\d+_", "", path.stem) if "." in path.stem else f"{path.parent.name}/{path.stem}"
            )
            yield (
                {"id": id, "source": source, "text": text},
                {"id": id, "remove": [[line, "silver"] for line in labels[0]], "ambiguous": labels[1]}
                | ({"meta": {"title": title}} if title else {}),
            )


def main(words: Sequence[str] | None = None) -> None:
    """Write both files; without words, as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument(
        "--output", required=True, help="files are OUTPUT.documents.jsonl and OUTPUT.labels.jsonl"
    )
    arguments = parser.parse_args(words)
    pairs = [pair for folder in arguments.folders for pair in align_folder(folder)]
    for i, name in enumerate(("documents", "labels")):
        rows = (json.dumps(pair[i], ensure_ascii=False) + "\n" for pair in pairs)
        Path(f"{arguments.output}.{name}.jsonl").write_text("".join(rows), "utf-8", newline="\n")
    print(f"{len(pairs)} pages")


if __name__ == "__main__":
    main()

"""Measure how pages without an article are known, on labelled pages with their article cut out.

    python -m tests.bench.strip.no_article FOLDER...

Each page is read three times: as it is and its article alone, which hold one, and its dress alone,
which holds none. Figures: pages taken for none of each, and the share of the dress that goes.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from pipeline.config import default
from pipeline.document import Document
from pipeline.stages.strip import build
from pipeline.stages.strip.echoes import letters
from tests.bench.strip.pages import Labelled, labelled

LEAST = 200  # letters of a dress that is worth a look


def parts(page: Labelled) -> Iterator[tuple[str, str]]:
    """Yield the page, its article and its dress, each with its name."""
    lines = page.text.split("\n")
    article = [line for line, kept in zip(lines, page.keep, strict=True) if kept]
    dress = [
        line
        for at, (line, kept) in enumerate(zip(lines, page.keep, strict=True))
        if not kept and at not in page.unsure
    ]
    if len(letters("".join(dress))) >= LEAST and article:
        yield from (("page", page.text), ("article", "\n".join(article)), ("dress", "\n".join(dress)))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    stage = build(default())
    seen: dict[str, list[tuple[bool, float]]] = {"page": [], "article": [], "dress": []}
    for page in (page for folder in parser.parse_args().folders for page in labelled(folder)):
        for name, text in parts(page):
            after = stage(Document(page.id, text))
            gone = 1 - len(letters(after.text)) / max(1, len(letters(text)))
            seen[name].append((after.kind == "no_article", gone))
            if (after.kind == "no_article") != (name == "dress"):
                print(f"  {page.id}: {name}: {after.kind_why or 'taken for an article'}, {gone:.0%} went")
    for name, rows in seen.items():
        none, share = (sum(column) for column in zip(*rows, strict=True))
        print(
            f"{name}: {len(rows)} pages, {none} taken for none, {share / len(rows):.1%} of the letters went"
        )


if __name__ == "__main__":
    main()

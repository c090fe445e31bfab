"""Read labelled pages to train and measure the scorer on; nothing of them is kept in the repository.

A folder holds either documents.jsonl and labels.jsonl (lines and spans to remove, counted from 1), or
`*.html` with a `*.json` beside each whose "text" is the article.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup

from pipeline.stages.strip.echoes import letters
from pipeline.stages.strip.page import read

BLOCKS = (
    "p",
    "div",
    "li",
    "td",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "br",
    "ul",
    "table",
    "section",
    "dt",
    "dd",
    "title",
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A page with the lines that are its article; `group` names the site, so that folds never share one."""

    id: str
    group: str
    text: str
    keep: tuple[bool, ...]
    unsure: frozenset[int] = frozenset()
    weight: float = 1.0


def labelled(folder: Path) -> Iterator[Labelled]:
    """Yield every labelled page of a folder and the folders below it."""
    for documents in sorted(folder.rglob("documents.jsonl")):
        yield from _lines(documents)
    for path in sorted(folder.rglob("*.html")):
        yield from _html(path)


def _lines(documents: Path) -> Iterator[Labelled]:
    texts = {row["id"]: row for row in map(json.loads, documents.read_text("utf-8").split("\n")[:-1])}
    for label in map(json.loads, (documents.parent / "labels.jsonl").read_text("utf-8").split("\n")[:-1]):
        row = texts[label["id"]]
        gone = {line - 1 for line, _ in label["remove"]}
        keep = tuple(at not in gone for at in range(row["text"].count("\n") + 1))
        title = [label["title_line"]] if label.get("title_line") else []
        unsure = frozenset(line - 1 for line in (*(label.get("ambiguous") or []), *title))
        site = re.sub(r".*/tests/([^/]+)/.*", r"\1", row.get("url", ""))
        yield Labelled(label["id"], site, row["text"], keep, unsure, 2.0)


def _html(path: Path) -> Iterator[Labelled]:
    gold = json.loads(path.with_suffix(".json").read_text("utf-8")).get("text")
    for name, text in zip("ab", _renderings(path.read_bytes()), strict=True) if gold else ():
        if keep := _aligned(read(text).lines, letters("\n".join(read(gold).lines))):
            site = ".".join(re.sub(r"^\d+_", "", path.stem).split(".")[-3:])
            yield Labelled(f"{path.stem}:{name}", f"{path.parent.name}/{site}", text, *keep)


def _renderings(html: bytes) -> tuple[str, str]:
    """Return the page's text with every string on a line of its own, and with every block on one."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup(["script", "style", "noscript"]):
        tag.decompose()
    strings = "\n".join(line.strip() for line in soup.get_text("\n").split("\n") if line.strip())
    for tag in soup.find_all(BLOCKS):
        tag.insert_before("\n")
        tag.append("\n")
    lines = (re.sub(r"[ \t\r]+", " ", line).strip() for line in soup.get_text().split("\n"))
    return strings, re.sub(r"\n{2,}", "\n\n", "\n".join(lines))


def _aligned(lines: tuple[str, ...], gold: str) -> tuple[tuple[bool, ...], frozenset[int]] | None:
    """Find the article's lines: long ones by their words, short ones between them by their order."""
    said = [letters(line) for line in lines]
    grams = {gold[at : at + 6] for at in range(len(gold) - 5)}
    long = [at for at, one in enumerate(said) if len(one) >= 12 and _covered(one, grams) > 0.7]
    if not long:
        return None
    runs = [[long[0]]]
    for at in long[1:]:
        runs[-1].append(at) if at - runs[-1][-1] <= 40 else runs.append([at])
    sizes = [sum(len(said[at]) for at in run) for run in runs]
    kept = {at for run, size in zip(runs, sizes, strict=True) if size >= 0.15 * max(sizes) for at in run}
    first, last = min(kept), max(kept)
    for at in range(max(0, first - 6), min(len(lines), last + 7)):
        if said[at] and len(said[at]) < 12:
            above = next((said[up] for up in range(at - 1, first - 1, -1) if up in kept), "")
            begin = gold.find(above) + len(above)
            if said[at] in gold[begin : begin + len(said[at]) + 60]:
                kept.add(at)
    if not 0.7 < sum(len(said[at]) for at in kept) / max(1, len(gold)) < 1.4:
        return None
    # the page's own title is no part of these articles: what may be it is not judged
    top = next((one for one in said if one), "")
    titles = frozenset(at for at in range(1, first) if len(said[at]) >= 6 and said[at] in top)
    return tuple(at in kept for at in range(len(lines))), titles


def _covered(said: str, grams: set[str]) -> float:
    parts = [said[at : at + 6] in grams for at in range(len(said) - 5)]
    return sum(parts) / len(parts)

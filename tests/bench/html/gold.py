"""Read pages with gold, and lay the lines of a page on its gold: which of them are main content.

Two forms of folder are read: one with a folder for each source and human text, and one of `pages`
whose gold is the Markdown that they were made from.
"""

import json
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

MANUALS = "manuals"  # the source of pages that were made from Markdown
SOME_PLACES = 40  # places in the gold that one line may stand at
MENU_CHARS = 40  # letters of a line that a menu may repeat
SUFFIX = re.compile(r"\.(?:com|gov|org|net|edu)\.\w\w$")
MIN_COVERED = 0.6  # share of the gold that stands in the page, at least


@dataclass(frozen=True)
class Sample:
    """One page with its gold; pages of one `group` (host, repository) are trained on and held out together."""

    name: str
    source: str
    group: str
    page: bytes
    url: str | None
    gold: dict[str, Any]

    @property
    def text(self) -> str:
        """The text that the page should give."""
        return str(self.gold["text"])

    @property
    def title(self) -> str:
        """The title, "" where the gold has none."""
        return str(self.gold.get("title") or "")


def samples(folder: Path) -> list[Sample]:
    """Read the pages of a folder that have a text, with host or repository of each."""
    return list(_manuals(folder) if (folder / "pages").is_dir() else _articles(folder))


def _manuals(folder: Path) -> Iterator[Sample]:
    for file in sorted(folder.glob("pages/*.json")):
        gold = json.loads(file.read_text("utf-8"))
        yield Sample(file.stem, MANUALS, gold["repo"], file.with_suffix(".html").read_bytes(), None, gold)


def _articles(folder: Path) -> Iterator[Sample]:
    listed = folder / "suspects.json"
    suspects = json.loads(listed.read_text("utf-8")) if listed.exists() else {}
    for file in sorted(folder.glob("*/*.json")):
        name = f"{file.parent.name}/{file.stem}"
        gold = json.loads(file.read_text("utf-8"))
        if name in suspects or gold.get("gold_cov", 1) < MIN_COVERED or not gold.get("text"):
            continue
        host = urlsplit(gold.get("url") or "").hostname or name
        host = ".".join(host.split(".")[-3 if SUFFIX.search(host) else -2 :])
        page = file.with_suffix(".html").read_bytes()
        yield Sample(name, file.parent.name, host, page, gold.get("url"), gold)


def bare(text: str) -> str:
    """Return letters, digits and Han alone, as the scorer compares them."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())


def labels(lines: list[str], sample: Sample) -> list[float]:
    """Return for each line the share of it that stands in the gold, in order."""
    whole, texts = bare(sample.text), [bare(line) for line in lines]
    chain = _chain(texts, whole)
    grams = {whole[i : i + 3] for i in range(len(whole) - 2)}
    found = []
    for i, text in enumerate(texts):
        repeated = sample.source == MANUALS and len(text) < MENU_CHARS and text in whole
        if i in chain:
            found.append(1.0)
        elif len(text) >= 12 and not repeated:
            parts = [text[k : k + 3] in grams for k in range(len(text) - 2)]
            share = sum(parts) / len(parts)
            found.append(share if share >= 0.6 else 0.0)
        else:
            found.append(0.0)
    named = bare(sample.title)
    if named and not whole.startswith(named) and sample.source != MANUALS:
        found = [0.0 if text == named else y for text, y in zip(texts, found, strict=True)]
    return found


def _chain(texts: list[str], whole: str) -> set[int]:
    """Return the lines of the heaviest chain of whole lines that stand in the gold in page order."""
    links: list[tuple[int, int]] = []  # (line, link before)
    ends: list[int] = [0]
    weights: list[float] = [0]
    heads: list[int] = [-1]
    for i, text in enumerate(texts):
        if not text:
            continue
        new = []
        at = whole.find(text)
        for _ in range(SOME_PLACES):
            if at < 0:
                break
            k = bisect_right(ends, at) - 1
            gap = 0.001 * min(at - ends[k], 50)
            new.append((at + len(text), weights[k] + len(text) - gap, heads[k]))
            at = whole.find(text, at + 1)
        for end, weight, link in new:
            links.append((i, link))
            _insert(ends, weights, heads, (end, weight, len(links) - 1))
    chain = set()
    link = heads[-1]
    while link >= 0:
        line, link = links[link]
        chain.add(line)
    return chain


def _insert(ends: list[int], weights: list[float], heads: list[int], item: tuple[int, float, int]) -> None:
    """Keep the list of best chains rising in end and weight."""
    end, weight, head = item
    k = bisect_right(ends, end)
    if weights[k - 1] >= weight:
        return
    if ends[k - 1] == end:
        k -= 1
        ends[k], weights[k], heads[k] = item
    else:
        ends.insert(k, end)
        weights.insert(k, weight)
        heads.insert(k, head)
    while k + 1 < len(ends) and weights[k + 1] <= weight:
        del ends[k + 1], weights[k + 1], heads[k + 1]

"""Lay the blocks of a page on its human gold: which of them are main content."""

import json
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

SOME_PLACES = 40  # places in the gold that one line may stand at
SUFFIX = re.compile(r"\.(?:com|gov|org|net|edu)\.\w\w$")


@dataclass(frozen=True)
class Sample:
    """One page with its gold."""

    name: str
    page: bytes
    url: str | None
    text: str
    title: str | None
    host: str


def samples(folder: Path, with_suspects: bool = False) -> list[Sample]:
    """Read the pages that have a human text, and the registered domain that each is from."""
    suspects = json.loads((folder / "suspects.json").read_text("utf-8"))
    found = []
    for file in sorted(folder.glob("*/*.json")):
        name = f"{file.parent.name}/{file.stem}"
        gold = json.loads(file.read_text("utf-8"))
        bad = name in suspects or gold.get("gold_cov", 1) < 0.6
        if (bad and not with_suspects) or not gold.get("text"):
            continue
        host = urlsplit(gold.get("url") or "").hostname or name
        host = ".".join(host.split(".")[-3 if SUFFIX.search(host) else -2 :])
        page = file.with_suffix(".html").read_bytes()
        found.append(Sample(name, page, gold.get("url"), gold["text"], gold.get("title"), host))
    return found


def bare(text: str) -> str:
    """Return letters, digits and Han alone, as the scorer compares them."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())


def labels(lines: list[str], gold: str, title: str | None) -> list[float]:
    """Return for each line the share of it that stands in the gold, in order."""
    whole, texts = bare(gold), [bare(line) for line in lines]
    chain = _chain(texts, whole)
    grams = {whole[i : i + 3] for i in range(len(whole) - 2)}
    found = []
    for i, text in enumerate(texts):
        if i in chain:
            found.append(1.0)
        elif len(text) >= 12:
            parts = [text[k : k + 3] in grams for k in range(len(text) - 2)]
            share = sum(parts) / len(parts)
            found.append(share if share >= 0.6 else 0.0)
        else:
            found.append(0.0)
    named = bare(title or "")
    if named and not whole.startswith(named):
        found = [0.0 if text == named else y for text, y in zip(texts, found, strict=True)]
    return found


def _chain(texts: list[str], whole: str) -> set[int]:
    """Return the lines of the heaviest chain of whole lines that stand in the gold in page order."""
    best: list[tuple[int, int, int]] = []  # (end in gold, weight, link) with both rising
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
    del best
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

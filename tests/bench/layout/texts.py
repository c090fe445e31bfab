"""Clean texts to take apart: the gold of the seeds, and prose drawn from jieba's dictionary (MIT)."""

import json
import random
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

GOLD = Path(__file__).parents[2] / "gold"


def gold() -> list[list[str]]:
    """Return the paragraphs of every seed."""
    pages = (json.loads(path.read_text("utf-8"))["paragraphs"] for path in sorted(GOLD.glob("*.json")))
    return [[paragraph["text"].strip() for paragraph in page] for page in pages]


@lru_cache
def words() -> tuple[list[str], list[float]]:
    """Return the commonest words of the dictionary and their weights."""
    rows = (row.split(" ") for row in (files("jieba") / "dict.txt").read_text("utf-8").split("\n") if row)
    ranked = sorted(rows, key=lambda row: -int(row[1]))[:20_000]
    return [row[0] for row in ranked], [int(row[1]) ** 0.7 for row in ranked]


def clause(rng: random.Random) -> str:
    """Draw a clause of 4 to 16 characters; some hold a number or a Latin word."""
    text = "".join(rng.choices(*words(), k=rng.randrange(2, 8)))
    if rng.random() < 0.06:
        text += rng.choice(
            [f"{rng.randrange(2, 2000)}个", f"{rng.randrange(1, 13)}月{rng.randrange(1, 29)}日", "N95", "KTV"]
        )
    return f"“{text}”" if rng.random() < 0.04 else text


def sentence(rng: random.Random) -> str:
    parts = [clause(rng) for _ in range(rng.randrange(2, 8))]
    marks = rng.choices(["，", "、", "；"], [8, 2, 1], k=len(parts) - 1)
    return "".join(a + b for a, b in zip(parts, [*marks, rng.choices("。！？", [18, 1, 1])[0]], strict=True))


def paragraph(rng: random.Random) -> str:
    return "".join(sentence(rng) for _ in range(rng.randrange(1, 7)))


def page(rng: random.Random) -> list[str]:
    """Draw a page: a title, paragraphs under numbered or bare headings, and lists."""
    parts = ["".join(rng.choices(*words(), k=6))]
    parts += [paragraph(rng) for _ in range(rng.randrange(1, 4))]
    for n in range(rng.randrange(0, 5)):
        bare = "".join(rng.choices(*words(), k=5))
        parts.append(f"{'一二三四五'[n]}、{bare}" if rng.random() < 0.6 else bare)
        parts += [paragraph(rng) for _ in range(rng.randrange(1, 5))]
        if rng.random() < 0.3:
            parts += [f"{i}、{sentence(rng)}" for i in range(1, rng.randrange(3, 6))]
    return parts


def drawn(count: int) -> list[list[str]]:
    """Draw so many pages, always the same."""
    return [page(random.Random(seed)) for seed in range(count)]

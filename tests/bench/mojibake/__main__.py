"""Damage clean text in every way, repair it, and print one table; then look for false repairs.

    python -m tests.bench.mojibake [--text FILE] [--clean FILE] [--only NAME] [--count N] [--peers]

`--text` is clean Chinese to damage, a sentence a line (default: the seeds' gold); `--clean` is
text of any kind that must not change.
"""

import argparse
import json
import random
import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from jiaokan.config import config_loader
from jiaokan.core.document import Document
from jiaokan.stages.mojibake import build
from tests.bench.mojibake.generators import BEFORE, GENERATORS, flat
from tests.bench.mojibake.peers import Repair, peers

GOLD = Path(__file__).parents[2] / "gold"


def paragraphs() -> list[str]:
    """Return the paragraphs of the seeds' gold."""
    return [p["text"] for f in sorted(GOLD.glob("*.json")) for p in json.loads(f.read_text())["paragraphs"]]


def sentences() -> list[str]:
    """Return the sentences of the seeds' gold."""
    found = [s for text in paragraphs() for s in re.findall("[^。！？]+[。！？]?”?", text)]
    return sorted({s for s in found if 12 <= len(s) <= 80})


def ours() -> Repair:
    stage = build(config_loader.load_default())
    return lambda text: stage(Document("bench", text)).text


def distance(a: str, b: str) -> int:
    """Return the Levenshtein distance."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def cases(name: str, texts: Iterable[str], count: int, seed: int) -> list[tuple[str, str]]:
    """Return pairs of clean and damaged text."""
    rng = random.Random(seed)
    found = []
    for text in texts:
        clean = BEFORE.get(name, str)(text)
        damaged = GENERATORS[name](text, rng)
        if damaged is not None and damaged != clean and flat(damaged) != flat(clean):
            found.append((clean, damaged))
        if len(found) == count:
            break
    return found


def figures(pairs: list[tuple[str, str]], repair: Repair, same: Callable[[str], str]) -> str:
    """Return exact %, character error rate % and made worse %."""
    exact = errors = worse = 0
    for clean, damaged in pairs:
        now = distance(same(repair(damaged)), same(clean))
        exact += now == 0
        errors += now
        worse += now > distance(same(damaged), same(clean)) if now else 0
    n, size = len(pairs), sum(len(clean) for clean, _ in pairs)
    return f"{100 * exact / n:5.1f} {100 * errors / size:6.2f} {100 * worse / n:4.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--text", type=Path, action="append", default=[])
    parser.add_argument("--clean", type=Path, action="append", default=[])
    parser.add_argument("--only", default="")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--peers", action="store_true")
    args = parser.parse_args()
    repairs = {"jiaokan": ours()} | (peers() if args.peers else {})
    texts = [
        line for path in args.text for line in path.read_text("utf-8").split("\n") if line
    ] or sentences()
    random.Random(args.seed).shuffle(texts)
    print(
        f"{'family':40s}    n  CER in  " + "  ".join(f"{name + ' exact/CER/worse':>22s}" for name in repairs)
    )
    for name in GENERATORS:
        pairs = cases(name, texts, args.count, args.seed) if args.only in name else []
        if pairs:
            same = flat if name.startswith("slips") else str
            before = 100 * sum(distance(same(d), same(c)) for c, d in pairs) / sum(len(c) for c, _ in pairs)
            row = "  ".join(f"{figures(pairs, repair, same):>22s}" for repair in repairs.values())
            print(f"{name:40s} {len(pairs):4d} {before:7.1f}  {row}", flush=True)
    for name, repair in repairs.items():
        for path in args.clean or []:
            false_repairs(name, path, repair)


def false_repairs(name: str, path: Path, repair: Repair) -> None:
    """Print how many lines of clean text a repair changes, and its speed."""
    lines = [line for line in path.read_text("utf-8").split("\n") if line]
    begun = time.perf_counter()
    changed = sum(repair(line) != line for line in lines)
    speed = sum(len(line.encode()) for line in lines) / 1e6 / (time.perf_counter() - begun)
    print(f"{path.name:40s} {len(lines):6d} lines, {changed} changed by {name}, {speed:.1f} MB/s")


if __name__ == "__main__":
    main()

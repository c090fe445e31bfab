"""Damage clean text in every way, repair it, and print a table; then count false repairs.

    python -m tests.bench.mojibake [--text FILE] [--clean FILE] [--only NAME] [--count N] [--peers]

`--text` is clean Chinese to damage, a sentence per line (default: the gold of the seeds). `--clean` is
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
from tests.bench.mojibake.generators import BEFORE, GENERATORS, flatten_marks
from tests.bench.mojibake.peers import Repair, load_peers

GOLD = Path(__file__).parents[2] / "gold"


def load_paragraphs() -> list[str]:
    """Return the paragraphs of the seeds' gold."""
    return [p["text"] for f in sorted(GOLD.glob("*.json")) for p in json.loads(f.read_text())["paragraphs"]]


def load_sentences() -> list[str]:
    """Return the sentences of the seeds' gold."""
    sentences = [
        sentence for text in load_paragraphs() for sentence in re.findall("[^。！？]+[。！？]?”?", text)
    ]
    return sorted({sentence for sentence in sentences if 12 <= len(sentence) <= 80})


def make_own_repair() -> Repair:
    stage = build(config_loader.load_default())
    return lambda text: stage(Document("bench", text)).text


def edit_distance(first: str, second: str) -> int:
    """Return the Levenshtein distance."""
    row = list(range(len(second) + 1))
    for i, first_char in enumerate(first, 1):
        diagonal, row[0] = row[0], i
        for j, second_char in enumerate(second, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (first_char != second_char))
    return row[-1]


def make_cases(name: str, texts: Iterable[str], count: int, seed: int) -> list[tuple[str, str]]:
    """Return pairs of clean and damaged text."""
    rng = random.Random(seed)
    pairs = []
    for text in texts:
        clean = BEFORE.get(name, str)(text)
        damaged = GENERATORS[name](text, rng)
        if damaged is not None and damaged != clean and flatten_marks(damaged) != flatten_marks(clean):
            pairs.append((clean, damaged))
        if len(pairs) == count:
            break
    return pairs


def format_figures(pairs: list[tuple[str, str]], repair: Repair, normalize: Callable[[str], str]) -> str:
    """Return the share of exact repairs, the character error rate, and the share made worse, in percent."""
    exact_count = error_count = worse_count = 0
    for clean, damaged in pairs:
        remaining_errors = edit_distance(normalize(repair(damaged)), normalize(clean))
        exact_count += remaining_errors == 0
        error_count += remaining_errors
        worse_count += (
            remaining_errors > edit_distance(normalize(damaged), normalize(clean)) if remaining_errors else 0
        )
    pair_count, char_count = len(pairs), sum(len(clean) for clean, _ in pairs)
    return f"{100 * exact_count / pair_count:5.1f} {100 * error_count / char_count:6.2f} {100 * worse_count / pair_count:4.1f}"


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
    repairs = {"jiaokan": make_own_repair()} | (load_peers() if args.peers else {})
    texts = [
        line for path in args.text for line in path.read_text("utf-8").split("\n") if line
    ] or load_sentences()
    random.Random(args.seed).shuffle(texts)
    print(
        f"{'family':40s}    n  CER in  " + "  ".join(f"{name + ' exact/CER/worse':>22s}" for name in repairs)
    )
    for name in GENERATORS:
        pairs = make_cases(name, texts, args.count, args.seed) if args.only in name else []
        if pairs:
            same = flatten_marks if name.startswith("slips") else str
            before = (
                100 * sum(edit_distance(same(d), same(c)) for c, d in pairs) / sum(len(c) for c, _ in pairs)
            )
            row = "  ".join(f"{format_figures(pairs, repair, same):>22s}" for repair in repairs.values())
            print(f"{name:40s} {len(pairs):4d} {before:7.1f}  {row}", flush=True)
    for name, repair in repairs.items():
        for path in args.clean or []:
            print_false_repairs(name, path, repair)


def print_false_repairs(name: str, path: Path, repair: Repair) -> None:
    """Print how many lines of clean text a repair changes, and its speed."""
    lines = [line for line in path.read_text("utf-8").split("\n") if line]
    begun = time.perf_counter()
    changed = sum(repair(line) != line for line in lines)
    speed = sum(len(line.encode()) for line in lines) / 1e6 / (time.perf_counter() - begun)
    print(f"{path.name:40s} {len(lines):6d} lines, {changed} changed by {name}, {speed:.1f} MB/s")


if __name__ == "__main__":
    main()

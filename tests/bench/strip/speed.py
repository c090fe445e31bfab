"""Measure how fast the strip stage is, and what 300 more rules cost it.

    python -m tests.bench.strip.speed FILE...

A FILE is text, or JSON lines with "text". Figures are megabytes of UTF-8 a second of processor time.
"""

import argparse
import json
import re
import time
from dataclasses import replace
from pathlib import Path

from jiaokan.config.config_loader import load_default
from jiaokan.execution.chunks import MAX_CHUNK_ITEMS
from jiaokan.rules import Rule, Rulebook
from jiaokan.stages.strip import make_stripper
from jiaokan.stages.strip.stripper import Stripper


def texts(path: Path) -> list[str]:
    """Read the texts of a file."""
    content = path.read_bytes().decode()
    if path.suffix != ".jsonl":
        return [content]
    return [json.loads(row)["text"] for row in content.split("\n") if row]


def more(count: int) -> list[Rule]:
    """Make rules that look like others and seldom match."""
    first, second = "春夏秋冬东西南北上下左右前后中", "山水云雨风雪花草木石鸟鱼虫兽江河湖海日月"
    names = [f"{a}{b}栏目" for a in first for b in second][:count]
    return [
        Rule(
            f"made/{at}",
            "line",
            (name,),
            re.compile(f"(?:{name}) ?[^。]{{0,40}}"),
            "navigation",
            name,
            (name,),
            ("乙",),
            max_line_chars=60,
        )
        for at, name in enumerate(names)
    ]


def speed(stripper: Stripper, sample: list[str], together: int, met: bool = False, rounds: int = 40) -> float:
    """Return the best of some rounds, each with nothing remembered from the one before unless it was `met`."""
    best = float("inf")
    for _ in range(rounds):
        fresh = stripper if met else replace(stripper, book=Rulebook(stripper.book.rules))
        begin = time.process_time()
        for at in range(0, len(sample), together):
            fresh.propose_all(sample[at : at + together])
        best = min(best, time.process_time() - begin)
    return sum(len(text.encode()) for text in sample) / 1e6 / best


def main() -> None:
    """Print the figures: for pages one at a time, as a program gives them, and in chunks, as a build does.

    Both are of lines never seen. The rulebook remembers short lines, so the menus of a site cost less on
    its next page: the last figure, where all of a page was met before, bounds what that can save.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    sample = [text for path in parser.parse_args().files for text in texts(path)]
    stripper = make_stripper(load_default())
    larger = replace(stripper, book=Rulebook((*stripper.book.rules, *more(300))))
    for one in (stripper, larger):
        alone, chunks = (speed(one, sample, together) for together in (1, MAX_CHUNK_ITEMS))
        met = speed(one, sample, MAX_CHUNK_ITEMS, met=True)
        print(
            f"{len(one.book.rules)} rules: {alone:.2f} MB/s page by page, {chunks:.2f} in chunks; "
            f"{met:.2f} in chunks where each line was met before"
        )


if __name__ == "__main__":
    main()

"""How well the score of rewritten text tells: false alarms on ordinary texts, and rewritten pages.

python tests/bench/annotate/rewriting.py --ordinary FILE.jsonl … [--rewritten FILE.txt …] [--without PAIRS]

Ordinary texts stand under "text". For each rewritten page: its score, its rank among the ordinary texts, and
the area under the curve of its pieces of 200 Han against one piece of each ordinary text. `--without` names
odd words, separated by commas, that are taken out of the list first, such as those first seen in the page.
"""

import argparse
import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from pathlib import Path

from jiaokan.config.config_loader import load_default
from jiaokan.rules.rewriting_evidence import RewritingFinder, score_rewriting
from jiaokan.rules.rewriting_pairs import load_rewriting_pairs
from jiaokan.text.normalized_view import normalize_view

PIECE_HAN = 200
BAR = 15.0


def split_pieces(view: str) -> list[str]:
    """Return pieces of 200 Han; the last one has at least 100."""
    starts = [match.start() for match in re.finditer("[\u4e00-\u9fff]", view)]
    ends = range(0, len(starts) - PIECE_HAN // 2, PIECE_HAN)
    return [view[starts[i] : starts[min(i + PIECE_HAN, len(starts)) - 1] + 1] for i in ends]


def measure_area(high: Sequence[float], low: Sequence[float]) -> float:
    """Return the area under the curve: how often one of `high` is above one of `low`."""
    ranked = sorted(low)
    wins = (bisect_left(ranked, x) + bisect_right(ranked, x) for x in high)
    return sum(wins) / 2 / len(high) / len(low)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--ordinary", nargs="+", type=Path, required=True)
    parser.add_argument("--rewritten", nargs="*", type=Path, default=[])
    parser.add_argument("--without", default="")
    args = parser.parse_args()
    pairs = load_rewriting_pairs(load_default().folder / "rewriting/pairs.toml")
    finder = RewritingFinder(pair for pair in pairs if pair.odd not in args.without.split(","))

    def score(view: str) -> float:
        return score_rewriting(finder.find_words(view), view)

    lines = (line for path in args.ordinary for line in path.open(encoding="utf-8"))
    views = [normalize_view(json.loads(line)["text"]).text for line in lines]
    ordinary = sorted(map(score, views))
    pieces = [score(found[len(found) // 2]) for view in views if (found := split_pieces(view))]
    print(f"{len(views)} ordinary texts: p95 {ordinary[int(0.95 * len(views))]:.1f}", end=", ")
    print(f"p99 {ordinary[int(0.99 * len(views))]:.1f}, most {ordinary[-1]:.1f}", end=", ")
    print(f"{sum(x > BAR for x in ordinary)} above {BAR:g}")
    for path in args.rewritten:
        view = normalize_view(path.read_text("utf-8")).text
        rank = bisect_left(ordinary, score(view)) / len(ordinary)
        area = measure_area([score(piece) for piece in split_pieces(view)], pieces)
        print(f"{path.name}: {score(view):.1f}, rank {rank:.4f}, pieces {area:.3f} against {len(pieces)}")


if __name__ == "__main__":
    main()

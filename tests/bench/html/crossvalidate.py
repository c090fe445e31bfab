"""Rate the lines that scorers choose on pages of hosts and repositories that they never saw.

    python -m tests.bench.html.crossvalidate FOLDER … [--weight SOURCE WEIGHT]

Prints the F1 of the lines chosen (trigrams of letters and digits, mean over pages) by source, and the worst
pages. Needs the extra `train`.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from jiaokan.training.gold_pages import GoldPage, fold_letters, read_gold_pages
from jiaokan.training.line_examples import PageWeights, make_all_examples
from jiaokan.training.train_html_scorer import read_held_out

FOLDS = 3
WORST_PAGES = 20
MAX_TITLE_LINE = 40


def rate_lines(chosen: Sequence[str], page: GoldPage) -> float:
    """Return the F1 of the chosen lines; a line that is the title does not count against them."""
    text, title = fold_letters(page.text), fold_letters(page.title)
    lines = [fold_letters(line) for line in chosen]
    if title and title in lines[:MAX_TITLE_LINE] and not text.startswith(title):
        lines.remove(title)
    found, wanted = (
        Counter(letters[i : i + 3] for i in range(len(letters) - 2)) for letters in ("".join(lines), text)
    )
    return 2 * sum((found & wanted).values()) / max(sum(found.values()) + sum(wanted.values()), 1)


def main() -> None:
    """Print the figures of every source and the worst pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--weight", nargs=2, action="append", default=[])
    given = parser.parse_args()
    weights = PageWeights({source: float(weight) for source, weight in given.weight})
    gold_pages = [page for folder in given.folders for page in read_gold_pages(folder)]
    pages = make_all_examples(gold_pages, weights)
    rated = [
        (rate_lines(lines, held.page), held.page.source, held.page.id)
        for held, lines in read_held_out(pages, FOLDS, weights)
    ]
    for source in ("", *sorted({source for _, source, _ in rated})):
        values = np.array([f1 for f1, its, _ in rated if source in ("", its)])
        share = (values < 0.5).mean()
        print(f"{source or 'all':16} {len(values):4} F1 {values.mean():.4f}  under .5 {share:.3f}")
    for f1, _, id in sorted(rated)[:WORST_PAGES]:
        print(f"{f1:.3f} {id}")


if __name__ == "__main__":
    main()

"""Judge each page by a scorer that never saw its site: python tests/bench/html/crossvalidate.py PAGES

Prints the text F1 of the blocks chosen (3-grams of letters, digits and Han, macro mean), as the
scorer of the pages does. Needs catboost.
"""

import sys
from collections import Counter
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from gold import bare
from train import FOLDS, VARIANTS, Example, example, fold, samples, train

from pipeline.config import default
from pipeline.extraction.scoring.choice import claims_of, weighed
from pipeline.extraction.scoring.features import second
from pipeline.extraction.scoring.sheet import Floats
from pipeline.models.oblivious import Forest
from pipeline.rules import rulebook


def scores(passes: tuple[Forest, Forest], one: Example) -> Floats:
    """Return the probability of each block."""
    first, then = passes
    return then.judge(second(one.sheet, one.columns, first.judge(one.columns)))


def chosen(one: Example, found: Floats) -> Floats:
    """Return which blocks are kept, as the extractor chooses them."""
    rules = claims_of(rulebook(default().rules))(one.sheet.views)
    return weighed(one.sheet, found, rules, default().extract).kept


def rate(one: Example, kept: np.ndarray) -> float:
    """Return the F1 of the chosen lines; a line that is the gold title does not count against them."""
    gold, title = bare(one.sample.text), bare(one.sample.title or "")
    lines = [bare(line) for line, keep in zip(one.sheet.lines, kept, strict=True) if keep]
    if title and title in lines[:40] and not gold.startswith(title):
        lines.remove(title)
    a, b = (Counter(text[i : i + 3] for i in range(len(text) - 2)) for text in ("".join(lines), gold))
    return 2 * sum((a & b).values()) / max(sum(a.values()) + sum(b.values()), 1)


def main() -> None:
    """Print the figures of every source and the worst pages."""
    pages = samples(Path(sys.argv[1]))
    examples = [example(page) for page in pages]
    variants = [example(page, variant + 1) for page in pages for variant in range(VARIANTS)]
    rated: list[tuple[float, str]] = []
    for k in range(FOLDS):
        passes = train([e for e in examples + variants if fold(e, FOLDS) != k])
        held = [e for e in examples if fold(e, FOLDS) == k]
        rated += [(rate(one, chosen(one, scores(passes, one))), one.sample.name) for one in held]
    groups: dict[str, list[float]] = {}
    for f1, name in rated:
        for group in ("all", name.split("/")[0]):
            groups.setdefault(group, []).append(f1)
    for group, values in groups.items():
        poor = np.mean(np.array(values) < 0.5)
        print(f"{group:16} {len(values):4} F1 {np.mean(values):.4f}  under .5 {poor:.3f}")
    for f1, name in sorted(rated)[:20]:
        print(f"{f1:.3f} {name}")


if __name__ == "__main__":
    main()

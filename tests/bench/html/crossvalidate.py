"""Judge each page by a scorer that never saw its host or repository.

    python -m tests.bench.html.crossvalidate FOLDER …

Prints the text F1 of the lines chosen (3-grams of letters, digits and Han, macro mean) by source, and
the worst pages. Needs catboost.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from jiaokan.config.config_loader import load_default
from jiaokan.models.boosted_trees import NamedTrees
from jiaokan.stages.extract.scoring.line_features import describe_second_pass
from jiaokan.stages.extract.scoring.line_selection import choose_lines, smooth_scores
from jiaokan.stages.extract.scoring.line_table import Flags
from tests.bench.html.gold import bare, samples
from tests.bench.html.train import Example, example, fold_of, train, with_variants

FOLDS = 3
WORST = 20


def chosen(passes: tuple[NamedTrees, NamedTrees], one: Example) -> Flags:
    """Return which lines are kept, as the extractor chooses them."""
    first, then = passes
    before = first.predict_probabilities(one.described.columns)
    scores = then.predict_probabilities(describe_second_pass(one.sheet, one.described, before))
    scores = smooth_scores(one.sheet, one.described.regions, scores)
    return choose_lines(one.sheet, one.described, scores, load_default().extract)


def rate(one: Example, kept: Flags) -> float:
    """Return the F1 of the chosen lines; a line that is the gold title does not count against them."""
    gold, title = bare(one.sample.text), bare(one.sample.title)
    lines = [bare(line) for line, keep in zip(one.sheet.texts, kept, strict=True) if keep]
    if title and title in lines[:40] and not gold.startswith(title):
        lines.remove(title)
    a, b = (Counter(text[i : i + 3] for i in range(len(text) - 2)) for text in ("".join(lines), gold))
    return 2 * sum((a & b).values()) / max(sum(a.values()) + sum(b.values()), 1)


def main(folders: Sequence[str]) -> None:
    """Print the figures of every source and the worst pages."""
    examples = [example(sample) for folder in folders for sample in samples(Path(folder))]
    examples = [one for one in examples if one.sheet.lines]
    varied = with_variants(examples)
    rated: list[tuple[float, str, str]] = []
    for k in range(FOLDS):
        passes = train([one for one in varied if fold_of(one, FOLDS) != k])
        held = [one for one in examples if fold_of(one, FOLDS) == k]
        rated += [(rate(one, chosen(passes, one)), one.sample.source, one.sample.name) for one in held]
    for source in ("", *sorted({source for _, source, _ in rated})):
        values = np.array([f1 for f1, of, _ in rated if source in ("", of)])
        print(
            f"{source or 'all':16} {len(values):4} F1 {values.mean():.4f}  under .5 {(values < 0.5).mean():.3f}"
        )
    for f1, _, name in sorted(rated)[:WORST]:
        print(f"{f1:.3f} {name}")


if __name__ == "__main__":
    main(sys.argv[1:])

"""Train the scorer of the lines of HTML on pages with a known text, and read pages that it has not seen.

    uv run --extra train python -m jiaokan.training.train_html_scorer FOLDER... --weight SOURCE WEIGHT
        --output pipeline/jiaokan/models/html_lines.npz --held-out lines.jsonl

A FOLDER is read as `gold_pages` says. `--held-out` writes for each page the lines that a scorer chooses that
saw no page of its host or repository. Only the score of that file measures what the scorer does to unknown
pages.

`--continue-from SCORER` trains a scorer further where its own pages are not at hand: trees are added to its
own. Of pages that it was trained on, which `--seen` names, nothing is held out.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from catboost import CatBoostClassifier, Pool

from jiaokan.config.config_loader import load_default
from jiaokan.models.boosted_trees import NamedTrees, name_features, read_named_trees
from jiaokan.stages.extract.scoring.columns import Columns
from jiaokan.stages.extract.scoring.line_features import describe_second_pass
from jiaokan.stages.extract.scoring.line_selection import choose_lines, smooth_scores
from jiaokan.stages.extract.scoring.line_table import Floats
from jiaokan.training.gold_pages import read_gold_pages
from jiaokan.training.line_examples import LineExamples, PageWeights, add_variants, make_all_examples
from jiaokan.training.tree_fitting import join_trees, save_named_trees, take_trees

_INNER_FOLDS = 3  # in which the first pass scores pages that it has not seen, for the second to learn from
_TREE_OPTIONS = {
    "iterations": 300, "depth": 6, "learning_rate": 0.06, "l2_leaf_reg": 40, "rsm": 0.3, "border_count": 64,
    "bootstrap_type": "Bernoulli", "subsample": 0.7, "random_seed": 0, "thread_count": 2,
    "loss_function": "CrossEntropy", "verbose": False, "allow_writing_files": False,
}  # fmt: skip
# of trees that are added to those of a scorer
_ADDED_TREE_OPTIONS = {"iterations": 150, "learning_rate": 0.05}
_PASS_NAMES = ("first", "second")  # in the file
ScorerPasses = tuple[NamedTrees, NamedTrees]


def fit_pass(
    pages: Sequence[LineExamples], tables: Sequence[Columns], base: NamedTrees | None = None
) -> NamedTrees:
    """Train one pass.

    Args:
        pages: the pages.
        tables: the features of the lines of each page, by name.
        base: trees that stay; those that are trained add to their score.
    """
    names = tuple(tables[0])
    rows = np.concatenate([np.stack([table[name] for name in names], 1) for table in tables])
    labels = np.concatenate([page.labels for page in pages])
    weights = np.concatenate([page.weights for page in pages])
    known = np.concatenate([base.score_rows(table) for table in tables]) if base else None
    model = CatBoostClassifier(**_TREE_OPTIONS | (_ADDED_TREE_OPTIONS if base else {}))
    model.fit(Pool(rows.astype(np.float32), labels, weight=weights, baseline=known))
    trees = take_trees(model)
    return name_features(join_trees(base.spread_features(names), trees) if base else trees, names)


def train_scorer(pages: Sequence[LineExamples], base: ScorerPasses | None = None) -> ScorerPasses:
    """Train both passes; the second learns from what the first says of pages that it has not seen.

    Args:
        pages: the pages.
        base: a scorer that is trained further.
    """
    base_first, base_second = base or (None, None)
    first = fit_pass(pages, [page.features.columns for page in pages], base_first)
    scores: dict[int, Floats] = {}
    for fold in range(_INNER_FOLDS):
        seen = [page for page in pages if page.page.find_fold(_INNER_FOLDS, "inner") != fold]
        unseen = [page for page in pages if page.page.find_fold(_INNER_FOLDS, "inner") == fold]
        if seen and unseen:
            part = fit_pass(seen, [page.features.columns for page in seen], base_first)
            scores |= {id(page): part.predict_probabilities(page.features.columns) for page in unseen}
    missing = [page.page.id for page in pages if id(page) not in scores]
    if missing:
        raise SystemExit(f"all pages are of one fold: {', '.join(missing[:3])}; add pages of other hosts")
    tables = [describe_second_pass(page.table, page.features, scores[id(page)]) for page in pages]
    return first, fit_pass(pages, tables, base_second)


def load_scorer_passes(path: Path) -> ScorerPasses:
    """Return a scorer that the command wrote."""
    first, second = read_named_trees(path, *_PASS_NAMES)
    return first, second


def choose_text_lines(passes: ScorerPasses, page: LineExamples) -> list[str]:
    """Return the lines of a page that a scorer chooses, as the extraction does."""
    first, second = passes
    scores = first.predict_probabilities(page.features.columns)
    scores = second.predict_probabilities(describe_second_pass(page.table, page.features, scores))
    scores = smooth_scores(page.table, page.features.regions, scores)
    chosen = choose_lines(page.table, page.features, scores, load_default().extract)
    return [line for line, is_chosen in zip(page.table.texts, chosen, strict=True) if is_chosen]


def read_held_out(
    pages: Sequence[LineExamples],
    folds: int,
    weights: PageWeights,
    seen: Sequence[LineExamples] = (),
    base: ScorerPasses | None = None,
) -> Iterator[tuple[LineExamples, list[str]]]:
    """Yield each page with the lines that a scorer chooses which saw nothing of its host or repository.

    Args:
        pages: the pages.
        folds: number of folds.
        weights: the weight of a page of each source.
        seen: pages, with variants, that all scorers are trained on.
        base: a scorer that is trained further.
    """
    varied = add_variants(pages, weights)
    for fold in range(folds):
        held_out = [page for page in pages if page.page.find_fold(folds) == fold]
        if held_out:
            others = [page for page in varied if page.page.find_fold(folds) != fold]
            passes = train_scorer([*others, *seen], base)
            yield from ((page, choose_text_lines(passes, page)) for page in held_out)


def _parse_arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="pages with their texts")
    parser.add_argument(
        "--continue-from", type=Path, metavar="SCORER", help="a scorer that is trained further"
    )
    parser.add_argument(
        "--seen",
        nargs="+",
        type=Path,
        default=[],
        metavar="FOLDER",
        help="pages that the scorer of --continue-from was trained on",
    )
    parser.add_argument(
        "--weight",
        nargs=2,
        action="append",
        default=[],
        metavar=("SOURCE", "WEIGHT"),
        help="of a page of a source; without one 1.5, of a manual 0.5",
    )
    parser.add_argument("--folds", type=int, default=3, help="by host or repository; default %(default)s")
    parser.add_argument("--output", type=Path, help="where the scorer goes")
    parser.add_argument("--held-out", type=Path, help="where the lines go that scorers of other hosts choose")
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> None:
    """Run the command; without words, those of the command line."""
    arguments = _parse_arguments(words)
    weights = PageWeights({source: float(weight) for source, weight in arguments.weight})
    pages, seen = (
        make_all_examples([page for folder in folders for page in read_gold_pages(folder)], weights)
        for folders in (arguments.folders, arguments.seen)
    )
    base = load_scorer_passes(arguments.continue_from) if arguments.continue_from else None
    print(f"{len(pages) + len(seen)} pages", flush=True)
    seen = add_variants(seen, weights)
    if arguments.output:
        passes = train_scorer([*add_variants(pages, weights), *seen], base)
        save_named_trees(dict(zip(_PASS_NAMES, passes, strict=True)), arguments.output)
    if arguments.held_out:
        chosen = read_held_out(pages, arguments.folds, weights, seen, base)
        _write_held_out(chosen, arguments.held_out)


def _write_held_out(chosen: Iterator[tuple[LineExamples, list[str]]], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for page, lines in chosen:
            row = {"id": page.page.id, "source": page.page.source, "text": "\n".join(lines)}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()

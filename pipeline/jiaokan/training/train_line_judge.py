"""Train the judge of lines on labelled pages, and clean pages of sources that it has not seen.

    uv run --extra train python -m jiaokan.training.train_line_judge --hand DOCUMENTS.jsonl LABELS.jsonl
        --aligned DOCUMENTS.jsonl LABELS.jsonl --output configs/line_judge.npz --held-out cleaned.jsonl

`--held-out` writes each page labelled by hand as a judge cleans it that saw no page of its source. Only the
score of that file measures what the judge does to unknown pages.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from catboost import CatBoostClassifier, Pool
from sklearn.isotonic import IsotonicRegression

from jiaokan.config.config_loader import load_default
from jiaokan.core.edits import apply_edits
from jiaokan.models.boosted_trees import BoolArray, Float32Array, Float64Array, ObliviousTrees, from_catboost
from jiaokan.rules import load_rulebook
from jiaokan.stages.strip.judge.page_features import PAGE_NAMES, describe_pages
from jiaokan.stages.strip.judge.unit_features import measure_shape
from jiaokan.stages.strip.judge.unit_judge import CALIBRATION_ODDS, Judge, feature_names
from jiaokan.stages.strip.judge.unit_table import GROUPS, describe_score, stack_columns
from jiaokan.stages.strip.stripper import Stripper
from jiaokan.training.grafted_pages import compose_pages
from jiaokan.training.labelled_pages import LabelledPage, assign_folds, load_pages, remove_markup
from jiaokan.training.unit_data import UnitData, tabulate_pages
from jiaokan.training.word_model import RANDOM_SEED, WordModel, fit_word_model, score_out_of_fold


def add_scores(data: UnitData, scores: Float32Array) -> Float32Array:
    """Return all features of the units with the word scores, shape (features, units)."""
    parts, start = [], 0
    for units in data.units:
        end = start + len(units.texts)
        parts.append(stack_columns({GROUPS[-1]: describe_score(scores[start:end], units)})[2])
        start = end
    return np.vstack([data.columns, np.concatenate(parts, axis=1)])


def fit_trees(columns: Float32Array, labels: Any, weights: Any, options: dict[str, Any]) -> ObliviousTrees:
    """Train trees whose score is the log-odds of label 1.

    Args:
        columns: the features, shape (features, rows).
        labels: 0 or 1 for each row.
        weights: the weight of each row.
        options: further options of CatBoost.
    """
    model = CatBoostClassifier(
        border_count=64, random_seed=RANDOM_SEED, verbose=False, bootstrap_type="Bernoulli", subsample=0.8,
        allow_writing_files=False, score_function="L2", l2_leaf_reg=5, **options,
    )  # fmt: skip
    model.fit(Pool(columns.T, labels, weight=weights))
    with TemporaryDirectory() as folder:
        file = Path(folder) / "model.json"
        model.save_model(str(file), format="json")
        return from_catboost(json.loads(file.read_text("utf-8")))


UNIT_TREE_OPTIONS = {"iterations": 300, "learning_rate": 0.08, "depth": 6, "rsm": 0.3}
PAGE_TREE_OPTIONS = {"iterations": 120, "learning_rate": 0.06, "depth": 4, "rsm": 0.6}


def fit_page_trees(data: UnitData, chances: Float64Array, pages: Sequence[int]) -> ObliviousTrees:
    """Train the trees that recognize a page without an article from the probabilities of its units."""
    features = describe_all_pages(data, chances)[:, pages]
    labels = np.array([data.pages[page].no_article for page in pages], int)
    weights = np.array([1.0 if data.pages[page].origin == "hand" else 0.3 for page in pages])
    return fit_trees(np.asarray(features, np.float32), labels, weights, PAGE_TREE_OPTIONS)


def describe_all_pages(data: UnitData, chances: Float64Array) -> Float64Array:
    """Return the features of all pages, shape (features, pages)."""
    parts, start = [], 0
    for units in data.units:
        end = start + len(units.texts)
        parts.append(describe_pages(units, measure_shape(units.texts), chances[start:end]))
        start = end
    return np.concatenate(parts, axis=1)


def calibrate_chances(data: UnitData, odds: Float64Array, units: BoolArray) -> Float64Array:
    """Return the probability of boilerplate at each of CALIBRATION_ODDS.

    The regression is isotonic and weighted by letters, with the same weight for each page.

    Args:
        data: the units.
        odds: log-odds of the units by trees that were not trained on their fold.
        units: mask of the units to learn from.
    """
    lengths = np.concatenate([np.fromiter(map(len, group.texts), float) for group in data.units])
    sizes = np.diff(data.ends, prepend=0)
    weights = lengths / np.add.reduceat(lengths, data.ends - sizes).repeat(sizes)
    model = IsotonicRegression(y_min=0.002, y_max=0.998, out_of_bounds="clip")
    model.fit(odds[units], data.labels[units], sample_weight=weights[units])
    # a small slope inside each step, so that units of a page with different odds do not tie
    return np.asarray(model.predict(CALIBRATION_ODDS) + 1e-4 * CALIBRATION_ODDS / 8, np.float64)


def make_judge(
    words: WordModel, units: ObliviousTrees, calibration: Float64Array, pages: ObliviousTrees
) -> Judge:
    """Assemble a judge; the weights of words are rounded to 8 bits."""
    scales = np.quantile(np.abs(words.weights), 0.9999, axis=1) / 127
    weights = np.clip(np.rint(words.weights / scales[:, None]), -127, 127).astype(np.int8)
    scale = scales.astype(np.float32)
    return Judge(weights, scale, words.bias, calibration, units, pages, feature_names())


def save_judge(judge: Judge, path: Path) -> None:
    """Write a judge as one compressed file; equal judges are equal bytes."""
    parts = {f"units.{name}": array for name, array in judge.units.to_arrays().items()}
    parts |= {f"pages.{name}": array for name, array in judge.pages.to_arrays().items()}
    parts |= {
        "weights": judge.weights,
        "scales": judge.scales,
        "bias": np.array(judge.bias),
        "calibration": judge.calibration,
    }
    parts |= {"unit_names": np.array(judge.names), "page_names": np.array(PAGE_NAMES)}
    np.savez_compressed(path, allow_pickle=False, **parts)


def train_judges(data: UnitData, folds: int, held_out: bool) -> tuple[Judge, list[Judge]]:
    """Train a judge on all pages and, if `held_out`, for each fold one on the other folds.

    Returns:
        The judge of all pages, and the judges of the folds in order.
    """
    scores, models = score_out_of_fold(data, folds)
    columns, usable = add_scores(data, scores), data.usable_units
    odds, trees = np.zeros(len(usable)), []
    for fold in range(folds):
        rows = usable & (data.folds != fold)
        trees.append(fit_trees(columns[:, rows], data.labels[rows], data.weights[rows], UNIT_TREE_OPTIONS))
        odds[data.folds == fold] = trees[-1].score_rows(columns[:, data.folds == fold])
    by_hand = usable & np.repeat([p.origin == "hand" for p in data.pages], np.diff(data.ends, prepend=0))
    page_indexes = [i for i, page in enumerate(data.pages) if page.origin != "aligned"]
    held_out_judges = []
    for fold in range(folds if held_out else 0):
        calibration = calibrate_chances(data, odds, by_hand & (data.folds != fold))
        training_pages = [i for i in page_indexes if data.pages[i].fold != fold]
        pages = fit_page_trees(data, np.interp(odds, CALIBRATION_ODDS, calibration), training_pages)
        held_out_judges.append(make_judge(models[fold], trees[fold], calibration, pages))
    calibration = calibrate_chances(data, odds, by_hand)
    pages = fit_page_trees(data, np.interp(odds, CALIBRATION_ODDS, calibration), page_indexes)
    final = fit_trees(columns[:, usable], data.labels[usable], data.weights[usable], UNIT_TREE_OPTIONS)
    return make_judge(fit_word_model(data, usable), final, calibration, pages), held_out_judges


def gather_pages(arguments: argparse.Namespace) -> list[LabelledPage]:
    """Read all pages that the arguments name, in folds by source, and compose pages from each fold."""
    pages = [page for documents, labels in arguments.hand for page in load_pages(documents, labels, "hand")]
    pages += [
        page for documents, labels in arguments.aligned for page in load_pages(documents, labels, "aligned")
    ]
    pages = assign_folds(pages, arguments.folds)
    composed = []
    for fold in range(arguments.folds):
        by_hand = [page for page in pages if page.fold == fold and page.origin == "hand"]
        composed += compose_pages(by_hand, RANDOM_SEED + 1 + fold) if by_hand else []
    clean = [page for documents, labels in arguments.clean for page in load_pages(documents, labels, "made")]
    return pages + composed + assign_folds(clean, arguments.folds)


def clean_held_out(pages: Sequence[LabelledPage], judges: Sequence[Judge], path: Path) -> None:
    """Write the pages labelled by hand, each cleaned by the judge that was not trained on its fold."""
    config = load_default()
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for fold, judge in enumerate(judges):
            stripper = Stripper(load_rulebook(*config.rules_folders), judge, config.strip)
            fold_pages = [page for page in pages if page.fold == fold and page.origin == "hand"]
            for page, stripped in zip(
                fold_pages, stripper.strip_all([page.text for page in fold_pages]), strict=True
            ):
                row = {
                    "id": page.id,
                    "text": apply_edits(page.text, stripped.edits),
                    "no_article": round(stripped.no_article_chance, 4),
                }
                file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _parse_arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    page_sets = {
        "--hand": "pages labelled line by line",
        "--aligned": "pages labelled by the text of an extraction (see align_pages)",
        "--clean": "texts without boilerplate",
    }
    for name, purpose in page_sets.items():
        parser.add_argument(
            name,
            nargs=2,
            action="append",
            default=[],
            type=Path,
            metavar=("DOCUMENTS", "LABELS"),
            help=purpose,
        )
    parser.add_argument("--folds", type=int, default=5, help="by source; default %(default)s")
    parser.add_argument("--output", type=Path, help="where the judge goes")
    parser.add_argument(
        "--held-out", type=Path, help="where pages go, cleaned by judges that saw nothing of their source"
    )
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> None:
    """Run the command; without words, those of the command line."""
    arguments = _parse_arguments(words)
    pages = gather_pages(arguments)
    book = load_rulebook(*load_default().rules_folders)
    data = tabulate_pages([remove_markup(page) for page in pages], book)
    print(f"{len(data.pages)} pages, {len(data.labels)} units", flush=True)
    judge, held_out_judges = train_judges(data, arguments.folds, arguments.held_out is not None)
    if arguments.output:
        save_judge(judge, arguments.output)
    if arguments.held_out:
        clean_held_out(pages, held_out_judges, arguments.held_out)


if __name__ == "__main__":
    main()

"""Train the judge of lines on labelled pages, and clean pages of sources that it has not seen.

    uv run --group train python -m jiaokan.training.train_line_judge --hand DOCUMENTS.jsonl LABELS.jsonl
        --aligned DOCUMENTS.jsonl LABELS.jsonl --output configs/line_judge.npz --held-out cleaned.jsonl

`--held-out` writes each page labelled by hand as it is cleaned by a judge that saw no page of its source;
score that file, and no other, to know what the judge does to pages that nobody has seen.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from catboost import CatBoostClassifier, Pool
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from jiaokan.config.config_loader import load_default
from jiaokan.core.edits import apply_edits
from jiaokan.models.boosted_trees import BoolArray, Float32Array, Float64Array, ObliviousTrees, from_catboost
from jiaokan.rules import load_rulebook
from jiaokan.stages.strip.judge.page_features import PAGE_NAMES, describe_pages
from jiaokan.stages.strip.judge.unit_features import measure_shape
from jiaokan.stages.strip.judge.unit_judge import CALIBRATION_ODDS, HEADS, Judge, feature_names
from jiaokan.stages.strip.judge.unit_table import GROUPS, describe_score, stack_columns
from jiaokan.stages.strip.stripper import Stripper
from jiaokan.training.grafted_pages import compose_pages
from jiaokan.training.labelled_pages import LabelledPage, assign_folds, load_pages, remove_markup
from jiaokan.training.unit_data import UnitData, tabulate_pages

RANDOM_SEED = 0
KINDS_OF_HEAD = {
    "navigation": {"navigation", "breadcrumb", "page_marker", "code"},
    "byline": {"byline", "document_meta"},
    "related_links": {"related_links", "seo_tags", "image_alt", "seo_intro"},
    "legal_footer": {"legal_footer", "copyright_notice"},
    "share_widget": {"share_widget", "qr_follow", "reaction_widget", "comment", "download_notice"},
    "site_banner": {"site_banner", "spam"},
    "duplicate_title": {"duplicate_title", "abstract"},
}
_SMOOTHING_COUNT = 0.05


@dataclass(frozen=True, slots=True)
class WordModel:
    """Weights of n-grams for each of HEADS before they are rounded, and the bias of the first head."""

    weights: Float64Array
    bias: float

    def score_units(self, data: UnitData, units: BoolArray) -> Float32Array:
        """Return the scores of some units by the first head."""
        return np.asarray(data.ngrams[units] @ self.weights[0] + self.bias, np.float32)


def fit_word_model(data: UnitData, units: BoolArray) -> WordModel:
    """Fit the scores of words: boilerplate by logistic regression, its kinds by naive Bayes."""
    features, labels, weights = data.ngrams[units], data.labels[units], data.weights[units]
    model = LogisticRegression(C=3, solver="liblinear", max_iter=60, random_state=RANDOM_SEED)
    model.fit(features, labels, sample_weight=weights)
    rows, kinds = [model.coef_[0]], data.kinds[units]
    known = np.isin(kinds, sorted(set().union(*KINDS_OF_HEAD.values())))
    for head in HEADS[1:]:
        of_kind = np.isin(kinds, sorted(KINDS_OF_HEAD[head]))
        parts = (of_kind, known & ~of_kind)
        hits, rest = (np.asarray(features[part].sum(axis=0)).ravel() + _SMOOTHING_COUNT for part in parts)
        rows.append(np.log(hits / hits.sum()) - np.log(rest / rest.sum()))
    return WordModel(np.stack(rows), float(model.intercept_[0]))


def score_out_of_fold(data: UnitData, folds: int) -> tuple[Float32Array, list[WordModel]]:
    """Return the score of words of all units by models that saw nothing of their fold, and these models."""
    scores = np.zeros(len(data.labels), np.float32)
    models = []
    for fold in range(folds):
        models.append(fit_word_model(data, data.usable_units & (data.folds != fold)))
        scores[data.folds == fold] = models[-1].score_units(data, data.folds == fold)
    return scores, models


def add_scores(data: UnitData, scores: Float32Array) -> Float32Array:
    """Return all features of the units, shape (features, units)."""
    parts, start = [], 0
    for units in data.units:
        end = start + len(units.texts)
        parts.append(stack_columns({GROUPS[-1]: describe_score(scores[start:end], units)})[2])
        start = end
    return np.vstack([data.columns, np.concatenate(parts, axis=1)])


def fit_trees(columns: Float32Array, labels: Any, weights: Any, options: dict[str, Any]) -> ObliviousTrees:
    """Grow trees that give the log-odds of label 1."""
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
    """Grow the trees that know a page without an article by what its units have come to."""
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
    """Return the chance of boilerplate at CALIBRATION_ODDS: isotonic, by letters, each page alike.

    Args:
        data: the units.
        odds: log-odds of units by trees that saw nothing of their fold.
        units: those to learn from.
    """
    lengths = np.concatenate([np.fromiter(map(len, some.texts), float) for some in data.units])
    sizes = np.diff(data.ends, prepend=0)
    weights = lengths / np.add.reduceat(lengths, data.ends - sizes).repeat(sizes)
    model = IsotonicRegression(y_min=0.002, y_max=0.998, out_of_bounds="clip")
    model.fit(odds[units], data.labels[units], sample_weight=weights[units])
    # the means of steps are joined by lines, so that no two units of a page tie for want of data between them
    return np.asarray(model.predict(CALIBRATION_ODDS) + 1e-4 * CALIBRATION_ODDS / 8, np.float64)


def make_judge(
    words: WordModel, units: ObliviousTrees, calibration: Float64Array, pages: ObliviousTrees
) -> Judge:
    """Put the parts together; weights of words are rounded to 8 bits."""
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
    """Return the judge trained on all pages and, where asked for, one for each fold that did not see it."""
    scores, models = score_out_of_fold(data, folds)
    columns, usable = add_scores(data, scores), data.usable_units
    odds, trees = np.zeros(len(usable)), []
    for fold in range(folds):
        rows = usable & (data.folds != fold)
        trees.append(fit_trees(columns[:, rows], data.labels[rows], data.weights[rows], UNIT_TREE_OPTIONS))
        odds[data.folds == fold] = trees[-1].score_rows(columns[:, data.folds == fold])
    by_hand = usable & np.repeat([p.origin == "hand" for p in data.pages], np.diff(data.ends, prepend=0))
    scored = [at for at, page in enumerate(data.pages) if page.origin != "aligned"]
    others = []
    for fold in range(folds if held_out else 0):
        calibration = calibrate_chances(data, odds, by_hand & (data.folds != fold))
        seen = [at for at in scored if data.pages[at].fold != fold]
        pages = fit_page_trees(data, np.interp(odds, CALIBRATION_ODDS, calibration), seen)
        others.append(make_judge(models[fold], trees[fold], calibration, pages))
    calibration = calibrate_chances(data, odds, by_hand)
    pages = fit_page_trees(data, np.interp(odds, CALIBRATION_ODDS, calibration), scored)
    final = fit_trees(columns[:, usable], data.labels[usable], data.weights[usable], UNIT_TREE_OPTIONS)
    return make_judge(fit_word_model(data, usable), final, calibration, pages), others


def gather_pages(arguments: argparse.Namespace) -> list[LabelledPage]:
    """Read all pages that the arguments name, in folds by source, with pages made of each fold."""
    pages = [page for documents, labels in arguments.hand for page in load_pages(documents, labels, "hand")]
    pages += [
        page for documents, labels in arguments.aligned for page in load_pages(documents, labels, "aligned")
    ]
    pages = assign_folds(pages, arguments.folds)
    made = []
    for fold in range(arguments.folds):
        by_hand = [page for page in pages if page.fold == fold and page.origin == "hand"]
        made += compose_pages(by_hand, RANDOM_SEED + 1 + fold) if by_hand else []
    clean = [page for documents, labels in arguments.clean for page in load_pages(documents, labels, "made")]
    return pages + made + assign_folds(clean, arguments.folds)


def clean_held_out(pages: Sequence[LabelledPage], judges: Sequence[Judge], path: Path) -> None:
    """Write the pages labelled by hand, each cleaned by the judge of its fold."""
    config = load_default()
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for fold, judge in enumerate(judges):
            stripper = Stripper(load_rulebook(config.rules_folder), judge, config.strip)
            some = [page for page in pages if page.fold == fold and page.origin == "hand"]
            for page, one in zip(some, stripper.strip_all([page.text for page in some]), strict=True):
                row = {
                    "id": page.id,
                    "text": apply_edits(page.text, one.edits),
                    "no_article": round(one.no_article_chance, 4),
                }
                file.write(json.dumps(row, ensure_ascii=False) + "\n")


def main() -> None:
    """Train, and write what was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    sets = {
        "--hand": "pages labelled line by line",
        "--aligned": "pages labelled by the text of an extraction (see align_pages)",
        "--clean": "texts without boilerplate",
    }
    for name, purpose in sets.items():
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
        "--held-out", type=Path, help="where pages go that judges clean who saw nothing of their source"
    )
    arguments = parser.parse_args()
    pages = gather_pages(arguments)
    data = tabulate_pages([remove_markup(page) for page in pages], load_rulebook(load_default().rules_folder))
    print(f"{len(data.pages)} pages, {len(data.labels)} units", flush=True)
    judge, others = train_judges(data, arguments.folds, arguments.held_out is not None)
    if arguments.output:
        save_judge(judge, arguments.output)
    if arguments.held_out:
        clean_held_out(pages, others, arguments.held_out)


if __name__ == "__main__":
    main()

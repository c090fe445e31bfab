"""The word model of the judge: weights of n-grams, for boilerplate and for its kinds."""

from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from jiaokan.models.boosted_trees import BoolArray, Float32Array, Float64Array
from jiaokan.stages.strip.judge.unit_judge import HEADS
from jiaokan.training.judge.unit_data import UnitData
from jiaokan.training.tree_fitting import RANDOM_SEED

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
    """Weights of n-grams as fitted, before they are rounded for the file of the judge.

    Attributes:
        weights: for each of HEADS, shape (heads, n-grams).
        bias: the bias of the first head.
    """

    weights: Float64Array
    bias: float

    def score_units(self, data: UnitData, units: BoolArray) -> Float32Array:
        """Return the scores of some units by the first head."""
        return np.asarray(data.ngrams[units] @ self.weights[0] + self.bias, np.float32)


def fit_word_model(data: UnitData, units: BoolArray) -> WordModel:
    """Fit the weights: of boilerplate by logistic regression, of its kinds by naive Bayes."""
    features, labels, weights = data.ngrams[units], data.labels[units], data.weights[units]
    model = LogisticRegression(C=3, solver="liblinear", max_iter=60, random_state=RANDOM_SEED)
    model.fit(features, labels, sample_weight=weights)
    weight_rows, kinds = [model.coef_[0]], data.kinds[units]
    has_known_kind = np.isin(kinds, sorted(set().union(*KINDS_OF_HEAD.values())))
    for head in HEADS[1:]:
        of_kind = np.isin(kinds, sorted(KINDS_OF_HEAD[head]))
        parts = (of_kind, has_known_kind & ~of_kind)
        hits, misses = (np.asarray(features[part].sum(axis=0)).ravel() + _SMOOTHING_COUNT for part in parts)
        weight_rows.append(np.log(hits / hits.sum()) - np.log(misses / misses.sum()))
    return WordModel(np.stack(weight_rows), float(model.intercept_[0]))


def score_out_of_fold(
    data: UnitData, folds: int, base: WordModel | None = None
) -> tuple[Float32Array, list[WordModel]]:
    """Return the word scores of all units by models that were not trained on their fold, and the models.

    Args:
        data: the units.
        folds: number of folds.
        base: a model that stays as it is; none is trained then.
    """
    if base:
        return base.score_units(data, np.ones(len(data.labels), bool)), [base] * folds
    scores = np.zeros(len(data.labels), np.float32)
    models = []
    for fold in range(folds):
        models.append(fit_word_model(data, data.usable_units & (data.folds != fold)))
        scores[data.folds == fold] = models[-1].score_units(data, data.folds == fold)
    return scores, models

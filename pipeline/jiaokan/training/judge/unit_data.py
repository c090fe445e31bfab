"""Labelled pages as the arrays on which the judge is trained."""

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy import sparse

from jiaokan.models.boosted_trees import Float32Array, Float64Array, Int64Array
from jiaokan.rules import Rulebook
from jiaokan.stages.strip.judge.ngrams import BITS, hash_ngrams
from jiaokan.stages.strip.judge.unit_features import Units, measure_shape
from jiaokan.stages.strip.judge.unit_pages import cut_pages, gather_units
from jiaokan.stages.strip.judge.unit_table import describe_units, stack_columns
from jiaokan.stages.strip.judge.units import CutPage
from jiaokan.stages.strip.normalized_page import normalize_page
from jiaokan.training.labelled_pages import DROPPED, KEPT, UNSCORED, LabelledPage

_PAGES_PER_GROUP = 64
_MAX_ALIGNED_UNITS = 150  # used of an aligned page, so that long manuals do not dominate


@dataclass(frozen=True, slots=True)
class UnitData:
    """The units of labelled pages.

    Attributes:
        pages: the pages, each with at least one unit.
        units: the units as the judge sees them, in groups of pages.
        columns: all features except those of words, shape (features, units).
        ngrams: n-grams of each unit, shape (units, 2 ** BITS).
        labels: 1 for boilerplate, 0 for article, -1 for not scored.
        kinds: the kind of each unit of boilerplate, "" if it is not known.
        weights: the weight of each unit in training.
        folds: the fold of each unit.
        ends: for each page the index after its last unit.
    """

    pages: Sequence[LabelledPage]
    units: Sequence[Units]
    columns: Float32Array
    ngrams: sparse.csr_matrix
    labels: Int64Array
    kinds: npt.NDArray[np.str_]
    weights: Float64Array
    folds: Int64Array
    ends: Int64Array

    @property
    def usable_units(self) -> npt.NDArray[np.bool_]:
        """Mask of the units for training, shape (units,)."""
        return np.asarray((self.labels >= 0) & (self.weights > 0), bool)

    @property
    def page_slices(self) -> list[slice]:
        """The units of each page."""
        return [slice(start, end) for start, end in pairwise([0, *self.ends.tolist()])]


def tabulate_pages(pages: Sequence[LabelledPage], book: Rulebook) -> UnitData:
    """Cut pages into units and compute their features; pages without a unit are left out."""
    normalized_pages = [normalize_page(page.text) for page in pages]
    rule_spans = book.find_spans(line for page in normalized_pages for line in page.lines)
    pairs = [
        (page, cut)
        for page, cut in zip(pages, cut_pages(normalized_pages, rule_spans), strict=True)
        if cut.units
    ]
    units, columns, ngrams = _describe_pages(pairs)
    labelled = [_label_units(page, cut) for page, cut in pairs]
    sizes = [len(cut.units) for _, cut in pairs]
    weights = [
        _weigh_units(page, labels, np.array([len(text) for text in cut.texts], float))
        for (page, cut), (labels, _) in zip(pairs, labelled, strict=True)
    ]
    return UnitData(
        [page for page, _ in pairs], units, np.concatenate(columns, axis=1), sparse.vstack(ngrams).tocsr(),
        np.concatenate([labels for labels, _ in labelled]),
        np.array([kind for _, kinds in labelled for kind in kinds]),
        np.concatenate(weights), np.repeat([page.fold for page, _ in pairs], sizes), np.cumsum(sizes),
    )  # fmt: skip


def _describe_pages(
    pairs: Sequence[tuple[LabelledPage, CutPage]],
) -> tuple[list[Units], list[Float32Array], list[sparse.csr_matrix]]:
    units, columns, ngrams = [], [], []
    for start in range(0, len(pairs), _PAGES_PER_GROUP):
        group = gather_units([cut for _, cut in pairs[start : start + _PAGES_PER_GROUP]])
        shape = measure_shape(group.texts)
        units.append(group)
        columns.append(stack_columns(describe_units(group, shape))[2])
        hashes, unit_indexes = hash_ngrams(shape.chars)
        count = len(group.texts)
        values = np.tile(1 / np.sqrt(3.0 * np.bincount(unit_indexes, minlength=count))[unit_indexes], 3)
        coordinates = (np.tile(unit_indexes, 3), hashes.ravel())
        ngrams.append(sparse.csr_matrix((values, coordinates), shape=(count, 1 << BITS)))
    return units, columns, ngrams


def _label_units(page: LabelledPage, cut: CutPage) -> tuple[Int64Array, list[str]]:
    """Return for each unit the label of most of its code points, and its kind."""
    places = cut.page.locate_lines()
    labels, kinds = [], []
    for unit in cut.units:
        span = places.find_source_span(unit.line, unit.start, unit.end)
        states = page.states[span.start : span.end]
        kept, dropped = states.count(KEPT), states.count(DROPPED)
        label = -1 if states.count(UNSCORED) > kept + dropped else int(dropped > kept)
        names = [kind for kind in page.kinds[span.start : span.end] if kind] if label == 1 else []
        labels.append(label)
        kinds.append(max(sorted(set(names)), key=names.count) if names else "")
    return np.array(labels, np.int64), kinds


def _weigh_units(page: LabelledPage, labels: Int64Array, lengths: Float64Array) -> Float64Array:
    """Return the weight of each unit.

    All pages have the same weight, and so have article and boilerplate of a page. Pages not labelled by hand
    have half the weight.
    """
    size = np.sqrt(np.maximum(lengths, 1))
    weights = np.zeros(len(labels))
    for label in (0, 1):
        if (of_label := labels == label).any():
            weights[of_label] += 15 * size[of_label] / size[of_label].sum()
    by_hand = page.origin == "hand"
    weights += (0.5 if by_hand else 0.25) * (labels >= 0) * size / 6 * min(1, 60 / len(labels))
    if page.origin == "aligned" and len(labels) > _MAX_ALIGNED_UNITS:
        chance = random.Random(hashlib.blake2b(page.text.encode(), digest_size=8).digest())
        left_out = chance.sample(range(len(labels)), len(labels) - _MAX_ALIGNED_UNITS)
        weights *= len(labels) / _MAX_ALIGNED_UNITS
        weights[left_out] = 0
    return np.asarray(weights if by_hand else weights / 2, np.float64)

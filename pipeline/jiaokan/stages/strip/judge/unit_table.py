"""Collect all features of the units of pages in one table."""

from collections.abc import Mapping
from itertools import chain

import numpy as np

from jiaokan.models.boosted_trees import Float32Array, Int64Array
from jiaokan.rules import KINDS
from jiaokan.stages.strip.judge import surrounding_features as surroundings
from jiaokan.stages.strip.judge import unit_features as features
from jiaokan.stages.strip.judge.unit_features import Columns, Shape, Units

CLAIM_NAMES = (*(f"rule: {kind}" for kind in KINDS), "claimed share", "surest whole claim", "opens a list")
_SURE, _BYLINE = 0.9, 0.5  # confidence of the claims whose distance is a feature
_PAGE_KEYS = (
    "prose",
    "headline",
    "short",
    "label",
    "has date",
    "has price",
    "ends a sentence",
    "share of function word",
    "share of Latin",
    "surest whole claim",
)
_NEAR_KEYS = (
    "length", "marks", "ends a sentence", "prose", "headline", "short", "label", "share of digit",
    "share of function word", "pairs in the main block", "shape on the page", "surest whole claim",
)  # fmt: skip
GROUPS = (
    "its shape",
    "its place",
    "words it shares with the page",
    "what stands above and below it",
    "the rules on it",
    "the lines round it",
    "the page as a whole",
    "its words",
)


def describe_units(units: Units, shape: Shape) -> dict[str, Columns]:
    """Return the features of units by group, without those of the n-gram score."""
    own = features.describe_shape(shape)
    place = features.describe_place(units)
    words = features.describe_words(units, shape)
    claims: Columns = dict(zip(CLAIM_NAMES, units.claims, strict=True))
    known = own | place | words | claims
    near = {name: np.log1p(known[name]) if name == "length" else known[name] for name in _NEAR_KEYS}
    page = {name: known[name] for name in _PAGE_KEYS}
    mass = np.where(shape.prose, shape.chars.lengths, 0)
    surest = units.claims[CLAIM_NAMES.index("surest whole claim")]
    flags = {
        "prose": shape.prose,
        "a list opens": units.claims[CLAIM_NAMES.index("opens a list")] > 0,
        "a sure claim": surest >= _SURE,
        "a byline": units.claims[CLAIM_NAMES.index("rule: byline")] >= _BYLINE,
    }
    runs = surroundings.describe_runs(shape, units.rows) | surroundings.describe_distances(
        flags, mass, units.rows
    )
    groups = (
        own, place, words, runs, claims,
        surroundings.describe_neighbours(near, units.rows),
        surroundings.describe_page(page, units.rows, shape.chars.lengths),
    )  # fmt: skip
    return dict(zip(GROUPS, groups, strict=False))


def describe_score(score: Float32Array, units: Units) -> Columns:
    """Return the n-gram score of each unit, of the units near it, and the mean of its page."""
    rows = units.rows
    near = surroundings.describe_neighbours({"words": score}, rows)
    mean = np.add.reduceat(score, rows.starts) / (rows.ends - rows.starts)
    return {"words": score} | near | {"page: words": rows.spread_to_units(mean)}


def stack_columns(groups: Mapping[str, Columns]) -> tuple[list[str], Int64Array, Float32Array]:
    """Return the names of all features, the group of each as its index in GROUPS, and their values."""
    names = list(chain.from_iterable(groups.values()))
    group = np.array([GROUPS.index(name) for name, columns in groups.items() for _ in columns], np.int64)
    columns = list(chain.from_iterable(columns.values() for columns in groups.values()))
    rows = np.empty((len(columns), len(columns[0])), np.float32)
    for row, column in zip(rows, columns, strict=True):
        row[:] = column
    return names, group, rows

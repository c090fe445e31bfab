"""Trees are read as CatBoost writes them, and sums do not depend on how rows are grouped."""

import numpy as np
import pytest

from jiaokan.models.boosted_trees import (
    from_arrays,
    from_catboost,
    load_named_trees,
    name_features,
    take_part,
)

# two trees: the first asks of feature 0 and then of feature 1, the second of feature 1 alone
WRITTEN = {
    "oblivious_trees": [
        {
            "splits": [
                {"float_feature_index": 0, "border": 0.5},
                {"float_feature_index": 1, "border": 2.0},
            ],
            "leaf_values": [0.0, 1.0, 2.0, 4.0],
        },
        {"splits": [{"float_feature_index": 1, "border": 5.0}], "leaf_values": [-0.5, 0.5]},
    ],
    "scale_and_bias": [1.0, [0.25]],
}


@pytest.mark.parametrize(
    ("row", "score"),
    [
        ((0.0, 0.0), 0.25 + 0.0 - 0.5),
        ((1.0, 0.0), 0.25 + 1.0 - 0.5),
        ((0.0, 3.0), 0.25 + 2.0 - 0.5),
        ((1.0, 3.0), 0.25 + 4.0 - 0.5),
        ((1.0, 9.0), 0.25 + 4.0 + 0.5),
        ((0.5, 2.0), 0.25 + 0.0 - 0.5),  # a value on a border lies below it
    ],
)
def test_each_leaf_is_found(row: tuple[float, float], score: float) -> None:
    trees = from_catboost(WRITTEN)
    assert trees.score_rows(np.array([row], np.float32).T) == pytest.approx(score, abs=2e-3)


def test_trees_are_read_as_they_were_written() -> None:
    trees = from_catboost(WRITTEN)
    columns = np.random.default_rng(1).uniform(-1, 7, (2, 50)).astype(np.float32)
    again = from_arrays(trees.to_arrays())
    assert (again.score_rows(columns) == trees.score_rows(columns)).all()


def test_rows_score_alike_in_any_company() -> None:
    trees = from_catboost(WRITTEN)
    columns = np.random.default_rng(2).uniform(-1, 7, (2, 700)).astype(np.float32)
    alone = np.concatenate([trees.score_rows(columns[:, at : at + 1]) for at in range(700)])
    assert (trees.score_rows(columns) == alone).all()


def test_what_groups_add_is_the_score() -> None:
    trees = from_catboost(WRITTEN)
    columns = np.random.default_rng(3).uniform(-1, 7, (2, 40)).astype(np.float32)
    scores, added = trees.explain_rows(columns, np.array([0, 1]), 2)
    assert (scores == trees.score_rows(columns)).all()
    assert added.sum(axis=0) + trees.base == pytest.approx(scores, abs=1e-5)
    # the second tree asks nothing of the first group
    _, low = trees.explain_rows(np.array([[0.0], [0.0]], np.float32), np.array([0, 1]), 2)
    _, high = trees.explain_rows(np.array([[0.0], [9.0]], np.float32), np.array([0, 1]), 2)
    assert high[0, 0] - low[0, 0] == pytest.approx(1.0, abs=2e-3)


def test_features_that_no_tree_asks_about_are_left_out() -> None:
    asked_of_last = {
        "oblivious_trees": [
            {"splits": [{"float_feature_index": 2, "border": 5.0}], "leaf_values": [-0.5, 0.5]}
        ],
        "scale_and_bias": [1.0, [0.0]],
    }
    named = name_features(from_catboost(asked_of_last), ("a", "b", "c"))
    assert named.names == ("c",)
    chances = named.predict_probabilities({"c": np.array([1.0, 9.0]), "unknown": np.zeros(2)})
    assert chances == pytest.approx(1 / (1 + np.exp([0.5, -0.5])), abs=1e-3)


def test_no_row_gives_no_probability() -> None:
    named = name_features(from_catboost(WRITTEN), ("a", "b"))
    assert named.predict_probabilities({"a": np.zeros(0), "b": np.zeros(0)}).shape == (0,)


def test_parts_of_a_file_are_told_by_their_names() -> None:
    arrays = {"one.names": np.array(["a"]), "one.base": np.zeros(2), "other.base": np.ones(2)}
    assert sorted(take_part(arrays, "one")) == ["base", "names"]
    assert take_part(arrays, "none") == {}


def test_the_shipped_scorer_of_lines_has_two_passes() -> None:
    first, second = load_named_trees("html_lines.npz", "first", "second")
    assert set(first.names) - set(second.names) < set(first.names)
    assert first.trees.leaves.shape == second.trees.leaves.shape == (300, 64)

"""The learned judge of headings: the log-odds of each paragraph that it is one."""

from collections.abc import Collection
from functools import lru_cache

import numpy as np

from jiaokan.models.boosted_trees import NamedTrees, load_named_trees
from jiaokan.stages.paragraphs.headings.heading_features import list_features
from jiaokan.stages.paragraphs.headings.heading_rules import HeadingPage

TEXT_PART, HTML_PART = "heading", "heading_html"  # the trees for pages of text and of HTML


@lru_cache
def load_heading_judge(part: str) -> NamedTrees:
    """Return the trees, which `python -m jiaokan.training.headings.train_heading_judge` makes."""
    return load_named_trees("headings.npz", part)[0]


def score_headings(page: HeadingPage, paragraphs: Collection[int]) -> dict[int, float]:
    """Return the log-odds of some paragraphs of a page that they are headings."""
    if not paragraphs:
        return {}
    judge, rows = load_heading_judge(HTML_PART if page.markup else TEXT_PART), sorted(paragraphs)
    columns = list_features(page)
    table = np.array([columns[name] for name in judge.names], np.float32)[:, rows]
    return dict(zip(rows, judge.trees.score_rows(table).tolist(), strict=True))

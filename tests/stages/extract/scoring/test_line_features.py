"""The features of lines, on a page small enough to count them by hand."""

import numpy as np
import pytest

from jiaokan.metadata import EMPTY_HEAD
from jiaokan.stages.extract.html.line_finder import find_lines
from jiaokan.stages.extract.html.struck_subtrees import find_element_grounds
from jiaokan.stages.extract.html.tree_builder import build_tree
from jiaokan.stages.extract.scoring.columns import Columns
from jiaokan.stages.extract.scoring.layout_features import describe_below_title, describe_places
from jiaokan.stages.extract.scoring.line_features import describe_lines, describe_second_pass
from jiaokan.stages.extract.scoring.line_table import LineTable, build_line_table
from jiaokan.stages.extract.scoring.tag_features import describe_tags
from jiaokan.stages.extract.scoring.text_features import describe_patterns, describe_text

PAGE = (
    '<ul class="nav"><li><a href="/1">首页</a></li><li><a href="/2">新闻</a></li></ul>'
    "<h1>图书馆开放</h1>"
    '<div id="text"><p>新馆在河东路,共3层。</p><p>藏书<b>二十万册</b>,<a href="/3">夜间</a>也开放!</p></div>'
    '<div class="footer">分享到微博</div><div class="footer">首页</div>'
)
MENU, NEWS, TITLE, FIRST, SECOND, SHARE, MENU_AGAIN = range(7)


@pytest.fixture(scope="module")
def table() -> LineTable:
    tree = build_tree(PAGE)
    grounds = find_element_grounds(tree)
    return build_line_table(tree, grounds, find_lines(tree, grounds).lines)


def test_counts_and_shares_of_the_text(table: LineTable) -> None:
    columns = describe_text(table)
    assert table.texts[SECOND] == "藏书二十万册,夜间也开放!"
    assert np.expm1(columns["length"][FIRST]) == pytest.approx(11)
    assert columns["digit_share"][FIRST] == pytest.approx(1 / 11)
    assert (columns["link_share"][[MENU, FIRST]] == [1, 0]).all()
    assert columns["link_share"][SECOND] == pytest.approx(2 / 13)
    assert columns["bold_share"][SECOND] == pytest.approx(4 / 13)
    assert columns["ends"].tolist() == [0, 0, 0, 1, 1, 0, 0]


def test_words_of_boilerplate_are_found(table: LineTable) -> None:
    columns = describe_patterns(table)
    assert columns["noise"].tolist() == [1, 0, 0, 0, 0, 2, 1]
    assert columns["noise_share"][SHARE] == pytest.approx(2 / 5)


def test_tags_and_classes_are_those_of_the_line_and_of_what_is_around_it(table: LineTable) -> None:
    columns = describe_tags(table)
    found = {name: column.tolist() for name, column in columns.items() if column[[MENU, SHARE]].any()}
    assert [name for name, column in found.items() if column == [1, 1, 0, 0, 0, 0, 0]]
    assert [name for name, column in found.items() if column == [0, 0, 0, 0, 0, 1, 1]]


def test_places_are_shares_of_the_page(table: LineTable) -> None:
    columns = describe_places(table)
    lengths = np.expm1(describe_text(table)["length"])
    assert columns["position"][FIRST] == pytest.approx(lengths[:FIRST].sum() / lengths.sum())
    assert columns["twice"].tolist() == [1, 0, 0, 0, 0, 0, 2]


def test_distance_from_the_title(table: LineTable) -> None:
    is_title = np.zeros(len(table.texts))
    is_title[TITLE] = 1
    columns = describe_below_title(table, is_title)
    assert columns["below_title"].tolist() == [0, 0, 1, 1, 1, 1, 1]
    assert np.expm1(columns["blocks_since_title"][SECOND]) == pytest.approx(2)
    assert columns["text_since_title"][MENU] == -1
    assert np.expm1(columns["before_title"][MENU]) == pytest.approx(2)


def test_both_passes_have_a_number_for_each_line_and_feature(table: LineTable) -> None:
    features = describe_lines(table, EMPTY_HEAD, np.zeros(len(table.texts)))
    scores = np.array([0.1, 0.1, 0.3, 0.9, 0.8, 0.2, 0.1])
    second: Columns = describe_second_pass(table, features, scores)
    assert features.columns.keys() < second.keys()
    assert {column.shape for column in second.values()} == {(len(table.texts),)}
    assert all(np.isfinite(column).all() for column in second.values())
    assert second["p"].tolist() == scores.tolist()
    assert second["p+1"].tolist()[:-1] == scores.tolist()[1:]
    assert second["mass_before"][MENU] == 0

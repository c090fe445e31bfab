"""Lines in reading order, each with its place in the page."""

import re

import bs4
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaokan.stages.extract.html.elements import BLOCK_TAGS, UNSEEN_TAGS
from jiaokan.stages.extract.html.line_finder import find_lines
from jiaokan.stages.extract.html.struck_subtrees import find_element_grounds
from jiaokan.stages.extract.html.tree_builder import MAX_DEPTH, build_tree
from jiaokan.stages.extract.html.tree_nodes import PageTree


def cut(page: str) -> tuple[PageTree, list[str]]:
    tree = build_tree(page)
    return tree, [line.text for line in find_lines(tree, find_element_grounds(tree)).lines]


def lines(page: str) -> list[str]:
    return cut(page)[1]


def linked(tree: PageTree) -> list[bool]:
    return [run.link >= 0 for run in tree.runs]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("甲<br>乙<br/>丙", ["甲", "乙", "丙"]),
        ("<p>甲<p>乙", ["甲", "乙"]),
        ("<p>甲<b>乙</b>丙</p>", ["甲乙丙"]),
        ("<ul><li>甲<li>乙<ul><li>丙</ul></ul>丁", ["甲", "乙", "丙", "丁"]),
        ("<dl><dt>甲<dd>乙<dt>丙</dl>", ["甲", "乙", "丙"]),
        ("<table><tr><td>甲<td>乙<tr><td>丙</table>丁", ["甲\t乙", "丙", "丁"]),
        ("<table><tr><td>甲<td>乙<tr><td>丙<td></table>丁", ["甲\t乙", "丙\t", "丁"]),
        ("<td><div>甲</td></div>乙", ["甲", "乙"]),
        ("甲<script>乙</script>丙<style>丁</style>", ["甲", "丙"]),
        ("<select><option>甲<option>乙</select>丙", ["丙"]),
        ("<title>甲</title>乙", ["乙"]),
        ("<h1>甲</br>乙</h1>", ["甲", "乙"]),
        ("<pre>甲\n 乙</pre>", ["甲\n 乙"]),
        ("甲\n  乙", ["甲乙"]),
        ("Ab\n  cd 甲\n2", ["Ab cd 甲 2"]),
        ("&nbsp;&nbsp;甲&amp;乙&nbsp;", ["甲&乙"]),
        ("&#30002;&#x4e59;&copy", ["甲乙©"]),
        ("\u3000\u3000甲 <b> 乙</b>", ["甲 乙"]),
        ("", []),
        ("<p>&nbsp;</p>", []),
    ],
)
def test_a_page_is_read_as_a_browser_shows_it(page: str, expected: list[str]) -> None:
    assert lines(page) == expected


def test_a_link_ends_where_the_next_begins_and_where_its_end_tag_stands() -> None:
    tree = build_tree("<a href=1>甲<a href=2>乙</a>丙<a name=x>丁</a><a href=3><div>戊</a>己</div>")
    assert linked(tree) == [True, True, False, False, True, False]


def test_a_link_that_nobody_ended_is_none() -> None:
    tree = build_tree(f"甲<a href=1>乙<p>{'丙' * 200}</p><p>{'丁' * 200}</p>戊<a href=2>己</a>")
    assert linked(tree) == [False] * 5 + [True]


def test_long_links_in_one_block_cost_no_more_each() -> None:
    assert not any(linked(build_tree("<p>" + f"<a href=1>{'甲' * 301}</a>" * 20_000)))


@pytest.mark.parametrize("name", ["div", "b", "table", "li", "p", "a", "td", "font"])
def test_nesting_has_a_bound(name: str) -> None:
    tree, found = cut(f"<{name} href=x>" * 100_000 + "甲")
    assert max(node.depth for node in tree.nodes) <= MAX_DEPTH
    assert found == ["甲"]


@pytest.mark.parametrize(
    "page", ["<i>" * 400 + "</b></div>" * 20_000, "<table><div>" * 200 + "</tr>" * 50_000]
)
def test_end_tags_of_nothing_cost_nothing(page: str) -> None:
    assert lines(page) == []


TAGS = ["p", "div", "span", "b", "ul", "li", "blockquote", "h2", "em", "a"]


@st.composite
def trees(draw: st.DrawFn, depth: int = 3) -> str:
    """Draw markup that is well nested, so that every parser sees the same tree."""
    parts = draw(st.lists(st.sampled_from(["甲", "乙丙", "x", " "]) | st.just("<br>"), max_size=3))
    if depth:
        name = draw(st.sampled_from(["div", "span", "blockquote", "ul", "em", "section", "td"]))
        inner = "".join(draw(st.lists(trees(depth - 1), max_size=2)))
        parts.append(f"<{name}>{inner}</{name}>")
    return "".join(parts)


@given(trees())
def test_beautiful_soup_sees_the_same_blocks(page: str) -> None:
    soup = bs4.BeautifulSoup(page, "html.parser")
    for tag in soup.find_all(True):
        if tag.name in BLOCK_TAGS or tag.name == "br":
            tag.insert_before("\n\n")
            tag.insert_after("\n\n")
        if tag.name in UNSEEN_TAGS:
            tag.decompose()
    pieces = (re.sub(r"\s+", " ", part).strip() for part in soup.get_text().split("\n\n"))
    assert lines(page) == [piece for piece in pieces if piece]

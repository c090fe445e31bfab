"""Beautiful Soup as the parser: the same tree, at the same places, as by the parser of our own."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiaokan.config.config_loader import load_default
from jiaokan.core.ledger import restore
from jiaokan.stages.extract import extract
from jiaokan.stages.extract.html.tree_builder import build_tree, choose_tag_scanner
from tests.stages.extract.pages import PAGE

BS4 = choose_tag_scanner("bs4")
SOUP = replace(load_default(), extract=replace(load_default().extract, parser="bs4"))
NAMES = ["div", "p", "span", "b", "ul", "li", "table", "tr", "td", "h2", "pre", "a", "blockquote", "dl", "dd"]
TEXTS = [
    "甲",
    "乙丙 丁",
    "&amp;",
    "&nbsp;",
    "&#x4e00;",
    "&copy",
    " ",
    "\n",
    "1 < 2",
    "<br>",
    "<br/>",
    "<img src=1>",
]
ATTRIBUTES = ["", " class=x", " id='y'", ' title="a>b"', " href=/1", " hidden", ' data-x="&lt;"']
RAW = [
    "<script>'<p>'</script>",
    "<style>p{}</style>",
    "<iframe src=1><p>乙</iframe>",
    "<textarea><b></textarea>",
]


@st.composite
def pages(draw: st.DrawFn, depth: int = 4) -> str:
    """Draw markup as people write it: end tags are lacking, and stray ones stand about."""
    parts = draw(st.lists(st.sampled_from([*TEXTS, *RAW, "<!-- <p> -->"]), max_size=3))
    if depth:
        name, attributes = draw(st.sampled_from(NAMES)), draw(st.sampled_from(ATTRIBUTES))
        inner = "".join(draw(st.lists(pages(depth - 1), max_size=2)))
        end = draw(st.sampled_from([f"</{name}>", f"</{name.upper()} >", "", "</div>"]))
        parts.append(f"<{name}{attributes}>{inner}{end}")
    return "".join(parts)


@settings(max_examples=200, deadline=None)
@given(pages())
def test_a_page_has_the_same_tree(page: str) -> None:
    one, other = build_tree(page, scan=BS4), build_tree(page)
    assert one.runs == other.runs
    assert [(node.name, node.attributes, node.start, node.end) for node in one.nodes] == [
        (node.name, node.attributes, node.start, node.end) for node in other.nodes
    ]


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_page_gives_the_same_text_and_ledger(charset: str) -> None:
    page = PAGE.format(charset=charset).encode(charset)
    found = extract(page, config=SOUP)
    assert found == extract(page)
    assert restore(found.text, found.document.steps) == found.document.raw


@pytest.mark.parametrize(
    "page", ["", "甲", "a.html", "<p", "<![if x]>甲<![endif]>", "<!DOCTYPE html>甲", "</>甲"]
)
def test_odd_pages_come_back(page: str) -> None:
    assert extract(page.encode(), config=SOUP).document.raw == page


def test_a_page_that_beautiful_soup_rejects_says_so() -> None:
    assert "rejected" in extract("<![x y[<p>甲".encode(), config=SOUP).reject

"""Where tags and text stand in a page, on markup as people write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaokan.stages.extract.html.tokenizer import parse_attributes, scan_tags

MARKUP = st.lists(
    st.sampled_from(["<", ">", "/", "!", "--", "=", '"', "'", "a", "div", " ", "script", "字", "&amp;", "?"]),
    max_size=40,
).map("".join)


@given(MARKUP | st.text(max_size=30))
def test_tokens_stand_in_order_and_do_not_overlap(text: str) -> None:
    at = 0
    for start, end, *_ in scan_tags(text):
        assert at <= start < end <= len(text)
        at = end


@given(st.text(st.characters(exclude_characters="<", exclude_categories=["Cs"])))
def test_text_without_markup_is_one_run(text: str) -> None:
    assert list(scan_tags(text)) == []


def cut(page: str) -> list[str]:
    """Return the tags of a page by name, and what stands between them."""
    found, at = [], 0
    for start, end, name, _, closing in scan_tags(page):
        found += [page[at:start], "/" * closing + name]
        at = end
    return [part for part in (*found, page[at:]) if part]


@pytest.mark.parametrize(
    ("page", "tokens"),
    [
        ("<p>甲</p>", ["p", "甲", "/p"]),
        ('<a title="x>y">甲</a>', ["a", "甲", "/a"]),
        ("<a title='x\">y'>甲", ["a", "甲"]),
        ('<p class="x>甲</p><p>乙</p>', ["p", "甲", "/p", "p", "乙", "/p"]),
        ("甲<!-- <p>乙</p> -->丙", ["甲", "丙"]),
        ("甲<!-->乙", ["甲", "乙"]),
        ("甲<!-- 乙>丙", ["甲", "丙"]),
        ("<!DOCTYPE html><p>甲", ["p", "甲"]),
        ("<script>if (a<b) '<p>'</script>甲", ["script", "if (a<b) '<p>'", "/script", "甲"]),
        ("<SCRIPT>x</scripts></Script >甲", ["script", "x</scripts>", "/script", "甲"]),
        ("<script>x", ["script", "x"]),
        ("<title>a<b>c</title><p>甲", ["title", "a<b>c", "/title", "p", "甲"]),
        ("<title>标题<meta><p>甲", ["title", "标题", "/title", "meta", "p", "甲"]),
        (
            f"<title>标题</titl><p>{'甲' * 999}</p></title>",
            ["title", "标题", "/title", "/titl", "p", "甲" * 999, "/p", "/title"],
        ),
        ("<title>标题", ["title", "/title", "标题"]),
        ("1 < 2 甲", ["1 < 2 甲"]),
        ("甲<p", ["甲<p"]),
        ("<br/>甲<br />", ["br", "甲", "br"]),
        ("甲</br>乙", ["甲", "/br", "乙"]),
    ],
)
def test_pages_are_cut_as_browsers_cut_them(page: str, tokens: list[str]) -> None:
    assert cut(page) == tokens


def test_attributes_are_read_in_every_style_of_quotation() -> None:
    text = ' class="a b" ID=\'c\' width=3 checked data-x = "&amp;" class=z'
    assert parse_attributes(text) == {"class": "a b", "id": "c", "width": "3", "data-x": "&amp;"}


@pytest.mark.parametrize(
    "page",
    [
        "<a " * 50_000 + '=">" ' * 9_000,
        "<!--" * 90_000,
        "<" * 200_000,
        "<a x='" * 70_000,
        "<script>" * 40_000,
        "<a x=\"<'" * 50_000,
        "<a x=<" * 50_000 + ">",
    ],
    ids=["tags without end", "comments", "brackets", "quotes", "scripts", "both quotes", "tags in tags"],
)
def test_hostile_markup_is_walked_in_one_pass(page: str) -> None:
    assert sum(end - start for start, end, *_ in scan_tags(page)) <= len(page)


CAPTIONS = (
    "<li><p>新馆大厅，早上九点。</p></li><li><p>读者在门口排队！</p></li><li><p>古籍在三楼；要预约。</p></li>"
)


@pytest.mark.parametrize(
    "attributes",
    ['class="hidden" id="photoList88"', 'style="display: none"', 'class="ks-datalazyload"', "hidden"],
)
def test_the_content_of_a_hidden_textarea_of_paragraphs_is_markup(attributes: str) -> None:
    names = [name for _, _, name, _, _ in scan_tags(f"<textarea {attributes}>{CAPTIONS}</textarea>")]
    assert names.count("p") == 6
    assert names[0] == names[-1] == "textarea"


@pytest.mark.parametrize(
    "page",
    [
        f"<textarea>{CAPTIONS}</textarea>",  # markup that the reader is shown and can copy
        f'<textarea hidden class="login-dialog">{CAPTIONS}</textarea>',
        f'<textarea id="footer-tmpl" style="visibility:hidden">{CAPTIONS}</textarea>',
        "<textarea hidden><ul><li>首页</li><li>新闻，本地</li></ul><p>读书节开幕</p></textarea>",
    ],
)
def test_the_content_of_any_other_textarea_is_text(page: str) -> None:
    assert {name for _, _, name, _, _ in scan_tags(page)} == {"textarea"}

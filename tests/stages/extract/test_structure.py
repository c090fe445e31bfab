"""The structure of a page in its text: tables, lists, listings, verse, captions, links."""

import pytest

from jiaokan.stages.extract import ExtractedPage, extract

BODY = "这是一段较长的正文，用来说明此处是文章的主体部分，共有好几十个字，而且不止一个分句。"


def around(inner: str) -> ExtractedPage:
    page = f"<title>标题文字在此处</title><div class=content><p>{BODY}</p>{inner}<p>完，{BODY}</p></div>"
    return extract(page.encode())


def parts(found: ExtractedPage) -> list[tuple[str, str]]:
    """Return the role and text of the paragraphs between the two of the body."""
    return [(p.role, p.span.slice_text(found.text)) for p in found.paragraphs[1:-1]]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (
            "<table><thead><tr><th>年份<th>产量</thead><tr><td>2019<td>3<tr><td>2020<td>4</table>",
            [("table", "年份\t产量"), ("table", "2019\t3"), ("table", "2020\t4")],
        ),
        (
            "<table><tr><td>甲类</td><td></td><td>丙类</td></tr><tr><td>二百</td><td>三百</td><td>四百</td></tr></table>",
            [("table", "甲类\t\t丙类"), ("table", "二百\t三百\t四百")],
        ),
        ("<table><tr><td><p>年份</p></td><td><p>产量</p></td></tr></table>", [("table", "年份\t产量")]),
        (
            "<pre>def f(x):\n    return x &lt; 1\n\nprint('a  b')\n</pre>",
            [("code", "def f(x):\n    return x < 1\n\nprint('a  b')")],
        ),
        (
            "<blockquote><p>引文的第一段。</p><p>引文的第二段。</p></blockquote>",
            [("quote", "引文的第一段。"), ("quote", "引文的第二段。")],
        ),
        (
            "<dl><dt>名词</dt><dd>对名词的解释文字。<dt>动词<dd>对动词的解释文字。</dl>",
            [("list_item", "名词"), ("list_item", "对名词的解释文字。"), ("list_item", "动词"), ("list_item", "对动词的解释文字。")],
        ),
        (
            "<figure><img src=1.jpg><figcaption>图1：大厅内景，人来人往。</figcaption></figure>",
            [("caption", "图1：大厅内景，人来人往。")],
        ),
        (
            "<p>床前明月光，<br>疑是地上霜。<br>举头望明月，<br>低头思故乡。<br><br>"
            "白日依山尽，<br>黄河入海流。<br>欲穷千里目，<br>更上一层楼。</p>",
            [
                ("verse", "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。"),
                ("verse", "白日依山尽，\n黄河入海流。\n欲穷千里目，\n更上一层楼。"),
            ],
        ),
    ],
    ids=["table", "empty cell", "cells of paragraphs", "code", "quotation", "definitions", "caption", "stanzas"],
)  # fmt: skip
def test_structure_is_kept(inner: str, expected: list[tuple[str, str]]) -> None:
    assert parts(around(inner)) == expected


def test_links_and_pictures_have_their_places_in_text_and_page() -> None:
    found = around(
        '<p>见<a href="/a"><b>甲</b>乙</a>和<a href="/b"></a><a href="/c">丙</a>。</p><img src=x alt=丁>'
    )
    raw = found.document.raw
    said = [
        (one.kind, one.span.slice_text(found.text), one.target, one.source.slice_text(raw))
        for one in found.annotations
    ]
    assert said == [
        ("link", "甲乙", "/a", "甲</b>乙"),
        ("link", "丙", "/c", "丙"),
        ("image", "", "x", "<img src=x alt=丁>"),
    ]


def test_captions_of_a_gallery_in_a_hidden_textarea_stay_without_the_addresses_of_its_pictures() -> None:
    captions = [f"第{n}张：新馆的阅览区宽敞明亮，读者在窗边坐下，一坐就是半天。" for n in "一二三四"]
    items = "".join(
        f'<li><p>{line}</p><i title="img">http://example.org/{n}.jpg</i>'
        f'<i title="timg">http://example.org/{n}_s.jpg</i></li>'
        for n, line in enumerate(captions)
    )
    text = around(f'<textarea class="hidden" id="photos">{items}</textarea>').text
    assert all(line in text for line in captions)
    assert "http" not in text
    shown = around(f'<textarea class="answer">{items}</textarea>').text
    assert not any(line in shown for line in captions)

"""The extractor as a whole: what it gives of a page, and that its ledger leads back."""

import gc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiaokan.config.config_loader import load_default
from jiaokan.core.byte_escapes import encode_with_escapes
from jiaokan.core.ledger import replay, restore
from jiaokan.stages.extract import extract
from tests.stages.extract.pages import BODY, PAGE

CHARSETS = ["utf-8", "gb18030", "big5hkscs"]
MARKUP = st.lists(
    st.sampled_from([
        "<p>", "</p>", "<div class=x>", "</div>", "<br>", "<td>", "<tr>", "<table>", "</table>", "<pre>",
        "</pre>", "<a href=1>", "</a>", "<script>", "</script>", "<title>", "</title>", "<!--", "-->",
        "<img src=1>", "&amp;", "&nbsp;", "&#x4e00;", "&", " ", "\n", "\u3000", "\x00", "\U0001f600",
        "今天天气很好，我们去公园散步。", "首页", "甲",
    ]),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(MARKUP | st.text(max_size=40))
def test_the_page_comes_back_and_every_paragraph_has_its_place(text: str) -> None:
    page = text.encode("utf-8", "surrogatepass")
    found = extract(page)
    document = found.document
    assert encode_with_escapes(document.raw, document.origin.encoding) == page
    assert replay(document.raw, document.steps) == document.text
    assert restore(document.text, document.steps) == document.raw
    assert [document.source(p.span) for p in document.paragraphs] == [p.source for p in found.passages]
    for passage in found.passages:
        assert (
            encode_with_escapes(document.raw[: passage.source.start], document.origin.encoding)
            == page[: passage.data.start]
        )
        assert (
            encode_with_escapes(passage.source.slice_text(document.raw), document.origin.encoding)
            == page[passage.data.start : passage.data.end]
        )


@settings(max_examples=60, deadline=None)
@given(MARKUP)
def test_paragraphs_and_what_parts_them_are_the_whole_text(text: str) -> None:
    document = extract(text.encode()).document
    at = 0
    for paragraph in document.paragraphs:
        assert document.text[at : paragraph.span.start] in ("", "\n")
        at = paragraph.span.end
    assert at == len(document.text)


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_a_page(page: bytes) -> None:
    document = extract(page).document
    assert encode_with_escapes(document.raw, document.origin.encoding) == page


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_news_page_gives_its_text_and_what_it_says_of_itself(charset: str) -> None:
    found = extract(PAGE.format(charset=charset).encode(charset), "http://example.com/a.html")
    for line in BODY:
        assert line in found.text
    for gone in ("首页", "分享到", "相关新闻", "版权所有", "不是正文", "<", "&amp;"):
        assert gone not in found.text
    assert found.title == "市图书馆新馆开放 首日迎客八千"
    assert found.date == "2023-05-06"
    assert found.author == "王小红"
    assert {one.field: one.evidence for one in found.evidence} == {
        "title": "h1",
        "site": "title",
        "source": "byline",
        "author": "byline",
        "published": "byline",
    }


def test_every_removal_says_why() -> None:
    document = extract(PAGE.format(charset="utf-8").encode()).document
    rules = {edit.rule for step in document.steps for edit in step.edits}
    grounds = {"html/navigation", "html/sharing", "html/related", "html/footer"}
    assert rules >= grounds | {"html/break", "html/entity"}


def test_roles_and_annotations_have_their_places() -> None:
    page = PAGE.format(charset="gb18030").encode("gb18030")
    found = extract(page)
    text = found.text
    roles = {p.span.slice_text(text): (p.role, p.level) for p in found.paragraphs}
    assert roles["开放时间 & 办法"] == ("heading", 2)
    assert roles[BODY[0]] == ("body", 0)
    link = next(one for one in found.annotations if one.kind == "link")
    assert (link.span.slice_text(text), link.target) == ("十二个", "/map?a=1&b=2")
    picture = next(one for one in found.annotations if one.kind == "image")
    assert (picture.target, picture.text) == ("/1.jpg", "新馆大厅")
    assert text[picture.span.start :].startswith("开放时间")


def test_a_row_of_a_table_is_one_paragraph() -> None:
    rows = "".join(f"<tr><td>第{i}项</td><td>内容说明若干文字{i}</td></tr>" for i in range(9))
    found = extract(f"<title>表</title><h1>某年度项目一览表</h1><table>{rows}</table>".encode())
    assert "第3项\t内容说明若干文字3" in [
        p.span.slice_text(found.text) for p in found.paragraphs if p.role == "table"
    ]


def test_verse_keeps_its_line_breaks() -> None:
    verse = ["向晚意不适，", "驱车登古原。", "夕阳无限好，", "只是近黄昏。", "白日依山尽，", "黄河入海流。"]
    lines = "<br>".join(verse)
    page = f"<title>登高</title><h1>登高</h1><div class=content>{lines}</div><div>版权所有</div>"
    found = extract(page.encode())
    assert [p.span.slice_text(found.text) for p in found.paragraphs if p.role == "verse"] == [
        "\n".join(verse)
    ]


LONG = "这是一段只写在脚本里的正文，浏览器要运行脚本才能看见它。" * 5


@pytest.mark.parametrize(
    ("script", "last"),
    [
        (f'<script type="application/ld+json">{{"articleBody":"{LONG}\\n\\n完。"}}</script>', "完。"),
        (f'<script id="__NEXT_DATA__">{{"content":"<p>{LONG}<\\/p><p>完&amp;了。</p>"}}</script>', "完&了。"),
        (
            f'<script>var a = {{"body": "{LONG}\\u003cbr\\u003e\\u5b8c\\ud83d\\ude00"}}</script>',
            "完\U0001f600",
        ),
        (f'<script>{{"text": "{LONG}\\r\\n\\"<b>完</b>\\""}}</script>', '"完"'),
        (
            f'<script>{{"text": "x"}}</script><script>{{"c": "{"x" * 200}", "d": "{LONG}\\n完"}}</script>',
            "完",
        ),
    ],
    ids=["JSON-LD", "page state", "escapes", "line feeds among tags", "behind other texts"],
)
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_text_that_only_scripts_hold_is_found_in_its_paragraphs(
    script: str, last: str, charset: str
) -> None:
    page = f"<title>题</title><body><div id=root>加载中</div>{script}<p>尾".encode(charset)
    found = extract(page)
    document = found.document
    assert found.text == f"{LONG}\n{last}"
    assert [p.span.slice_text(found.text) for p in found.paragraphs] == [LONG, last]
    assert document.raw_bytes == page
    assert replay(document.raw, document.steps) == found.text
    assert page[found.passages[0].data.start : found.passages[0].data.end] == LONG.encode(charset)
    assert [document.source(p.span) for p in found.paragraphs] == [p.source for p in found.passages]
    assert "完" in page[found.passages[1].data.start : found.passages[1].data.end].decode(charset) or (
        b"\\u5b8c" in page[found.passages[1].data.start : found.passages[1].data.end]
    )


@pytest.mark.parametrize(
    "written",
    ["".join(f"\\u{ord(char):04x}" for char in LONG), "".join(f"&#{ord(char)};" for char in LONG)],
    ids=["JSON", "HTML"],
)
def test_a_text_in_a_script_may_be_written_in_escapes_alone(written: str) -> None:
    found = extract(f'<title>题</title><script>{{"text": "{written}"}}</script>'.encode())
    assert found.text == LONG


@pytest.mark.parametrize("parting", ["\\n\\n", "\\u003c/p\\u003e\\u003cp\\u003e"], ids=["line feeds", "tags"])
def test_paragraphs_of_one_damaged_stretch_come_from_the_whole_stretch(parting: str) -> None:
    stretch = parting.join([LONG, LONG.replace("正文", "内容"), "末段。"]).encode()
    noise = b"<!--" + b"\xff" * 2000 + b"-->"  # so that the page is in no charset
    page = b'<script>{"text": "' + stretch + b'"}</script>' + noise
    found = extract(page)
    assert found.document.origin.encoding == "latin-1"
    assert found.text == f"{LONG}\n{LONG.replace('正文', '内容')}\n末段。"
    start = page.index(stretch)
    for passage in found.passages:
        assert passage.source == found.document.source(passage.paragraph.span)
        assert (passage.data.start, passage.data.end) == (passage.source.start, passage.source.end)
        assert start <= passage.data.start < passage.data.end
    assert restore(found.text, found.document.steps).encode("latin-1") == page


def test_a_link_in_a_text_that_only_scripts_hold_has_its_place() -> None:
    page = f'<script>{{"html": "<p>{LONG}<a href=\\"/1?a=1&amp;b=2\\">链接</a></p>"}}</script>'
    found = extract(page.encode())
    (link,) = found.annotations
    assert (link.span.slice_text(found.text), link.target) == ("链接", "/1?a=1&b=2")
    assert link.source.slice_text(page) == "链接"


def test_the_rules_of_the_strip_stage_join_the_judgement() -> None:
    page = PAGE.format(charset="utf-8").encode()
    found = extract(page, claims=lambda lines: ["my/rule" if "读书节" in line else "" for line in lines])
    (edit,) = (e for step in found.document.steps for e in step.edits if e.rule == "my/rule")
    assert "读书节开幕" in edit.old


def test_repeated_text_stands_once() -> None:
    found = extract(("<div>" + "".join(f"<p>{line}</p>" for line in BODY) + "</div>").encode() * 2)
    assert found.text.count(BODY[0]) == 1


@pytest.mark.parametrize("page", [b"", b"<p>", b"<script>x</script>", b"\x00\x00"])
def test_a_page_without_text_is_empty(page: bytes) -> None:
    assert extract(page).text == ""


@pytest.mark.parametrize("line", ["首页", "a", "© 2020", "<a href=1>更多</a>"])
def test_a_page_with_any_text_is_never_empty(line: str) -> None:
    assert extract(f"<div>{line}</div>".encode()).text


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + BODY[0],
        "<table><tr><td>" * 20_000 + BODY[0],
        f"<p>{BODY[0]}" + "&amp;" * 100_000,
        BODY[0] + "\x00" * 100_000 + BODY[1],
        "<p>甲" * 20_000,
        f'<a href="{"x" * 1_000_000}">{BODY[0]}</a>',
    ],
    ids=["nested", "nested tables", "entities", "null bytes", "blocks", "long attribute"],
)
def test_hostile_pages_end_soon(page: str) -> None:
    document = extract(page.encode()).document
    assert document.raw == page


def test_a_page_beyond_the_bounds_is_rejected_with_a_reason() -> None:
    found = extract(b" " * (load_default().extract.max_bytes + 1))
    assert "longer than" in found.reject
    assert found.document.kind == "no_article"


def test_a_page_leaves_nothing_to_the_garbage_collector() -> None:
    extract(PAGE.encode())  # makes what is cached
    gc.collect()
    extract(PAGE.encode())
    assert gc.collect() == 0

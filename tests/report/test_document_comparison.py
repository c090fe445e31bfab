"""Two clean texts of a page are compared over the raw text that both ledgers lead back to."""

from hypothesis import given
from hypothesis import strategies as st

from jiaokan.core.document import Document, Paragraph
from jiaokan.core.edits import Edit, Span, make_replacement
from jiaokan.report.document_comparison import compare_documents
from jiaokan.report.page_rows import make_page_rows


@st.composite
def two_ledgers(draw: st.DrawFn) -> tuple[Document, Document]:
    raw = draw(st.text("甲乙丙\n x", max_size=30))
    found = []
    for _ in range(2):
        document = Document("d", raw)
        for stage in draw(st.lists(st.sampled_from(["strip", "mojibake", "script"]), max_size=3)):
            cuts = sorted(draw(st.lists(st.integers(0, len(document.text)), max_size=6)))
            spans = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
            edits = [
                make_replacement(
                    document.text, s, draw(st.text("甲X\n", max_size=3)), draw(st.sampled_from("ab"))
                )
                for s in spans
            ]
            document = document.edited(stage, edits)
        found.append(document)
    return found[0], found[1]


@given(two_ledgers())
def test_a_comparison_leads_from_one_clean_text_to_the_other(case: tuple[Document, Document]) -> None:
    older, newer = case
    compared = compare_documents(older, newer)
    assert compared.raw == older.text
    assert compared.text == newer.text
    rows = make_page_rows(compared)
    assert "".join(row.left for row in rows) == older.text
    assert "".join(row.right for row in rows) == newer.text


def test_only_what_differs_is_marked_and_the_rule_behind_it_is_named() -> None:
    page = Document("d", "首頁\n標題\n分享到\n正文。")
    older = page.edited("strip", [Edit(0, "首頁\n", "", "menu/home"), Edit(6, "分享到\n", "", "share/bar")])
    older = older.edited("script", [Edit(0, "標題", "标题", "script/t2s")])
    newer = page.edited("strip", [Edit(6, "分享到\n", "", "share/bar")])
    newer = newer.edited(
        "script", [Edit(0, "首頁", "首页", "script/t2s"), Edit(3, "標題", "标题", "script/t2s")]
    )
    compared = compare_documents(older, newer)
    (step,) = compared.steps
    (edit,) = step.edits
    assert (edit.old, edit.new, edit.why) == ("", "首页\n", "older: menu/home; newer: script/t2s")


def test_paragraphs_are_those_of_the_newer_text() -> None:
    page = Document("d", "首页\n正文")
    newer = Document("d", "首页\n正文", paragraphs=(Paragraph(Span(0, 2), "heading"), Paragraph(Span(3, 5))))
    compared = compare_documents(page.edited("strip", [Edit(0, "首页\n", "", "menu/home")]), newer)
    assert [row.paragraph.role for row in make_page_rows(compared) if row.paragraph] == ["heading", "body"]


def test_another_raw_page_is_another_text() -> None:
    compared = compare_documents(Document("d", "甲"), Document("d", "乙丙"))
    assert (compared.raw, compared.text) == ("甲", "乙丙")
    assert compared.steps[0].edits[0].why == "the raw page is another"

"""Rows lie end to end on both sides, and a row is a paragraph or a line that went."""

from pathlib import Path

from hypothesis import given

from jiaokan.core.document import Document, Paragraph
from jiaokan.core.edits import Edit, Span
from jiaokan.publish import read_documents
from jiaokan.report.page_rows import make_page_rows
from tests.core.test_document import edited_documents


def sides(document: Document) -> list[tuple[str, str]]:
    return [(row.left, row.right) for row in make_page_rows(document)]


@given(edited_documents())
def test_rows_join_to_the_raw_and_to_the_clean_text(case: tuple[str, Document]) -> None:
    raw, document = case
    rows = make_page_rows(document)
    assert "".join(row.left for row in rows) == raw
    assert "".join(row.right for row in rows) == document.text
    at = 0
    for part in (part for row in rows for part in row.parts):
        assert part.raw_start == at
        at += len(part.raw)


def test_rows_join_on_every_seed(release: Path) -> None:
    for document in read_documents(release):
        rows = make_page_rows(document)
        assert "".join(row.left for row in rows) == document.raw
        assert "".join(row.right for row in rows) == document.text
        named = [row.paragraph for row in rows if row.paragraph]
        assert len(named) == len(document.paragraphs), "every paragraph has a row of its own"


def test_a_row_is_a_paragraph_or_a_line_that_went() -> None:
    document = Document("d", "首页\n\n甲乙。\n分享到\n\n丙。\n版权所有\n")
    document = document.edited(
        "strip", [Edit(0, "首页", "", "a/a"), Edit(8, "分享到", "", "a/b"), Edit(16, "版权所有", "", "a/c")]
    )
    document = document.edited(
        "paragraphs", [Edit(0, "\n\n", "", "l/b"), Edit(6, "\n\n", "", "l/b"), Edit(10, "\n\n", "", "l/b")]
    )
    assert document.text == "甲乙。\n丙。"
    assert sides(document) == [
        ("首页\n\n", ""),
        ("甲乙。\n", "甲乙。\n"),
        ("分享到\n\n", ""),
        ("丙。\n", "丙。"),
        ("版权所有\n", ""),
    ]


def test_a_removal_inside_a_paragraph_stays_in_its_row() -> None:
    document = Document("d", "甲乙\n2、\n丙丁。\n戊").edited("strip", [Edit(2, "\n2、\n", "", "page/number")])
    assert sides(document) == [("甲乙\n2、\n丙丁。\n", "甲乙丙丁。\n"), ("戊", "戊")]


def test_blank_lines_and_indents_go_to_the_row_before() -> None:
    document = Document("d", "\n甲。\n\n　　乙。").edited(
        "paragraphs", [Edit(0, "\n", "", "l/b"), Edit(4, "\n", "", "l/b"), Edit(5, "　　", "", "l/i")]
    )
    assert sides(document) == [("\n甲。\n\n　　", "甲。\n"), ("乙。", "乙。")]


def test_markup_parts_rows_where_the_clean_text_parts() -> None:
    document = Document("d", "<nav>首页</nav><p>甲。</p><p>乙。</p><footer>备案</footer>").edited(
        "extract",
        [
            Edit(0, "<nav>首页</nav><p>", "", "html/navigation"),
            Edit(18, "</p><p>", "\n", "html/break"),
            Edit(27, "</p><footer>备案</footer>", "", "html/footer"),
        ],
    )
    assert sides(document) == [
        ("<nav>首页</nav><p>", ""),
        ("甲。</p><p>", "甲。\n"),
        ("乙。", "乙。"),
        ("</p><footer>备案</footer>", ""),
    ]
    assert [row.is_removed for row in make_page_rows(document)] == [True, False, False, True]


def test_a_row_knows_the_paragraph_that_starts_in_it() -> None:
    paragraphs = (Paragraph(Span(0, 1), "title"), Paragraph(Span(2, 3)))
    rows = make_page_rows(Document("d", "甲\n乙", paragraphs=paragraphs))
    assert [row.paragraph for row in rows] == list(paragraphs)

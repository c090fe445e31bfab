"""The aligned pieces are contiguous in both texts, for any ledger."""

from hypothesis import given

from jiaokan.core.alignment import align_pieces
from jiaokan.core.document import Document
from jiaokan.core.edits import Edit
from tests.core.test_document import edited_documents


@given(edited_documents())
def test_pieces_join_to_the_raw_and_to_the_clean_text(case: tuple[str, Document]) -> None:
    raw, document = case
    pieces = align_pieces(document)
    assert "".join(piece.before for piece in pieces) == raw
    assert "".join(piece.after for piece in pieces) == document.text
    assert all(piece.span.slice_text(raw) == piece.before for piece in pieces)
    assert all(piece.before == piece.after for piece in pieces if not piece.causes)
    edits_of_pieces = {cause.edit for piece in pieces for cause in piece.causes}
    assert {
        edit for step in document.steps for edit in step.edits if edit.span or edit.new
    } <= edits_of_pieces


def test_an_edit_that_removes_inserted_text_is_a_cause() -> None:
    document = Document("d", "甲")
    document = document.edited(
        "strip", [Edit(0, "", "乙", "b"), Edit(0, "甲", "", "a"), Edit(1, "", "丙", "c")]
    )
    document = document.edited("script", [Edit(0, "乙丙", "", "d")])
    assert [(p.before, p.after, [c.edit.rule for c in p.causes]) for p in align_pieces(document)] == [
        ("甲", "", ["b", "a", "c", "d"])
    ]


def test_each_stripped_line_keeps_its_own_rule() -> None:
    document = Document("d", "甲\n乙\n丙")
    document = document.edited("strip", [Edit(0, "甲", "", "a/a"), Edit(2, "乙", "", "b/b")])
    document = document.edited("paragraphs", [Edit(0, "\n\n", "", "layout/blank-line")])
    assert [(p.before, p.after, [c.edit.rule for c in p.causes]) for p in align_pieces(document)] == [
        ("甲", "", ["a/a"]),
        ("\n", "", ["layout/blank-line"]),
        ("乙", "", ["b/b"]),
        ("\n", "", ["layout/blank-line"]),
        ("丙", "丙", []),
    ]

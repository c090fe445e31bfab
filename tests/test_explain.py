"""The pieces of an explanation lie end to end on both sides, whatever the ledger says."""

from hypothesis import given

from jiaokan.core.alignment import align_pieces
from jiaokan.core.document import Document
from jiaokan.core.edits import Edit
from tests.test_document import worked


@given(worked())
def test_pieces_join_to_the_raw_and_to_the_clean_text(case: tuple[str, Document]) -> None:
    raw, document = case
    found = align_pieces(document)
    assert "".join(piece.before for piece in found) == raw
    assert "".join(piece.after for piece in found) == document.text
    assert all(piece.span.slice_text(raw) == piece.before for piece in found)
    assert all(piece.before == piece.after for piece in found if not piece.causes)
    told = {cause.edit for piece in found for cause in piece.causes}
    assert {edit for step in document.steps for edit in step.edits if edit.span or edit.new} <= told


def test_an_edit_that_takes_away_what_others_put_in_is_told() -> None:
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
    document = document.edited("paragraphs", [Edit(0, "\n\n", "", "layout/blank_line")])
    assert [(p.before, p.after, [c.edit.rule for c in p.causes]) for p in align_pieces(document)] == [
        ("甲", "", ["a/a"]),
        ("\n", "", ["layout/blank_line"]),
        ("乙", "", ["b/b"]),
        ("\n", "", ["layout/blank_line"]),
        ("丙", "丙", []),
    ]

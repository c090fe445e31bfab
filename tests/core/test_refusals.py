"""An edit that a reviewer refused is not made, however the rest of the build has changed."""

from hypothesis import given

from jiaokan.core.document import Document
from jiaokan.core.edits import Edit, Span
from jiaokan.core.ledger import OffsetChain, replay, restore
from jiaokan.core.refusals import NOTE_RULE, Refusal, find_refusal
from tests.core.test_document import edited_documents

BAR = Refusal("share/bar", Span(3, 6), "分享到", "")


def clean(edits: list[Edit], *refusals: Refusal) -> Document:
    return Document("d", "今天\n分享到\n明天", refusals=refusals).edited("strip", edits)


def test_a_refused_edit_becomes_a_note_and_others_are_made() -> None:
    document = clean([Edit(0, "今", "", "a/b"), Edit(3, "分享到", "", "share/bar")], BAR)
    assert document.text == "天\n分享到\n明天"
    assert [(e.rule, e.old == e.new) for e in document.steps[0].edits] == [("a/b", False), (NOTE_RULE, True)]
    assert document.steps[0].edits[1].why == "share/bar was refused"


def test_the_comment_of_the_reviewer_stands_in_the_ledger() -> None:
    refusal = Refusal("share/bar", Span(3, 6), "分享到", "", "it is the name of a song")
    (note,) = clean([Edit(3, "分享到", "", "share/bar")], refusal).steps[0].edits
    assert note.why == "share/bar was refused: it is the name of a song"


def test_a_rule_that_now_takes_more_or_less_of_the_place_is_refused_too() -> None:
    for edit in (Edit(3, "分享", "", "share/bar"), Edit(2, "\n分享到\n", "", "share/bar")):
        assert clean([edit], BAR).text == "今天\n分享到\n明天"


def test_a_rule_that_was_renamed_since_is_the_same_rule() -> None:
    refusal = Refusal("spacing/mark", Span(0, 2), "今天", "今")
    assert clean([Edit(1, "天", "日", "spacing/at-mark")], refusal).text == "今天\n分享到\n明天"
    assert clean([Edit(1, "天", "日", "spacing/date")], refusal).text == "今日\n分享到\n明天"


def test_another_rule_that_takes_the_same_text_away_is_refused() -> None:
    assert clean([Edit(3, "分享到\n", "", "classifier/line")], BAR).text == "今天\n分享到\n明天"


def test_another_rule_that_changes_the_text_is_not() -> None:
    assert clean([Edit(3, "分享到", "轉發到", "script/t2s")], BAR).text == "今天\n轉發到\n明天"


def test_a_conversion_of_another_place_is_made() -> None:
    refusal = Refusal("script/t2s", Span(0, 1), "乾", "干")
    text = Document("d", "乾乾", refusals=(refusal,)).edited(
        "script", [Edit(0, "乾", "干", "script/t2s"), Edit(1, "乾", "干", "script/t2s")]
    )
    assert text.text == "乾干"


def test_the_place_is_that_of_the_raw_text_whatever_went_before() -> None:
    refusal = Refusal("script/t2s", Span(4, 5), "乾", "干")
    document = Document("d", "分享到\n乾乾", refusals=(refusal,)).edited(
        "strip", [Edit(0, "分享到\n", "", "a/b")]
    )
    document = document.edited("script", [Edit(i, "乾", "干", "script/t2s") for i in (0, 1)])
    assert document.text == "乾干"


def test_an_edit_that_is_proposed_again_leaves_one_note() -> None:
    document = clean([Edit(3, "分享到", "", "share/bar")], BAR)
    again = document.edited("strip_repaired", [Edit(3, "分享到", "", "share/bar")])
    assert again is document


def test_a_refused_insertion_is_left_out() -> None:
    refusal = Refusal("layout/break", Span(2, 2), "", "\n")
    document = Document("d", "甲乙丙丁", refusals=(refusal,))
    after = document.edited(
        "paragraphs", [Edit(1, "", "\n", "layout/break"), Edit(2, "", "\n", "layout/break")]
    )
    assert after.text == "甲\n乙丙丁"


@given(edited_documents())
def test_the_laws_hold_and_no_refused_change_is_left(case: tuple[str, Document]) -> None:
    raw, document = case
    lineage = OffsetChain(document.steps)
    every = [
        Refusal(edit.rule, lineage.map_back(edit.span, number), edit.old, edit.new)
        for number, step in enumerate(document.steps)
        for edit in step.edits
    ]
    again = Document("d", raw, refusals=tuple(every))
    for step in document.steps[:1]:
        again = again.edited(step.stage, step.edits)
    assert again.text == raw
    assert replay(raw, again.steps) == again.text
    assert restore(again.text, again.steps) == raw
    assert all(find_refusal(e, e.span, every) >= 0 for s in document.steps[:1] for e in s.edits)

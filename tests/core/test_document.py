"""The laws of the ledger, for any text and any chain of edits."""

import pickle
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from jiaokan.core.document import Document, Paragraph
from jiaokan.core.edits import Edit, Span, make_replacement
from jiaokan.core.ledger import OffsetChain, Step, replay, restore

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@st.composite
def edited_documents(draw: st.DrawFn) -> tuple[str, Document]:
    raw = draw(TEXT)
    document = Document("d", raw)
    for stage in draw(st.lists(st.sampled_from(["strip", "mojibake", "script"]), max_size=4)):
        text = document.text
        cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
        spans = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
        document = document.edited(
            stage, [make_replacement(text, s, draw(st.text("甲X\n", max_size=3)), "r") for s in spans]
        )
    return raw, document


@given(edited_documents())
def test_replay_and_restore_are_inverse(case: tuple[str, Document]) -> None:
    raw, document = case
    assert replay(raw, document.steps) == document.text
    assert restore(document.text, document.steps) == document.raw == raw


@given(edited_documents())
def test_every_span_of_the_text_has_its_source(case: tuple[str, Document]) -> None:
    raw, document = case
    lineage = OffsetChain(document.steps)
    starts = [lineage.map_back(Span(i, i + 1)) for i in range(len(document.text))]
    assert starts == sorted(starts, key=lambda span: (span.start, span.end))
    assert all(0 <= span.start <= span.end <= len(raw) for span in starts)
    if not document.steps:
        assert all(span.slice_text(raw) == char for span, char in zip(starts, raw, strict=True))


def test_paragraphs_move_with_their_text() -> None:
    parts = (
        Paragraph(Span(0, 2), "title"),
        Paragraph(Span(3, 5), sentences=(Span(3, 5),)),
        Paragraph(Span(6, 7)),
    )
    document = Document("d", "甲乙\n丙丁\n戊", paragraphs=parts)
    document = document.edited(
        "s",
        [make_replacement("甲乙\n丙丁\n戊", s, n, "r") for s, n in ((Span(0, 1), "子丑"), (Span(6, 7), ""))],
    )
    assert document.text == "子丑乙\n丙丁\n"
    assert document.paragraphs == (
        Paragraph(Span(0, 3), "title"),
        Paragraph(Span(4, 6), sentences=(Span(4, 6),)),
    )


def test_the_raw_text_is_remembered_and_is_what_the_ledger_restores() -> None:
    document = Document("a", "甲乙丙").edited("strip", [Edit(1, "乙", "", "r")])
    again = document.edited("script", [Edit(0, "甲", "丁戊", "r")])
    assert again.raw == restore(again.text, again.steps) == "甲乙丙"
    assert replace(again, steps=again.steps, _raw=None).raw == "甲乙丙"


def test_a_step_makes_its_map_once_and_leaves_it_out_of_what_it_is() -> None:
    step = Step("strip", (Edit(1, "乙", "", "r"),))
    assert step.offset_map is step.offset_map
    again = pickle.loads(pickle.dumps(step))
    assert again == step == Step("strip", step.edits)
    assert hash(again) == hash(step)
    assert again.offset_map.map_back(Span(1, 2)) == Span(2, 3)

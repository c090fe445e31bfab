"""The laws of the ledger, for any text and any chain of edits."""

from hypothesis import given
from hypothesis import strategies as st

from jiaokan.core.document import Document, OffsetChain, Paragraph, replay, restore
from jiaokan.core.edits import Span, make_replacement

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

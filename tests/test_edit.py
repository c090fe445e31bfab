"""The laws of edits, on any text and any edits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaokan.core.edits import Edit, Span, Trace, apply, delete, disjoint, inverse, note, ordered, replace
from jiaokan.core.errors import LawError

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
NEW = st.text("甲乙X\n\u2028\U00020000", max_size=3)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, tuple[Edit, ...]]:
    text = draw(TEXT)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    spans = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    return text, ordered(replace(text, span, draw(NEW), "r/r") for span in spans)


@given(edited())
def test_the_inverse_of_edits_brings_the_text_back(case: tuple[str, tuple[Edit, ...]]) -> None:
    text, edits = case
    assert apply(apply(text, edits), inverse(edits)) == text
    assert inverse(inverse(edits)) == edits


@given(edited())
def test_every_kept_code_point_leads_back_to_itself(case: tuple[str, tuple[Edit, ...]]) -> None:
    text, edits = case
    after, trace = apply(text, edits), Trace(edits)
    put = {i for undo in inverse(edits) for i in range(undo.start, undo.end)}
    seen = 0
    for i, char in enumerate(after):
        span = trace.back(Span(i, i + 1))
        assert seen <= span.start <= span.end <= len(text)
        seen = span.start
        if i not in put:
            assert span.of(text) == char


@given(edited(), st.data())
def test_a_span_leads_back_to_all_its_code_points_and_no_more(
    case: tuple[str, tuple[Edit, ...]], data: st.DataObject
) -> None:
    text, edits = case
    after, trace = apply(text, edits), Trace(edits)
    a, b = sorted(data.draw(st.tuples(st.integers(0, len(after)), st.integers(0, len(after)))))
    span = trace.back(Span(a, b))
    assert 0 <= span.start <= span.end <= len(text)
    if a < b:
        parts = [trace.back(Span(i, i + 1)) for i in range(a, b)]
        assert span == Span(parts[0].start, parts[-1].end)
    elif span:
        assert any(undo.start < a < undo.end for undo in inverse(edits))


@pytest.mark.parametrize(
    "edits",
    [
        (Edit(0, "ab", "", "r"), Edit(1, "b", "", "r")),
        (Edit(1, "x", "", "r"),),
        (Edit(2, "cd", "", "r"),),
        (Edit(9, "", "y", "r"),),
    ],
    ids=["overlap", "another text", "past the end", "beyond the end"],
)
def test_an_edit_that_does_not_fit_is_refused(edits: tuple[Edit, ...]) -> None:
    with pytest.raises(LawError, match="r expects"):
        apply("abc", edits)


def test_disjoint_keeps_the_first_and_the_longest() -> None:
    text = "abcdef"
    long, short, late = (
        delete(text, Span(0, 3), "l"),
        delete(text, Span(0, 2), "s"),
        delete(text, Span(2, 4), "x"),
    )
    assert disjoint([short, late, long, note(text, Span(5, 6), "n")]) == (long, note(text, Span(5, 6), "n"))

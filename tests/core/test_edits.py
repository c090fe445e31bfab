"""The laws of edits, for any text and any edits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaokan.core.edits import (
    Edit,
    Span,
    apply_edits,
    drop_overlapping_edits,
    invert_edits,
    make_deletion,
    make_note,
    make_replacement,
    sort_edits,
    undo_edits,
)
from jiaokan.core.errors import LawError
from jiaokan.core.offsets import OffsetMap

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
NEW = st.text("甲乙X\n\u2028\U00020000", max_size=3)


@st.composite
def edited_texts(draw: st.DrawFn) -> tuple[str, tuple[Edit, ...]]:
    text = draw(TEXT)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    spans = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    return text, sort_edits(make_replacement(text, span, draw(NEW), "r/r") for span in spans)


@given(edited_texts())
def test_the_inverse_of_edits_restores_the_text(case: tuple[str, tuple[Edit, ...]]) -> None:
    text, edits = case
    assert apply_edits(apply_edits(text, edits), invert_edits(edits)) == text
    assert invert_edits(invert_edits(edits)) == edits


@given(edited_texts())
def test_edits_are_undone_without_making_their_inverse(case: tuple[str, tuple[Edit, ...]]) -> None:
    text, edits = case
    assert undo_edits(apply_edits(text, edits), edits) == text


def test_undoing_refuses_a_text_that_the_edits_did_not_leave() -> None:
    with pytest.raises(LawError, match="it left '乙' at code point 1"):
        undo_edits("甲丙", (Edit(1, "甲", "乙", "r/r"),))


@given(edited_texts(), st.data())
def test_the_inverse_of_a_map_is_the_map_of_the_inverse(
    case: tuple[str, tuple[Edit, ...]], data: st.DataObject
) -> None:
    text, edits = case
    a, b = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    assert OffsetMap(edits).invert().map_back(Span(a, b)) == OffsetMap(invert_edits(edits)).map_back(
        Span(a, b)
    )


@given(edited_texts())
def test_every_kept_code_point_maps_to_itself(case: tuple[str, tuple[Edit, ...]]) -> None:
    text, edits = case
    after, offset_map = apply_edits(text, edits), OffsetMap(edits)
    inserted = {i for inverse in invert_edits(edits) for i in range(inverse.start, inverse.end)}
    last_start = 0
    for i, char in enumerate(after):
        span = offset_map.map_back(Span(i, i + 1))
        assert last_start <= span.start <= span.end <= len(text)
        last_start = span.start
        if i not in inserted:
            assert span.slice_text(text) == char


@given(edited_texts(), st.data())
def test_a_span_maps_to_the_origin_of_all_its_code_points(
    case: tuple[str, tuple[Edit, ...]], data: st.DataObject
) -> None:
    text, edits = case
    after, offset_map = apply_edits(text, edits), OffsetMap(edits)
    a, b = sorted(data.draw(st.tuples(st.integers(0, len(after)), st.integers(0, len(after)))))
    span = offset_map.map_back(Span(a, b))
    assert 0 <= span.start <= span.end <= len(text)
    if a < b:
        parts = [offset_map.map_back(Span(i, i + 1)) for i in range(a, b)]
        assert span == Span(parts[0].start, parts[-1].end)
    elif span:
        assert any(inverse.start < a < inverse.end for inverse in invert_edits(edits))


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
        apply_edits("abc", edits)


def test_overlapping_edits_lose_to_the_first_and_the_longest() -> None:
    text = "abcdef"
    long, short, late = (
        make_deletion(text, Span(0, 3), "l"),
        make_deletion(text, Span(0, 2), "s"),
        make_deletion(text, Span(2, 4), "x"),
    )
    assert drop_overlapping_edits([short, late, long, make_note(text, Span(5, 6), "n")]) == (
        long,
        make_note(text, Span(5, 6), "n"),
    )

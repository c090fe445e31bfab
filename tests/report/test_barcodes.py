"""A barcode shows where a page was touched, and by which stage."""

from hypothesis import given
from hypothesis import strategies as st

from jiaokan.core.document import HTML_MEDIA, Document, Origin
from jiaokan.core.edits import Edit, Span
from jiaokan.report.barcodes import BAR_CELLS, BLANK, FIRST_CODE, SHADES, Touch, make_barcode
from jiaokan.report.document_summaries import summarize_document


def cell(stage: int, level: int) -> str:
    return chr(FIRST_CODE + stage * SHADES + level)


@st.composite
def touched(draw: st.DrawFn) -> tuple[int, list[Touch]]:
    length = draw(st.integers(0, 300))
    touches = []
    for _ in range(draw(st.integers(0, 8))):
        start, end = sorted(draw(st.tuples(st.integers(0, length), st.integers(0, length))))
        touches.append(Touch(draw(st.integers(0, 5)), start, end, draw(st.booleans())))
    return length, touches


@given(touched())
def test_a_cell_is_blank_where_nothing_in_it_was_touched_and_nowhere_else(
    case: tuple[int, list[Touch]],
) -> None:
    length, touches = case
    code = make_barcode(touches, length)
    assert len(code) == BAR_CELLS
    ends = [length * (i + 1) // BAR_CELLS for i in range(BAR_CELLS)]
    for start, end, shown in zip([0, *ends], ends, code, strict=False):
        is_touched = any(max(t.start, start) < min(t.end, end) for t in touches)
        assert (shown != BLANK) == is_touched


def test_height_is_the_share_that_was_touched() -> None:
    code = make_barcode([Touch(0, 0, 10, True), Touch(1, 10, 15, False), Touch(2, 20, 21, False)], 720)
    assert code[:3] == cell(0, 5) + cell(1, 3) + cell(2, 0)
    assert set(code[3:]) == {BLANK}


def test_a_removal_shows_through_what_other_stages_did_around_it() -> None:
    repair, removal, layout = Touch(2, 0, 720, False), Touch(1, 0, 360, True), Touch(4, 0, 720, False)
    assert make_barcode([repair, removal, layout], 720) == cell(1, 5) * 36 + cell(2, 5) * 36


def test_of_two_removals_the_first_shows() -> None:
    assert make_barcode([Touch(0, 0, 72, True), Touch(1, 0, 72, True)], 72) == cell(0, 5) * BAR_CELLS


def test_what_a_reader_does_not_see_has_no_place() -> None:
    touches = [Touch(0, 0, 90, True), Touch(1, 100, 110, True)]
    assert make_barcode(touches, 162, [Span(0, 90)]) == BLANK * 10 + cell(1, 5) * 10 + BLANK * 52


def test_the_barcode_of_a_page_of_html_is_of_its_words() -> None:
    raw = "<html><script>var a = '甲';</script>" + "\n<p>甲</p>" * 36 + "<!-- x -->" + "<div>乙</div>" * 36
    document = Document("d", raw, Origin(media=HTML_MEDIA))
    gone = raw.index("<!--")
    document = document.edited("extract", [Edit(gone, raw[gone:], "", "html/navigation")])
    summary = summarize_document(document)
    assert summary.is_html
    assert summary.barcode == BLANK * 36 + cell(0, 5) * 36

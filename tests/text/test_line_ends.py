"""Line ends: whichever a file has, its lines are read alike, and edits quote what stands there."""

import pytest

from jiaokan.core.edits import Edit, Span, apply_edits, make_deletion, make_note
from jiaokan.text.line_ends import feed_lines, propose_on_lines


@pytest.mark.parametrize("end", ["\r", "\u2028", "\u2029"])
def test_edits_quote_the_line_end_of_the_text(end: str) -> None:
    text = f"甲乙{end}丙丁"

    def propose(fed: str) -> list[Edit]:
        assert fed == "甲乙\n丙丁"
        return [make_deletion(fed, Span(1, 3), "r"), make_note(fed, Span(3, 4), "r")]

    deletion, note = propose_on_lines(propose, text)
    assert (deletion.old, note.old, note.new) == (f"乙{end}", "丙", "丙")
    assert apply_edits(text, [deletion, note]) == "甲丙丁"


def test_controls_of_damaged_text_are_no_line_ends() -> None:
    assert feed_lines("甲\x0b乙\x0c丙\x85丁\r\n") == "甲\x0b乙\x0c丙\x85丁\r\n"

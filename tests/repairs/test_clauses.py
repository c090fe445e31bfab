"""Stops are likely where they part two clauses, unlikely where they leave a scrap; quotation marks pair."""

import pytest

from pipeline.repairs.clauses import quote_after, quote_before, stops, unpaired


def test_text_without_a_stop_says_nothing() -> None:
    assert stops("各级各部门要打起精神", "加强", "人员来往登记") == 0


@pytest.mark.parametrize("mark", ["，", ",", "？", "\n"])
def test_a_stop_that_leaves_a_scrap_is_unlikely(mark: str) -> None:
    assert stops("他们一起离", "。", f"回{mark}后来没有人再提起这件事") < 0
    assert stops(f"没有人再提起这件事{mark}他", "。", "后来没有人再提起这件事") < 0


def test_a_stop_between_two_clauses_is_likely() -> None:
    assert stops("，各级各部门要打起精神来做事", "。", "后来没有人再提起这件事情，") > 0


def test_a_stop_beside_another_mark_or_at_the_end_is_left_to_others() -> None:
    assert (
        stops("各级各部门", "。", "") == stops("各级各部门", "。", "\n后来") == stops("。", "。", "后来") == 0
    )


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("他说：“好|的”，走了", "“", "”"),
        ("“好”，他说|，“走”", "”", "“"),
        ("他说“好\n|再说”", "”", "”"),
        ("他说|好\n“再说”", "”", "“"),
        ("好" * 300 + "|" + "好" * 300, "", ""),
    ],
    ids=["within a quotation", "between two", "at a line's beginning", "at its end", "far from any"],
)
def test_quotation_marks_are_sought_in_the_line(text: str, before: str, after: str) -> None:
    at = text.index("|")
    assert quote_before(text, at) == before
    assert quote_after(text, at + 1) == after


@pytest.mark.parametrize(
    ("before", "new", "after", "count"),
    [
        ("“", "好。”", "“", 0),
        ("“", "好。", "“", 1),
        ("”", "好”", "“", 1),
        ("", "好", "", 0),
        ("", "“好“", "", 1),
    ],
)
def test_quotation_marks_that_do_not_pair_are_counted(before: str, new: str, after: str, count: int) -> None:
    assert unpaired(before, new, after) == count

"""Stops are likely between two clauses and unlikely beside a short one; paired marks pair."""

import pytest

from jiaokan.repairs.punctuation_prior import (
    count_unpaired,
    find_sides_after,
    find_sides_before,
    stop_position_score,
)


def test_text_without_a_stop_scores_zero() -> None:
    assert stop_position_score("各级各部门要打起精神", "加强", "人员来往登记") == 0


@pytest.mark.parametrize("mark", ["，", ",", "？", "\n"])
def test_a_stop_beside_a_short_clause_is_unlikely(mark: str) -> None:
    assert stop_position_score("他们一起离", "。", f"回{mark}后来没有人再提起这件事") < 0
    assert stop_position_score(f"没有人再提起这件事{mark}他", "。", "后来没有人再提起这件事") < 0


def test_a_stop_between_two_clauses_is_likely() -> None:
    assert stop_position_score("，各级各部门要打起精神来做事", "。", "后来没有人再提起这件事情，") > 0


def test_a_stop_beside_another_mark_or_at_the_end_scores_zero() -> None:
    assert (
        stop_position_score("各级各部门", "。", "")
        == stop_position_score("各级各部门", "。", "\n后来")
        == stop_position_score("。", "。", "后来")
        == 0
    )


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("他说：“好|的”，走了", True, False),
        ("“好”，他说|，“走”", False, True),
        ("他说“好\n|再说”", False, False),
        ("他说|好\n“再说”", False, True),
        ("好" * 300 + "|" + "好" * 300, None, None),
    ],
    ids=["within a quotation", "between two", "at a line's beginning", "at its end", "far from any"],
)
def test_paired_marks_are_searched_on_the_line(text: str, before: bool | None, after: bool | None) -> None:
    offset = text.index("|")
    assert find_sides_before(text, offset)[0] is before
    assert find_sides_after(text, offset + 1)[0] is after


@pytest.mark.parametrize(
    ("before", "new", "after", "count"),
    [
        ("“", "好。”", "“", 0),
        ("“", "好。", "“", 1),
        ("”", "好”", "“", 1),
        ("好" * 300, "好", "好" * 300, 0),
        ("", "“好“", "", 2),
        ("李某", "，", "36岁）", 1),
        ("李某", "（", "36岁）", 0),
        ("李某", "(", "36岁）", 0),
        ("「好", "』", "」他说", 1),
    ],
)
def test_unpaired_marks_are_counted(before: str, new: str, after: str, count: int) -> None:
    assert count_unpaired(find_sides_before(before, len(before)), new, find_sides_after(after, 0)) == count

"""What a reader sees of a piece of HTML."""

from time import process_time

import pytest

from jiaokan.text.seen_text import count_unseen_chars, extract_seen_text


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        ("plain  text\n", "plain text"),
        ("<p>他说</p>\n<p>回家</p>", "他说 回家"),
        ("<style>a{b:c}</style>他", "他"),
        ("<script>if (a<b) {}</script>他<script>x", "他"),
        ("三 < 五", "三 < 五"),
    ],
)
def test_tags_and_scripts_are_not_seen(html: str, seen: str) -> None:
    assert extract_seen_text(html) == seen


@pytest.mark.parametrize("rule", ["html/tag", "html/break", "html/hidden"])
def test_nothing_of_markup_is_seen(rule: str) -> None:
    assert count_unseen_chars(rule, "<br>\n", "\n") == 4


@pytest.mark.parametrize("piece", ["<script>", "<", "<style <", "</script"])
def test_hostile_markup_takes_linear_time(piece: str) -> None:
    start = process_time()
    extract_seen_text(piece * 100_000)
    assert process_time() - start < 5

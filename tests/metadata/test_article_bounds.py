"""Where the article begins and ends among the lines of a page."""

import pytest

from jiaokan.core.edits import Span
from jiaokan.metadata import find_article, make_html_line

TITLE = "河口县新码头建成以后的几件小事"
PROSE = "渔船可以直接靠岸，老人们说这是几十年来头一回，大家都很高兴，傍晚来散步的人也多了。"


@pytest.mark.parametrize(
    ("texts", "top", "end"),
    [
        ((TITLE, "2022-08-09", PROSE), 2, 3),
        ((TITLE, "河口网", TITLE, PROSE, "返回"), 3, 4),
        ((TITLE * 2, "河口网", TITLE * 2, "船来", "船往"), 2, 5),  # an article of short lines
        ((), 0, 0),
    ],
)
def test_the_article_begins_below_the_second_copy_of_its_title(
    texts: tuple[str, ...], top: int, end: int
) -> None:
    lines = [
        make_html_line(text, Span(i, i + 1), text not in {"河口网", "返回", "2022-08-09"})
        for i, text in enumerate(texts)
    ]
    page = find_article(lines, 0 if lines else -1)
    assert (page.top, page.end) == (top, end)

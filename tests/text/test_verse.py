"""Verse is told by clauses of one length or by short lines without marks; prose and lists are none."""

import pytest

from jiaokan.config.config_loader import load_default
from jiaokan.text.verse import is_mostly_verse, is_verse, measure_clauses

VERSE = load_default().paragraphs.verse
QUATRAIN = ["床前明月光,", "疑是地上霜。", "举头望明月,", "低头思故乡。"]
SEVEN = ["朝辞白帝彩云间,", "千里江陵一日还。", "两岸猿声啼不住,", "轻舟已过万重山。"]
FREE = [
    "我打江南走过",
    "那等在季节里的容颜",
    "如莲花的开落",
    "东风不来",
    "三月的柳絮不飞",
    "你的心如小小的寂寞的城",
]
PROSE = [
    "今天上午,市里召开了全市交通工作会议。",
    "记者从会上获悉,全市公路里程达到三千公里。",
    "与会的代表们都说这条路修得很好。",
    "会议结束。",
]


@pytest.mark.parametrize("lines", [QUATRAIN, SEVEN, FREE], ids=["five", "seven", "free"])
def test_verse_is_known(lines: list[str]) -> None:
    kept = [line for line in lines if measure_clauses(line, VERSE)]
    assert is_verse(kept * (1 if len(kept) == len(lines) else 2), VERSE)


def test_prose_is_not_verse() -> None:
    assert (
        measure_clauses("记者从会上获悉,全市公路里程已经达到三千公里,比去年增长百分之五点三。", VERSE) == []
    )
    assert not is_mostly_verse(PROSE, VERSE)


@pytest.mark.parametrize(
    "lines", [["北京大学", "清华大学", "复旦大学"], ["春晓"]], ids=["three names", "a title"]
)
def test_a_few_lines_are_not_verse(lines: list[str]) -> None:
    assert not is_verse(lines, VERSE)


def test_a_page_of_short_clauses_is_mostly_verse() -> None:
    assert is_mostly_verse(QUATRAIN, VERSE)
    assert not is_mostly_verse([*QUATRAIN[:2], *PROSE], VERSE)

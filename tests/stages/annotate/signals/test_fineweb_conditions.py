"""The conditions of FineWeb-2: each fails where it should, and sound prose fails none."""

import pytest

from jiaokan.stages.annotate.signals.fineweb_conditions import find_failed_conditions
from jiaokan.text.language_model.word_cutter import cut_words

PROSE = (
    "今天上午，记者在现场看到，工作人员正在进行设备调试，预计下周可以投入使用。\n"
    "有居民说，地铁开通以后，他去城里上班的时间会缩短一半，也不用再为停车发愁了。\n"
    "据了解，二号线全长二十三公里，共设十九座车站，中间与一号线和三号线换乘。\n"
)


def find_failures(text: str) -> tuple[str, ...]:
    return find_failed_conditions(text, cut_words(text))


def test_prose_fails_none() -> None:
    assert find_failures(PROSE) == ()


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        (PROSE + "返回首页\n" * 3, "dup_line_frac"),
        (
            PROSE + PROSE.split("\n", maxsplit=1)[0] + "\n" + PROSE.split("\n", maxsplit=1)[0],
            "char_dup_ratio",
        ),
        (PROSE.replace("。", ""), "line_punct_ratio"),
        ("春眠不觉晓，\n处处闻啼鸟。\n夜来风雨声，\n花落知多少。\n" * 1, "gopher_short_doc"),
        (
            "\n".join(
                [
                    "春",
                    "夏",
                    "秋",
                    "冬",
                    "天",
                    "地",
                    "玄",
                    "黄",
                    "宇",
                    "宙",
                    "洪",
                    "荒",
                    "日",
                    "月",
                    "盈",
                    "昃",
                ]
                * 4
            ),
            "list_ratio",
        ),
        ("他说：“好。”\n" * 30, "top_4_gram"),
        (PROSE + PROSE, "duplicated_5_n_grams"),
        ("1234 5678 90 " * 30 + PROSE, "gopher_below_alpha_threshold"),
        (PROSE.replace("。", "…"), "gopher_too_many_end_ellipsis"),
        ("# " * 40 + PROSE, "gopher_too_many_hashes"),
        ("- " + PROSE.strip().replace("\n", "\n- "), "gopher_too_many_bullets"),
        ("峯禺砉榇鬯臾" * 20, "gopher_enough_stop_words"),
    ],
)
def test_names_the_condition_that_fails(text: str, condition: str) -> None:
    assert condition in find_failures(text)


def test_nothing_fails_for_its_lines_and_its_length() -> None:
    assert find_failures("") == ("line_punct_ratio", "gopher_short_doc", "gopher_enough_stop_words")

"""Lists of words: which rows stay, and which menus are no such lists."""

import numpy as np
import pytest

import jiaokan
from jiaokan.stages.strip.judge.spared.word_list_lines import find_word_list_lines
from jiaokan.stages.strip.judge.unit_pages import cut_pages
from jiaokan.stages.strip.normalized_page import normalize_page

ENGLISH = (
    "bank 银行",
    "river 河",
    "bank 河岸",
    "spring 春天",
    "spring 泉",
    "light 光",
    "light 轻的",
    "bank 银行",
)
FRENCH = ("bonjour 你好", "merci 谢谢", "au revoir 再见", "oui 是", "non 不", "eau 水", "pain 面包", "vin 酒")
SOUNDS = tuple(f"{n}. {word} [{word}] n. {han}" for n, (word, han) in enumerate(map(str.split, ENGLISH), 1))
HAN_FIRST = tuple(" ".join(reversed(row.split())) for row in ENGLISH)
MENU = (
    "Home 首页",
    "About 关于我们",
    "News 新闻中心",
    "Products 产品展示",
    "Jobs 人才招聘",
    "Cases 案例",
    "FAQ 问答",
    "Contact 联系",
)


def find_rows(lines: tuple[str, ...], gone: set[int], chance: float = 0.8) -> list[int]:
    (page,) = cut_pages([normalize_page("\n".join(lines))], {})
    return list(find_word_list_lines(page, gone, {}, np.full(len(page.texts), chance), 0.95))


@pytest.mark.parametrize("rows", [ENGLISH, FRENCH, SOUNDS, HAN_FIRST])
def test_the_removed_rows_of_a_list_of_words_stay(rows: tuple[str, ...]) -> None:
    assert find_rows(("词汇表", *rows, "首页"), {0, 1, 3, 9}) == [1, 3]


@pytest.mark.parametrize("rows", [MENU, ENGLISH[:5], ("新馆开放", "读书节开幕", "寒假通知") * 4])
def test_menus_and_a_few_rows_are_no_list_of_words(rows: tuple[str, ...]) -> None:
    assert find_rows(("词汇表", *rows, "首页"), {1, 3}) == []


def test_a_list_that_is_surely_boilerplate_goes() -> None:
    assert find_rows(ENGLISH, {1, 3}, 0.97) == []


@pytest.mark.parametrize("rows", [ENGLISH, FRENCH])
def test_a_list_of_words_loses_no_row(rows: tuple[str, ...]) -> None:
    page = "\n".join(
        [
            "首页",
            "关于我们",
            "联系我们",
            "第三单元词汇表",
            *rows,
            "上一篇：没有了",
            "版权所有 © 2015 江城中学",
        ]
    )
    lines = jiaokan.clean(page).text.split("\n")
    assert [line for line in lines if line in rows] == list(rows)
    assert "版权所有" not in "".join(lines)

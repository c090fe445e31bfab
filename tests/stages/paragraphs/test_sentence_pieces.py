"""Sentences split by inline tags, forum replies, subtitles, page numbers and running heads."""

import pytest

from jiaokan.config.config_loader import load_default
from jiaokan.core.document import Document
from jiaokan.core.ledger import restore
from jiaokan.stages.paragraphs import build

stage = build(load_default())
PROSE = (
    "调查小组走访了沿河的十一个村庄，逐户登记房屋年代与用途，整理出近三百份口述材料，其中涉及祠堂修缮集市迁移和渡口兴废的内容最多，"
    "许多老人还记得旧时码头上搬运货物的号子，也能说出每一级石阶的来历，这些记忆构成了河岸聚落变迁的底色，也为后来的保护规划提供了线索。"
)


def split_lines(raw: str) -> list[str]:
    document = stage(Document("d", raw))
    assert restore(document.text, document.steps) == raw
    return document.text.split("\n") if document.text else []


def find_rules(raw: str) -> set[str]:
    return {edit.rule for step in stage(Document("d", raw)).steps for edit in step.edits}


@pytest.mark.parametrize(
    ("pieces", "whole"),
    [
        ("这次展会最受关注的是\n青禾公司推出\n了\n全新\nFarmMap\n，地块一目了然，查询也快。", "这次展会最受关注的是青禾公司推出了全新FarmMap，地块一目了然，查询也快。"),
        ("2019\n年，全县粮食总产量达到\n38.6\n万吨，比上年增长\n2.1%\n。", "2019年，全县粮食总产量达到38.6万吨，比上年增长2.1%。"),
        ("报名者须在\n2021\n年\n3\n月\n8\n日前提交材料，逾期不再受理。\n考试费用为\n60\n元\n，现场缴纳。", "报名者须在2021年3月8日前提交材料，逾期不再受理。\n考试费用为60元，现场缴纳。"),
    ],
    ids=["links", "figures", "dates"],
)  # fmt: skip
def test_pieces_of_a_sentence_are_joined(pieces: str, whole: str) -> None:
    assert split_lines(pieces) == whole.split("\n")


@pytest.mark.parametrize(
    "kept",
    [
        ["推 tree77: 楼上说得对", "噓 user_9: 我不这么看，", "→ kk1: 再等等看", "推 mm: 好"],
        ["她推开门看了一眼", "……", "屋里没有人", "！", "？？？", "灯还亮着"],
        ["带好以下物品", "①雨衣", "②手电筒，", "③干粮两份"],
        ["- 完成了接口的清理，并补上测试；", "## 文档", "本周重写了安装一章，并修正了错字。"],
        ["关于旧城改造的几点说明", "一、总则", "旧城改造应当尊重历史，", "保护优先。"],
        ["芋头烧鸡", "![芋头烧鸡](a.jpg)"],
    ],
    ids=["replies", "marks", "items", "Markdown", "a numbered heading", "a picture"],
)
def test_separate_lines_are_not_joined(kept: list[str]) -> None:
    assert split_lines("\n".join(kept)) == kept


def test_a_split_numbered_heading_is_not_joined_to_the_line_below() -> None:
    raw = "现将有关事项公告如下。\n三、\n报考条件\n应聘者应当品行端正，\n身体健康\n，能够胜任岗位工作。"
    assert split_lines(raw)[1:2] == ["三、报考条件"]


def test_two_wrapped_and_indented_paragraphs_stay_two() -> None:
    raw = (
        "　　渡船靠岸的时候天还没有亮透，雾贴着水面慢慢地散，撑船的人\n把竹篙插进泥里，回头数了数舱里的货，又看了看岸上等着的几个挑\n夫，没有说话。\n"
        "　　挑夫们也不催，蹲在石阶上抽烟，火星一明一灭，像是水里映出\n来的几颗星，过了好一阵，才有人站起来，把扁担换到另一边肩膀上\n去。"
    )
    found = split_lines(raw)
    assert [line[:4] for line in found] == ["渡船靠岸", "挑夫们也"]


def make_pages(first: int, head: str = "") -> str:
    rows = [PROSE[i : i + 30] for i in range(0, len(PROSE), 30)] * 4
    pages = [rows[i : i + 6] for i in range(0, len(rows), 6)]
    page_ends = [[head] * bool(head) + ([str(n)] if first else []) for n in range(first, first + len(pages))]
    return "\n".join(
        line for page, page_end in zip(pages, page_ends, strict=True) for line in page + page_end
    )


@pytest.mark.parametrize("first", [1, 27])
def test_page_numbers_of_an_excerpt_are_removed(first: int) -> None:
    found = "".join(split_lines(make_pages(first)))
    assert found == "".join(make_pages(0).split("\n"))
    assert "layout/page-break" in find_rules(make_pages(first))


@pytest.mark.parametrize(
    "amount", ["核心区的种植面积达到\n1\n万亩，供应外地的蔬菜逐年增加。", "全年新建的水库达到\n1\n座，可灌溉农田三千亩。"]
)  # fmt: skip
def test_a_number_between_prose_and_its_unit_is_not_a_page_number(amount: str) -> None:
    assert f"达到1{amount.split('1')[1].strip()}" in "".join(split_lines(f"{PROSE}\n{PROSE}\n{amount}"))


@pytest.mark.parametrize("head", ["较上年±\n%", "死亡率\n‰"])
def test_a_percent_sign_after_a_head_of_a_column_ends_it(head: str) -> None:
    raw = f"全年产值达到\n100\n万元，比上年增长\n2.1\n%\n，全县持续增产。\n产品名称\n{head}\n饮料酒\n千升\n15767"
    found = split_lines(raw)
    assert found[0] == "全年产值达到100万元，比上年增长2.1%，全县持续增产。"
    assert found[1:4] == ["产品名称", "".join(head.split("\n")), "饮料酒"]


def test_running_heads_are_removed_with_page_numbers() -> None:
    raw = make_pages(27, "河岸聚落变迁研究")
    assert "河岸聚落变迁研究" not in "".join(split_lines(raw))
    assert "layout/running-head" in find_rules(raw)


def test_a_repeated_word_in_links_is_not_a_running_head() -> None:
    raw = "\n".join(
        f"第{n}个年头里，我们在河边种下的\n藜麦\n长势很好，产量一年比一年高。" for n in "一二三四五"
    )
    assert "".join(split_lines(raw)).count("藜麦") == 5


def test_item_numbers_on_lines_of_their_own_are_not_page_numbers() -> None:
    raw = "\n".join(f"{n}.\n{PROSE[:70]}并附上\nhttp://example.org/{n}.html" for n in range(1, 6))
    assert all(f"{n}." in "\n".join(split_lines(raw)) for n in range(1, 6))


def test_subtitle_numbers_and_times_are_removed() -> None:
    raw = "1\n00:00:02,000 --> 00:00:04,100\n早上好，这里是山顶\n\n2\n00:00:04,200 --> 00:00:07,000\n风很大，\n云在脚下。\n"
    assert split_lines(raw) == ["早上好，这里是山顶", "风很大，", "云在脚下。"]
    assert "layout/subtitle" in find_rules(raw)

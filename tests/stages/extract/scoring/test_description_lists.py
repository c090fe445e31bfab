"""Description lists: which lines are labels and values of one list, and that one verdict holds for them."""

import pytest

from jiaokan.stages.extract import extract
from jiaokan.stages.extract.html.line_finder import find_lines
from jiaokan.stages.extract.html.struck_subtrees import find_element_grounds
from jiaokan.stages.extract.html.tree_builder import build_tree
from jiaokan.stages.extract.scoring.descriptions.description_lists import find_description_lists
from jiaokan.stages.extract.scoring.line_regions import find_regions
from jiaokan.stages.extract.scoring.line_table import build_line_table
from tests.stages.extract.pages import BODY

PROSE = "".join(f"<p>{line}</p>" for line in BODY)


def find_labels(page: str) -> list[tuple[str, ...]]:
    tree = build_tree(page)
    grounds = find_element_grounds(tree)
    table = build_line_table(tree, grounds, find_lines(tree, grounds).lines)
    return [found.labels for found in find_description_lists(table, find_regions(table))]


@pytest.mark.parametrize(
    ("page", "labels"),
    [
        ("<ul><li>出版社：山风书局</li><li>定价：42元</li></ul>", ("出版社", "定价")),
        ("<ul><li>出 版 社: 山風書局</li><li>【頁數】：312</li></ul>", ("出版社", "页数")),
        ("<dl><dt>主料</dt><dd>豆腐一块</dd><dt>辅料</dt><dd>葱、姜</dd></dl>", ("主料", "辅料")),
        ("<dl><dt>工作地点：<dd>江东区<dt>学历要求：<dd>本科以上</dl>", ("工作地点", "学历要求")),
        (
            "<div><div><h5>开放时间：</h5><p>9:00-17:00</p></div><div><h5>门票：</h5><p>免费</p></div></div>",
            ("开放时间", "门票"),
        ),
        (
            f"<div>{PROSE}<p>时间：五月六日</p><p>地点：江东区</p><p>费用：免费</p>{PROSE}</div>",
            ("时间", "地点", "费用"),
        ),
        ("<p>户型：三室<br>楼层：12层<br>朝向：南", ("户型", "楼层", "朝向")),
    ],
)
def test_labels_beside_or_above_their_values_are_a_list(page: str, labels: tuple[str, ...]) -> None:
    assert find_labels(page) == [labels]


@pytest.mark.parametrize(
    "page",
    [
        "<div><p>记者：新馆有多大？</p><p>馆长：三万平方米。</p><p>记者：何时开放？</p><p>馆长：明天。</p></div>",
        "<div><p>馆长说：明天开放，读者凭证件入馆。开放时间不变，周一闭馆整理，节日照常，欢迎大家前来阅览，也欢迎提出意见。</p>"
        "<p>市民说：早该有了。以前要坐一个小时的车到江北去看书，来回要花半天的时间，孩子们都不愿意去，现在好了。</p></div>",
        "<div><p>来源：江城日报</p><p>编辑：王小红</p><p>阅读：812</p></div>",
        "<ul><li>上一篇：读书节开幕</li><li>下一篇：新馆预约</li></ul>",
        "<div><p>比分 3:2</p><p>10:30 开幕</p><p>https://example.org</p></div>",
        "<h1>江城：一座桥</h1><h1>河东：两条街</h1>",
        f'{PROSE}<div class="footer"><p>地址：江东区一号</p><p>电话：027-1</p></div>',
        "<table><tr><td>价格</td><td>42元</td></tr><tr><td>产地</td><td>江城</td></tr></table>",
    ],
)
def test_dialogues_prose_bylines_and_footers_are_no_list(page: str) -> None:
    assert find_labels(page) == []


def make_page(*lists: str, text: str = PROSE) -> bytes:
    menu = "".join(f'<li><a href="/{n}">栏目{n}</a></li>' for n in range(9))
    below = "".join(f'<li><a href="/a{n}">相关新闻第{n}条：读书节开幕</a></li>' for n in range(9))
    return (
        f"<title>山风牌登山靴 - 江城商城</title><ul class=nav>{menu}</ul><h1>山风牌登山靴</h1>{lists[0]}"
        f"<div class=text>{text}</div>{''.join(lists[1:])}<ul class=related>{below}</ul>"
    ).encode()


@pytest.mark.parametrize(
    "data",
    [
        ("品牌：山风", "货号：8812", "材质：牛皮", "价格：420元"),
        ("楼盘名称：江湾", "户型：三室两厅", "建筑面积：98平米", "均价：待定"),
        ("ISBN：9780000000000", "出版社：山风书局", "页数：312", "适读年龄：成人"),
    ],
)
def test_the_data_of_the_thing_stays_as_a_whole(data: tuple[str, ...]) -> None:
    items = "".join(f"<li>{line}</li>" for line in data)
    for lists in ((f"<ul class=info>{items}</ul>",), ("", f"<ul class=info>{items}</ul>")):
        text = extract(make_page(*lists)).text
        assert all(line in text for line in data)


def test_the_data_of_several_other_things_is_not_added() -> None:
    others = [
        f'<div class=item><a href="/{n}">靴子{n}</a><ul><li>品牌：山风</li><li>价格：{n}20元</li></ul></div>'
        for n in range(1, 6)
    ]
    text = extract(make_page("", "".join(others))).text
    assert all(line in text for line in BODY)
    assert "价格" not in text

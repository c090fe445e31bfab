import random
from collections import Counter

import pytest

from jiaokan.text.identifiers import find_identifiers
from jiaokan.text.normalized_view import normalize_view
from tests.bench.annotate.planted_identifiers import count_found, plant_identifiers, plant_nothing
from tests.conftest import SEEDS


def find(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.norm) for one in find_identifiers(normalize_view(text).text)]


@pytest.mark.parametrize(
    "text",
    [
        "订单号：13812345678，请核对。",
        "运单13912345678已发出",
        "学号是13912345678的同学",
        "ISBN 978-7-02-000220-7，定价13.80元",
        "发信人: someone@1.2.3.4 (小呆)",
        "图片logo@2x.png与包foo@1.2.3",
        "git clone git@github.com:a/b.git",
        "请写信到 user@example.com 这样的地址",
        "粤B2-20090059 增值电信业务",
        "身份证号110105194912310021校验不对",
        "编号110101202013310018里没有十三月",
        "微信Android版与微信支付WeChatPay",
        "QQ2013正式版，QQ空间8.0",
        "卡号6222021234567890123不合校验",
        "6222021234567890128只是一串数字",
        "http://a.cn/news/13812345678.html",
        "共计13812345678元，人口1381234567万",
        "GB/T 19001-2016 与 ISO 9001:2015",
        "邮政编码100871，版本2.4.6.1",
    ],
)
def test_other_numbers_are_no_personal_data(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("电话13812345678，", ("mobile", "13812345678")),
        ("联系小编13912345678", ("mobile", "13912345678")),
        ("电话138—1234—5678，", ("mobile", "13812345678")),
        ("找王同学13812345678拿票", ("mobile", "13812345678")),
        ("張工13812345678", ("mobile", "13812345678")),
        ("電話：１３８－１２３４－５６７８", ("mobile", "13812345678")),
        ("打138 1234 5678吧", ("mobile", "13812345678")),
        ("（+86）13812345678", ("mobile", "13812345678")),
        ("手機 0912-345-678", ("mobile", "+886912345678")),
        ("WhatsApp: +852 9123 4567", ("mobile", "+85291234567")),
        ("宅电：０１０－６５５４１２３４", ("landline", "010-65541234")),
        ("家里电话 (0571) 8765 4321", ("landline", "0571-87654321")),
        ("身份证11010519491231002x。", ("id_number", "11010519491231002X")),
        ("王某，110105 19491231 002X，汉族", ("id_number", "11010519491231002X")),
        ("身份證號碼：A123456(3)", ("id_number", "A1234563")),
        ("身分證字號A123456789", ("id_number", "A123456789")),
        ("护照号码：E12345678", ("passport", "E12345678")),
        ("车牌京A·12345的轿车", ("plate", "京A12345")),
        ("粤BD12345驶离", ("plate", "粤BD12345")),
        ("卡号：6222 0212 3456 7890 128", ("bank_card", "6222021234567890128")),
        ("微信号：zhang_san88。", ("wechat", "zhang_san88")),
        ("扣扣123456789", ("qq", "123456789")),
        ("zhang.san＠163.com", ("email", "zhang.san@163.com")),
        ("新闻热线：021-87654321", ("contact", "021-87654321")),
        ("江城市第一医院 电话：87654321", ("contact", "87654321")),
        ("投稿邮箱：abc@163.com", ("contact", "abc@163.com")),
        ("全国统一客服400-820-1234", ("contact", "4008201234")),
        ("微信公众号：jiangcheng2020", ("contact", "jiangcheng2020")),
        ("读者QQ群：87654321", ("contact", "87654321")),
    ],
)
def test_a_number_is_found_with_its_kind(text: str, expected: tuple[str, str]) -> None:
    assert find(text) == [expected]


def test_a_list_of_numbers_is_found_whole() -> None:
    found = find("总机：010-62481248、62481249；手机13812345678/13912345678")
    assert [norm for _, norm in found] == ["010-62481248", "62481249", "13812345678", "13912345678"]


def test_the_area_of_an_identity_card_is_its_code() -> None:
    assert [one.code for one in find_identifiers("身份证11010519491231002X")] == ["110105"]


def test_planted_numbers_are_found_and_typed() -> None:
    """At least .98 are found; of those found, .95 are of the right kind."""
    chance = random.Random(20)
    texts = [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    counts: Counter[str] = Counter()
    for _ in range(60):
        for kind, state in count_found(plant_identifiers(chance.choice(texts), chance, 8)):
            counts[state if kind else "not planted"] += 1
    total = counts["found"] + counts["other kind"] + counts["missed"]
    assert total == 480
    assert counts["missed"] <= 0.02 * total
    assert counts["other kind"] <= 0.05 * total


def test_planted_other_numbers_are_left() -> None:
    chance = random.Random(21)
    found = [one for _ in range(600) for one in find_identifiers(normalize_view(plant_nothing(chance)).text)]
    assert len(found) <= 3  # a run of random digits may be sound by chance

import pytest

from jiaokan.metadata.document_number_forms import find_document_numbers
from jiaokan.text.normalized_view import normalize_view


def find(text: str) -> list[str]:
    return [number.norm for number in find_document_numbers(normalize_view(text).text)]


@pytest.mark.parametrize(
    "text",
    [
        "住在解放路（2015）3号",
        "第5号台风登陆，地铁第3号线停运",
        "京公网安备11010802015384号",
        "粤ICP备09109218号-1",
        "卫津路94号",
        "二〇二〇年五月二十六号",
        "他在（2019）年第3号楼",
    ],
)
def test_other_numbers_are_left(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("根据国发〔2020〕5号", "国发〔2020〕5号"),
        ("《关于印发规定的通知》（财税[2019]13号）", "财税〔2019〕13号"),
        ("國發（2013）2號文件", "国发〔2013〕2号"),
        ("（月日校通字[2005]81号公布）", "校通字〔2005〕81号"),
        ("年月日教研〔2017〕1号", "教研〔2017〕1号"),
        ("日政发〔2020〕8号", "日政发〔2020〕8号"),
        ("沪府办规【2021】第 3 号", "沪府办规〔2021〕第3号"),
        ("国土资发<2005>12号", "国土资发〔2005〕12号"),
        ("和法释﹝2020﹞17号", "法释〔2020〕17号"),
        ("中华人民共和国主席令第四十五号", "中华人民共和国主席令第四十五号"),
        ("以及财政部令第 87 号的规定", "财政部令第87号"),
        ("国家税务总局公告2019年第5号", "国家税务总局公告2019年第5号"),
        ("国家发展改革委第29号令", "国家发展改革委第29号令"),
        ("（2020）京01民终123号民事判决书", "(2020)京01民终123号"),
        ("（2013）浙杭知终字第21号", "(2013)浙杭知终字第21号"),
        ("院臺教字第1090012345號函", "院台教字第1090012345号"),
    ],
)
def test_a_number_is_found_without_the_words_before_it(text: str, expected: str) -> None:
    assert find(text) == [expected]

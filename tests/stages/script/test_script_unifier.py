"""One script for a document: text that keeps its script, and the result of each conversion."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiaokan.core.edits import Edit, apply_edits, sort_edits
from jiaokan.stages.script.script_unifier import propose_conversion


def convert(target: str, text: str) -> str:
    return apply_edits(text, sort_edits(propose_conversion(text, target)))


def list_edits(target: str, text: str) -> list[tuple[str, str, str]]:
    return [(edit.old, edit.new, edit.rule) for edit in propose_conversion(text, target)]


SIMPLIFIED = (
    "乾隆年间，皇后在后宫。他乾了一杯，夥计吒了一声，什么都征求不到。",
    "毕昇发明活字印刷术，卢象昇、杨联陞都记下了这件事。",
    "这幅字写的是“國破山河在”，落款是清代的。",
    "律师於贤举等三人参加，会后发言。",
    "三塚博辞职后，华为胡厚崑发言。\n胡厚崑\n这里是说明",
    "“龍”字简化为“龙”，《紅樓夢》写作《红楼梦》。",
    "这是一篇简体文章，其中引用「臺灣繁體」二字。",
    "台北（繁体：臺北）是一座城市，这里说的是它的历史。",
)


@pytest.mark.parametrize("text", SIMPLIFIED)
def test_simplified_text_stays(text: str) -> None:
    assert convert("hans", text) == text


OTHER_LANGUAGES = {
    "japanese": "国際連合は、第二次世界大戦後に設立された。図書館で會う。",
    "japanese in a quotation": "他在日記裏寫下「圖書館で會う」三個詞。",
    "cantonese": "佢哋話今日唔得閒，聽日先嚟開會。",
    "counterparts beyond the BMP": "㗿䓣",
    "korean": "한국어 文章입니다 漢字",
    "korean with glosses": "대구(大邱), 한자(漢字)를 배워요.",
    "english": "We moved to Kaohsiung (臺灣高雄) last year.",
}


@pytest.mark.parametrize("text", OTHER_LANGUAGES.values(), ids=OTHER_LANGUAGES.keys())
def test_other_languages_stay(text: str) -> None:
    kept = re.search("圖書館で會う", text)
    expected = "他在日记里写下「圖書館で會う」三个词。" if kept else text
    assert convert("hans", text) == expected


def test_notes_name_the_language_that_stays() -> None:
    assert list_edits("hans", OTHER_LANGUAGES["cantonese"])[0][2] == "script/cantonese"
    assert list_edits("hans", OTHER_LANGUAGES["japanese"])[0][2] == "script/japanese"
    assert list_edits("hans", OTHER_LANGUAGES["korean"])[0][2] == "script/korean"
    assert list_edits("hans", SIMPLIFIED[2]) == [("國破山河在", "國破山河在", "script/quoted-original")]


HANS = {
    "著": ("執著地沿著河走，著名作家的著作很顯著", "执着地沿着河走，著名作家的著作很显著"),
    "乾": ("乾隆年間的蕭乾把餅乾弄乾了", "乾隆年间的萧乾把饼干弄干了"),
    "后": ("皇后在後面，太后以後再來", "皇后在后面，太后以后再来"),
    "里": ("裏面三公里，哪裡的鄰里", "里面三公里，哪里的邻里"),
    "面": ("麵粉和面子，見面吃麵", "面粉和面子，见面吃面"),
    "发": ("理髮師發現頭髮發白", "理发师发现头发发白"),
    "藉": ("慰藉著受傷的心靈，藉口狼藉，憑藉著", "慰藉着受伤的心灵，借口狼藉，凭借着"),
    "慰藉着": ("慰藉着受傷的心靈", "慰藉着受伤的心灵"),
    "known names": ("盧象昇、楊聯陞、魏徵、錢鍾書與沈從文", "卢象昇、杨联陞、魏徵、钱锺书与沈从文"),
    "沈": ("沈先生沈浸在沈默裏", "沈先生沉浸在沉默里"),
    "余": ("余先生還有餘錢", "余先生还有余钱"),
    "names": ("陳乾元、王乾學、林乾說：餅乾乾了，乾寧二年", "陈乾元、王乾学、林乾说：饼干干了，乾宁二年"),
    "昇": ("李昇、王永昇，旭日東昇", "李昇、王永昇，旭日东升"),
    "a korean word in chinese": ("這部韓劇《사랑》說的是愛情", "这部韩剧《사랑》说的是爱情"),
    "徵": ("徵求意見，宮商角徵羽", "征求意见，宫商角徵羽"),
    "瞭": ("登上瞭望台瞭解情況", "登上瞭望台了解情况"),
    "於": ("於是關於於菟", "于是关于於菟"),
    "复": ("複雜的答覆反覆恢復", "复杂的答复反复恢复"),
    "system": ("製作制度，準備批准，系統關係繫帶", "制作制度，准备批准，系统关系系带"),
    "stray words in simplified": ("關於这些问题,這屬於个人,过於简单。", "关于这些问题,这属于个人,过于简单。"),
    "a stray character in a name": ("律师於贤举说没问题。", "律师於贤举说没问题。"),
    "stray characters in simplified": ("这对于我们来说，在於学习。", "这对于我们来说，在于学习。"),
    "a line on a page of both": ("幾乎鬥爭\n这里有贝类", "几乎斗争\n这里有贝类"),
    "a neutral line follows": ("我們這樣學習著\n看著我\n网贝", "我们这样学习着\n看着我\n网贝"),
    "sentence by sentence": ("我們愛學習。乾隆在这里发现过宝贝。", "我们爱学习。乾隆在这里发现过宝贝。"),
}


@pytest.mark.parametrize(("before", "after"), HANS.values(), ids=HANS.keys())
def test_traditional_becomes_simplified(before: str, after: str) -> None:
    assert convert("hans", before) == after


HANT = {
    "hant": ("头发发展到后面，皇后吃面，干燥的里面有只鸡", "頭髮發展到後面，皇后喫麪，乾燥的裏面有隻雞"),
    "hant-tw": ("头发发展到后面，皇后吃面，干燥的里面有只鸡", "頭髮發展到後面，皇后吃麵，乾燥的裡面有隻雞"),
    "hant-hk": ("头发发展到后面，皇后吃面，干燥的里面有只鸡", "頭髮發展到後面，皇后吃麪，乾燥的裏面有隻雞"),
}


@pytest.mark.parametrize(("target", "pair"), HANT.items(), ids=HANT.keys())
def test_simplified_becomes_traditional(target: str, pair: tuple[str, str]) -> None:
    assert convert(target, pair[0]) == pair[1]


def test_regions_have_their_own_standards() -> None:
    assert convert("hant-tw", "裏面的羣眾") == "裡面的群眾"
    assert convert("hant", "裏面的羣眾") == "裏面的羣眾"


PIECES = st.sampled_from(
    [
        *"漢乾後於藉覆著着发發的昇沈佢哋のは。，“”（）\n",
        "慰藉着",
        "盧象昇",
        "卢象昇",
        "這個",
        "这个",
        "㗿",
        "𠮷",
    ]
)


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from(["hans", "hant", "hant-tw", "hant-hk"]))
def test_length_and_plane_are_kept_and_a_second_run_changes_nothing(text: str, target: str) -> None:
    proposed = list(propose_conversion(text, target))
    assert all(len(edit.old) == len(edit.new) for edit in proposed)
    once = apply_edits(text, sort_edits(proposed))
    assert all(b <= "\uffff" for a, b in zip(text, once, strict=True) if a <= "\uffff")
    assert convert(target, once) == once


def test_consecutive_changes_of_one_rule_are_one_edit() -> None:
    assert list(propose_conversion("我們這樣戴著學", "hans")) == [
        Edit(1, "們這樣", "们这样", "script/t2s"),
        Edit(5, "著", "着", "script/particle-zhe"),
        Edit(6, "學", "学", "script/t2s"),
    ]


@pytest.mark.parametrize("end", ["\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_any_line_end_ends_a_line(end: str) -> None:
    line = "工会给职工发电影票，门卫说这个月发过两次。" * 4
    assert convert("hans", f"{line}{end}錢老師來講課。") == f"{line}{end}钱老师来讲课。"


def test_a_long_line_is_converted_as_its_parts_are() -> None:
    parts = ["图书馆门前的长凳坏了，师傅说明天来换。", "这会儿人还没来齐，請等一等再开会。"] * 4
    assert convert("hans", "".join(parts)) == "".join(convert("hans", part) for part in parts)
    assert "請" not in convert("hans", "".join(parts))

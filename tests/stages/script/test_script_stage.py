"""The script stage: text that stays, text that changes, and the steps in the ledger."""

import dataclasses

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jiaokan.config.config_loader import load_default
from jiaokan.core.document import Document
from jiaokan.core.ledger import restore
from jiaokan.stages.script import build


def clean_text(text: str, **choices: str) -> str:
    return run_stage(text, **choices).text


def run_stage(text: str, **choices: str) -> Document:
    config = load_default()
    config = dataclasses.replace(config, script=dataclasses.replace(config.script, **choices))
    return build(config)(Document("d", text))


UNCHANGED = {
    "nothing": "",
    "simplified": "乾隆皇后在后面，什么都不吃。显著的成绩，乾杯，哪吒",
    "time and ratio": "比赛在12:00开始，比分3:1，观众1,000人。",
    "address": "详见http://a.cn/b?c=1,2;d:3 或写信给a.b@c.cn",
    "latin sentence": "He said: hello, world! (really?)\n北京",
    "code": "f(x, y); print('a:b')",
    "a page with full-width marks": "他说，来源:新华社(记者)，好。",
    "quotes": "“你好”，他说",
}


@pytest.mark.parametrize("text", UNCHANGED.values(), ids=UNCHANGED.keys())
def test_text_in_order_stays(text: str) -> None:
    assert clean_text(text) == text


CHANGED = {
    "traditional": ("疫情防控阻擊戰。", "疫情防控阻击战。"),
    "caption in the other script": ("全面出擊!\n全面出击!", "全面出击！\n全面出击！"),
    "particle": ("車輛載著農民工,意味著希望", "车辆载着农民工，意味着希望"),
    "fame": ("著名學者的原著很顯著", "著名学者的原著很显著"),
    "variants of Hong Kong": ("衞生防護中心公佈,砲台遺址開放", "卫生防护中心公布，炮台遗址开放"),
    "variants of Taiwan": ("醫生說他揹著的孩子得了痲疹。", "医生说他背着的孩子得了麻疹。"),
    "neutral line follows its document": ("疫情防控阻擊戰\n看著我", "疫情防控阻击战\n看着我"),
    "one stray character": ("乾杯，这对于我们在於学习。", "乾杯，这对于我们在于学习。"),
    "commas and stops": ("防控,综述:一场;斗争!", "防控，综述：一场；斗争！"),
    "before a number": ("疫情,2023年", "疫情，2023年"),
    "after a number": ("1月21日起,在2020,我们", "1月21日起，在2020，我们"),
    "latin in brackets": ("歌舞娱乐场所(KTV)、棋牌室", "歌舞娱乐场所（KTV）、棋牌室"),
    "spaced brackets": ("景区 ( 景点 ) 对外", "景区 （景点） 对外"),
    "at a line end": ("封闭性经营场所;\n当天", "封闭性经营场所；\n当天"),
    "around quotes": ("方针“疫”,要", "方针“疫”，要"),
    "before a space": ("部署下, 我市", "部署下，我市"),
}


@pytest.mark.parametrize(("before", "after"), CHANGED.values(), ids=CHANGED.keys())
def test_scripts_and_marks_are_unified(before: str, after: str) -> None:
    assert clean_text(before) == after


def test_no_character_leaves_the_bmp() -> None:
    assert clean_text("㗿䓣東西") == "㗿䓣东西"


def test_settings_switch_each_part_off() -> None:
    assert clean_text("擊,戰 。", target="keep", punctuation="keep", spacing="keep") == "擊,戰 。"


def test_each_part_has_its_own_step() -> None:
    steps = run_stage("疫情防控阻擊戰, 戴著").steps
    assert [[(e.start, e.old, e.new, e.rule) for e in step.edits] for step in steps] == [
        [(7, ",", "，", "punctuation/comma")],
        [(8, " ", "", "spacing/at-mark")],
        [(5, "擊戰", "击战", "script/t2s"), (9, "著", "着", "script/particle-zhe")],
    ]


PARTS = st.sampled_from(list('漢乾隆後於藉覆著着发發的名a1 \n　,:;?!()。，“”"…𠮷'))


@settings(max_examples=200)
@given(st.one_of(st.text(max_size=40), st.lists(PARTS, max_size=30).map("".join)))
@example("，漢乾隆後於藉覆發發 著漢")
@example(",⼀⼀⼀⼀⼀⼀⼀⼀ 著漢")
def test_edits_can_be_undone_and_a_second_run_changes_nothing(text: str) -> None:
    once = run_stage(text)
    assert restore(once.text, once.steps) == text
    assert build(load_default())(once).text == once.text
    assert max(once.text, default="") <= max(text, default="") or max(once.text) <= "\uffff"


@pytest.mark.parametrize("end", ["\r", "\u2028", "\u2029"])
@pytest.mark.parametrize(
    "text", ["(c~{NAME}~{s}zhōng�銆侀吨?榛�(di菐n)", "Windows XP{s}天冷了,要添衣?", "1.0{s}(好的)"]
)
def test_marks_are_judged_by_line_whatever_ends_it(text: str, end: str) -> None:
    assert clean_text(text.replace("{s}", end)) == clean_text(text.replace("{s}", "\n")).replace("\n", end)

"""Half-width marks that stay, and marks that become full width."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jiaokan.core.edits import apply_edits, sort_edits
from jiaokan.stages.script.punctuation import propose_full_width


def restore_marks(text: str) -> str:
    return apply_edits(text, sort_edits(propose_full_width(text)))


UNCHANGED = {
    "a motto": "山.水.人文.故乡",
    "a drive": "复制到C:盘根目录或d:/下",
    "numbers": "共1,000人,比分3:1",
    "grouped": "总额25,000,000元",
    "times": "12:00至13:30",
    "versions": "Python 3.11, 3.12; GCC 13.2",
    "address": "https://a.cn/b?c=1,2;d:3!(x)",
    "mail": "a.b@c.cn, d@e.cn",
    "code": "f(x, y); if (a != b) { print('你好'); }",
    "latin": "He said: hello, world! (Really?)",
    "emoticon": "好的:) 明天见:D 再见;)",
    "a label with blanks around its colon": "来源 : 新华社",
    "question marks for lost blanks": "努力。? ? ? 第一",
    "entity": "张三&gt;李四&amp;王五",
    "inches": '5.5"屏幕',
    "points": "一.总则\n1.甲\nA.乙\nB.丙",
    "a point on a page with stops": "他叫约翰.史密斯。",
    "apostrophes": "我爱'n'roll和it's me",
    "leaders": "第一章..........12",
    "a separator": "标题\n--------\n正文",
    "a page with curly quotes": '他说“好”,要求"不得".'.replace(",", "，"),
    "quotes in a call": '使用print("你好, 世界")输出,结果是:你好',
    "a decimal": "含量高达十七.二七克",
    "an emoticon of carets": "再见(^_^)",
    "a reference": "[1]张三.论文题目[J].学报",
    "an interval": "区间(0,1)与[0,+∞)的交集",
    "a point": "点(x,y)在直线上",
    "a function": "求f(x+1)的最大值",
    "algebra": "展开(a+b)的平方",
    "chemistry": "加入(NH4)2SO4溶液",
    "a chemical name": "溶于N,N-二甲基甲酰胺中",
    "a range with its unit": "水温保持在(25±1)℃以内",
    "a version": "新版v2.1.0(beta)发布",
    "a file": "附件是报告(终稿).docx和表",
    "an emoticon of symbols": "终于放假了(*^▽^*)",
    "an English sentence": "We moved to Shanghai (上海), and like it.",
    "a Korean sentence": "대구(大邱), 광주(光州)에 살아요.",
    "a Japanese sentence": "これは日本語(にほんご)です。",
    "a page with full-width marks": "来源:新华社,这里有，很多，全角的，标点，来源：这里。(记者)",
}


@pytest.mark.parametrize("text", UNCHANGED.values(), ids=UNCHANGED.keys())
def test_marks_outside_chinese_prose_stay(text: str) -> None:
    expected = text.replace("人,", "人，") if "1,000" in text else text
    assert restore_marks(text) == expected


CHANGED = {
    "before a year": ("全球排名第3,2016年度居前", "全球排名第3，2016年度居前"),
    "points in quotations": ("他说:「都说过了.」走了.\n第一.", "他说：「都说过了。」走了。\n第一。"),
    "a point after a share": ("增长12%.其中,有5%是", "增长12%。其中，有5%是"),
    "between": ("长沙:联防,联控;守好!大门?好", "长沙：联防，联控；守好！大门？好"),
    "before a break": ("值守;\n当天", "值守；\n当天"),
    "before a blank": ("部署下, 我市", "部署下， 我市"),
    "before a number": ("疫情,2023年", "疫情，2023年"),
    "after a number": ("1月21日起,在2020,我们", "1月21日起，在2020，我们"),
    "after a share": ("占10.4%,1992年占10.6%", "占10.4%，1992年占10.6%"),
    "latin words in prose": ("我国使用5G,AI和大数据技术", "我国使用5G，AI和大数据技术"),
    "after latin before a break": ("我国广泛使用GPS;\n当天", "我国广泛使用GPS；\n当天"),
    "after a grouped number": ("共1,000,其中", "共1,000，其中"),
    "around quotes": ("总方针“疫”,“要”", "总方针“疫”，“要”"),
    "a run": ("真的吗???太好了!!!", "真的吗？？？太好了！！！"),
    "latin in brackets": ("场所(KTV)、棋牌室", "场所（KTV）、棋牌室"),
    "chinese in brackets": ("WHO(世界卫生组织)说", "WHO（世界卫生组织）说"),
    "spaced brackets": ("景区 ( 景点 ) 对外", "景区 （ 景点 ） 对外"),
    "numbered": ("(1)做好\n2)再做\n(一)继续", "（1）做好\n2）再做\n（一）继续"),
    "year of a document": ("国发(2020)12号", "国发（2020）12号"),
    "over a wrap": ("会议(以下简\n称大会)开幕", "会议（以下简\n称大会）开幕"),
    "address in brackets": ("详见官网(http://a.cn/b),谢谢", "详见官网（http://a.cn/b），谢谢"),
    "quotes": ('他说:"好,我去。"然后走了', "他说：“好，我去。”然后走了"),
    "quotes in quotes": ("他说:\"我要'打灯'去。\"", "他说：“我要‘打灯’去。”"),
    "latin in quotes": ('产品"PHILIPS"牌', "产品“PHILIPS”牌"),
    "speech of two paragraphs": ('"我们来了\n"我们走了。"', "“我们来了\n“我们走了。”"),
    "dots": ("工作......\n他说...是的", "工作……\n他说……是的"),
    "stops": ("工作。。。再见", "工作……再见"),
    "stops and a question": ("工作。。。?", "工作……？"),
    "points": ("他来了.我走了. 好.\n完", "他来了。我走了。 好。\n完"),
    "hyphens": ("相约--致市民\n--杜甫", "相约——致市民\n——杜甫"),
}


@pytest.mark.parametrize(("before", "after"), CHANGED.values(), ids=CHANGED.keys())
def test_marks_of_chinese_prose_are_restored(before: str, after: str) -> None:
    assert restore_marks(before) == after


MARKS = st.sampled_from(
    [
        *"中文国a1 　\n,:;?!()。，“”\"'-.=&;",
        "http://a.cn",
        "...",
        "--",
        "1,000",
        "we like the ",
        "(x,y)",
        "(^▽^)",
    ]
)


@settings(max_examples=300)
@example("中。。。?")
@example("。。。中.")
@given(st.lists(MARKS, max_size=30).map("".join))
def test_a_second_run_changes_nothing(text: str) -> None:
    once = restore_marks(text)
    assert restore_marks(once) == once


@given(st.lists(MARKS, max_size=30).map("".join))
def test_both_brackets_of_a_pair_change(text: str) -> None:
    once = restore_marks(text)
    if text.count("(") == text.count(")") and once != text:
        edits = [edit for edit in propose_full_width(text) if edit.rule == "punctuation/bracket"]
        assert sum(edit.old == "(" for edit in edits) >= sum(edit.old == ")" for edit in edits) - text.count(
            ")"
        )

"""Roles, heading levels and sentences of paragraphs."""

import pytest

from jiaokan.config.config_loader import load_default
from jiaokan.core.document import Document, Paragraph
from jiaokan.core.edits import Span
from jiaokan.stages.paragraphs import build
from jiaokan.stages.paragraphs.sentences import split_sentences

stage = build(load_default())
BODY = "各县区要高度重视这项工作，加强组织领导，明确责任分工。各单位要细化工作措施，确保各项任务落到实处。"

ROLES = {
    "title and body": [("title", "关于做好当前工作的通知"), ("body", BODY)],
    "numbered headings": [
        ("heading", "一、提高认识"), ("body", BODY), ("heading", "二、狠抓落实"), ("body", BODY),
    ],
    "items of a list": [
        ("body", BODY), ("list_item", "1、备好口罩"), ("list_item", "2、备好药品"), ("body", BODY),
    ],
    "a long numbered paragraph": [("body", BODY), ("list_item", f"1、{BODY}"), ("list_item", f"2、{BODY}")],
    "bare headings": [
        ("body", BODY), ("heading", "寻找线索"), ("body", BODY), ("heading", "重新出发"), ("body", BODY),
    ],
    "a speech introduction": [("body", BODY), ("body", "黎增义强调："), ("list_item", f"1、{BODY}")],
    "a dateline": [("title", "外媒眼中的武汉"), ("body", "长江网10月4日讯（记者陈安 整合）"), ("body", BODY)],
    "explicit captions": [
        ("body", BODY), ("caption", "图为救援现场。"), ("body", BODY), ("caption", "图2 汛期水位变化"),
        ("body", BODY),
    ],
    "a credit": [("body", BODY), ("caption", "雨中的黄鹤楼。 周斌 摄"), ("body", BODY)],
    "a caption under a heading": [
        ("body", BODY), ("heading", "长沙：守好大门"), ("caption", "红外体温检测仪在一线上岗。"),
        ("body", BODY),
    ],
    "a short narrative paragraph": [("body", BODY), ("body", "他没有再说一句话。"), ("body", BODY)],
    "verse": [
        ("title", "静夜思"), ("body", "李白"),
        *(("verse", line) for line in ("床前明月光，", "疑是地上霜。", "举头望明月，", "低头思故乡。")),
    ],
    "couplets": [
        ("title", "登鹳雀楼"), ("body", "王之涣"),
        ("verse", "白日依山尽，黄河入海流。"), ("verse", "欲穷千里目，更上一层楼。"),
    ],
    "a letter": [
        ("title", "致市民的一封信"), ("body", BODY), ("body", "此致"), ("body", "敬礼！"),
        ("signature", "长沙市人民政府"), ("signature", "2020年1月28日"),
    ],
    "a heading above a list": [
        ("body", BODY), ("heading", "出行须知"), ("list_item", "★请戴口罩"), ("list_item", "★请测体温"),
    ],
    "a question among headings": [
        ("body", BODY), ("heading", "起诉苹果"), ("body", BODY), ("heading", "濒临倒下"), ("body", BODY),
        ("heading", "能否吸引买家？"), ("body", BODY),
    ],
    "half a sentence": [("title", "题目"), ("body", "对江阴市的居民，"), ("body", "影响最大"), ("body", BODY)],
    "questions and answers": [
        ("title", "专访"),
        *(("body", line) for n in (1, 2, 3) for line in (f"本报：您在{n}月里提出了一个很有意思的问题，引起了大家的讨论，您自己如何看待它？", f"张三：{BODY}")),
    ],
    "a lone number": [("title", "题目"), ("body", "1"), ("body", BODY), ("body", BODY)],
    "lyrics": [
        ("title", "女冠子"), ("body", "柳永"),
        *(("verse", line) for line in ("断云残雨。", "洒微凉、生轩户。", "动清籁、萧萧庭树。", "莎阶寂静无睹。",
          "幽蛩切切秋吟苦。", "疏篁一径，流萤几点，飞来又去。")),
    ],
    "a table": [("body", BODY), ("table", "单位\t人数"), ("table", "一小\t120"), ("table", "二小\t98")],
    "a signature": [("body", BODY), ("signature", "市人民政府办公室"), ("signature", "2020年1月5日")],
    "speech": [("body", "“你来了？”"), ("body", "“来了。”"), ("body", BODY)],
    "a quotation": [("body", "他在信中写道："), ("quote", f"“{BODY}”"), ("body", BODY)],
}  # fmt: skip


def split_paragraphs(text: str) -> tuple[Paragraph, ...]:
    return stage(Document("d", text)).paragraphs


@pytest.mark.parametrize("expected", ROLES.values(), ids=ROLES)
def test_roles_are_assigned(expected: list[tuple[str, str]]) -> None:
    found = split_paragraphs("\n".join(text for _, text in expected))
    assert [paragraph.role for paragraph in found] == [role for role, _ in expected]


def test_levels_follow_the_order_of_the_first_heading_of_each_style() -> None:
    heads = [
        "一、提高认识",
        "（一）加强领导",
        "1. 明确责任",
        "（二）狠抓落实",
        "二、搞好保障",
        "（一）物资到位",
    ]
    found = split_paragraphs("\n".join(f"{head}\n{BODY}" for head in heads))
    assert [p.level for p in found if p.role == "heading"] == [1, 2, 3, 2, 1, 2]
    assert {p.level for p in found if p.role != "heading"} == {0}


SENTENCES = {
    "a quotation with stops": ["他说：“你好。我走了。”", "然后离开。"],
    "a speaker after the quotation": ["“你好。”他说。", "我没理他。"],
    "a title with a mark": ["《为什么？》的作者来了。", "好。"],
    "a title that ends in a stop": ["《你好，李焕英。》上映了。", "好看。"],
    "text after a quotation": ["他说“走吧。”就走了。", "好。"],
    "half-width marks": ["你好!", "世界?", "好的"],
    "a quotation in a quotation": ["“他说：‘走。’然后走了。”", "结束。"],
    "brackets": ["他（不在。）走了。", "我知道。"],
    "an unpaired mark": ["“没有右半。", "他走了。"],
    "several marks": ["什么？！", "真的……", "好。"],
    "a URL": ["见http://a.com/?b=1。", "好。"],
    "Latin": ["This is a test. ", "Another one! ", "Yes."],
    "no stop": ["没有句号"],
}


@pytest.mark.parametrize("expected", SENTENCES.values(), ids=SENTENCES)
def test_paragraphs_are_split_into_sentences(expected: list[str]) -> None:
    text = "".join(expected)
    found = [span.slice_text("前" + text) for span in split_sentences("前" + text, Span(1, len(text) + 1))]
    assert found == [sentence.strip() for sentence in expected]

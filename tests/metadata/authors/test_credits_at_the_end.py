"""Who wrote a page, by the credits and remarks in which its text ends."""

import pytest

import jiaokan

BODY = "长期以来,受城乡二元结构的制约,城乡空间发展不平衡,乡村的结构性矛盾十分突出,亟待从制度上加以解决。"


def read_fact(field: str, tail: str, head: str = "") -> str:
    lines = ("乡村发展活力的测度", head, *[BODY] * 4, tail)
    document = jiaokan.clean("\n".join(filter(None, lines)))
    return next((fact.value for fact in document.facts if fact.field == field), "")


@pytest.mark.parametrize(
    ("tail", "author"),
    [
        (f"{BODY}報導•攝影╱周小河", "周小河"),
        ("文字报道、图片/周小河", "周小河"),
        ("作者方寧是某會召集人（研究），安小平為某會理事", "方宁、安小平"),
        ("本文作者李明系江城研究院研究员。", "李明"),
        (f"{BODY}(王一鸣)", "王一鸣"),
        (f"{BODY * 3}(李秋图)", "李秋图"),
        ("记者:周小河", "周小河"),
        (f"{BODY}摄影/周小河", ""),
        ("作者王小河是我最喜欢的作家", ""),
        ("作者李明是一位医生,常常写到江边的生活", ""),
        ("作者认为这是好事", ""),
        ("作者周小河是江城的记者,写过许多关于小镇的小说。", ""),
        ("作者周小河为青山文学院院长,这部长篇出版于十年之前。", ""),
        ("夏天的江边很热闹(李秋图)", ""),
        (f"{BODY}(左一)", ""),
    ],
)
def test_end_names_who_wrote_it(tail: str, author: str) -> None:
    assert read_fact("author", tail) == author


@pytest.mark.parametrize(
    ("label", "editor"),
    [
        ("责编：Jane Doe", "Jane Doe"),
        ("责任编辑：Jane  阅读 12", "Jane"),
        ("责任编辑：news", ""),
        ("责编：Jane TEL:1234", "Jane"),
    ],
)
def test_editor_with_a_name_in_latin(label: str, editor: str) -> None:
    assert read_fact("editor", label) == editor


def test_contact_of_a_firm_is_no_author() -> None:
    assert read_fact("author", "", head="邓小依\n总经理") == ""
    assert read_fact("author", "", head="邓小依\n江城博物馆馆长") == "邓小依"

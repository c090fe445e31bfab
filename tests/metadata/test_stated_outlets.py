"""Sources of several outlets, and outlets that a lead or the last lines name."""

import pytest

import jiaokan

BODY = "长期以来,受城乡二元结构的制约,城乡空间发展不平衡,乡村的结构性矛盾十分突出,亟待从制度上加以解决。"


def read_source(head: str = "", lead: str = "", tail: str = "") -> str:
    lines = ("乡村发展活力的测度", head, f"{lead}{BODY}", BODY, BODY, tail)
    document = jiaokan.clean("\n".join(filter(None, lines)))
    return next((fact.value for fact in document.facts if fact.field == "source"), "")


@pytest.mark.parametrize(
    ("head", "source"),
    [
        ("来源：青山日报海外版  江城青年网", "青山日报海外版、江城青年网"),
        ("来源：江城日报/青山发布 编辑：王小红", "江城日报、青山发布"),
        ("来源：江城日报、青山网等", "江城日报、青山网"),
        ("来源：江城网-《青山日报》 作者：王小红", "江城网-《青山日报》"),
        ("来源：《青山日报》", "青山日报"),
        ("来源：《江海文艺家》2022年10期", "江海文艺家"),
        (
            "来源：青山省教育厅科学技术管理处-青山省教育服务公共平台网站",
            "青山省教育厅科学技术管理处-青山省教育服务公共平台网站",
        ),
        ("来源：江城日报 国际频道", "江城日报"),
        ("来源：江城日报 打印本页", "江城日报"),
        ("来源：青山客 江城日报", "青山客"),
        ("来源：《秋天的故事》", ""),
    ],
)
def test_label_names_one_outlet_or_several(head: str, source: str) -> None:
    assert read_source(head) == source


@pytest.mark.parametrize(
    ("lead", "source"),
    [
        ("【江报专讯】", "江报"),
        ("(青山日报报道)", "青山日报"),
        ("[江城网讯]", "江城网"),
        ("（江央社記者溫小明台北21日電）", "江央社"),
        ("【財江快報／陳小明】", "财江快报"),
        ("江城都市报4月8日讯（记者周小河）", "江城都市报"),
        ("江城晚报5月9日报道（记者周小河）", "江城晚报"),
        ("江城晚报5月9日报道称,", ""),
        ("青华社江城5月9日电 ", ""),
        ("【本报讯】", ""),
        ("【综合报道】", ""),
        ("【记者周小河报道】", ""),
        ("据江城网4月8日报道,", ""),
        ("江城网4月8日讯 ", ""),
        ("(江城报道称)", ""),
    ],
)
def test_lead_names_the_outlet_that_reports(lead: str, source: str) -> None:
    assert read_source(lead=lead) == source


@pytest.mark.parametrize(
    ("tail", "source"),
    [
        ("(综合整理自江城新闻、智江东、雷江网等)", "江城新闻、智江东、雷江网"),
        ("综合自江城日报、青山发布", "江城日报、青山发布"),
        ("（整理自网络）", ""),
        ("这些资料整理自多年的笔记。", ""),
    ],
)
def test_note_says_from_which_outlets_a_text_was_compiled(tail: str, source: str) -> None:
    assert read_source(tail=tail) == source


def test_label_goes_before_the_lead() -> None:
    assert read_source("来源：青山网", "【江报专讯】") == "青山网"

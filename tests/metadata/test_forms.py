"""Printed forms of author, source, editor and time in plain text, and what is none of them."""

import pytest

import jiaokan
from jiaokan.config.config_loader import load_default
from jiaokan.core.document import Document, Origin, Paragraph
from jiaokan.core.edits import Span
from jiaokan.execution.chunks import clean_document
from jiaokan.stages import STAGES
from tests.metadata.invented_report import BODY, TITLE


def state(text: str) -> dict[str, str]:
    return {fact.field: fact.value for fact in jiaokan.clean(text).facts}


@pytest.mark.parametrize(
    ("text", "author"),
    [
        (f"{TITLE}\n文/王小红\n{BODY}", "王小红"),
        (f"{TITLE}\n作者：王小红、李明\n{BODY}", "王小红、李明"),
        (f"{TITLE}\n江城晚报讯（记者 王小红 李明）{BODY}", "王小红、李明"),
        (f"{TITLE}\n（本报记者王小红 综合）{BODY}", "王小红"),
        (f"{TITLE}\n新华社江城5月9日电（记者格桑边巴）{BODY}", "格桑边巴"),
        (f"{TITLE}\n本报记者 王小红 李明\n{BODY}", "王小红、李明"),
        (f"{TITLE}\n江城网讯 记者王小红报道：{BODY}", "王小红"),
        (f"{TITLE}\n{BODY}（王小红）", "王小红"),
        (f"{TITLE}\n{BODY}\n（编译/王小红）", "王小红"),
        (f"{TITLE}\n{BODY}\n采写：江城晚报见习记者 王小红", "王小红"),
        (f"{TITLE}\n{BODY}\n□王小红", "王小红"),
        (f"{TITLE}\n{BODY}（江东区文化局）", "江东区文化局"),
        (f"{TITLE}\n王小红／律師 {BODY}", "王小红"),
        (f"{TITLE}\n〔記者王小紅／江城報導〕{BODY}", "王小红"),
        (f"发信人: xiaohong (小红), 信区: Library\n标  题: {TITLE}\n发信站: 江城站 (Sat Feb 13 15:26:29 1999)\n\n{BODY}", "xiaohong (小红)"),
        (f"{TITLE}\n原创 王小红  江城读书   2024-11-20 03:59\n{BODY}", "王小红"),
    ],
)  # fmt: skip
def test_reads_the_author(text: str, author: str) -> None:
    assert state(text).get("author") == author


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n{BODY}记者王小红／摄影",
        f"{TITLE}\n{BODY}（完）",
        f"{TITLE}\n{BODY}（周一）",
        f"{TITLE}\n记者了解到，记者从市政府获悉，记者在现场看到。\n{BODY}",
        f"{TITLE}\n作者：佚名\n{BODY}",
        f"{TITLE}\n江城读书  江城读书   2024-11-20 03:59\n{BODY}",
        f"{TITLE}\n该航线由 A320-200 执飞，每周三班，往返江城与海城之间，全程两个小时，票价另行公布。\n{BODY}",
    ],
    ids=["photo", "end", "weekday", "sentence", "anonymous", "account alone", "aircraft"],
)
def test_names_nobody(text: str) -> None:
    assert "author" not in state(text)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (f"{TITLE}\n2023-05-06 08:30 来源：江城晚报\n{BODY}", "江城晚报"),
        (f"{TITLE}\n来源于：\n江城晚报\n{BODY}", "江城晚报"),
        (f"{TITLE}\n转自：江城晚报\n{BODY}", "江城晚报"),
        (f"{TITLE}\n2023-05-06 08:30\n江城晚报\n{BODY}", "江城晚报"),
        (f"{TITLE}\n江城网5月9日讯 {BODY}\n江城网 版权所有", "江城网"),
        (f"{TITLE}\n{BODY}\n（来源：江城晚报）", "江城晚报"),
        (f"{TITLE} 2023-05-06 08:30来源：江城晚报 作者：王小红\n{BODY}", "江城晚报"),
        (f"{TITLE}\n王小红  江城读书会   2024-11-20 03:59\n{BODY}", "江城读书会"),
        (f"{TITLE}\n发布机构：\n江东区统计局\n发文日期：\n2023-04-18\n{BODY}", "江东区统计局"),
        (f"{TITLE}\n王小红\n江城读书会\n江城读书会\n微信号\njc-reading\n{BODY}", "江城读书会"),
    ],
)
def test_reads_the_source(text: str, source: str) -> None:
    assert state(text).get("source") == source


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n据江城晚报报道，{BODY}",
        f"{TITLE}\n来源：网络\n{BODY}",
        f"{TITLE}\n来源：\n访问量：\n42\n{BODY}",
        f"{TITLE}\n【综合报道】{BODY}",
        f"{TITLE}\n{BODY}未经授权不得转载，转载必须注明“来源：江城晚报”字样，违者追究责任。",
        f"{TITLE}\n图表数据来源：江城统计网，单位为万人，截至去年年底，口径与往年一致。\n{BODY}",
    ],
    ids=["report", "net", "empty label", "compiled", "notice", "chart"],
)
def test_names_no_source(text: str) -> None:
    assert "source" not in state(text)


@pytest.mark.parametrize(
    ("line", "editor"),
    [("责任编辑：李四", "李四"), ("编辑/李四", "李四"), ("责编：李四 审核：赵六", "李四"), ("（责任编辑： HN123）", "HN123"),
     ("2019年09月26日责任编辑：李四", "李四"), ("每日责任编辑：李四", None)],
)  # fmt: skip
def test_reads_the_editor(line: str, editor: str) -> None:
    assert state(f"{TITLE}\n{BODY}\n{line}").get("editor") == editor


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("2016. 10. 18 来源：江城网", "2016-10-18"),
        ("发布时间：2023年5月6日 8时05分", "2023-05-06T08:05"),
        ("二〇二三年五月六日", "2023-05-06"),
        ("2023-05-06T08:30:00+0800", "2023-05-06T08:30:00+08:00"),
        ("更新时间：2023-05-08 发布时间：2023-05-06", "2023-05-06"),
        ("时间: Fri Jan 26 17:18:22 2018", "2018-01-26T17:18:22"),
    ],
)
def test_a_time_is_as_precise_as_it_is_written(line: str, published: str) -> None:
    assert state(f"{TITLE}\n{line}\n{BODY}").get("published") == published


def test_the_hour_of_the_byline_goes_with_the_day_of_the_address() -> None:
    origin = Origin("x.jsonl", 1, '{"url":"https://a.cn/2020/01/30/1.html"}')
    document = Document("a", f"{TITLE}\n2020-01-30 08:15 来源：江城网\n{BODY}", origin)
    assert clean_document(document, tuple(STAGES), load_default()).fact("published") == "2020-01-30T08:15"


@pytest.mark.parametrize("key", ["url", "uri", "link"])
def test_the_address_of_a_record_stands_under_any_of_its_names(key: str) -> None:
    origin = Origin("x.jsonl", 1, f'{{"{key}":"https://a.cn/2020/01/30/1.html"}}')
    document = clean_document(Document("a", f"{TITLE}\n{BODY}", origin), tuple(STAGES), load_default())
    assert document.fact("url") == "https://a.cn/2020/01/30/1.html"
    assert document.fact("published") == "2020-01-30"


def test_states_when_a_page_was_updated_and_the_number_of_a_document() -> None:
    stated = state(
        f"关于新馆开放的通知\n江政发〔2020〕5号\n更新时间：2020-03-08 发布时间：2020-03-01\n{BODY}"
    )
    assert stated["updated"] == "2020-03-08"
    assert stated["published"] == "2020-03-01"
    assert stated["document_number"] == "江政发〔2020〕5号"


def test_the_title_is_the_line_above_the_byline_and_no_menu() -> None:
    menu = "首页\n要闻\n财经\n馆藏之窗\n在线咨询\n您所在的位置：\n首页\n>\n要闻"
    text = f"{menu}\n{TITLE}：首日接待三千人\n2023-05-06 08:30\n来源：江城晚报\n{BODY}"
    assert state(text).get("title") == f"{TITLE}：首日接待三千人"


def test_a_page_without_an_article_has_no_title() -> None:
    title = Paragraph(Span(0, len(TITLE)), "title")
    document = Document("a", TITLE, paragraphs=(title,), kind="no_article", kind_why="a list")
    assert clean_document(document, ("annotate",), load_default()).fact("title") == ""

import pytest

from jiaokan.core.document import Document
from jiaokan.stages.annotate.annotated_text import AnnotatedText
from jiaokan.stages.annotate.mentions.censor_marks import find_censor_marks


def find(text: str) -> list[tuple[str, str]]:
    marks = find_censor_marks(AnnotatedText(Document("a", text), {}))
    return [(mark.span.slice_text(text), mark.evidence) for mark in marks]


@pytest.mark.parametrize(
    "text",
    [
        "这是**重点内容**，请注意。",
        "**市场**的规模在扩大",
        "* 市场规模\n* 区别",
        "***\n---\n第二节",
        "计算3*4*5与2**10的值",
        "def f(*args, **kwargs): pass",
        "SELECT * FROM 用户",
        "/* 注释***内容 */",
        "密码：******，请输入",
        "姓名：□男 □女",
        "□是 □否 □不清楚",
        "请在□内打√",
        "长×宽×高为3×4×5",
        "高×宽的比例",
        "XX世纪的人们",
        "拍了X光片，X射线与XX染色体",
        "二〇〇区与二〇〇八年",
        "iPhone X市场占有率",
        "某公司与某人在某地",
        "任某种意义上",
        "［编辑］［删除］［回复］",
        "评分★★★☆☆ ●●● ■ 目录",
    ],
)
def test_what_is_no_mark_is_left(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "mark", "evidence"),
    [
        ("2023年*市疫情防控综述", "*", "asterisks"),
        ("坚决贯彻***总书记的部署", "***", "asterisks"),
        ("他骂道你他妈***，转身就走", "***", "asterisks"),
        ("记者从＊＊县了解到", "＊＊", "asterisks"),
        ("机主138****5678已转账", "138****5678", "asterisks"),
        ("“李**，女，三十岁", "李**", "asterisks"),
        ("ＸＸ市委高度重视", "ＸＸ", "crosses"),
        ("在×县调研", "×", "crosses"),
        ("xx公司的员工", "xx", "crosses"),
        ("20XX年X月X日起施行", "20XX年X月X日", "crosses"),
        ("（王××，男）", "王××", "crosses"),
        ("○○县的往事", "○○", "crosses"),
        ("被告人張某某供述", "張某某", "mou"),
        ("王某甲，男，汉族", "王某甲", "mou"),
        ("说某某的坏话", "某某", "mou"),
        ("他把她□□□□，这才罢休", "□□□□", "squares"),
        ("宋时江□城外有一座旧塔，今已不存于世。", "□", "squares"),
        ("他说［敏感词］是这样的", "［敏感词］", "words"),
        ("（此处删去三百字）第二天", "（此处删去三百字）", "words"),
    ],
)
def test_a_mark_is_found_with_its_span(text: str, mark: str, evidence: str) -> None:
    assert (mark, evidence) in find(text)
    assert len(find(text)) == 1

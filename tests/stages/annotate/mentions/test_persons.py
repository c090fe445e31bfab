import pytest

from jiaokan.core.document import Document
from jiaokan.stages.annotate.annotated_text import AnnotatedText
from jiaokan.stages.annotate.mentions.persons import find_persons


def find(text: str) -> list[tuple[str, str]]:
    return [(m.norm, m.evidence) for m in find_persons(AnnotatedText(Document("a", text), {}))]


@pytest.mark.parametrize(
    "text",
    [
        "成立了由市委书记任政委、市长任指挥长的小组",
        "横跨南京市长江大桥的车流",
        "吉林省长春市的冬天",
        "这并不代表柯达脱离破产",
        "主任任命后不久",
        "该主任曾多次强调",
        "局长向媒体表示",
        "党员于今日集合",
        "两位医生何时来",
        "记者从会上获悉",
        "主席高度评价此事",
        "主治医生吴大夫说",
        "分析师罗斯·麦克米兰指出",
        "学生代表队伍出发",
        "书记和市长的部长会议",
        "行业主管部门、企业主管单位、产业主管理层",
        "使用word编辑文档时难免出错，编辑文本时也一样",
        "国家主席贺信中的殷切希望",
        "市长贺电说，28岁博士毕业，29岁成为导师",
        "于漪老师孙女、村支部书记郑重提出",
        "原告金椰子(深圳)食品有限公司提起诉讼",
        "被告人林木森（上海）商贸公司应当赔偿",
    ],
)
def test_words_are_no_names(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("湖南省委书记张三强调，要落实责任。", [("张三", "湖南省委书记")]),
        ("電信專家付亮認為，應當謹慎。", [("付亮", "专家")]),
        ("本报记者 李四光 通讯员 王五摄", [("李四光", "本报记者"), ("王五", "通讯员")]),
        ("（记者张三、李小四）", [("张三", "记者"), ("李小四", "记者")]),
        ("副区长欧阳明德出席会议", [("欧阳明德", "副区长")]),
        ("县卫健局局长方志平指出", [("方志平", "县卫健局局长")]),
        ("责任编辑：陈小红", [("陈小红", "编辑")]),
        ("理事长蒋志强、副主任贾国平表示", [("蒋志强", "理事长"), ("贾国平", "副主任")]),
        ("首任支部书记张永和（右）和支部成员", [("张永和", "首任支部书记")]),
        ("局长李元和、书记王和平和市长", [("李元和", "局长"), ("王和平", "书记")]),
        ("（图／记者林悦翻摄）", [("林悦", "记者")]),
        ("记者王小明翻拍", [("王小明", "记者")]),
        ("小区业主张虎表示", [("张虎", "小区业主")]),
        ("董事长张明（公司股东）表示", [("张明", "董事长")]),
    ],
)
def test_a_name_behind_an_office_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert find(text) == expected


def test_the_span_is_that_of_the_name_in_the_text() -> None:
    text = "市長陳大文主持會議"
    (mention,) = find_persons(AnnotatedText(Document("a", text), {}))
    assert mention.span.slice_text(text) == "陳大文"
    assert mention.norm == "陈大文"

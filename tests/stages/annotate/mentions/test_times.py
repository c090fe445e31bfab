"""Times are read against the date of publication; counts, ages, versions and names of columns are none."""

import pytest

from jiaokan.core.document import Document
from jiaokan.stages.annotate.annotated_text import AnnotatedText
from jiaokan.stages.annotate.mentions.times import find_times, name_times

PUBLISHED = "2020-01-30T08:30"  # a Thursday


def list_norms(text: str, published: str = PUBLISHED) -> list[str]:
    return [named.value.norm for named in name_times(text, published)]


@pytest.mark.parametrize(
    "text",
    [
        "一日三餐,四号令,二十日内答复,为期3日。",
        "比分是3点5分,版本2020.1.1.3和v2019.2.1,电话0731-2020-1234。",
        "3月龄婴儿,满3月,近5年,三十年来,1500年历史,2000年前的古城。",
        "2018年级新生,30岁,5个月大,第3年。",
        "今天的中国,到今天为止,美好的明天,今日头条,明天会更好。",
        "他说:“今天记者报道过,昨日公布的。”",
        "每年3月5日,每月10日前,历年5月。",
        "当日采样当日检测,上周期,本周边,下周刊。",
        "2月30日和2019年2月29日",
        "春三月,人间四月天。",
        "公元前1046年,12000年",
        "http://a.cn/2020/01/30/1.html a-2020-01-30.jpg",
    ],
)
def test_what_is_no_time_stays_out(text: str) -> None:
    assert list_norms(text) == []


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("2019年12月8日", ["2019-12-08"]),
        ("二〇二〇年一月二十五日", ["2020-01-25"]),
        ("2019年12月", ["2019-12"]),
        ("民国三十八年、民国109年、民国元年", ["1949", "2020", "1912"]),
        ("112年5月3日", ["2023-05-03"]),
        ("光绪二十四年", ["1898"]),
        ("98年3月、08年5月12日", ["1998-03", "2008-05-12"]),
        ("去年12月、今年1月3日", ["2019-12", "2020-01-03"]),
        ("12月31日,1月3日", ["2019-12-31", "2020-01-03"]),
        ("将于12月5日举行", ["2020-12-05"]),
        ("9月", ["2019-09"]),
        ("6月", ["--06"]),
        ("1月23日至25日", ["2020-01-23/2020-01-25"]),
        ("2019年12月30日至1月3日", ["2019-12-30/2020-01-03"]),
        ("2016-2019年,2016年至2018年", ["2016/2019", "2016/2018"]),
        ("1月24、25日", ["2020-01-24/2020-01-25"]),
        ("2019年第一季度、2018年底、2017年上半年", ["2019-01/2019-03", "2018-11/2018-12", "2017-01/2017-06"]),
        ("1月上旬、1月底", ["2020-01-01/2020-01-10", "2020-01-21/2020-01-31"]),
        ("1月28日下午3点半、1月29日9时15分", ["2020-01-28T15:30", "2020-01-29T09:15"]),
        ("2020-01-21 18:302020年1月22日", ["2020-01-21T18:30", "2020-01-22"]),
        ("昨日,市委召开会议。记者今晚获悉。", ["2020-01-29", "2020-01-30"]),
        ("上周五发布,下周一开幕会议,本周公布", ["2020-01-24", "2020-02-03", "2020-01-27/2020-02-02"]),
        ("上月5日公布,本月底公布", ["2019-12-05", "2020-01-21/2020-01-31"]),
        ("记者29日从市政府获悉", ["2020-01-29"]),
        ("记者31日从市政府获悉", ["2020-01-31"]),
        ("1月23日,湘西启动响应。当天,各地行动。", ["2020-01-23", "2020-01-23"]),
        ("1998年9月入学,同年10月入伍", ["1998-09", "1998-10"]),
        ("2019年12月8日……1月3日", ["2019-12-08", "2020-01-03"]),
        ("上世纪八十年代,1990年代,70年代", ["1980/1989", "1990/1999", "1970/1979"]),
        ("农历正月初一,大年三十,农历2019年八月十五", ["2020-01-25", "2020-01-24", "2019-09-13"]),
        ("去年中秋节", ["2019-09-13"]),
        ("前三季度增长", ["2019-01/2019-09"]),
    ],
)
def test_times_are_resolved_against_the_date_of_publication(text: str, norms: list[str]) -> None:
    assert list_norms(text) == norms


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("3月5日", ["--03-05"]),
        ("3月1日至5日", ["--03-01/--03-05"]),
        ("今年3月", ["--03"]),
        ("昨日公布,今年,上周", []),
        ("2008年5月12日地震。6月3日", ["2008-05-12", "2008-06-03"]),
        ("2008年5月12日地震。\n6月3日", ["2008-05-12", "--06-03"]),
        ("农历正月初一", [""]),
        ("15日上午", []),
    ],
)
def test_without_a_date_of_publication_a_year_stays_open(text: str, norms: list[str]) -> None:
    assert list_norms(text, "") == norms


def test_traditional_text_counts_years_of_the_republic() -> None:
    assert [named.value.norm for named in name_times("98年3月", "", is_traditional=True)] == ["2009-03"]


def test_mentions_have_spans_of_the_text_and_bounds() -> None:
    document = Document("a", "２０１９年１２月３０日至１月３日,３月５日")
    found = list(find_times(AnnotatedText(document, {"published": ""})))
    assert [
        (m.span.slice_text(document.text), m.norm, m.date_from, m.date_to, m.evidence) for m in found
    ] == [
        ("２０１９年１２月３０日至１月３日", "2019-12-30/2020-01-03", "2019-12-30", "2020-01-03", "stated"),
        ("３月５日", "2020-03-05", "2020-03-05", "", "year-from-text"),
    ]

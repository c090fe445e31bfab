"""What a page says of itself, and what must not be taken for it."""

import pytest

import jiaokan
from jiaokan.config.config_loader import load, load_default
from jiaokan.core.annotations import Mention
from jiaokan.core.document import Document, Origin
from jiaokan.core.edits import Edit, Span
from jiaokan.core.errors import ConfigError
from jiaokan.execution.chunks import clean_document
from jiaokan.metadata.date_forms import find_dates_in_url
from jiaokan.metadata.headlines import find_headline
from jiaokan.stages import STAGES

BODY = (
    "今天上午，记者在现场看到，工作人员正在进行设备调试，预计下周可以投入使用，届时将方便周边群众出行。\n" * 3
)


def facts(page: str) -> dict[str, str]:
    return {fact.field: fact.value for fact in jiaokan.clean(page).facts}


@pytest.mark.parametrize(
    "page",
    [
        "",
        "标题\n" + BODY,
        "他说:来源:可靠的消息表明,作者:无名氏的书很多。\n" + BODY,
        "2020年1月29日,会议召开。\n" + BODY,
    ],
    ids=["nothing", "no byline", "a sentence", "a day in the text"],
)
def test_says_nothing_that_the_page_does_not(page: str) -> None:
    assert not facts(page).keys() & {"source", "author", "editor", "published", "site", "keywords", "url"}


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (
            "来源:新华网 作者:张三、李四 责任编辑:王五",
            {"source": "新华网", "author": "张三、李四", "editor": "王五"},
        ),
        ("2020-01-29 23:51:14 来源：红网", {"published": "2020-01-29T23:51:14", "source": "红网"}),
        (
            "發布時間：2021年3月5日 08:30  來源：中國新聞網",
            {"published": "2021-03-05T08:30", "source": "中国新闻网"},
        ),
        ("撰文 | 张三  来源 | 晨光读书会", {"author": "张三", "source": "晨光读书会"}),
        ("發布日期：民國98年11月3日　發布單位：水利局", {"published": "2009-11-03"}),
        ("时间:2023/12/25 来源:未知", {"published": "2023-12-25", "source": None}),
        ("时间:2023-02-30 来源:网友投稿", {"published": None, "source": "网友投稿"}),
    ],
    ids=["people", "time first", "Traditional", "bars", "Republic", "unknown", "no such day"],
)
def test_reads_the_byline(line: str, wanted: dict[str, str | None]) -> None:
    found = facts(f"某市地铁二号线下周开通\n{line}\n{BODY}")
    assert {field: found.get(field) for field in wanted} == wanted


@pytest.mark.parametrize(
    ("line", "below", "title"),
    [
        ("怎样给多肉换盆_某某百科", [], "怎样给多肉换盆"),
        ("怎样给多肉换盆 - 某某论坛", [], "怎样给多肉换盆"),
        ("怎样给多肉换盆-园艺频道-某某网", [], "怎样给多肉换盆"),
        ("怎样给多肉换盆 | 青苔", [], "怎样给多肉换盆"),
        ("某某市人民政府 | 某某市2018年财政决算情况的公告", [], "某某市2018年财政决算情况的公告"),
        ("山河录_第十二章 渡口_玄幻小说阅读", [], "第十二章 渡口"),
        ("产品名称：手摇磨豆机", [], "手摇磨豆机"),
        ("## 怎样给多肉换盆 ##", [], "怎样给多肉换盆"),
        ("工具分享 | 一款整理照片的小程序", [], "工具分享 | 一款整理照片的小程序"),
        ("节点搭建 - 新手也能照着做完", [], "节点搭建 - 新手也能照着做完"),
        ("节点搭建 - 新手也能照着做完", ["节点搭建"], "节点搭建"),
        ("多肉徒长怎么办？-江城植物园医院", [], "多肉徒长怎么办？"),
        ("给多肉换盆(江城论坛)", [], "给多肉换盆"),
        ("给多肉换盆(图)", [], "给多肉换盆(图)"),
        ("花卉年会纪要(2019)", [], "花卉年会纪要(2019)"),
        ("给多肉换盆  返回", [], "给多肉换盆"),
        ("花市 | 给多肉换盆", ["给多肉换盆"], "花市 | 给多肉换盆"),
        ("网购花盆如何退货返回", [], "网购花盆如何退货返回"),
        ("snake_case 与 camelCase 的取舍", [], "snake_case 与 camelCase 的取舍"),
    ],
)
def test_the_title_is_the_page_s_own(line: str, below: list[str], title: str) -> None:
    assert find_headline(line, below).slice_text(line) == title


def test_every_fact_of_a_byline_leads_to_its_words() -> None:
    page = f"某市地铁二号线下周开通\n2020-1-29 08:05 來源：紅網 編輯：何冰\n{BODY}"
    spans = {fact.field: fact.raw for fact in jiaokan.clean(page).facts if fact.raw}
    assert {field: span.slice_text(page) for field, span in spans.items()} == {
        "title": "某市地铁二号线下周开通",
        "published": "2020-1-29 08:05",
        "source": "紅網",
        "editor": "何冰",
    }


@pytest.mark.parametrize(
    ("end", "author"),
    [
        ("（劉智維／高雄報導）", "刘智维"),
        ("記者林悅／南市報導", "林悦"),
        ("記者楊勝裕、劉人瑋", "杨胜裕、刘人玮"),
        ("（一名男子／其中一人）", None),
    ],
    ids=["brackets", "slash", "two", "no report"],
)
def test_reads_who_signed(end: str, author: str | None) -> None:
    assert facts(f"某市地铁二号线下周开通\n{BODY.strip()}{end}").get("author") == author


@pytest.mark.parametrize(
    ("url", "days"),
    [
        ("https://a.cn/content/2020/01/30/6660312.html", ["2020-01-30"]),
        ("http://a.tw/cts/general/201711/201711261901655.html", ["2017-11-26"]),
        ("http://a.tw/article/20170629/1149711/", ["2017-06-29"]),
        ("http://a.cn/2020-13-01/x", []),
        ("http://a.cn/item/202001.html", []),
        ("http://a.cn/20200199", []),
    ],
    ids=["slashes", "time behind", "together", "no such month", "month alone", "no such day"],
)
def test_reads_the_day_in_an_address(url: str, days: list[str]) -> None:
    assert list(find_dates_in_url(url)) == days


def test_takes_the_address_of_the_record() -> None:
    origin = Origin("x.jsonl", 1, '{"url":"https://a.cn/2020/01/30/1.html"}')
    found = {
        f.field: f.value
        for f in clean_document(Document("a", BODY, origin), tuple(STAGES), load_default()).facts
    }
    assert (found["url"], found["published"]) == ("https://a.cn/2020/01/30/1.html", "2020-01-30")


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("益阳市今天召开会议。益阳各县市区参加。桃江县作了汇报,益阳市委部署工作。", "湖南省\n益阳市"),
        ("安源区召开会议。安源区各镇参加。安源区委部署工作。", "江西省\n萍乡市\n安源区"),
        ("黔东南州今天召开会议。黔东南各县参加,黔东南全州行动。", "贵州省\n黔东南苗族侗族自治州"),
        ("海淀区召开会议,海淀区各街道参加,海淀区行动。", "北京市\n海淀区"),
        ("高雄市今天停電,高雄市府說明,高雄居民不滿。", "台湾省\n高雄市"),
        ("湖南、湖北、江西、安徽四省代表参加会议。", None),
        ("他去了一次长沙。", None),
        ("社会长治久安,白银价格上涨,黄山归来不看岳。" * 3, None),
    ],
    ids=["city", "county", "prefecture", "municipality", "Traditional", "many", "once", "words"],
)
def test_finds_the_place_that_prevails(text: str, region: str | None) -> None:
    assert facts(text).get("region") == region


def test_region_can_be_left_out() -> None:
    document = jiaokan.clean(
        "益阳市召开会议,益阳市行动,益阳市部署。", load(overrides=["annotate.region=false"])
    )
    assert document.fact("region") == ""


def test_names_the_script_of_the_raw_text_and_of_each_paragraph() -> None:
    document = jiaokan.clean("關於開展工作的說明\n各單位應當認真學習,全面落實責任制度,確保取得實效。")
    assert document.fact("script") == "Hant"
    assert {paragraph.script for paragraph in document.paragraphs} == {"hant"}


def test_a_mention_leads_to_the_clean_and_the_raw_text() -> None:
    document = jiaokan.clean(BODY + "國發[2020]5號")
    (mention,) = (m for m in document.mentions if m.kind == "document_number")
    assert mention.norm == "国发〔2020〕5号"
    assert mention.span.slice_text(document.text) == "国发[2020]5号"
    assert document.source(mention.span).slice_text(document.raw) == "國發[2020]5號"


def test_an_unknown_kind_of_mention_is_refused_with_those_there_are() -> None:
    with pytest.raises(ConfigError, match=r"no such kind: planet; there are .*document_number"):
        STAGES["annotate"](load(overrides=['annotate.mentions=["planet"]']))


def test_an_edit_after_annotate_takes_mentions_away() -> None:
    document = Document("a", "国发〔2020〕5号", mentions=(Mention("document_number", Span(0, 11)),))
    assert document.edited("later", [Edit(0, "国", "國", "script/s2t")]).mentions == ()

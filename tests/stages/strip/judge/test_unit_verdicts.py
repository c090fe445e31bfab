"""What the judge, sure rules, titles and repeats decide together."""

from dataclasses import replace

import numpy as np
import pytest

import jiaokan
from jiaokan.config.config_loader import load_default
from jiaokan.stages.strip.judge.bare_pages import is_bare_page
from jiaokan.stages.strip.judge.page_script import doubt_few_han, is_chinese
from jiaokan.stages.strip.judge.sentence_parts import find_sentence_parts
from jiaokan.stages.strip.judge.signing_offices import find_signatures
from jiaokan.stages.strip.judge.spared.spared_units import PageVerdicts, find_spared_units
from jiaokan.stages.strip.judge.unit_judge import PageScores
from jiaokan.stages.strip.judge.unit_pages import cut_pages
from jiaokan.stages.strip.judge.unit_verdicts import (
    PageEvidence,
    choose_units,
    decide_units,
)
from jiaokan.stages.strip.judge.units import CutPage
from jiaokan.stages.strip.normalized_page import normalize_page
from jiaokan.stages.strip.repeated_text import (
    find_abstracts,
    find_breadcrumbs,
    find_title_repeats,
)
from jiaokan.stages.strip.rule_claims import BoilerplateEvidence

SETTINGS = load_default().strip
PROSE = "新馆位于河东路,共有三层,藏书二十万册,首日接待读者三千余人。"


def cut(*lines: str) -> CutPage:
    (page,) = cut_pages([normalize_page("\n".join(lines))], {})
    return page


def scores(chances: list[float], no_article: float = 0.0) -> PageScores:
    count = len(chances)
    kinds, reasons = np.ones(count, np.int64), np.zeros((count, 1), np.int64)
    return PageScores(np.array(chances), kinds, reasons, no_article, np.full(count, -np.inf))


def gone(
    page: CutPage, chances: list[float], claims: dict[str, BoilerplateEvidence] | None = None
) -> list[str]:
    marks = {page.texts.index(text): mark for text, mark in (claims or {}).items()}
    evidence = PageEvidence(marks, scores(chances))
    chosen = choose_units(page, evidence.scores, SETTINGS.judge)
    return [page.texts[at] for at in decide_units(page, evidence, chosen, SETTINGS.judge)]


def test_what_is_likely_boilerplate_beside_prose_goes() -> None:
    page = cut("首页", "要闻", PROSE, PROSE, "责任编辑")
    assert gone(page, [0.98, 0.97, 0.05, 0.05, 0.96]) == ["首页", "要闻", "责任编辑"]


def test_a_page_of_doubtful_facts_keeps_them() -> None:
    page = cut(*(f"{place}区 31010{n}" for n, place in enumerate("甲乙丙丁戊己")))
    assert gone(page, [0.7] * 6) == []


def test_nothing_goes_where_nothing_is_sure() -> None:
    page = cut("番茄炒蛋的做法", "用料", PROSE)
    assert gone(page, [0.7, 0.8, 0.05]) == []
    assert gone(page, [0.7, 0.94, 0.05]) == []
    assert gone(page, [0.7, 0.96, 0.05]) == ["用料"]


@pytest.mark.parametrize(
    ("lines", "gone", "chances", "is_bare"),
    [
        ((PROSE, "用料", PROSE), [1], [0.05, 0.96, 0.05], True),  # alone, and not sure enough for that
        ((PROSE, "用料", PROSE), [1], [0.05, 0.98, 0.05], False),
        ((PROSE, "用料", "做法"), [1, 2], [0.05, 0.96, 0.8], False),
        (("番茄炒蛋", "用料", "做法"), [1, 2], [0.99, 0.9, 0.8], True),  # the surest stays: it is the title
        ((PROSE, "�\ue000�锟斤拷", "做法"), [1, 2], [0.05, 0.99, 0.8], True),  # damaged, so it stays too
        ((PROSE, "�\ue000�锟斤拷", "做法"), [1, 2], [0.05, 0.99, 0.96], False),
        ((PROSE, "用料"), [], [0.05, 0.99], True),
    ],
    ids=["lone", "lone and sure", "two", "title", "damaged", "damaged and sure", "none"],
)
def test_only_what_would_go_speaks_against_a_bare_page(
    lines: tuple[str, ...], gone: list[int], chances: list[float], is_bare: bool
) -> None:
    assert is_bare_page(cut(*lines), gone, np.array(chances), SETTINGS.judge) is is_bare


def test_the_rows_of_a_table_stay_together() -> None:
    rows = [f"{place}区 {number}" for number, place in enumerate("甲乙丙丁戊己庚辛壬癸", 310101)]
    chances = [0.9 + at / 200 for at in range(10)]
    assert gone(cut(*rows), chances) == []
    mixed = cut(*rows, "关于我们", "联系我们")
    assert gone(mixed, [0.3 + at / 30 for at in range(10)] + [0.99, 0.99]) == ["关于我们", "联系我们"]


def test_a_sentence_goes_only_where_the_judge_is_surer() -> None:
    page = cut("登录", "小贴士", "西红柿要选熟透的,汁水更多。", PROSE, PROSE)
    assert gone(page, [0.99, 0.78, 0.78, 0.05, 0.05]) == ["登录", "小贴士"]


def test_the_more_recall_weighs_the_more_stays() -> None:
    page = cut(PROSE, *(f"第{n}条留言说得不错" for n in range(8)))
    chances = scores([0.05, *(0.73 + n / 30 for n in range(8))])
    counts = [
        int(
            choose_units(page, chances, replace(SETTINGS.judge, recall_weight=weight, doubt_weight=0.0)).sum()
        )
        for weight in (0.5, 1.0, 2.0, 8.0)
    ]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]


def test_a_page_without_an_article_loses_all_that_is_likely_boilerplate() -> None:
    page = cut("甲地古墓出土", "乙地停水通知", "丙地开学时间")
    goes = choose_units(page, scores([0.6, 0.5, 0.4], no_article=0.95), SETTINGS.judge)
    assert goes.all()


SURE = BoilerplateEvidence("share/to", "share_widget", 1.0, "label of a share bar")


def test_a_sure_rule_decides_where_the_judge_does_not_object() -> None:
    page = cut(PROSE, "分享到:", PROSE)
    assert gone(page, [0.05, 0.4, 0.05], claims={"分享到:": SURE}) == ["分享到:"]
    assert gone(page, [0.05, 0.1, 0.05], claims={"分享到:": SURE}) == []


def test_a_sentence_amid_its_line_goes_only_where_the_judge_is_surer() -> None:
    page = cut(PROSE + "欢迎关注我们的微信公众号了解更多。" + PROSE)
    assert len(page.texts) == 3
    assert gone(page, [0.02, 0.9, 0.02]) == []
    assert gone(page, [0.02, 0.97, 0.02]) == ["欢迎关注我们的微信公众号了解更多。"]


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        (PROSE, True),
        ("The quick brown fox jumps over the lazy dog 中", False),
        ("서울은 오늘 맑습니다", False),
    ],
)
def test_only_a_chinese_page_is_judged(text: str, chinese: bool) -> None:
    assert is_chinese(cut(text), SETTINGS.judge.min_han_share) is chinese


def test_of_a_page_with_few_han_the_judge_does_not_say_that_it_has_no_article() -> None:
    found = scores([0.6, 0.5, 0.4], no_article=0.99)
    few, many = cut("Home", "Archives", "Posted by Jane 石榴"), cut("首页", "归档", PROSE)
    assert doubt_few_han(few, found, SETTINGS.judge).no_article == 0.0
    assert doubt_few_han(many, found, SETTINGS.judge).no_article == 0.99


ABSTRACT = (
    "This paper studies how irrigation spread along the river in the nineteenth century.",
    "It shows that changes in taxation mattered more than changes in technology, as county records tell.",
)
HEADLINES = tuple(
    f"{place}{event}"
    for place in ("江东区", "河西县", "市图书馆", "城南小学", "老年大学", "体育中心", "农科院", "文化馆")
    for event in (
        "举行读书节开幕式",
        "公布寒假开放时间",
        "签署合作协议",
        "两项课题获立项资助",
        "安全检查通报",
    )
)


@pytest.mark.parametrize("text", [ABSTRACT, (" ".join(ABSTRACT),)])
def test_an_article_in_english_inside_chinese_menus_is_an_article(text: tuple[str, ...]) -> None:
    found = scores([0.5] * (len(text) + 40), no_article=0.99)
    assert doubt_few_han(cut(*HEADLINES, *text), found, SETTINGS.judge).no_article == 0.0
    page = "\n".join(["首页", "新闻中心", "联系我们", "论文摘要", *text, *HEADLINES, "版权所有 江城大学"])
    cleaned = jiaokan.clean(page)
    assert cleaned.kind == "article"
    assert all(line in cleaned.text for line in text)


def test_names_and_notices_in_english_among_headlines_are_no_article() -> None:
    notices = (
        "Copyright 2015 Jiangcheng University. All Rights Reserved.",
        "Powered by Board X3.2",
        "About us",
    )
    found = scores([0.5] * (len(notices) + 40), no_article=0.99)
    assert doubt_few_han(cut(*HEADLINES, *notices), found, SETTINGS.judge).no_article == 0.99


def test_logs_and_an_archive_in_english_beside_a_short_text_are_no_pages_without_article() -> None:
    logs = [f"2019-01-02 10:{i:02}:00 INFO server started on port {8000 + i} 启动成功" for i in range(20)]
    archive = [f"{month} {year} (3)" for year in range(2005, 2018) for month in ("January", "April", "July")]
    for lines in (logs, ["院子里的石榴树 | Stone Garden", "Home", "Archives", *archive, PROSE, PROSE]):
        document = jiaokan.clean("\n".join(lines))
        assert document.kind == "article"
        assert lines[-1][-9:-1] in document.text


def test_of_a_page_with_few_han_only_surer_units_go() -> None:
    code = [f"result[{n}] = compute_total(rows[{n}], columns)" for n in range(8)]
    page = cut("归档", "标签云", *code, "用一个循环求出每一行的总数。")
    assert gone(page, [0.99, 0.88, *[0.1] * 8, 0.05]) == ["归档"]
    assert gone(cut("归档", "标签云", PROSE, PROSE), [0.99, 0.88, 0.1, 0.1]) == ["归档", "标签云"]


def test_the_title_said_again_goes_and_a_sentence_stays() -> None:
    page = cut("图书馆新馆今日开放_本地频道", "图书馆新馆今日开放", PROSE, "图书馆新馆今日开放")
    found = dict(find_title_repeats(page, 1, 2, (), SETTINGS.repeated_text))
    assert {at: mark.kind for at, mark in found.items()} == {3: "image_alt"}
    again = cut("图书馆新馆今日", "图书馆新馆今日开放", PROSE)
    assert dict(find_title_repeats(again, 1, 2, (), SETTINGS.repeated_text))[0].rule == "repeated/title-part"


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        (f"本文摘要:{PROSE[:20]}...", True),
        (f"{PROSE[:20]}...", True),
        (f"导读|{PROSE}", True),
        (PROSE[:20], False),  # neither labelled nor cut: it may be the article's own opening
        ("本文摘要:这里说的是另外一件事情,下面没有...", False),
    ],
    ids=["labelled", "cut short", "with a bar", "bare", "its own words"],
)
def test_an_abstract_that_repeats_the_text_goes(line: str, goes: bool) -> None:
    found = dict(find_abstracts(cut("新馆今日开放", line, PROSE), (), SETTINGS.repeated_text))
    assert (1 in found) is goes


def test_an_abstract_is_told_across_a_menu_that_goes() -> None:
    menu = [f"第{n}频道" for n in range(70)]
    page = cut(*menu, f"{PROSE[:20]}...", *menu, PROSE)
    removed = [at for at, text in enumerate(page.texts) if text in menu]
    assert list(dict(find_abstracts(page, removed, SETTINGS.repeated_text))) == [70]
    assert not dict(find_abstracts(page, (), SETTINGS.repeated_text))


RELATED = BoilerplateEvidence(
    "list/related", "related_links", 0.95, "opens a list of other pages", opens_list=True
)


def test_a_list_goes_down_to_the_next_sentence() -> None:
    page = cut(PROSE, "相关新闻", "某地召开会议部署工作", "某县开展检测", PROSE, "某市发布通知")
    evidence = PageEvidence({1: RELATED}, scores([0.05, 0.9, 0.7, 0.2, 0.05, 0.7]))
    settings = replace(SETTINGS.judge, recall_weight=9.0)  # so that the judge alone takes nothing
    gone = decide_units(page, evidence, choose_units(page, evidence.scores, settings), settings)
    assert [page.texts[at] for at in gone] == ["相关新闻", "某地召开会议部署工作"]
    assert gone[2].why == "in the list below: opens a list of other pages"


def test_who_signed_a_document_and_when_stays() -> None:
    page = cut("关于停水的通知", PROSE, "某市水务局", "2020年5月11日", "打印本页")
    found = list(find_signatures(page, {}, (), np.array([0.1, 0.05, 0.8, 0.8, 0.9]), 0.95))
    assert found == [2, 3]
    assert not list(find_signatures(page, {}, (), np.array([0.1, 0.05, 0.8, 0.99, 0.9]), 0.95))


def test_a_date_under_a_menu_is_no_signature() -> None:
    page = cut("网站地图", "某市人民政府", "2020年5月11日", PROSE)
    mark = BoilerplateEvidence("classifier/line", "navigation", 0.9, "")
    assert not list(find_signatures(page, {0: mark, 1: mark, 2: mark}, (), np.full(4, 0.8), 0.95))


MARK = BoilerplateEvidence("classifier/line", "navigation", 0.85, "")


@pytest.mark.parametrize(
    ("lines", "stays"),
    [
        ((PROSE, "校团委"), []),  # names no office that is known: no guess
        ((PROSE, "党委宣传部"), [1]),
        ((PROSE, "某省教育厅", "某省财政厅"), [1, 2]),
        ((PROSE, "文学院", "理学院", "工学院"), []),  # a list of links
        ((PROSE, "来源: 某市统计局"), []),
    ],
)
def test_an_office_that_signs_without_a_date_stays(lines: tuple[str, ...], stays: list[int]) -> None:
    page = cut(*lines)
    gone = dict.fromkeys(range(1, len(lines)), MARK)
    assert list(find_signatures(page, gone, (), np.full(len(lines), 0.85), 0.95)) == stays


def test_an_office_that_a_rule_claims_or_the_judge_is_sure_of_goes() -> None:
    page = cut(PROSE, "某市水务局")
    assert not list(find_signatures(page, {1: MARK}, (1,), np.full(2, 0.85), 0.95))
    assert not list(find_signatures(page, {1: MARK}, (), np.full(2, 0.96), 0.95))


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        (
            "sendKeys",
            "调用 sendKeys 输入文本时, 这里说的 sendKeys 方法会先清空原有的内容, 然后再逐个输入字符, 详见下文的分析和示例代码。",
        ),
        (
            "河东路图书馆",
            "记者昨天在 河东路图书馆 看到, 新馆共有三层, 藏书二十万册, 首日接待读者三千余人, 预计明年还要再增加五万册图书, 并延长开放时间。",
        ),
    ],
)
def test_a_sentence_keeps_the_words_of_the_title(title: str, sentence: str) -> None:
    page = cut(title, sentence)
    assert len(page.units) > 2
    assert not dict(find_title_repeats(page, 0, 1, (), SETTINGS.repeated_text))


def test_the_title_said_again_beside_itself_or_removed_pieces_goes() -> None:
    page = cut(f"图书馆新馆今日开放 图书馆新馆今日开放 {PROSE}{PROSE}")
    assert set(dict(find_title_repeats(page, 0, 2, (), SETTINGS.repeated_text))) == {1}


def test_a_heading_of_latin_letters_that_recurs_stays() -> None:
    page = cut("[Variables]", "存放变量,皮肤里的各处都能引用这些变量。", "[Variables]", PROSE)
    assert not dict(find_title_repeats(page, 0, 1, (), SETTINGS.repeated_text))


@pytest.mark.parametrize(
    ("lines", "goes"),
    [
        (("首页 家常菜 红烧肉的做法大全", "红烧肉的做法大全", PROSE), [0]),
        (("首页 > 资讯 > 图书馆新馆今日开放", "2020年5月1日", "图书馆新馆今日开放", PROSE), [0]),
        (("首页 家常菜 红烧肉的做法大全", PROSE), []),
        (("首页改版的图书馆新馆", "图书馆新馆", PROSE), []),
    ],
)
def test_a_breadcrumb_that_ends_in_the_title_goes(lines: tuple[str, ...], goes: list[int]) -> None:
    assert list(dict(find_breadcrumbs(cut(*lines), (), SETTINGS.repeated_text))) == goes


def test_a_breadcrumb_is_told_across_a_menu_that_goes() -> None:
    lines = ("首页 > 公告 > 南城小学秋季招生", "要闻", "专题", "图片", "视频", "南城小学秋季招生", PROSE)
    assert list(dict(find_breadcrumbs(cut(*lines), range(1, 5), SETTINGS.repeated_text))) == [0]
    assert not dict(find_breadcrumbs(cut(*lines), (), SETTINGS.repeated_text))


ITEMS = ("· 切片刀:用于切薄片,如黄瓜、西红柿", "· 骨刀:用于处理带骨的肉类", "· 锅具", "· 不粘锅:适合煎蛋")


def spared(page: CutPage, gone: list[int], claims: dict[int, BoilerplateEvidence] | None = None) -> list[int]:
    chances = np.where([at in gone for at in range(len(page.units))], 0.85, 0.1)
    verdicts = PageVerdicts(page, dict.fromkeys(gone, MARK), claims or {}, chances)
    return find_spared_units(verdicts, 0.95, 0.95)


def test_the_last_items_of_a_kept_list_stay() -> None:
    page = cut(PROSE, *ITEMS)
    assert spared(page, [3, 4]) == [3, 4]
    assert spared(page, [3, 4], {4: BoilerplateEvidence("tail/more", "navigation", 0.99, "")}) == [3]


def test_a_list_most_of_which_goes_goes_whole() -> None:
    assert spared(cut(PROSE, *ITEMS), [1, 2, 4]) == []
    assert spared(cut(PROSE, *ITEMS[:2]), [2]) == []


def test_a_list_stays_where_the_other_lists_of_the_page_stay() -> None:
    lines = (
        "· 采集订单数据",
        "· 采集商品排行",
        "· 校验异常的数据",
        "分发通知:",
        "· 邮件",
        "· 短信",
        "· 备份",
    )
    page = cut(PROSE, *lines)
    assert spared(page, [4, 5, 6, 7]) == [5, 6, 7, 4]
    claim = BoilerplateEvidence("menu/mail", "navigation", 0.7, "")
    assert spared(page, [4, 5, 6, 7], {5: claim}) == []


def test_items_below_bullets_stay_with_them() -> None:
    page = cut(
        PROSE, "-", "采集订单数据,包括退款", "-", "采集商品排行和库存", "3. 分发", "-", "邮件", "-", "短信"
    )
    assert spared(page, [6, 7, 8, 9]) == [6, 7, 8, 9]


def test_the_last_copy_of_a_passage_stays() -> None:
    opening = "名称有二十多个,如端五节、重五节等等,各地不同。"
    page = cut("某某节知识", opening, "分享到", opening, PROSE)
    assert spared(page, [1, 2, 3]) == [3]
    notice = "扫一扫,关注我们的公众号,获取更多精彩内容。"
    claim = BoilerplateEvidence("share/scan", "share_widget", 0.9, "")
    assert spared(cut(notice, PROSE, notice), [0, 2], {0: claim, 2: claim}) == []


@pytest.mark.parametrize(
    ("numbers", "gone", "stay"),
    [
        (("12", "13", "14"), (0, 2), [0, 2]),
        (("98", "99", "100", "101"), (0, 1, 2), [0, 1, 2]),
        (("12", "13", "14"), (0, 1, 2), []),
        (("12", "13"), (0,), []),
        (("12", "31", "14"), (0, 2), []),
    ],
)
def test_page_numbers_stay_for_paragraphs_where_one_of_them_stays(
    numbers: tuple[str, ...], gone: tuple[int, ...], stay: list[int]
) -> None:
    page = cut(PROSE, *(line for number in numbers for line in (number, PROSE[::-1])))
    assert spared(page, [1 + 2 * at for at in gone]) == [1 + 2 * at for at in stay]
    claims = {1 + 2 * at: BoilerplateEvidence("page/number", "page_number", 0.9, "") for at in gone}
    assert spared(page, [*claims], claims) == []


def test_a_label_stays_above_items_and_goes_above_a_name() -> None:
    assert spared(cut(PROSE, "技术亮点:", "1. 自动校验", PROSE), [1]) == [1]
    assert spared(cut(PROSE, "紫竹:", "楼上说得对", PROSE), [1]) == []


def test_the_name_of_a_channel_stays_where_headings_stand() -> None:
    channel = BoilerplateEvidence("menu/channel-life", "navigation", 0.95, "")
    page = cut(PROSE, "穿衣指南", PROSE, "最佳时间", PROSE, "美食", PROSE, "健康", "军事")
    assert spared(page, [5, 7, 8], {5: channel, 7: channel, 8: channel}) == [5]
    alone = cut(PROSE, "美食", PROSE)
    assert spared(alone, [1], {1: channel}) == []


@pytest.mark.parametrize(
    ("entry", "goes"), [("第一次梦", True), ("第一次梦里相见的那一天", False)], ids=["an entry", "a headline"]
)
def test_the_entry_that_is_left_of_a_menu_goes(entry: str, goes: bool) -> None:
    menu = f"绝品桃花 金龙嬉凤 蝶舞大唐 后宫猎艳 天龙风云 天降神妻 巫山云雨 {entry} 飘飘如仙 综合其它 热门小说 短篇的总裁小说"
    page = cut(menu, PROSE)
    assert len(page.units) == 13
    chances = [0.96] * 7 + [0.4] + [0.96] * 4 + [0.05]
    assert (entry in gone(page, chances)) is goes


@pytest.mark.parametrize(
    ("lines", "lost"),
    [
        (("研究人员已经把结果发表在", "科学", "杂志的网站上,引来了许多讨论。"), "科学"),
        (("新机场的选址已经确定,现正征求规划部门和", "教育", "部门的意见,预计年内公布。"), "教育"),
        (("2016 年底，新馆位于河东路的三层楼房已经落成，首日接待读者三千余人。馆内共有三层，藏书二十万册，市民争相前来参观，队伍一直排到桥头。",), "2016"),
        (("30 多位市民在首日来到新馆，馆内共有三层，藏书二十万册。馆内设有座位八百余个，还有一间儿童阅览室，全年开放不收费用，傍晚五点闭馆。",), "30"),
    ],
)  # fmt: skip
def test_a_word_or_number_without_which_a_sentence_has_a_hole_stays(
    lines: tuple[str, ...], lost: str
) -> None:
    page = cut(*lines)
    at = page.texts.index(lost)
    assert [*find_sentence_parts(page, {at: BoilerplateEvidence("r", "menu", 0.9, "")})] == [at]


@pytest.mark.parametrize(
    "lines",
    [
        ("新馆位于河东路,共有三层,藏书二十万册", "教育", PROSE),  # a channel below a headline
        ("新馆位于河东路,共有三层,读者来自", "教育", "财经"),  # a menu
        ("分享到,", "微信", PROSE),
    ],
)
def test_a_menu_word_beside_a_sentence_goes(lines: tuple[str, ...]) -> None:
    assert not [*find_sentence_parts(cut(*lines), {1: BoilerplateEvidence("r", "menu", 0.9, "")})]


@pytest.mark.parametrize(
    ("lines", "is_kept"),
    [
        (("“", "新馆能容纳多少读者", "”", "这是市民最关心的问题。"), True),
        (("「", "新馆能容纳多少读者", "」这是市民最关心的问题。"), True),
        (("“", PROSE, PROSE), False),
    ],
)
def test_an_opening_mark_stays_with_its_closing_mark(lines: tuple[str, ...], is_kept: bool) -> None:
    found = [*find_sentence_parts(cut(*lines), {0: BoilerplateEvidence("r", "menu", 0.9, "")})]
    assert found == [0] * is_kept

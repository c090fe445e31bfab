"""The strip stage: text that stays first, then text that is removed, then the laws."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiaokan.config.config_loader import load_default
from jiaokan.core.document import Document
from jiaokan.core.edits import Edit
from jiaokan.core.ledger import restore
from jiaokan.stages import strip
from jiaokan.text.normalized_view import normalize_view

TESTS = Path(__file__).parents[2]
GOLD = sorted((TESTS / "gold").glob("*.json"))
STRIP = strip.build(load_default())


def run_strip(text: str) -> Document:
    return STRIP(Document("d", text))


def list_edits(document: Document) -> tuple[Edit, ...]:
    return document.steps[0].edits if document.steps else ()


def keep_letters(text: str) -> str:
    return "".join(char for char in normalize_view(text).text if char.isalnum())


PROSE = "疫情就是命令,防控就是责任。在这场没有硝烟的战斗中,全市上下同心协力,共同守护人民群众的生命安全。"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "甲",
        "\n\n",
        PROSE,
        "他把防控经验分享到各个乡镇。",
        "本文件所称转载,是指将他人作品在网络上再次发布。",
        "第一条 为了保护公民的合法权益,制定本法。\n第二条 本法适用于全国。\n第三条 国家保障人权。",
        f"工作要点\n1、强化领导。\n2、压实责任。\n3、严肃问责。\n{PROSE}",
        f"要求如下\n1、强化领导\n2、压实责任\n3、严肃问责\n{PROSE}",
        "静夜思\n李白\n床前明月光,\n疑是地上霜。\n举头望明月,\n低头思故乡。",
        f"“来了?”\n“来了。”\n“坐。”\n{PROSE}",
        f"新华社北京1月1日电 {PROSE}",
        f"{PROSE}\n一、加强领导\n{PROSE}\n二、压实责任\n{PROSE}",
        "摘要: 本文提出一种方法。\n" + PROSE,
    ],
    ids=[
        "nothing", "one character", "blank", "prose", "sharing in prose", "law on reprints", "clauses",
        "finished list", "short list", "verse", "dialogue", "dateline", "headings", "own abstract",
    ],
)  # fmt: skip
def test_the_article_stays(text: str) -> None:
    assert run_strip(text).text == text


VERSE = "\n".join(
    ["将进酒", "李白", "君不见黄河之水天上来,奔流到海不复回。",
     "君不见高堂明镜悲白发,朝如青丝暮成雪。", "人生得意须尽欢,", "莫使金樽空对月。", "天生我材必有用,",
     "千金散尽还复来。", "烹羊宰牛且为乐,", "会须一饮三百杯。", "岑夫子,丹丘生,"]
)  # fmt: skip
LAW = "中华人民共和国著作权法\n第一章 总则\n" + "\n".join(
    f"第{n}条 未经著作权人许可,不得转载、复制、发行其作品,法律另有规定的除外。" for n in "一二三四五六七八"
)
TALK = "\n".join(
    [
        "雨停了。",
        "“走吗?”",
        "“再坐一会儿。”",
        "“坐什么,天都黑了。”",
        "他不说话。",
        "“那就走。”",
        "“走。”",
        PROSE,
    ]
)
STEPS = "番茄炒蛋的做法\n用料\n番茄 2个\n鸡蛋 3个\n盐 适量\n做法\n" + "\n".join(
    f"{n}. 把锅烧热,放油,把鸡蛋倒进去炒到半熟盛出。" for n in range(1, 7)
)
SHARING = "\n".join(
    ["共享文档的版权问题", "他说:“转载请注明出处,这是对作者的尊重。”", "她把文章分享到朋友圈,点赞的人很多。",
     "“关注我们的公众号”这句话,如今到处都是。", "下载软件之前,先看看它要什么权限。", PROSE, PROSE]
)  # fmt: skip


@pytest.mark.parametrize(
    "text", [VERSE, LAW, TALK, STEPS, SHARING], ids=["verse", "law", "dialogue", "recipe", "about sharing"]
)
def test_pages_without_boilerplate_lose_nothing(text: str) -> None:
    assert run_strip(text).text == text


PAGE_WITH_BOILERPLATE = "\n".join(
    ["首页", "新闻", "财经", "体育", "娱乐", "登录", "注册", "当前位置:首页 > 新闻", "全市上下齐心抗击疫情",
     "2020-01-29 23:51", "来源:某某日报", PROSE, "记者走访多地,看到各项工作有序开展,群众情绪稳定。", PROSE,
     "责任编辑:张三", "相关新闻", "某地召开会议部署工作", "某县开展全员核酸检测", "专家解读最新防控政策",
     "关于我们", "联系我们", "京ICP备12345678号"]
)  # fmt: skip


def test_a_page_with_boilerplate_keeps_title_and_article() -> None:
    kept = [line for line in run_strip(PAGE_WITH_BOILERPLATE).text.split("\n") if line]
    assert kept == [
        "全市上下齐心抗击疫情",
        PROSE,
        "记者走访多地,看到各项工作有序开展,群众情绪稳定。",
        PROSE,
    ]


ABOVE = ["首页", "散文", "小说", "登录", "注册"]
BELOW = [PROSE, PROSE, "责任编辑:张三", "相关新闻", "某地召开会议", "关于我们", "京ICP备12345678号"]


@pytest.mark.parametrize(
    "head",
    [
        [*ABOVE, "背影", "作者:朱自清 发布时间:2020-01-02"],
        ["背影_散文精选_某某文学网", *ABOVE, "背影"],
        [*ABOVE, "背影", "2020-01-02 10:00", "来源:某某网"],
    ],
    ids=["over a byline", "named by the first line", "over two"],
)
def test_a_short_title_is_not_taken_for_a_menu_entry(head: list[str]) -> None:
    kept = [line for line in run_strip("\n".join([*head, *BELOW])).text.split("\n") if line]
    assert kept == ["背影", PROSE, PROSE]


def test_a_short_menu_entry_is_not_taken_for_the_title() -> None:
    page = ["散文", *ABOVE, "全市上下齐心抗击疫情", "2020-01-02 10:00", *BELOW]
    kept = [line for line in run_strip("\n".join(page)).text.split("\n") if line]
    assert kept == ["全市上下齐心抗击疫情", PROSE, PROSE]


def test_a_numbered_heading_that_repeats_the_contents_stays() -> None:
    text = f"第一章 总论\n第二章 方法\n{PROSE}\n第一章 总论\n{PROSE}\n第二章 方法\n{PROSE}"
    assert run_strip(text).text == text


MENU = ["首页", "新闻", "财经", "体育", "娱乐", "登录", "注册", "更多", "返回顶部", "当前位置:首页 > 新闻"]
FOOT = ["关于我们", "联系我们", "友情链接", "网站地图", "京ICP备12345678号"]
TEASERS = ["某地古墓出土\n千年古墓重见天日,专家称价值连城。", "某星回应传闻\n经纪人否认一切,称已报警处理。"]
HEADLINES = [
    f"{place}召开会议部署{work}工作"
    for place in ("某市", "某县", "某区")
    for work in ("教育", "防汛", "消防", "卫生")
]
NO_ARTICLE = {
    "links": MENU * 3 + FOOT,
    "headlines": [*MENU, *(f"{line} 2020-03-{day:02}" for day, line in enumerate(HEADLINES, 1)), "上一页 1 2 3 下一页", *FOOT],
    "headlines and teasers": [*MENU, "热门新闻", *HEADLINES, "推荐阅读", *TEASERS, "24小时热文", *HEADLINES, *MENU, *FOOT],
    "doorway": [*MENU, *["开云体育官网app下载", "九游娱乐登录入口", "乐鱼体育平台官网"] * 6, "上一篇:没有了", "下一篇:没有了", *FOOT],
    "alternative texts": [*MENU, *["澳门威尼斯人官网-真人娱乐平台-注册送彩金"] * 12, *FOOT],
}  # fmt: skip


@pytest.mark.parametrize("page", NO_ARTICLE.values(), ids=NO_ARTICLE)
def test_a_page_without_an_article_is_recognized(page: list[str]) -> None:
    document = run_strip("\n".join(page))
    assert document.kind == "no_article"
    assert "of the page was boilerplate" in document.kind_why


@pytest.mark.parametrize(
    "page",
    [
        [PROSE],
        [*MENU, "全市上下齐心抗击疫情", "2020-01-29 23:51 来源:某某网", PROSE, PROSE, *FOOT],
        [
            *MENU * 2,
            "静夜思",
            "作者:李白",
            "床前明月光,",
            "疑是地上霜。",
            "举头望明月,",
            "低头思故乡。",
            *FOOT,
        ],
        [*MENU * 4, "快讯", "2020-01-29 23:51 来源:某某网", PROSE, *FOOT],
    ],
    ids=["prose", "news", "verse", "a brief"],
)
def test_a_page_with_an_article_is_recognized(page: list[str]) -> None:
    assert run_strip("\n".join(page)).kind == "article"


def test_a_misread_page_is_not_judged() -> None:
    page = "\n".join([*MENU, "标题在这里", PROSE, PROSE, *FOOT]).encode().decode("latin-1")
    footer = (
        "Copyright © 1998 - 2020 Tencent. All Rights Reserved\nICP 京ICP备12345678号\nPowered by Discuz!\n"
    )
    assert PROSE.encode().decode("latin-1") in run_strip(footer + page).text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"标题在这里\n\n分享到：\n{PROSE}", f"标题在这里\n\n\n{PROSE}"),
        (f"標題在這裡\n{PROSE}\n標題在這裡\n{PROSE}", f"標題在這裡\n{PROSE}\n\n{PROSE}"),
        (f"全市工作会议\n摘要: {PROSE[:30]}...\n{PROSE}", f"全市工作会议\n\n{PROSE}"),
        (f"發(fā)布者：admin\n标题在这里\n{PROSE}", f"\n标题在这里\n{PROSE}"),
    ],
    ids=["share bar", "image named as the title", "abstract", "byline with a reading"],
)
def test_what_the_site_added_goes(before: str, after: str) -> None:
    assert run_strip(before).text == after


def test_words_that_programs_leave_amid_a_sentence_go() -> None:
    text = (
        "桥的历史\n这座桥建于宋代,详见县志 (opens new window)的记载,后来重修过三次。\n"
        "check_circle 桥面铺着青石板,两侧的栏杆上刻着莲花。\n菜单里的 open in new window 会打开新的窗口。"
    )
    assert run_strip(text).text == text.replace(" (opens new window)", "").replace("check_circle ", "")


def test_page_numbers_go_with_the_line_feeds_that_cut_sentences() -> None:
    page = PROSE * 5
    text = f"1、{page}市委书记瞿\n2、海说。{page}\n3、{page}市\n4、长说。"
    assert run_strip(text).text == f"{page}市委书记瞿海说。{page}\n{page}市长说。"


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_a_seed_loses_what_the_gold_removes_and_nothing_else(path: Path) -> None:
    gold = json.loads(path.read_text("utf-8"))
    raw = (TESTS.parent / "seeds" / f"{path.stem}.txt").read_bytes().decode()
    deleted = "".join(edit.old for edit in list_edits(run_strip(raw)))
    assert keep_letters(deleted) == keep_letters("".join(removed["text"] for removed in gold["removed"]))


def test_every_edit_has_a_rule_and_a_reason() -> None:
    for edit in list_edits(run_strip(f"当前位置:\n标题在这里\n时刻新闻\n分享到：\n{PROSE}")):
        assert "/" in edit.rule
        assert edit.why
        assert 0 < edit.confidence <= 1


LINES = st.sampled_from(
    ["分享到:", "相关文章", "首页 > 新闻", "时刻新闻", "1、", "2、海", "3、", PROSE, "", "标题在这里",
     "標題在這裡", "\r", "\u2028", "發(fā)布者：admin", "甲" * 200, "摘要: 疫情就是命令,防控就是责任"]
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(LINES, max_size=12).map("\n".join))
def test_a_second_run_changes_nothing(text: str) -> None:
    once = run_strip(text)
    assert run_strip(once.text).text == once.text
    assert restore(once.text, once.steps) == text


DAMAGED_LINES = LINES | st.sampled_from(
    ["鐗堟潈鎵€鏈夛細鏌愭煇缃�", "分享到�捣逡", "首页 � 新闻", "ç‰ˆæ\x9d\x83"]
)


@settings(max_examples=60)
@given(st.lists(DAMAGED_LINES, max_size=12).map("\n".join))
def test_a_second_run_changes_nothing_beside_damaged_lines(text: str) -> None:
    once = run_strip(text)
    assert run_strip(once.text).text == once.text


@settings(max_examples=60)
@given(st.lists(LINES.filter(bool), max_size=12))
def test_blank_lines_make_no_difference(lines: list[str]) -> None:
    wide, close = (run_strip(gap.join(lines)).text.replace("\n\n", "\n") for gap in ("\n\n", "\n"))
    assert [line for line in wide.split("\n") if line] == [line for line in close.split("\n") if line]


PAGES = st.lists(LINES | st.sampled_from([*MENU, *FOOT, "2020-01-29 23:51 来源:某某网"]), max_size=25).map(
    "\n".join
) | st.sampled_from(["\n".join(page) for page in NO_ARTICLE.values()])


@settings(max_examples=60)
@given(st.lists(PAGES, max_size=6))
def test_a_batch_of_pages_has_the_results_of_single_pages(texts: list[str]) -> None:
    stage = strip.build(load_default())
    pages = [Document(str(at), text) for at, text in enumerate(texts)]
    assert stage.process_many(pages) == [stage(page) for page in pages]


def test_code_in_an_article_stays_and_a_counter_script_is_removed() -> None:
    page = "\n".join(
        [
            "怎样读取配置文件",
            "在 Python 里读取配置文件并不难,下面的几行就够了,请照着输入:",
            "import json",
            "def load(path):",
            "    return json.load(open(path))",
            "这样就把配置读进来了,后面的程序可以直接使用它,不必再次打开文件。",
            "var _hmt = _hmt || [];",
        ]
    )
    assert run_strip(page).text.rstrip("\n") == page.rpartition("\n")[0]

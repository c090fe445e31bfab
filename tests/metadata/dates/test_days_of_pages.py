"""When a page was published: forms of print that say so, and dates that say something else."""

import pytest

import jiaokan

BODY = (
    "长期以来,受城乡二元结构的制约,城乡空间发展不平衡,乡村的结构性矛盾十分突出,亟待从制度上加以解决。\n"
    "调研组走访了七个村,与三十多位村民交谈,记录了水渠、道路和学校的现状,并向有关部门提出了建议。\n"
)
TITLE = "某地乡村发展调查\n"


def read(page: str) -> str:
    return {fact.field: fact.value for fact in jiaokan.clean(page).facts}.get("published", "")


@pytest.mark.parametrize(
    ("head", "value"),
    [
        ("Nov 9, 2018, 17:08 PM", "2018-11-09T17:08"),
        ("Tue, 20 Aug 2019 13:58:00 GMT", "2019-08-20T13:58:00Z"),
        ("发布时间：September 7, 2009", "2009-09-07"),
        ("2019-09-28作者：浏览次数：", "2019-09-28"),
        ("2019-09-28 阿青小河 评论 4,424 人阅读", "2019-09-28"),
        ("十一月 6th, 2009", "2009-11-06"),
        ("更新时间\n2012年12月10日, 格林尼治标准时间10:41", "2012-12-10T10:41"),
        ("2016/10/18 下午 03:20", "2016-10-18T15:20"),
        ("17:30\n2020/08/09", "2020-08-09T17:30"),
        ("2021-03-01\n10:52:32", "2021-03-01T10:52:32"),
        ("张贴日期：2021-03-01", "2021-03-01"),
        (
            "我来看看 发表于 2022-11-14 23:07\n本帖最后由 我来看看 于 2022-11-16 17:19 编辑",
            "2022-11-14T23:07",
        ),
    ],
)
def test_forms_of_a_day_under_the_title(head: str, value: str) -> None:
    assert read(f"{TITLE}{head}\n{BODY}") == value


def test_a_field_of_front_matter() -> None:
    assert read(f'---\npublishedAt: "2021-07-18"\ntitle: 调查\n---\n{BODY}') == "2021-07-18"


def test_the_number_of_an_issue_is_dated_in_its_title() -> None:
    assert read(f"# 开源社区双周进展 第015期·2024年01月30日\n{BODY}") == "2024-01-30"
    assert read(f"河口观察 第8期（2024-02-06）\n{BODY}") == "2024-02-06"
    assert read(f"河口音乐节门票 2024-02-06 开售\n{BODY}") == ""


@pytest.mark.parametrize(
    ("end", "value"),
    [
        ("特此公告。\n青山职业技术学院\n2019-07-17", "2019-07-17"),
        ("特此通知。\n河口县水利局 2021年6月23日", "2021-06-23"),
        ("2021年06月23日\n招标人：（签章）", "2021-06-23"),
        ("河口县水利局\n2021年6月23日\n返回顶部\n发布日期：2021-06-30　下载　收藏", "2021-06-30"),
        ("河口县水利局\n2021年6月23日\n相关文章\n水利简报 2021-06-30", "2021-06-23"),
        ("他说,大坝建成的那一天\n2021年06月23日。", ""),
    ],
)
def test_the_day_of_a_signature(end: str, value: str) -> None:
    assert read(f"{TITLE}1.投标时间:2019年7月9日8:30,逾期不受理。\n{BODY}{BODY}{BODY}{end}") == value


@pytest.mark.parametrize(
    "head",
    [
        "成立时间：\n2008-01-01",
        "比赛时间:2020/02/12 04:00",
        "征集时间：2017-04-15至2017-04-25",
        "2018.05.11 周五 起",
        "2018.09.14 周五\n河口大剧院",
        "1998-04-03大陆上映",
        "自 2008-02-01 以来",
        "##### 181#       发表于 2025-6-2 08:10",
        "12楼 2025-6-2 08:10",
        "挂牌日期\n2025-10-24",
        "用户 梦***城 于 2016/11/7 发布的评价",
    ],
)
def test_days_of_something_else(head: str) -> None:
    assert read(f"{TITLE}{head}\n{BODY}") == ""


@pytest.mark.parametrize(
    ("foot", "value"),
    [
        ("2021年6月23日 星期三\n第01版:要闻\n第02版:本地\n2021年6月23日 星期三", "2021-06-23"),
        ("2021-06-23 星期三\n第A1版:综合\n第A2版:副刊\n2021-06-23 星期三", "2021-06-23"),
        ("2021年6月23日 星期三\n第01版:要闻\n第02版:本地\n2021年6月24日 星期四", ""),
        ("2021年6月23日 星期三\n第01版:要闻\n2021年6月23日 星期三", ""),
    ],
)
def test_the_day_of_issue_of_a_newspaper_far_below_the_title(foot: str, value: str) -> None:
    assert read(f"{TITLE}{BODY * 30}{foot}\n") == value


@pytest.mark.parametrize("label", ["发布时间：", "发表日期: "])
def test_a_label_deep_in_a_page_on_one_line(label: str) -> None:
    line = BODY.replace("\n", "")
    assert read(f"{TITLE.strip()} {line * 8}{label}2021-06-23 10:20 {line * 4}") == "2021-06-23T10:20"


def test_the_day_of_publication_goes_before_that_of_writing() -> None:
    table = "成文日期：\n1996年06月29日\n发布日期：\n2018年12月24日"
    assert read(f"{TITLE}{table}\n{BODY}") == "2018-12-24"
    assert read(f"{TITLE}成文日期：1996年06月29日\n{BODY}") == "1996-06-29"


def test_the_first_notice_of_a_changed_one_is_another() -> None:
    assert read(f"{TITLE}首次公告日期：2017年07月11日 本次变更日期：2017年07月26日\n{BODY}") == "2017-07-26"


def test_days_above_posts_are_those_of_the_posts() -> None:
    posts = [
        f"2020年6月{day}日 星期{weekday}\n{BODY}" for day, weekday in ((30, "二"), (29, "一"), (28, "日"))
    ]
    assert read("".join(posts)) == ""


def test_the_days_of_links_below_the_article_are_no_day_of_it() -> None:
    links = "".join(f"相关的另一篇报道说到了道路和水渠 2017-0{month}-08\n" for month in (3, 2, 1))
    assert read(f"{TITLE}{BODY}{links}上一篇：无\n") == ""

"""Names that stand above a level, a profile, a state or a time of posting, and outlets beside the time."""

import pytest

import jiaokan

BODY = (
    "长期以来,受城乡二元结构的制约,城乡空间发展不平衡,乡村的结构性矛盾十分突出,亟待从制度上加以解决。\n"
    "调研组走访了七个村,与三十多位村民交谈,记录了水渠、道路和学校的现状,并向有关部门提出了建议。\n"
)
TITLE = "某地乡村发展调查\n"


def read(page: str) -> dict[str, str]:
    return {fact.field: fact.value for fact in jiaokan.clean(page).facts}


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("小耿\n发表于  2011-11-28 00:00", "小耿"),
        ("原创\nqingshan\n最后发布于2018-06-09 11:50:19", "qingshan"),
        ("青山客\n已于 2024-11-19 16:21:47 修改", "青山客"),
        ("新闻\n发表于 2011-11-28 00:00", ""),
        ("江城日报\n发布于 2011-11-28 00:00", ""),
        ("qingshan (广州)\nLV.17\n+ 关注\n2020-03-20 17:41", "qingshan"),
        ("顶\n3\n爱走路的胖子\n(福州)\nLV.32", "爱走路的胖子"),
        ("Quokka\nLV5 萌新\n楼主", "Quokka"),
        ("青山客 | 分类：情感 | 浏览 154 次 | 2011-09-12 18:45", "青山客"),
        ("小耿 | 浏览 20 次 | 2012-09-12", "小耿"),
        ("首页 | 新闻 | 论坛", ""),
    ],
)
def test_who_posted_stands_under_the_title(head: str, name: str) -> None:
    assert read(f"{TITLE}{head}\n{BODY}").get("author", "") == name


@pytest.mark.parametrize(
    ("above", "name"),
    [
        ("关于我\n个人资料\n青山客\n微博\n加好友\n博客等级：", "青山客"),
        ("关于我\n个人资料\nqingshan\n关注\n", "qingshan"),
        ("个人资料\n修改密码\n退出登录\n", ""),
        ("返回列表\nqingshan\n發短消息\n加為好友\n", "qingshan"),
        ("返回列表\n青山客\n当前离线\n", "青山客"),
    ],
)
def test_who_posted_stands_in_a_profile(above: str, name: str) -> None:
    assert read(f"{above}\n{TITLE}\n{BODY}").get("author", "") == name


@pytest.mark.parametrize(
    ("end", "name"),
    [
        ("来源：江城市人民法院 于海", "于海"),
        ("来源：江城日报  王昊", "王昊"),
        ("来源：江城日报  武汉", ""),
        ("手绘素材作者：孙嘉驹", ""),
        ("办公室电话：111111（全天）", ""),
        ("服务态度很好（满意）", ""),
        ("（李楠）", "李楠"),
    ],
)
def test_names_behind_the_source_and_words_that_are_no_names(end: str, name: str) -> None:
    assert read(f"{TITLE}{BODY}{end}").get("author", "") == name


@pytest.mark.parametrize(
    ("page", "source"),
    [
        (f"某地乡村发展调查_江城网\n某地乡村发展调查\n2019-09-27 16:02\n江城教育\n{BODY}", "江城教育"),
        (f"某地乡村发展调查_江城网\n某地乡村发展调查\n2019-09-27 16:02 江城旅游\n{BODY}", "江城旅游"),
        (
            f"某地乡村发展调查|乡村_某某在线\n某地乡村发展调查\n2019年9月27日 16:02\n某某财富\n{BODY}",
            "某某财富",
        ),
        (f"某地乡村发展调查_江城网\n某地乡村发展调查\n2019-09-27 16:02\n江城首页\n{BODY}", ""),
        (f"某地乡村发展调查\n2019-06-21 10:55:07   来源：\n97973手游网\n{BODY}", "97973手游网"),
        (f"某地乡村发展调查\n39健康网\n05月16日\n06:30\n{BODY}", "39健康网"),
        (f"某地乡村发展调查\n更新\n2019年3月1日\n{BODY}", ""),
    ],
)
def test_outlets_beside_the_time(page: str, source: str) -> None:
    assert read(page).get("source", "") == source


@pytest.mark.parametrize(
    ("page", "value"),
    [
        (f"title:山中\ndate:20051103\n{BODY}", "2005-11-03"),
        (f"{TITLE}发布日期：20210718\n{BODY}", "2021-07-18"),
        (f"{TITLE}编号：20210718\n{BODY}", ""),
        (f"http://img.example.com/2013-09-26/20/U66.jpg\n{TITLE}{BODY}", ""),
        (f"{TITLE}2012-10-21 09:00-18:00\n{BODY}", ""),
        (f"{TITLE}时间：2017年2月11-12日\n{BODY}", ""),
        (f"{TITLE}发布时间：2017年2月11日 - 江城网\n{BODY}", "2017-02-11"),
    ],
)
def test_packed_days_addresses_and_spans(page: str, value: str) -> None:
    assert read(page).get("published", "") == value


def test_the_day_of_a_newspaper_beside_its_pages() -> None:
    pages = "\n".join(f"第A{number:02}版：要闻" for number in range(1, 24))
    day = "2019年9月17日 星期二"
    assert read(f"第A01版：头版\n{day}\n{day}\n{pages}\n{TITLE}\n{BODY}").get("published") == "2019-09-17"
    assert "published" not in read(f"首页\n{day}\n{pages}\n{TITLE}\n{BODY}")

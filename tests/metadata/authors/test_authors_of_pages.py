"""Who wrote or posted a page: forms of print of several sites, and what is nobody's name."""

import pytest

import jiaokan

BODY = (
    "长期以来,受城乡二元结构的制约,城乡空间发展不平衡,乡村的结构性矛盾十分突出,亟待从制度上加以解决。\n"
    "调研组走访了七个村,与三十多位村民交谈,记录了水渠、道路和学校的现状,并向有关部门提出了建议。\n"
)
TITLE = "某地乡村发展调查报告\n"


def read_facts(page: str) -> dict[str, str]:
    return {fact.field: fact.value for fact in jiaokan.clean(page).facts}


def read_author(page: str) -> str:
    return read_facts(page).get("author", "")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("新华网北京3月5日电(记者高晓书程云禾孟安)", "高晓书、程云禾、孟安"),
        ("某报讯 (记者/黄小河 实习生/朱子舟 通讯员/成小山)", "黄小河、朱子舟、成小山"),
        ("某报讯 (记者 柳新河 通讯员 彭安)", "柳新河、彭安"),
        ("[提要]这是关于保障的规划,涉及许多方面。" * 10 + "某报讯 (记者韩小宇)", "韩小宇"),
        ("某报讯 (记者在现场看到)", ""),
        ("（中央社記者林曉明台北21日電）", "林晓明"),
        ("（某社記者王明、李大河花蓮3日綜合外電）", "王明、李大河"),
        ("（中央社記者在台北21日電話採訪）", ""),
    ],
)
def test_reporters_in_the_dateline(line: str, name: str) -> None:
    assert read_author(f"{TITLE}{line}{BODY}") == name


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("☉陳茂青", "陈茂青"),
        ("◎王曉明", "王晓明"),
        ("- 卢小海 -", "卢小海"),
        ("2025-11-17 22:38 國文老師｜謝荻", "谢荻"),
        ("每日人物卫小舟、张小禾报道", "卫小舟、张小禾"),
        ("特派記者賴小宏/北京報導聯合報", "赖小宏"),
        ("张小宽\n某文字博物馆馆长", "张小宽"),
        ("刘老师\n高级讲师", ""),
        ("宋代：苏颂", "苏颂"),
        ("〔唐〕李白", "李白"),
        ("发布人：-王小清", "王小清"),
        ("Author:\nJohn Doe", "John Doe"),
        ("作者\nbookreader (      )\n站內\nID_Finance", "bookreader"),
        ("reader761  | 发表于 2005-8-4 21:37:32", "reader761"),
        ("1楼 大 中 小 发表于 2010-5-1 22:29  只看该作者", ""),
        ("观棋不语\n1楼 大 中 小 发表于 2010-5-1 22:29  只看该作者", "观棋不语"),
        ("本主题由 阿青 于 2010-3-16 21:14 移动 轻轻地想\n1楼 发表于 2010-3-16 21:08", "轻轻地想"),
        ("reader0912\nreader0912\nTue, 20 Aug 2019 13:58:00 GMT", "reader0912"),
        ("2009年10月11日  阿青小河 评论  没有评论  4,424 人阅读", "阿青小河"),
        ("河边的人 2022-3-4 17:34 101人围观 随笔", "河边的人"),
        ("riverside  已于 2024-11-19 16:21:47 修改", "riverside"),
        ("2019-09-28 09:12 阅读 352 评论 3", ""),
        ("科技频道 2019-09-28 09:12 352人阅读", ""),
        ("作者简介,小河战士,一直追求不断学习。", "小河战士"),
        ("作者简介：本书讲述了一条河,以及河边的人。", ""),
    ],
)
def test_names_under_the_title(head: str, name: str) -> None:
    assert read_author(f"{TITLE}{head}\n{BODY}") == name


def test_a_name_before_the_word_for_a_column() -> None:
    assert read_author(f"許小虹觀點：星馬地區的僑社與革命\n{BODY}") == "许小虹"
    assert read_author(f"市场观点：原油价格还会再涨\n{BODY}") == ""


@pytest.mark.parametrize(
    ("end", "name"),
    [
        ("(作者：方宁北京大学经济学院教授)", "方宁"),
        ("（作者张晓丽系某市社会科学院研究员）", "张晓丽"),
        ("江城市五华区 红旗小学四（4）班 郑小禾", "郑小禾"),
        ("本报记者董小水来源：中国青年报", "董小水"),
        ("代表人：＿＿（盖章）", ""),
        ("小河的家 發表在 痞客邦 留言(0) 人氣()", "小河的家"),
    ],
)
def test_names_at_the_end(end: str, name: str) -> None:
    assert read_author(f"{TITLE}{BODY}{end}") == name


def test_who_took_a_picture_did_not_write_the_page() -> None:
    head = "总理参加了代表团的审议。作者：贾小荣\n中新社记者 李鹏"
    assert read_author(f"{TITLE}{head}\n{BODY}{BODY}") == "李鹏"


def test_a_label_in_the_text_goes_before_who_posted_it() -> None:
    head = "我来看看 发表于 2023-03-15 00:00:19\n作者 | 邹禾 责编 | 梦小丹 出品 | CSDN(ID:CSDNnews)"
    facts = read_facts(f"{TITLE}{head}{BODY}")
    assert facts.get("author") == "邹禾"


def test_the_opener_of_a_thread_is_numbered_or_speaks_first() -> None:
    assert read_author(f"{TITLE}#1 努力向上绿葉\n{BODY}#2 路人\n{BODY}") == "努力向上绿叶"
    assert read_author(f"{TITLE}黑修士:\n{TITLE}{BODY}路人甲:\n{BODY}") == "黑修士"
    assert read_author(f"{TITLE}甲:\n你来了。\n乙:\n{BODY}") == ""


def test_a_name_above_an_appeal_to_follow_it() -> None:
    profile = "双胞胎成长记\n专注双胞胎养育\n关注她\n15 人赞同了该文章\n"
    assert read_author(f"# {TITLE}{profile}{BODY}{BODY}关于作者\n双胞胎成长记\n回答 35\n") == "双胞胎成长记"
    assert read_author(f"# {TITLE}热门话题榜单\n专注双胞胎养育\n关注她\n{BODY}{BODY}") == ""


@pytest.mark.parametrize(
    ("page", "source"),
    [
        (f"{TITLE}2015-07-04 12:31:30　来源:\n新华网\n{BODY}", "新华网"),
        (f"{TITLE}http://www.site.com.cn 2005年03月02日11:33 中国新闻网\n{BODY}", "中国新闻网"),
        (f"{TITLE}原文来自「好奇心日报」：\n{BODY}", "好奇心日报"),
        (
            f"{TITLE}{BODY}※本文由經濟日報網 (https://money.site.com/index) 授權刊載，未經同意禁止轉載。",
            "经济日报网",
        ),
        (f"{TITLE}{BODY}本文由商业周刊授权转载。", "商业周刊"),
        (f"{TITLE}{BODY}未经晨报授权转载必究。", ""),
        (f"{TITLE}{BODY}文章来自一位读者。", ""),
        (f"2002年9月3日人民日报 第3版\n{TITLE}{BODY}", "人民日报"),
        (f"{TITLE}中奢网  文章录入：Sara    责任编辑：Sara   2012-9-24 16:00:04\n{BODY}", "中奢网"),
        (f"{TITLE}来源：https://blog.site.net/a/1\n{BODY}", ""),
        (f"{TITLE}※ 发信站: 某实业坊(site.cc), 来自: 192.0.2.7\n{BODY}", ""),
        (f"{TITLE}中新社某地4月2日电 {BODY}", ""),
    ],
)
def test_sources(page: str, source: str) -> None:
    assert read_facts(page).get("source", "") == source


def test_an_editor_is_a_name_without_a_work_number_and_no_one_who_changed_a_post() -> None:
    assert read_facts(f"{TITLE}{BODY}责任编辑：王小舟_NN2479").get("editor") == "王小舟"
    assert "editor" not in read_facts(f"{TITLE}{BODY}※ 編輯: bookreader (192.0.2.7), 04/05/2015 02:48:09")


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("作者：胡小靖/朱小海", "胡小靖、朱小海"),
        ("撰文：胡小靖；朱小海", "胡小靖、朱小海"),
        ("作者：胡小靖、朱小海(实习)", "胡小靖、朱小海"),
        ("作者：胡小靖、朱小海摄影：王五", "胡小靖、朱小海"),
        ("作者：胡小靖/江城日报", "胡小靖"),
        ("Posted by John Doe Oct 20th, 2010", "John Doe"),
        ("Created by Some Editor", ""),
        ("某某环保工程有限公司@2014-2020 CopyRight", ""),
        ("2026-05-31\n江城新闻\n谢小俊", "谢小俊"),
        ("2026-05-31\n高清图片\n新消息", ""),
    ],
)
def test_second_names_and_names_between_lines_of_facts(byline: str, names: str) -> None:
    assert read_author(f"{TITLE}{byline}\n{BODY}") == names


def test_author_and_day_of_a_book_are_not_those_of_the_page() -> None:
    facts = "作者：王小明\n译者：李小河\n出版社：江城出版社\n出版日期：2023/02/02\nISBN：9780000000000\n"
    assert read_facts(f"{TITLE}{facts}{BODY}").keys().isdisjoint(("author", "published"))
    assert read_author(f"{TITLE}作者：王小明\n出版社的编辑说,书已售罄。\n{BODY}") == "王小明"


def test_author_before_the_address_of_an_article_on_one_line() -> None:
    note = "文章作者: Eason某文章链接: https://blog.example.com/2024/07/07/a/版权声明: 本博客所有文章除特别声明外,均采用许可协议。"
    assert (
        read_author(f"{TITLE}{BODY}{note * 1}转载请注明来自某某的博客,谢谢各位读者的支持与理解。\n")
        == "Eason某"
    )


def test_account_of_wechat_that_is_printed_three_times() -> None:
    head = "原创\n2018-04-07\n闲小鹤\n江畔读书会\n江畔读书会\n江畔读书会\n微信号\n功能介绍\n"
    facts = read_facts(f"{TITLE}{head}{BODY}")
    assert (facts["author"], facts["source"]) == ("闲小鹤", "江畔读书会")


def test_writer_under_a_label_in_english() -> None:
    assert read_author(f"{TITLE}Ann\n|\n2022-03-17\n{BODY}Written By\nAnn\n某某的简介\nAnn\n") == "Ann"

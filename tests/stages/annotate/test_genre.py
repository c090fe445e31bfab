"""Genres that a form tells surely, and texts that have none."""

import pytest

import jiaokan
from jiaokan.config.config_loader import load
from jiaokan.stages.annotate import genre

PROSE = (
    "春天到了，山坡上的桃花开得很盛，远远望去像一片粉色的云，走近了才看见枝头还挂着露水。\n"
    "我们沿着小路慢慢地走，孩子跑在前面，一会儿蹲下来看蚂蚁，一会儿又去追蝴蝶。\n"
    "老人坐在屋檐下晒太阳，说今年的雨水比往年多，庄稼应该会有好收成的。\n"
)
ARTICLES = "".join(
    f"第{numeral}条　本市各级人民政府应当加强对养犬工作的领导，建立协调机制。\n"
    for numeral in "一二三四五六七"
)


def find_genre(page: str) -> str:
    return jiaokan.clean(page, load(overrides=["annotate.signals=[]", "annotate.mentions=[]"])).fact("genre")


@pytest.mark.parametrize(
    "page",
    [
        "",
        PROSE,
        f"游春记\n{PROSE}",
        f"房屋租赁合同\n甲方：张三\n乙方：李四\n{ARTICLES}",
        f"公司章程修订办法（征求意见稿）\n{ARTICLES}",
        f"解读《关于加强养犬管理的通知》\n{PROSE}",
        "记者节快乐\n" + PROSE,
        f"利害关系人\n公司及时公布各项资讯，股东可以索取，免费电话，记者会也有报道。\n{PROSE}",
        f"考点提醒\n发布时间：2019年12月20日 来源：研究生院\n上午8:30至11:30，下午2:00至5:00，下午5点后可以看考场。\n{PROSE}",
        f"联系我们\n客服接听来电，也回复短讯，据了解都很快。\n{PROSE}",
        "啾啾啾\n零分丶媛媛\n新人虎吖梓琴\n新人虎吖梓琴",
        "物态变化\n学生姓名\n教师姓名\n班主任\n上课日期\n教学目标\n了解物质形态分类\n教学重点\n物态变化、密度公式\n前课回顾\n家长意见",
        "他说：“之乎者也，焉哉乎也，都是旧文章里的虚字，写得好的人用得少，写得不好的人才用得多。”\n" + PROSE,
    ],
    ids=[
        "nothing",
        "prose",
        "titled",
        "contract",
        "draft",
        "about a notice",
        "journalists' day",
        "a company's information",
        "hours of an examination",
        "telephones",
        "names of users",
        "labels of a form",
        "a quotation",
    ],
)
def test_says_nothing_where_nothing_is_sure(page: str) -> None:
    assert find_genre(page) == ""


@pytest.mark.parametrize(
    ("page", "genre"),
    [
        (f"某某市养犬管理条例\n2016年3月1日第十四届人民代表大会常务委员会第二次会议通过\n{ARTICLES}", "law"),
        (f"某某市機動車停放管理辦法\n{ARTICLES}", "law"),
        ("静夜思\n床前明月光\n疑是地上霜\n举头望明月\n低头思故乡", "verse"),
        ("静夜思\n床前明月光，疑是地上霜。\n举头望明月，低头思故乡。", "verse"),
        (
            "望江南\n千万恨，恨极在天涯。\n山月不知心里事，水风空落眼前花，摇曳碧云斜。\n"
            "梳洗罢，独倚望江楼。\n过尽千帆皆不是，斜晖脉脉水悠悠。肠断白蘋洲。",
            "verse",
        ),
        (
            "九歌\n帝子降兮北渚，目眇眇兮愁予。\n袅袅兮秋风，洞庭波兮木叶下。\n登白薠兮骋望，与佳期兮夕张。",
            "verse",
        ),
        (
            "孟子见梁惠王。王曰：叟不远千里而来，亦将有以利吾国乎？孟子对曰：王何必曰利？亦有仁义而已矣。\n"
            "王曰何以利吾国，大夫曰何以利吾家，士庶人曰何以利吾身，上下交征利而国危矣。",
            "classical",
        ),
        (
            f"关于做好2021年春季植树工作的通知\n各有关单位：\n{PROSE}现将有关事项通知如下，请认真贯彻执行。\n市园林局\n2021年3月1日",
            "notice",
        ),
        (f"2021年度办公室工作总结\n{PROSE * 3}", "report"),
        (
            f"某某市防控工作汇报\n2021-03-01 08:05 来源：某某日报\n3月1日上午，据悉各地已报告。3月2日下午又开会。\n{PROSE * 4}",
            "report",
        ),
        (
            f"治理空气写入某某市政府工作报告\n中新社北京1月12日电（记者 张三）据悉，市政府今天公布了这份报告。\n{PROSE * 4}",
            "news",
        ),
        (
            f"某某市地铁二号线开通\n本报讯（记者 张三）昨日上午，地铁二号线正式开通。据悉，首日客流超过十万人次。\n{PROSE}",
            "news",
        ),
        (f"标题：山中的春天\n发信人: abc (春天), 信区: Travel\n{PROSE}", "forum"),
        (
            "番茄炒蛋的做法\n用料\n番茄2个\n鸡蛋3个\n盐适量\n1. 番茄切块，鸡蛋打散，加少许盐。\n2. 大火热油，倒入蛋液翻炒，盛出。\n3. 再炒番茄，出汁后倒入鸡蛋，小火焖一分钟即可，撒上葱花就能吃了，趁热最香。",
            "recipe",
        ),
    ],
    ids=[
        "law",
        "Traditional",
        "quatrain without marks",
        "quatrain",
        "ci",
        "song of Chu",
        "classical",
        "notice",
        "report",
        "report with a byline",
        "news of a report",
        "news",
        "post",
        "recipe",
    ],
)
def test_says_what_the_form_shows(page: str, genre: str) -> None:
    assert find_genre(page) == genre


def test_can_be_left_out() -> None:
    document = jiaokan.clean(f"某某市养犬管理条例\n{ARTICLES}", load(overrides=["annotate.genre=false"]))
    assert document.fact("genre") == ""


@pytest.mark.parametrize(
    "word",
    [
        "记者",
        "报道",
        "据悉",
        "据了解",
        "发言人",
        "日前",
        "近日",
        "昨日",
        "昨天",
        "今日",
        "当日",
        "上午",
        "下午",
        "晚间",
        "3月5日",
        "12月15日",
    ],
)
def test_each_word_of_a_report_counts_once(word: str) -> None:
    assert len(genre._REPORTED_WORDS.findall(f"在{word}到")) == 1


@pytest.mark.parametrize("text", ["上午:", "下午9时", "记得", "报到", "今天", "12月", "晚上"])
def test_hours_and_other_words_are_none_of_a_report(text: str) -> None:
    assert not genre._REPORTED_WORDS.findall(text)

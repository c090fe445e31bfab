"""Captions: lines that describe or credit a picture, and prose that only begins or ends in the same way."""

import pytest

from jiaokan.config.config_loader import load_default
from jiaokan.core.document import Document
from jiaokan.core.edits import Edit
from jiaokan.stages.paragraphs import build
from jiaokan.stages.paragraphs.captions import is_credited
from jiaokan.text.normalized_view import normalize_chars

stage = build(load_default())
BODY = (
    "　　各县区要高度重视这项工作，加强组织领导，明确责任分工，细化工作措施，确保各项任务落到实处，抓出成效。"
)

PROSE_LINES = """图书馆今天开馆。
图为了赢得比赛，他们加紧训练。
图中国电信一年的发展，可见一斑。
图像处理是一门学科。
图片社交应用近年来发展迅速。
摄影是一门艺术。
他爱上了摄影
照片里的人是谁
资料显示，该公司成立于2001年。
资料图书馆
附图书馆地址
本报讯（记者 张三 摄影报道）昨日，全市召开会议。
新华社北京1月5日电
（以上数据由统计局提供）
该合同由双方各执一份（附件由甲方提供）
材料由市统计局提供。
请把聊天记录发给我截图。
左右两侧各有一门。
↑返回顶部
↓展开全文
→ next post
配图 秋天 落叶 银杏 壁纸
配图文说明"""
CAPTION_LINES = """图1：系统架构
图1-2 系统架构
表1 各省数据
图为现场救援情况。
（图为村民在田间劳作）
图說：民眾排隊領取口罩。（記者王小明攝）
▲ 民众排队领取口罩
上图：1978年的老街；下图：今天的老街。
市场上人头攒动。图为村民在选购年货。
资料图：市民在寒风中出行。
视频截图
图片来源：视觉中国
图片与正文无关
天水有轨电车 图片来源：天水融媒
图|受访者提供
摄影/张三
新华社发（李四摄）
1月9日，游客在黄山景区赏雪。新华社发
1月9日，游客在黄山景区赏雪（无人机照片）。
消防员在废墟中搜救（视频截图）
两人的合影（受访者供图）
博物馆外观（图片由馆方提供）
前排左起：张三、李四、王五
张三（左一）在颁奖仪式上。
澎湃新闻记者 张三 图
IC photo
路透社/视觉中国
圖／取自網路
翻攝自臉書
王小明／攝影
开幕式现场 供图/CFP"""


@pytest.mark.parametrize("line", PROSE_LINES.split("\n"))
def test_prose_is_not_credited(line: str) -> None:
    assert not is_credited(normalize_chars(line), set())


@pytest.mark.parametrize("line", CAPTION_LINES.split("\n"))
def test_captions_are_credited(line: str) -> None:
    assert is_credited(normalize_chars(line), set())


def find_roles(lines: list[str]) -> list[str]:
    return [paragraph.role for paragraph in stage(Document("d", "\n".join(lines))).paragraphs]


def test_consecutive_arrows_are_bullets() -> None:
    lines = ["题目", BODY, "▲ 第一，领取口罩要排队", "▲ 第二，领取口罩要实名", BODY]
    assert find_roles(lines) == ["title", "body", "list_item", "list_item", "body"]


def test_an_unindented_line_amid_indented_prose_is_a_caption() -> None:
    lines = ["题目", BODY, "买年货，写春联。横批：恭喜发财", "红底黑字。横批：开门大吉", BODY, BODY]
    assert find_roles(lines) == ["title", "body", "caption", "caption", "body", "body"]
    assert set(find_roles([line.strip() for line in lines])) == {"title", "body"}


@pytest.mark.parametrize(
    "line", ["问题在哪里？", "特此公告。", "注：数据截至昨日。", "（完）", "“我很满意。”他说。"]
)
def test_other_unindented_lines_are_not_captions(line: str) -> None:
    assert "caption" not in find_roles(["题目", BODY, BODY, line, BODY])


def test_a_line_with_a_date_and_a_scene_is_a_caption() -> None:
    lines = ["题目", BODY, "1月9日，长沙某宾馆，旅客登记入住", BODY]
    assert find_roles(lines) == ["title", "body", "caption", "body"]


def test_a_name_below_a_removed_label_and_the_line_below_it_are_captions() -> None:
    raw = f"题目\n摄影：\n张小三\n院子里的石榴树\n{BODY}\n{BODY}"
    document = Document("d", raw).edited("strip", [Edit(3, "摄影：\n", "", "byline/label")])
    found = [paragraph.role for paragraph in stage(document).paragraphs]
    assert found == ["title", "caption", "caption", "body", "body"]


def test_names_between_removed_credits_are_captions() -> None:
    names = ["奠安宫", "后山的旧步道", "码头一侧的灯塔，现已停用", "老街"]
    raw = "题目\n" + "".join(f"{name}\n摄影：王小二\n" for name in names) + f"{BODY}\n{BODY}"
    credit = "摄影：王小二\n"
    starts = [i for i in range(len(raw)) if raw.startswith(credit, i)]
    document = Document("d", raw).edited("strip", [Edit(i, credit, "", "byline/author") for i in starts])
    found = [paragraph.role for paragraph in stage(document).paragraphs]
    assert found == ["title", *["caption"] * len(names), "body", "body"]


@pytest.mark.parametrize("line", ["培训会现场", "学院书记刘大海讲话", "市民在广场上的合影留念"])
def test_a_scene_between_paragraphs_is_a_caption(line: str) -> None:
    assert find_roles(["题目", BODY, BODY, line, BODY]) == ["title", "body", "body", "caption", "body"]


@pytest.mark.parametrize("line", ["现场办理流程", "领导讲话", "学院书记刘大海讲话要点", "报名表演节目的办法"])
def test_a_heading_that_speaks_of_a_scene_is_not(line: str) -> None:
    assert "caption" not in find_roles(["题目", BODY, BODY, line, BODY])


@pytest.mark.parametrize("line", ["砰！", "“啊！”", "（2）更好的语义。", "纸笔、资料等等。"])
def test_cries_and_items_are_not_captions(line: str) -> None:
    lines = ["题目", BODY, "一、准备工作", line, BODY, line, BODY, "二、注意事项", line, BODY]
    assert "caption" not in find_roles(lines)


def test_names_that_alternate_with_credits_are_captions_and_the_heading_below_is_none() -> None:
    names = ["清源宫", "老茶厂的烟囱", "码头，左侧为渔市"]
    gallery = [line for name in names for line in (name, "攝影：林小安")]
    lines = ["題目", *gallery, "清源宮的来历", BODY, BODY]
    found = find_roles(lines)
    assert found[:7] == ["title", *["caption"] * 6]
    assert "caption" not in found[7:]


def test_a_heading_above_one_credit_is_no_caption() -> None:
    assert find_roles(["题目", BODY, "老街的早晨", "摄影：王小二", BODY, BODY])[2] != "caption"


def test_dated_sentences_in_a_row_are_a_chronicle() -> None:
    """One alone among prose may be the caption of a picture."""
    dates = ["2月11日，市水利局在渡口检查堤防。", "4月15日，市水利局在泵站检查堤防。"]
    assert "caption" in find_roles(["题目", BODY, dates[0], BODY, BODY])
    assert "caption" not in find_roles(["题目", BODY, *dates, BODY])

"""What the shipped rules leave of lines with article text, and of lines of prose."""

import pytest

from jiaokan.config.config_loader import load_default
from jiaokan.rules import ARTICLE_KIND, BRAND_SCOPE, load_rulebook
from jiaokan.text.normalized_view import normalize_view

BOOK = load_rulebook(*load_default().rules_folders)
CERTAIN_CONFIDENCE = 0.8  # confidence from which a claimed line goes unless the page speaks against it


def remove_claims(line: str, min_confidence: float = CERTAIN_CONFIDENCE) -> str:
    """Return what stays of a line without the claims of at least some confidence, with blanks collapsed."""
    view = normalize_view(line).text.strip(" ")
    is_kept = [True] * len(view)
    for rule, start, end in BOOK.find_spans([view]).get(view, ()):
        if rule.kind != ARTICLE_KIND and rule.scope != BRAND_SCOPE and rule.confidence >= min_confidence:
            is_kept[start:end] = [False] * (end - start)
    return " ".join("".join(char for char, kept in zip(view, is_kept, strict=True) if kept).split())


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("您现在的位置：首页 > 科普园地 > 正文 芦苇怎样过冬", "芦苇怎样过冬"),
        ("网站首页 > 村务公开 > 水渠开工以后两岸怎样浇地", "水渠开工以后两岸怎样浇地"),
        (
            "2021-03-04 08:15 来源：江畔新闻 作者：林一舟 浏览：47次 开春以后，河面解冻。",
            "开春以后,河面解冻。",
        ),
        ("19 06:12:44 出处：果园报 作者：白石 编辑：周一 评论(3) 新酒上市。", "新酒上市。"),
        ("发布时间：2018-05-06  来源：文化馆  点击：次 展厅已经开放。", "展厅已经开放。"),
        ("字号：大 中 小 展厅已经开放。", "展厅已经开放。"),
        ("上传人: 8821 文档编号: 55667 格式: PDF 页数: 9 总则如下。", "总则如下。"),
        ("点击上方“北岭消防”添加关注 昨夜山火已扑灭。", "昨夜山火已扑灭。"),
    ],
)
def test_boilerplate_at_the_beginning_of_a_line_goes(line: str, expected: str) -> None:
    assert remove_claims(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("山火已扑灭。责任编辑：林一舟", "山火已扑灭。"),
        ("山火已扑灭。（责编：林一舟、白石）", "山火已扑灭。"),
        ("山火已扑灭。编辑/林一舟", "山火已扑灭。"),
        ("山火已扑灭。上一篇：河面解冻 下一篇：新酒上市", "山火已扑灭。"),
        ("山火已扑灭。下一文章：新酒上市", "山火已扑灭。"),
        ("山火已扑灭。标签：消防 山火 北岭", "山火已扑灭。"),
        ("山火已扑灭。分享到：微信 新浪微博 QQ空间", "山火已扑灭。"),
        ("山火已扑灭。免责声明：本文来自网友投稿，不代表本站观点，如有侵权请告知。", "山火已扑灭。"),
        ("山火已扑灭。更多精彩内容敬请关注北岭电视台！", "山火已扑灭。"),
        ("山火已扑灭。扫描二维码关注我们", "山火已扑灭。"),
        ("山火已扑灭。转载请注明出处", "山火已扑灭。"),
        ("山火已扑灭。© 2019 北岭在线 版权所有", "山火已扑灭。"),
        ("山火怎样扑救_消防知识_北岭文库", "山火怎样扑救"),
        ("山火怎样扑救 - 北岭论坛 - Powered by Discuz!", "山火怎样扑救"),
        ("山火怎样扑救-北岭新闻网", "山火怎样扑救"),
        ("山火扑救规程.docx_百宝文库", "山火扑救规程.docx"),
        ("山火怎样扑救 | 北岭晚报", "山火怎样扑救"),
    ],
)
def test_boilerplate_at_the_end_of_a_line_goes(line: str, expected: str) -> None:
    assert remove_claims(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("他写道（微信公众号：北岭书屋）山里的雪很厚。", "他写道山里的雪很厚。"),
        ("雪线不断上移。 [1] [2] [3] 下一页", "雪线不断上移。"),
        ("雪后的山脊。点击查看大图 游人很少。", "雪后的山脊。 游人很少。"),
        (
            "再选一处背风的地方。下面就由北岭户外小编为大家介绍扎营的步骤！第一步，平整地面。",
            "再选一处背风的地方。第一步,平整地面。",
        ),
        ("营地分三种，一起来看看吧。先说林间的。", "营地分三种,先说林间的。"),
        ("他推开木门。手机用户请浏览m.beiling.com阅读，更优质。夜色很深。", "他推开木门。夜色很深。"),
        ("本章未完，请点击下一页继续阅读！", ""),
        ("风停了。 发自我的iPhone", "风停了。"),
        ("本帖最后由 林一舟 于 2016-3-4 10:20 编辑 风停了。", "风停了。"),
        ("风停了。 使用道具 举报", "风停了。"),
        ("雪线[图]不断上移。", "雪线不断上移。"),
        ("剧情就此反转。下载APP查看全文", "剧情就此反转。"),
    ],
)
def test_boilerplate_within_a_line_goes(line: str, expected: str) -> None:
    assert remove_claims(line) == expected


PROSE = [
    "摊主把二维码贴在秤上，顾客扫一扫就能付款。",
    "考生请扫描准考证上的二维码登记，并关注考点公告。",
    "市民可关注“北岭发布”微信公众号预约入馆。",
    "他把照片分享到朋友圈，点赞的人不少。",
    "“关注我们”是直播间里最常听到的话。",
    "著作权人享有署名权、发表权和修改权。",
    "未经版权所有人许可，复制其作品的，应当承担民事责任。",
    "凡是侵犯他人著作权的，依法承担赔偿责任。",
    "如对公示有异议，请在五个工作日内以书面形式反映。",
    "点击右上角的齿轮图标，打开设置窗口。",
    "依次打开 文件 > 选项 > 高级，勾选自动保存。",
    "我们使用 cookie 保存登录状态，代码如下。",
    "启用 JavaScript 严格模式以后，变量必须先声明。",
    "（三）对投诉、举报的违法行为不依法查处的；",
    "菜单栏里有首页、新闻和登录三个按钮。",
    "给文章打上标签：旅行、摄影。",
    "这一章未完成的习题，下一页还有。",
    "下面由校长给大家讲话。",
    "一起来看看吧，他说着推开了门。",
    "本站海拔三千米，转载货物的车队要在这里过夜。",
    "他在诗里写：来源是山，去处是海。",
]


@pytest.mark.parametrize("line", PROSE)
def test_prose_about_such_things_stays(line: str) -> None:
    assert remove_claims(line) == " ".join(normalize_view(line).text.split())


FACTS = [
    "地址：北岭县河东路18号", "联系电话：0777-1234567", "传真：0777-7654321", "单价：26.50元", "库存：320只",
    "时间：2021年3月4日 9:00", "地点：县文化馆二楼", "主办单位：北岭县文化馆", "招聘人数：3人", "12人", "星期三",
    "截止日期：2021年5月1日", "监督电话：0777-1112223", "2021年3月4日", "分类：女装", "图片来源：视觉北岭",
    "邮编：547000", "价格：100元", "文件编号：BL-2021-03", "如有异议，请于公示期内联系本办公室。",
]  # fmt: skip


@pytest.mark.parametrize("line", FACTS)
def test_lines_of_facts_stay(line: str) -> None:
    assert remove_claims(line) == " ".join(normalize_view(line).text.split())

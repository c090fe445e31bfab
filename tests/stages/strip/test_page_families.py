"""Pages of several families. A line after "+" stays, a line after "-" is removed, text in ⟦ ⟧ is removed from its line."""

import re

import pytest

from jiaokan.config.config_loader import load_default
from jiaokan.core.document import Document
from jiaokan.stages import strip

STRIP = strip.build(load_default())
P = "近日,记者从市教育局获悉,今年全市将新建改扩建中小学二十所,新增学位两万个,进一步缓解入学压力。"
Q = "据介绍,新建学校均按照高标准设计,配备现代化教学设施,预计明年秋季投入使用。"

PAGES = {
    "hijacked site": f"""
-开云体育官网app下载-开云(中国)官方网站
+⟦九游娱乐登录入口:⟧2024年全市教育工作会议召开
-发布时间:2024-03-05 10:22:31 浏览:123次
+{P}
+{Q}⟦乐鱼体育官网入口⟧
+{P}
-上一篇:华体会体育最新登录
-下一篇:没有了
-返回列表
-相关推荐
-爱游戏app官方下载""",
    "article farm": f"""
+小学教师年度工作总结【五篇】
-来源:互联网 时间:2023-11-02 阅读:1234次
-【导语】以下是小编整理的小学教师年度工作总结,希望对大家有所帮助,欢迎阅读。
+第一篇:小学教师年度工作总结
+{P}
+{Q}
-以上就是小编为大家整理的全部内容,希望对您有所帮助。
-推荐阅读:
-教师个人总结范文
-幼儿园教师工作总结大全""",
    "WeChat": f"""
-点击上方蓝字关注我们
+教育新政解读
-原创 教育君 教育观察 2023-05-06 18:00 发表于北京
+{P}
+{Q}
-往期回顾
-关于开学的通知
-家长必看的十件事
-END
-编辑 | 小张
-长按二维码关注我们
-点个在看你最好看
-阅读原文""",
    "board": f"""
-某某论坛-本地门户 论坛 教育版块 查看内容
+关于新建学校的讨论⟦ [复制链接]⟧
-楼主
-发表于 2015-6-3 09:12 | 只看该作者 | 倒序浏览 | 阅读模式
-本帖最后由 张三 于 2015-6-3 10:00 编辑
+{P}
+{Q}
-收藏 分享 淘帖 支持 反对
-回复 使用道具 举报
-您需要登录后才可以回帖 登录 | 立即注册
-本版积分规则
-Powered by Discuz! X3.4 © 2001-2017 Comsenz Inc.""",
    "government": f"""
-索引号 000014349/2020-00012
-发文机关:市教育局
+关于新建学校的通知
-信息来源:市教育局 发布时间:2020-03-05 09:00 浏览次数:123 字体:[大 中 小]
+{P}
+一、总体要求
+{Q}
+附件:新建学校名单
+某某市教育局
+2020年3月5日
-【打印本页】 【关闭窗口】
-扫一扫在手机打开当前页
-主办:某某市教育局 承办:市教育信息中心
-网站标识码:4301000001 湘公网安备 43010002000001号""",
    "novel": f"""
+第十二章 雨夜
-作者:某某 更新时间:2019-05-06 12:00 字数:3200
-上一章 目录 下一章
+{P}
+“你来了。”他说。
+“来了。”
+{Q}
-本章未完,请点击下一页继续阅读
-加入书签 投推荐票
-请记住本书首发域名:www.example.com。手机版阅读网址:m.example.com""",
    "Taiwan newspaper": f"""
+教育部擬增設學校 學者:先解決師資
+⟦記者王小明／台北報導⟧{P}圖／教育部提供  ⟦分享 facebook⟧  校方說,已著手準備。
-更多新聞
-北市明起降溫
-台股收盤漲百點
-加入好友 立即追蹤LINE官方帳號""",
    "company": f"""
-首页
-关于我们
-产品中心
-全国服务热线:400-123-4567
-当前位置:首页>新闻资讯>行业动态
+新建学校如何选购课桌椅
-发布时间:2023-03-05 点击:123
+{P}
+{Q}
-上一篇:课桌椅的保养
-下一篇:黑板的安装
-在线留言
-提交
-版权所有 © 某某教育设备有限公司 京ICP备12345678号""",
    "document sharing": f"""
-欢迎来到某某文库! | 帮助中心
-快捷下载 游客一键下载
-会员登录下载
-忘记密码?
-如填写123,账号就是123,密码也是123。
-2、PDF文件下载后,可能会被浏览器默认打开,此种情况可以点击浏览器菜单,保存网页到桌面,就可以正常下载了。
-资源ID:3061754       资源大小:57.76KB        全文页数:39页
+全市教育工作汇报
-上传人:张** 文档编号:25401250 上传时间:2022-07-11 格式:DOCX 页数:44 大小:216.13KB
-返回 下载 相关 举报
-全市教育工作汇报.docx_第1页
-点击查看更多>>
+{P}
+{Q}⟦文档仅供参考,如有不当之处,请联系改正。⟧
+{P}
-亲,该文档总共12页,到这儿已超出免费预览范围,如果喜欢就下载吧!
-20 金币  0人已下载
-版权说明:本文档由用户提供并上传,收益归属内容提供方,若内容存在侵权,请进行举报或认领""",
    "Tieba": f"""
-登录百度账号
-共有123条回复贴,共3页 ,跳到 页
+关于新建学校的讨论
-1楼 2015-06-03 09:12
+{P}
-送TA礼物
-该楼层疑似违规已被系统折叠 隐藏此楼 查看此楼
+{Q}
-点击这里进行登录>>
-贴吧热议榜
-成为超级会员,使用一键签到""",
    "encyclopedia": f"""
-维基百科,自由的百科全书
-跳转到导航
-跳到搜索
+新建学校
+{P}
-[编辑]
+{Q}
-隐藏分类:
-本页面最后修订于2020年3月4日 (星期三) 12:00。
-隐私政策
-编辑次数:12次历史版本""",
    "questions": f"""
+新建学校如何入学?
-我来答
-共3个回答
-采纳数:123 获赞数:456
-本回答由提问者推荐
+{P}
+{Q}
-已赞过 已踩过
-你对这个回答的评价是?
-评论 收起
-其他类似问题
-等你来答""",
}


def remove_blanks(line: str) -> str:
    return line.replace(" ", "")


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_page_loses_only_its_boilerplate(page: str) -> None:
    rows = page.strip("\n").split("\n")
    raw = "\n".join(re.sub("[⟦⟧]", "", row[1:]) for row in rows)
    expected = [remove_blanks(re.sub("⟦.*?⟧", "", row[1:])) if row[0] == "+" else "" for row in rows]
    assert [remove_blanks(line) for line in STRIP(Document("d", raw)).text.split("\n")] == expected


@pytest.mark.parametrize(
    "pushes",
    [
        ["推 reader761: {} 08/28 22:12", "→ teawater: {} 08/28 22:15", "噓 nightowl: {} 08/29 11:53"],
        [
            "→ hilltop: {} 192.0.2.7 10/03 08:12",
            "推 oldmap: {} 192.0.2.9 10/03 09:40",
            "推 cup2: {} 10/04 07:00",
        ],
    ],
)
def test_what_the_pushes_of_a_post_say_is_kept(pushes: list[str]) -> None:
    said = ["謝謝分享，我也想找來看", "圖書館有一本，要等三個禮拜", "標題騙人，以為是數學"]
    post = (
        "作者 bookreader (小書) 看板 Book\n標題 [心得] 讀完一本談橋樑的書\n時間 Fri Aug 28 21:00:00 2020\n\n"
        "這本書從一座木橋講起，慢慢講到鋼筋與混凝土，讀到最後才知道作者是一位退休的工程師。\n"
        "全書沒有公式，圖畫得很細，適合睡前看，也適合跟孩子一起讀。\n\n--\n※ 發信站: 批踢踢實業坊(ptt.cc)\n"
    )
    page = post + "\n".join(push.format(words) for push, words in zip(pushes, said, strict=True))
    lines = [remove_blanks(line) for line in STRIP(Document("d", page)).text.split("\n")]
    assert [line for line in lines if line in said] == said
    assert not [line for line in lines if re.search(r"\d\d:\d\d$", line)]

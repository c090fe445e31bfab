"""Labels of bylines in the normalized view (Simplified, half width), and where a labelled value ends."""

import re

from jiaokan.core.deferred_patterns import compile_on_use

AUTHOR_LABELS = (
    r"(?:文章|本文|原文)?作\s*者|撰\s*文|撰\s*稿(?:人)?|发布者|发布人|发表者|发帖人|发贴人|投稿人"
    r"|贡献者|楼主|博主|爆料人|著者|编著|供稿人?|执笔人?"
)
REPORTER_LABELS = r"(?:图文|文字)?采写|采访|编译"  # before names of persons alone
SOURCE_LABELS = (
    r"文章来源于|本文来源于|内容来源于|文章来源|本文来源|原文来源|信息来源|新闻来源|资料来源|内容来源|稿件来源|消息来源|来源于|来源|稿源|来自|文章出处|出处"
    r"|转载自|摘自|转自|供稿单位"
)
EDITOR_LABELS = r"责任编辑|本文编辑|网络编辑|值班编辑|本期编辑|执行编辑|责编|编辑|编审|审校"
PUBLISHED_LABELS = (
    r"(?:发布|发表|发文|成文|刊登|刊发|刊载|播发|出版|上传|上版|张贴|录入|添加|推送|发帖|发贴|发稿|投稿|创建|提交|撰写|公布|公告|建立"
    r"|新闻|文章|信息|资讯|本次(?:变更|更正))(?:时间|日期|于)"
    r"|(?<!(?-i:[\u4e00-\u9fff]))(?:时\s{0,3}间|日\s{0,3}期)|(?:posted|published|(?<![a-z])written)(?:\s(?:on|at))?|posted\sin\s[^.:]{1,60}\son|(?<![a-z])date"
)
UPDATED_LABELS = r"(?:最后|最近)?(?:更新|修改|编辑)(?:时间|日期|于)"
ADDRESS_LABELS = r"本文链接|原文链接|原文地址|本文地址|文章链接|文章地址|来源链接|转载地址|本页地址|网址"
OTHER_LABELS = (
    r"评论|阅读|浏览|点击|人气|查看|字体|字号|分类|标签|关键词|审核|审签|校对|摄影|图片|核心提示|摘要|导读|导语"
    r"|访问|热度|记者|通讯员"
    r"|栏目|编号|供图|监制|终审|一审|二审|三审|初审|复审|看板|信区|站内|发信站|标题|上传|发稿"
)
# before "by" and who made a site or a picture
MAKING_WORDS = (
    "created", "powered", "designed", "generated", "theme", "hosted", "photo", "image", "picture", "cover"
)  # fmt: skip
_ALL_LABELS = "|".join(
    (
        AUTHOR_LABELS,
        REPORTER_LABELS,
        SOURCE_LABELS,
        EDITOR_LABELS,
        PUBLISHED_LABELS,
        UPDATED_LABELS,
        ADDRESS_LABELS,
        OTHER_LABELS,
    )
)
# words that end a value where no blank stands between
END_WORDS = (
    r"核心提示|摘要|导读|分享到?|评论(?:\W|$)|字体|字号|大中小|免责声明|版权|声明|点击|浏览|阅读|发布(?:时间|日期|者|人|于|:|\s|\d|$)"
    r"|查看|进入|参与|发表(?:时间|日期|于|:|\s|$)|我要|责任编辑|责编|编辑(?!部|室|组|团队|事务所|委员会)|打印|收藏|扫码|关注|订阅|举报|上一篇|下一篇|来源|出处|稿源|时间|日期|作者|记者|出品|(?:文章|本文|原文)链接"
)
NO_LABEL_AHEAD = rf"(?!(?:{_ALL_LABELS})\s?[:|/]|(?:{END_WORDS}))"
LABEL_START = r"(?:^|(?<=[\s|(\[【)\]】>·,;。!?:\d])|(?<=\d日))[(\[【]?"
COLON = r"\s?[:|/]\s?"
_ISSUER = compile_on_use(
    r"(?:(?:发文|制发|发布|公开)(?:机关|单位|机构)|印发机关)\s?:\s?(?P<name>[\u3400-\u9fff]{3,20})(?=\s|$)"
)


def find_issuer(text: str) -> re.Match[str] | None:
    """Return the place where an official document names its own office, as `name`; None for no such place.

    >>> find_issuer("发布机关:青山市人民政府")["name"]
    '青山市人民政府'
    """
    return _ISSUER.search(text) if ":" in text and ("机" in text or "单位" in text) else None


def has_colon(text: str) -> bool:
    """Return whether a text has what stands between a label and its value (`COLON`).

    >>> has_colon("来源 | 本报"), has_colon("来源不明")
    (True, False)
    """
    return ":" in text or "|" in text or "/" in text

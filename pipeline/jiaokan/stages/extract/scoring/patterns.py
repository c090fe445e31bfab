"""Named patterns of class names and of lines of boilerplate.

Line patterns are for normalized text (Simplified script, half-width marks) in lower case, since a
pattern that ignores case is several times slower. No pattern decides alone. Each is one feature of
the scorer.
"""

import re

# parts of names in class and id attributes, in lower case
CLASS_WORDS = {
    "content": r"content|cont\b|neirong|\bbody|text|txt|zoom|detail|main",
    "article": r"article|artibody|artical|story|entry|news|blog|wenzhang",
    "post": r"post|thread|reply|floor|message|answer|topic|comment-content|quote|lzl",
    "title": r"title|headline|\btit\b|subject|biaoti",
    "info": r"info|meta|byline|author|source|date|time|publish|editor|laiyuan",
    "nav": r"nav|menu|crumb|channel|daohang|location|position|path|where",
    "header": r"head|top|banner|logo",
    "footer": r"foot|bottom|copyright|copy\b|links?\b|friend",
    "side": r"side|right|left|aside|col-?[23]|widget",
    "related": r"relat|recommend|tuijian|hot|rank|more|also|read|guess|xiangguan|about|latest",
    "list": r"list|\bul\b|items?\b|pic|photo|gallery|slide|focus",
    "comment": r"comment|pinglun|review|discuss|guestbook|disqus|cmt",
    "share": r"share|bshare|jiathis|weibo|sns|social|follow|fenxiang|digg|like|tool|print|font",
    "ad": r"\bads?\b|\bad[_-]|advert|guanggao|sponsor|promo|gg\d",
    "form": r"search|login|form|input|submit|register|vote|user|member|profile|avatar|card",
    "page": r"page|pagination|prev|next|pager|fanye",
    "hidden": r"hidden|hide\b|none|popup|modal|dialog|tip|qr",
    "caption": r"caption|imgtxt|pictext|photo|tuzhu|zhushi|figure",
    "tag": r"\btags?\b|keyword|label|category",
    "statement": r"statement|disclaim|declare|shengming|notice",
}
CLASS_NAMES = tuple(CLASS_WORDS)
CLASS_PATTERNS = tuple(re.compile(words) for words in CLASS_WORDS.values())
# display: none, hidden; the first letter before the rest, because a search for one class skips to it
HIDING_ATTRIBUTE = re.compile(
    r"[dDhH](?:(?<=[dD])(?i:isplay)\s*:\s*(?i:none)|(?<![\w-].)(?<=[hH])(?i:idden)(?![\w-]))"
)

# Parts of lines of boilerplate; those of several lines are lists of alternatives. Only whether one matches
# counts. A search is fastest where the pattern begins with one character or class, or each of its
# alternatives with a character.
LINE_WORDS = {
    "share": (
        r"分享|转发|转贴|转寄|收藏|微博|推荐给|邮件|复制链接|facebook|twitter|plurk|line\b|扫一扫|"
        r"二维码|关注我们|公众号|客户端|app\b|下载"
    ),
    "rights": (
        r"版权|copyright|©|\(c\)|转载|授权|本网站|本站|免责|声明|不代表|许可证|icp备|公网安备|"
        r"法律|侵权|all rights"
    ),
    "legal": (
        r"责任|负责|请勿|不得|自负|违反|真实性|注明|凡本|凡注|未经|许可|遵守|删除|质疑|概不|"
        r"仅供参考|立场|观点"
    ),
    "site": r"本网|本站|本报|本论坛|本平台|本公司|感谢您|欢迎|专页|专页|点击|立即|马上|快来|加入|订阅|联系",
    "editor": r"责任编辑|责编|编辑[:：/]|\(编辑|【编辑|\[编辑|校对[:：]|审核[:：]|监制",
    "source": r"^.{0,8}(?:来源|出处|稿源|信息来源|转自|文章来源|原文|新闻来源)[:：]|本文来源",
    "author": r"^.{0,6}(?:作者|记者|文[/:]|撰文|发布者|发表者|发布人|楼主)[:：/]?",
    "byline": r"^.{0,12}(?:记者|通讯员|实习生).{0,20}(?:报道|摄|讯|电)",
    "photo": (
        r"(?:摄|图|资料图片?|图片来源.*|资料照片?|翻摄.*|提供|供图|照片)[)）】\]。]?$|^(?:图|▲|△|"
        r"↑|图为|图片)"
    ),
    "date": r"\d(?:(?:(?<=1)9|(?<=2)0)\d\d *[-/.年] *\d{1,2} *[-/.月] *\d|月\d{1,2}日)",
    "clock": r"\d:\d\d",
    "views": (
        r"点击|浏览|阅读\(|阅读[:：数]|人气|评论[\(:：\d]|条评论|回复[\(:：\d]|查看[:：]|点阅|"
        r"次数|参与|热度|顶一下|投票|支持\("
    ),
    "comment": (
        r"评论|留言|回复|发表|网友|匿名|登录|注册|登入|会员|密码|用户名|验证码|发帖|举报|楼层|"
        r"楼主|只看该作者|积分|帖子|签到"
    ),
    "nav": (
        r"首页|当前位置|您的位置|您所在|现在位置|位置[:：]|网站地图|返回|上一页|下一页|上一篇|"
        r"下一篇|更多|>>|频道|导航|目录|尾页|加入收藏|设为首页|联系我们|关于我们"
    ),
    "font": r"字号|字体|大中小|大 中 小|打印|列印|\[大\]|关闭窗口|放大|缩小|最小|最大|繁体|简体",
    "related": (
        r"相关|推荐|热门|热点|排行|精彩|延伸阅读|更多新闻|最新|专题|图集|猜你喜欢|头条|人气榜|"
        r"关键字|关键词|标签|tag"
    ),
    "contact": r"电话|传真|邮箱|热线|投稿|e-?mail|qq[:：]|地址[:：]|客服",
    "ad": r"广告|赞助|优惠|促销|抢购|团购|免费试用|招聘|加盟",
    "bullet": r"^[·•●■◆▪>\-*▲◎※□○★☆]",
    "numbered": r"^[\(（]?[一二三四五六七八九十\d]{1,3}[\)）、.:]",
    "quote": r"^[“\"'《【]",
    "abstract": r"^(?:摘要|核心提示|导读|提要|内容提要|【摘要】|\[导读\]|\[摘要\])",
    "deixis": (
        r"^(?:本报讯|本报记者|新华社|中新网|中新社|中央社|据.{2,12}(?:报道|消息)|"
        r"【.{0,12}[讯电]】|\(.{0,14}[讯电]\)|"
        r".{2,10}\d{1,2}月\d{1,2}日(?:电|讯|消息))"
    ),
    "speech": r"(?:说|表示|认为|指出|介绍|称|强调|透露|告诉记者|道)[,:“]",
}
LINE_NAMES = tuple(LINE_WORDS)
LINE_PATTERNS = tuple(
    re.compile(pattern, re.M) for pattern in LINE_WORDS.values()
)  # re.M, since all lines of a page are searched as one text

# words that sites use about themselves, their readers and their rights; few of them are in prose
NOISE_WORD = re.compile(
    r"""
    版权|转载|授权|声明|免责|侵权|责任|负责|请勿|不得                  # rights and liability
    |注明|来源|稿件|投稿|作者|编辑|记者                                # sources and authors
    |本网|本站|本报|本论坛|网站|网友                                   # the site and its readers
    |留言|评论|回复|发表|发言|登录|注册|会员|用户|密码|匿名|举报|删除  # comments and accounts
    |点击|浏览|阅读|分享|转发|收藏|推荐|关注|订阅|下载|客户端          # buttons
    |微博|微信|扫码|二维码|公众号|facebook                             # other channels
    |电话|传真|邮箱|热线|地址|联系|合作|广告|服务                      # contact
    |首页|返回|更多|上一篇|下一篇|相关|热门|专题|频道|导航             # navigation
    |打印|字号|字体|关闭                                               # tools
    |法律|法规|规定|遵守|同意|违反|真实性|观点|立场|仅供参考           # rules and disclaimers
    |许可|备案|icp|欢迎|感谢|提供|处理
    """,
    re.X,
)

# the body of a post or of a question in forum and question-and-answer software, in lower case
POST_BODY_NAME = re.compile(
    r"""
    (?<![\w-])
    (?:t_f|t_fsz|t_msgfont(?:fix)?|postmessage_\d+             # Discuz!
      |read_tpc|f14                                            # phpwind
      |d_post_content|lzl_content_main                         # Tieba
      |richcontent-inner                                       # Zhihu
      |best-text|answer-text|answer-content                    # Zhidao
      |post-body|reply-content|reply_content                   # Flarum, V2EX
      |topic_content|topic-content|replycontent|postbody       # V2EX, Douban, phpBB
      |post_message_\d+                                        # vBulletin
      |cooked                                                  # Discourse
      |post-content|post_content|postcontent\d*                # NGA and others
      |answertext|answer-body|reply-body|thread-content
      |message-body                                            # XenForo
      |bbs-content|post_body                                   # Tianya
      |q-content|ask-content|ask-detail                        # questions
      |question-content|question-detail|question-body|questionrichtext
    )(?![\w-])
    """,
    re.X,
)

# the tools between two posts: number, date, buttons; several patterns, since each is a fast search
POST_TOOLS = (
    re.compile(
        r"""
        举报|只看该作者|只看楼主|倒序浏览|使用道具
        |\#\ *\d                                                 # #3
        |沙发|板凳|地板|楼主
        |发表于|引用|来自.{0,8}客户端                              # 来自手机客户端
        |回复了
        """,
        re.X,
    ),
    re.compile(r"\d *[楼层#]"),  # 第 3 楼, 3#
    re.compile(r"^(?:回复|回应|评论|点赞|赞|支持|反对|顶|踩)(?:[(: ]|$)", re.M),
)

# a reply of one line on a bulletin board: 推 reader: 说得好 11/08 13:58
BOARD_REPLY = re.compile(r"^ *(?:推|嘘|→|->|>) *[A-Za-z][\w-]{1,19} *:(?!//)", re.M)

# sentences of a site about itself: rights, liability, house rules, its other channels
SITE_STATEMENT = re.compile(
    r"""
    凡(?:本网|本站|注明|未注明).{0,30}(?:注明|来源|转载|作品|稿件)                   # 凡本网注明来源…
    |不(?:代表|意味着?).{0,8}(?:本网|本站|本报|本刊|本平台|赞同|网站)                # 不代表本站立场
    |未经.{0,14}(?:授权|许可|同意).{0,12}(?:不得|禁止|严禁|转载)|版权(?:所有|归)     # 未经授权不得转载
    |(?:留言|发言|评论|跟帖).{0,16}(?:自动删除|字以内|请遵守|规范)                   # 评论请遵守…
    |请勿.{0,30}(?:留言|个人隐私|广告|张贴|发言)                                     # 请勿张贴广告
    |遵守.{0,16}(?:法律|法规|规定|原则|规范).*?(?:自负|责任|发言|留言|言论)
    |(?:开设|加入|关注|追踪|按赞|订阅|扫描).{0,16}(?:facebook|粉丝团|专页|公众号|微信|微博|二维码)
    |(?:感谢您|欢迎)(?:访问|光临|浏览)                                               # 欢迎光临
    |如有.{0,10}(?:侵权|疑问|质疑|异议|版权).{0,24}(?:联系|通知|告知|来电)           # 如有侵权请联系
    |一律删除|(?:有权|将).{0,8}删除|自负法律责任|不构成.{0,6}投资建议
    |(?:电话|传真|邮箱|e-?mail).{0,4}[:：].{0,40}(?:传真|邮箱|电话)                  # 电话：… 传真：…
    """,
    re.X,
)

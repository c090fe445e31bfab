"""What class names and short lines of web pages say, as named patterns.

Line patterns are written for the view (Simplified, half-width marks). None decides alone: each
is one piece of evidence for the scorer.
"""

import re

# words in class and id attributes
CLASSES = {
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
CLASS_NAMES = tuple(CLASSES)
CLASS = re.compile("|".join(f"(?P<{name}>(?=.*?(?:{words})))" for name, words in CLASSES.items()), re.I)
CLASS_EACH = tuple(re.compile(words, re.I) for words in CLASSES.values())
HIDING = re.compile(r"display\s*:\s*none|(?<![\w-])hidden(?![\w-])", re.I)

# what lines of boilerplate look like
LINES = {
    "share": r"分享|转发|转贴|转寄|收藏|微博|推荐给|邮件|复制链接|facebook|twitter|plurk|line\b|扫一扫|二维码|关注我们|公众号|客户端|app\b|下载",
    "rights": r"版权|copyright|©|\(c\)|转载|授权|本网站|本站|免责|声明|不代表|许可证|icp备|公网安备|法律|侵权|all rights",
    "editor": r"责任编辑|责编|编辑[:：/]|\(编辑|【编辑|\[编辑|校对[:：]|审核[:：]|监制",
    "source": r"^.{0,8}(?:来源|出处|稿源|信息来源|转自|文章来源|原文|新闻来源)[:：]|本文来源",
    "author": r"^.{0,6}(?:作者|记者|文[/:]|撰文|发布者|发表者|发布人|楼主)[:：/]?",
    "byline": r"^.{0,12}(?:记者|通讯员|实习生).{0,20}(?:报道|摄|讯|电)",
    "photo": r"(?:摄|图|资料图片?|图片来源.*|资料照片?|翻摄.*|提供|供图|照片)[)）】\]。]?$|^(?:图|▲|△|↑|图为|图片)",
    "date": r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|\d{1,2}月\d{1,2}日",
    "clock": r"\d{1,2}:\d\d",
    "views": r"点击|浏览|阅读\(|阅读[:：数]|人气|评论[\(:：\d]|条评论|回复[\(:：\d]|查看[:：]|点阅|次数|参与|热度|顶一下|投票|支持\(",
    "comment": r"评论|留言|回复|发表|网友|匿名|登录|注册|登入|会员|密码|用户名|验证码|发帖|举报|楼层|楼主|只看该作者|积分|帖子|签到",
    "nav": r"首页|当前位置|您的位置|您所在|现在位置|位置[:：]|网站地图|返回|上一页|下一页|上一篇|下一篇|更多|>>|频道|导航|目录|尾页|加入收藏|设为首页|联系我们|关于我们",
    "font": r"字号|字体|大中小|大 中 小|打印|列印|\[大\]|关闭窗口|放大|缩小|最小|最大|繁体|简体",
    "related": r"相关|推荐|热门|热点|排行|精彩|延伸阅读|更多新闻|最新|专题|图集|猜你喜欢|头条|人气榜|关键字|关键词|标签|tag",
    "contact": r"电话|传真|邮箱|热线|投稿|e-?mail|qq[:：]|地址[:：]|客服",
    "ad": r"广告|赞助|优惠|促销|抢购|团购|免费试用|招聘|加盟",
    "bullet": r"^[·•●■◆▪>\-*▲◎※□○★☆]",
    "numbered": r"^[\(（]?[一二三四五六七八九十\d]{1,3}[\)）、.:]",
    "quote": r"^[“\"'《【]",
    "abstract": r"^(?:摘要|核心提示|导读|提要|内容提要|【摘要】|\[导读\]|\[摘要\])",
    "deixis": r"^(?:本报讯|本报记者|新华社|中新网|中新社|中央社|据.{2,12}(?:报道|消息)|【.{0,12}[讯电]】|\(.{0,14}[讯电]\)|.{2,10}\d{1,2}月\d{1,2}日(?:电|讯|消息))",
    "speech": r"(?:说|表示|认为|指出|介绍|称|强调|透露|告诉记者|道)[,:“]",
}
LINE_NAMES = tuple(LINES)
LINE_EACH = tuple(re.compile(pattern, re.I) for pattern in LINES.values())

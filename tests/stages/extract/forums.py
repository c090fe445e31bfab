"""Pages of posts of our own making, as forum and question-and-answer software lays them out."""

from collections.abc import Callable, Sequence

TITLE = "新手请教：家里的老相机还能不能修"
POSTS = (
    "家里翻出一台八十年代的海鸥相机，快门按下去没有反应，镜头里也有些霉斑。<br>想问问各位，这种机器现在还有地方修吗？修一次大概要多少钱？",
    "霉斑不深的话可以自己清洗，快门多半是油干了。",
    "上海有几家老师傅还在修，我去年修过一台，花了三百多。不过要等一个多月，因为零件得从别的机器上拆。",
    "同问",
    "谢谢三楼，我先打电话问一下，有结果再来告诉大家。",
)
NAMES = ("江上客", "小城故事88", "老法师", "hello_world", "江上客")


def _page(body: str, site: str) -> str:
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{TITLE} - {site}</title></head><body>"
        f"{body}</body></html>"
    )


def discuz(posts: Sequence[str] = POSTS) -> str:
    """Return a thread as Discuz! X shows it."""
    floors = "".join(
        f"""<div id="post_{i}"><table id="pid{i}" class="plhin"><tr><td class="pls" rowspan="2">
<div id="favatar{i}" class="pls favatar"><div class="pi"><div class="authi"><a href="u{i}" class="xw1">{name}</a></div></div>
<div class="p_pop blk bui"><div class="i y"><div><strong><a href="u{i}">{name}</a></strong> <em>当前离线</em></div></div></div>
<div class="avatar"><a href="u{i}"><img src="a{i}.jpg"></a></div>
<div class="tns xg2"><table><tr><th><p><a href="t">12</a></p>主题</th><th><p><a href="p">340</a></p>帖子</th><td><p><a href="c">5612</a></p>积分</td></tr></table></div>
<p><em><a href="g">中级会员</a></em></p><dl class="pil cl"><dt>积分</dt><dd><a href="c">5612</a></dd></dl>
<ul class="xl xl2 o cl"><li class="pm2"><a href="pm">发消息</a></li></ul></div></td>
<td class="plc"><div class="pi"><strong><a href="f{i}" id="postnum{i}"><em>{i}</em><sup>#</sup></a></strong>
<div class="pti"><div class="authi"><em id="authorposton{i}">发表于 2021-5-{i} 08:30:12</em><span class="pipe">|</span>
<a href="only">只看该作者</a><span class="pipe">|</span><a href="desc">倒序浏览</a></div></div></div>
<div class="pct"><div class="pcb"><div class="t_fsz"><table><tr><td class="t_f" id="postmessage_{i}">
{post}</td></tr></table></div><div id="comment_{i}" class="cm"></div></div></div></td></tr>
<tr><td class="plc plm"><div class="sign">签名档：摄影是用光的艺术</div></td></tr>
<tr><td class="pls"></td><td class="plc"><div class="po"><div class="pob cl"><em><a class="fastre" href="r">回复</a></em>
<p><a href="m">使用道具</a> <a href="j">举报</a></p></div></div></td></tr></table></div>"""
        for i, (post, name) in enumerate(zip(posts, NAMES, strict=False), 1)
    )
    return _page(
        f"""<div id="toptb"><a href="#">设为首页</a><a href="#">收藏本站</a><a href="#">登录</a><a href="#">立即注册</a></div>
<div id="nv"><ul><li><a href="/">论坛</a></li><li><a href="/g">导读</a></li><li><a href="/b">家园</a></li></ul></div>
<div id="pt" class="bm cl"><a href="/">论坛</a> <em>&rsaquo;</em> <a href="/f">器材</a> <em>&rsaquo;</em> <a href="/t">{TITLE}</a></div>
<div id="pgt"><a href="n">发新帖</a><a href="r">回复</a><span>返回列表</span></div>
<div id="postlist" class="pl bm"><table><tr><td class="pls ptn pbn"><div class="hm ptn"><span class="xg1">查看:</span>
<span class="xi1">1234</span><span class="pipe">|</span><span class="xg1">回复:</span> <span class="xi1">4</span></div></td>
<td class="plc ptm pbn vwthd"><h1 class="ts"><span id="thread_subject">{TITLE}</span></h1><span class="xg1"><a href="l">[复制链接]</a></span></td></tr></table>
{floors}</div>
<div id="f_pst"><p>您需要登录后才可以回帖 <a href="l">登录</a> | <a href="r">立即注册</a></p><label>回帖后跳转到最后一页</label><a href="p">本版积分规则</a></div>
<div id="ft"><p>Powered by <strong><a href="#">Discuz!</a></strong> X3.4</p><p>&copy; 2001-2021 Comsenz Inc.</p>
<p><a href="a">Archiver</a>|<a href="m">手机版</a>|<a href="h">小黑屋</a>|沪ICP备12345678号 GMT+8, 2021-6-1 10:00 , Processed in 0.05 second(s), 21 queries .</p></div>""",
        "器材 - 摄影论坛 - Powered by Discuz!",
    )


def tieba(posts: Sequence[str] = POSTS) -> str:
    """Return a thread as Tieba shows it."""
    floors = "".join(
        f"""<div class="l_post l_post_bright j_l_post clearfix"><div class="d_author"><ul class="p_author">
<li class="icon"><a href="u{i}"><img src="{i}.jpg"></a></li><li class="d_name"><a class="p_author_name" href="u{i}">{name}</a></li>
<li class="l_badge"><div class="p_badge"><a href="lv"><div class="d_badge_title">初级粉丝</div><div class="d_badge_lv">{i + 3}</div></a></div></li></ul></div>
<div class="d_post_content_main"><div class="p_content"><cc><div id="post_content_{i}" class="d_post_content j_d_post_content clearfix">            {post}</div></cc></div>
<div class="core_reply j_lzl_wrapper"><div class="core_reply_tail clearfix"><div class="post-tail-wrap"><span class="tail-info">来自<a href="app">Android客户端</a></span>
<span class="tail-info">{i}楼</span><span class="tail-info">2021-05-0{i} 12:01</span></div><ul class="p_tail"><li><a href="r">回复</a></li><li><a href="j">举报</a></li></ul></div></div></div></div>"""
        for i, (post, name) in enumerate(zip(posts, NAMES, strict=False), 1)
    )
    hot = "".join(f"<li><a href=h{i}>{i} 热议话题第{i}号 {i * 37}W</a></li>" for i in range(1, 11))
    return _page(
        f"""<div id="com_userbar"><ul><li><a href="#">百度首页</a></li><li><a href="#">登录</a></li><li><a href="#">注册</a></li></ul></div>
<div class="card_title"><a class="card_title_fname" href="/f">相机吧</a><span class="card_numLabel">关注：<span>12,345</span></span><span>帖子：<span>234,567</span></span></div>
<ul class="nav_wrap"><li>看贴</li><li>图片</li><li>精品</li><li>视频</li></ul>
<div class="l_thread_info"><ul class="l_posts_num"><li class="l_reply_num"><span>4</span>回复贴，共<span>1</span>页</li></ul>
<a href="back">&lt;返回相机吧</a></div><h3 class="core_title_txt pull-left">{TITLE}</h3>
<ul class="core_title_btns"><li><a href="lz">只看楼主</a></li><li><a href="sc">收藏</a></li><li><a href="hf">回复</a></li></ul>
<div class="p_postlist" id="j_p_postlist">{floors}</div>
<div class="topic_list"><div class="title">贴吧热议榜</div><ul>{hot}</ul></div>
<div class="footer">&copy;2021 Baidu <a href="x">贴吧协议</a>|<a href="y">隐私政策</a>|<a href="z">吧主制度</a>|<a href="w">意见反馈</a>|网络谣言警示</div>""",
        "相机吧 - 百度贴吧",
    )


def questions(posts: Sequence[str] = POSTS) -> str:
    """Return a question with its answers, as question-and-answer sites show them."""
    answers = "".join(
        f"""<div class="answer" id="answer-{i}"><div class="answer-info"><a href="u{i}">{name}</a><span>来自科学教育类芝麻团</span><span>推荐于2021-05-0{i}</span></div>
<div class="answer-text line">{post}</div><div class="answer-action"><span>{i * 3}</span><a href="c">评论</a><a href="s">分享</a><a href="j">举报</a></div></div>"""
        for i, (post, name) in enumerate(zip(posts[1:], NAMES[1:], strict=False), 1)
    )
    alike = "".join(
        f"<li><a href=q{i}>老相机第{i}种毛病怎么修？</a> <span>2020-0{i}-11</span></li>" for i in range(1, 9)
    )
    return _page(
        f"""<div class="header"><a href="/">首页</a><a href="/c">全部问题</a><a href="/d">娱乐休闲</a><a href="/e">企业</a><input value=搜索答案></div>
<div class="wgt-ask"><h1 class="ask-title">{TITLE}</h1><div class="q-content">{posts[0]}</div>
<div class="ask-info"><a href="a">我来答</a> <a href="s">分享</a> <a href="j">举报</a> <span>浏览 2345 次</span></div></div>
<div class="wgt-answers"><h2>{len(posts) - 1}个回答</h2>{answers}</div>
<div class="wgt-related"><h2>其他类似问题</h2><ul>{alike}</ul></div>
<div class="wgt-push"><h2>为你推荐：</h2><a href="1">换一换</a></div>
<div class="footer">辅助模式 帮助 意见反馈 &copy;2021 使用问答前必读 协议 推广</div>""",
        "问答",
    )


def flarum(posts: Sequence[str] = POSTS) -> str:
    """Return a discussion as Flarum shows it."""
    stream = "".join(
        f"""<div class="PostStream-item" data-index="{i}"><article class="CommentPost Post"><div><header class="Post-header"><ul>
<li class="item-user"><div class="PostUser"><h3><a href="/u/{i}"><span class="username">{name}</span></a></h3></div></li>
<li class="item-meta"><div class="Dropdown PostMeta"><a><time>2021年5月{i}日</time></a></div></li></ul></header>
<div class="Post-body"><p>{post}</p></div><aside class="Post-actions"><ul><li><button>回复</button></li><li><button>赞</button></li></ul></aside>
<footer class="Post-footer"><ul><li><a>{name}</a>回复了此帖</li></ul></footer></div></article></div>"""
        for i, (post, name) in enumerate(zip(posts, NAMES, strict=False), 1)
    )
    return _page(
        f"""<div id="app"><header id="header"><h1 class="Header-title"><a href="/">影友会</a></h1><ul><li><button>注册</button></li><li><button>登录</button></li></ul></header>
<main><div class="DiscussionPage"><header class="Hero DiscussionHero"><ul><li><a href="/t/a"><span class="TagLabel-text">器材</span></a></li><li class="item-title"><h2 class="DiscussionHero-title">{TITLE}</h2></li></ul></header>
<nav class="DiscussionPage-nav"><ul><li><button>回复</button></li></ul><div class="Scrubber"><a>最早内容</a><b>1</b> / <span>5</span> 条回复<a>最新回复</a></div></nav>
<div class="PostStream">{stream}</div></div></main></div>""",
        "影友会",
    )


def group(posts: Sequence[str] = POSTS) -> str:
    """Return a topic as Douban groups show it."""
    replies = "".join(
        f"""<li class="clearfix comment-item reply-item" id="{i}"><div class="user-face"><a href="u{i}"><img src="u{i}.jpg"></a></div><div class="reply-doc content">
<div class="bg-img-green"><h4><a href="u{i}">{name}</a> <span class="pubtime">2021-05-0{i} 12:01:02</span></h4></div><div class="markdown"><p class="reply-content">{post}</p></div>
<div class="operation-div"><div class="operation-more"><a href="d">删除</a></div><a class="comment-vote" href="v">赞</a><a class="lnk-reply" href="r">回复</a></div></div></li>"""
        for i, (post, name) in enumerate(zip(posts[1:], NAMES[1:], strict=False), 1)
    )
    return _page(
        f"""<div id="db-global-nav"><a href="/">豆瓣</a><a href="/b">读书</a><a href="/m">电影</a><a href="/g">小组</a></div>
<div id="content"><h1>{TITLE}</h1><div class="article"><div class="topic-doc"><h3><span class="from">来自: <a href="u">{NAMES[0]}</a></span><span class="create-time">2021-05-01 08:30:12</span></h3>
<div id="link-report"><div class="topic-content"><div class="rich-content topic-richtext"><p>{posts[0]}</p></div></div></div></div>
<div class="sns-bar"><a href="l">赞</a><a href="c">收藏</a><a href="t">转发</a><a>举报</a></div>
<ul class="topic-reply" id="comments">{replies}</ul><div class="txd"><a href="j">你的回应</a> 加入小组后即可参与讨论</div></div>
<div class="aside"><h2>最新讨论 ( <a href="m">更多</a> )</h2><ul><li><a href="1">二手镜头怎么挑</a> (江南)</li><li><a href="2">胶卷去哪里冲</a> (一二三)</li></ul></div></div>
<div id="footer">&copy; 2005－2021 douban.com, all rights reserved 北京豆网科技有限公司</div>""",
        "器材小组 - 豆瓣",
    )


PAGES: dict[str, Callable[[], str]] = {
    "discuz": discuz,
    "tieba": tieba,
    "questions": questions,
    "flarum": flarum,
    "group": group,
}

"""A page of our own making, as news sites lay theirs out."""

BODY = (
    "本报讯（记者 李明）昨日上午，市图书馆新馆在江东区正式开放，首日迎来读者八千余人。",
    "新馆总面积三万平方米，设有古籍、少儿、视障等十二个阅览区，藏书一百二十万册。",
    "馆长表示，今后每周二至周日开放，周一闭馆整理，读者凭身份证即可入馆阅览。",
)
PAGE = f"""<!DOCTYPE html><html><head><meta charset="{{charset}}">
<title>市图书馆新馆开放 首日迎客八千 - 江城新闻网</title>
<meta name="description" content="市图书馆新馆正式开放">
<script>var a = "<p>不是正文</p>";</script></head><body>
<div class="nav"><a href="/">首页</a> | <a href="/news">新闻</a> | <a href="/local">本地</a></div>
<div class="main"><h1>市图书馆新馆开放 首日迎客八千</h1>
<div class="info">2023-05-06 08:30 来源：江城日报 作者：王小红</div>
<div class="content">
<p>　　{BODY[0]}</p>
<p>　　{BODY[1].replace("十二个", '<a href="/map?a=1&amp;b=2">十二个</a>')}</p>
<p><img src="/1.jpg" alt="新馆大厅"></p>
<h2>开放时间 &amp; 办法</h2>
<p>　　{BODY[2]}</p>
<table><tr><th>日期</th><th>开放时间</th></tr>
<tr><td>周二至周五，古籍阅览区除外</td><td>上午九时至下午六时</td></tr></table>
</div></div>
<div class="share">分享到： <a href="#">微博</a> <a href="#">微信</a></div>
<ul class="related"><li><a href="/1">相关新闻：图书馆预约办法</a></li><li><a href="/2">读书节开幕</a></li></ul>
<div class="footer">版权所有 江城新闻网 未经许可不得转载 联系电话：027-12345678</div>
</body></html>"""

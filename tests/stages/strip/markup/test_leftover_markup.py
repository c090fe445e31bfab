"""Leftover markup is removed span by span; markup that a text names, shows or only resembles stays."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import jiaokan
from jiaokan.core.edits import apply_edits
from jiaokan.core.ledger import replay, restore
from jiaokan.stages.strip.markup import find_markup_edits


def remove_markup(text: str) -> str:
    return apply_edits(text, find_markup_edits(text))


@pytest.mark.parametrize(
    "text",
    [
        "在网页里，标签 <br> 表示换行，<p> 表示段落，初学者要分清。",
        "用 <div> 包起来就可以了。",
        "把要加粗的字放在 <b> 和 </b> 之间就行。",
        "<p></p> 标签成对出现。",
        '可以使用 <a href="url"> 标签来添加链接。',
        "用 <br> 代表换行，也有人写 &nbsp; 实体。",
        "空标签如<br>、<hr>、<img>不需要闭合。",
        "换行标签<br>与段落标签<p>的区别",
        "Vue 组件里的 <template> 标签只能有一个根元素。",
        "用“<br>”换行。",
        "在代码里写 `<br>` 就能换行。",
        "输入 <script>alert(1)</script> 即可弹窗，这就是漏洞。",
        "script 元素：<script> 与 </script> 之间的内容会被执行，写在那里的脚本不会显示出来。",
        "注释用 <!-- 注释内容 --> 来写，浏览器不会显示注释。",
        "HTML 常用标签如下：\n<br> 换行\n<p> 段落\n<hr> 水平线",
        "正文里的 &nbsp; 表示空格。",
        "它不能正确地插入断行\n<br>\n。两块代码于是连在了一起。",
        "图片还不如直接用\n<img>\n，再写上宽和高。",
        "缩进不够，这个标记就和直接打\n<pre>\n这样的标记一样麻烦。",
    ],
)
def test_markup_that_prose_names_stays(text: str) -> None:
    assert remove_markup(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "List<String> names = new ArrayList<>();",
        "Map<String, List<Object>> 是常见写法",
        "如果 a<b>c 成立，那么 x<y and y>z 也成立。",
        "若 p<q，则 q>p；又 1 < 2 && 3 > 2。",
        "《三国演义》与<<三国演义>>以及<照片管理>都可以。",
        "请写信到 <a@example.org> 或访问 <https://example.org/a?b=1>。",
        "git checkout <title> 会切换分支",
        "AT&T 与 R&D 都是缩写。",
        "证明到此结束：a<b",
        "他算出 x<p 时 y=2，于是",
    ],
)
def test_text_that_only_resembles_markup_stays(text: str) -> None:
    assert remove_markup(text) == text


@pytest.mark.parametrize(
    "text",
    [
        '```html\n<div class="a">\n  <p>你好</p>\n</div>\n```',
        "一个最简单的网页写成下面这样：\n\n<html>\n<body>\n<p>你好</p>\n</body>\n</html>\n\n保存之后用浏览器打开。",
        "利用这个漏洞的页面如下。\n<html><head>\n<script>\nsend({\nurl : '/up'\n});\n</script></head>\n</html>\n打开就能看到。",
        '配置文件如下：\n<server>\n<port value="80"/>\n</server>\n改完之后重启。',
    ],
)
def test_markup_that_a_text_shows_as_code_stays(text: str) -> None:
    assert remove_markup(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("上午看了<a href='/b'>旧城</a>，下午回家。", "上午看了旧城，下午回家。", id="a link"),
        pytest.param("第一行<br/>第二行<BR>第三行", "第一行\n第二行\n第三行", id="breaks"),
        pytest.param("新馆昨天开放\n<br>\n读者很多。", "新馆昨天开放\n\n读者很多。", id="a break on a line"),
        pytest.param(
            "新馆昨天开放。\n<p>\n读者很多。", "新馆昨天开放。\n\n读者很多。", id="a paragraph on a line"
        ),
        pytest.param("<p>甲说了话。</p><p>乙没有说。</p>", "甲说了话。\n乙没有说。", id="paragraphs"),
        pytest.param(
            "<div><p>第一段。</p>\n\n<p>第二段。</p></div>", "第一段。\n\n第二段。", id="no second line feed"
        ),
        pytest.param("<ul><li>山上有庙</li><li>庙里有僧</li></ul>", "山上有庙\n庙里有僧", id="a list"),
        pytest.param(
            "<table><tr><td>姓名</td><td>年龄</td></tr><tr><td>小李</td><td>9</td></tr></table>",
            "姓名\t年龄\n小李\t9",
            id="a table",
        ),
        pytest.param("花开了<script>play('a')</script>", "花开了", id="a script"),
        pytest.param("<style>\n.a{color:red}\n</style>\n花开了", "\n花开了", id="a style sheet over lines"),
        pytest.param("花开了。<!-- 广告\n开始 -->风来了。", "花开了。风来了。", id="a comment over lines"),
        pytest.param(
            '图<img src="a.jpg"\n  alt="景"\n  onload="if(this.width>500)this.width=500" />完',
            "图完",
            id="a picture over lines",
        ),
        pytest.param('<spanstyle="color:red">通知</span>请看。', "通知请看。", id="a blank was lost"),
        pytest.param('字。 onload="if(this.width>9)this.width=9" border="0" />后', "字。 后", id="no head"),
        pytest.param('完了。<img src="http://example.org/a.jpg" alt', "完了。", id="cut at the end"),
        pytest.param(
            '前文。<img src="a.jpg"\n后文有话。', "前文。\n后文有话。", id="cut at the end of a line"
        ),
        pytest.param(
            "&lt;img src=&quot;a.gif&quot;&gt;软件可以改名。&lt;br /&gt;很快。",
            "软件可以改名。\n很快。",
            id="escaped",
        ),
        pytest.param("&amp;lt;p&amp;gt;一段。&amp;lt;/p&amp;gt;", "一段。", id="escaped twice"),
        pytest.param("看海&nbsp;<br>浪大", "看海 \n浪大", id="a blank"),
        pytest.param("<o:p></o:p>文档<?xml:namespace prefix=o />完", "文档完", id="Word"),
        pytest.param(
            "生活在<br>中国，是<b>的</b>。", "生活在\n中国，是的。", id="words that may lead up to a name"
        ),
        pytest.param(
            "谢绝入场 <br>实体票可以自取，<br>请到柜台。",
            "谢绝入场 \n实体票可以自取，\n请到柜台。",
            id="a shop that is no entity",
        ),
        pytest.param(
            "会议开幕 <br>代表团都到了，<br>掌声很久。",
            "会议开幕 \n代表团都到了，\n掌声很久。",
            id="delegates that stand for nothing",
        ),
        pytest.param("<p>HTML 的标签要闭合。</p>", "HTML 的标签要闭合。", id="prose about markup in markup"),
        pytest.param(
            "<p>建文件。</p><pre><code>import os<br>if a &lt; b:<br>    f(&quot;&lt;b&gt;&quot;)</code></pre>",
            '建文件。\nimport os\nif a < b:\n    f("<b>")',
            id="code in markup, decoded once",
        ),
    ],
)
def test_leftover_markup_is_removed(text: str, expected: str) -> None:
    assert remove_markup(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        '他问<a href="x今天我们去了海边，风很大。">那里</a>吗',
        '<img src="a.jpg 今天我们去了海边，风很大。',
        '<a href="x>今天</a>，他说"你好">，我们走了。',
        "<script>今天我们去了海边\n风很大\n",
        "<style>你好</style>",
    ],
)
def test_no_text_is_removed_with_a_broken_tag(text: str) -> None:
    han = [char for char in text if "\u4e00" <= char <= "\u9fff"]
    if 'href="x今' in text:  # a well-formed value is no text
        han = list("他问那里吗")
    assert [char for char in remove_markup(text) if "\u4e00" <= char <= "\u9fff"] == han


def test_each_edit_has_a_rule_and_a_reason_and_holds_only_markup() -> None:
    edits = find_markup_edits("<p>花<b>开</b>了</p><!-- x --><script>a()</script>&nbsp;完")
    assert [(edit.rule, edit.old) for edit in edits] == [
        ("markup/break", "<p>"),
        ("markup/tag", "<b>"),
        ("markup/tag", "</b>"),
        ("markup/break", "</p>"),
        ("markup/comment", "<!-- x -->"),
        ("markup/script", "<script>a()</script>"),
        ("markup/entity", "&nbsp;"),
    ]
    assert all(edit.why for edit in edits)


def test_a_line_with_a_tag_is_kept_by_all_stages() -> None:
    text = '昨晚看完了<a href="http://example.org/x">边城</a>，放下书坐了一会儿。\n外面没有风，街上很静。'
    document = jiaokan.clean(text)
    assert document.text == "昨晚看完了边城，放下书坐了一会儿。\n外面没有风，街上很静。"
    assert document.kind == "article"


def test_front_matter_becomes_facts() -> None:
    text = (
        "---\ntitle: '山中笔记'\ndate: 2021-03-04 10:20\nauthor: 小林\ntags: [登山, 露营]\n---\n\n"
        "# 山中笔记\n\n昨天去爬山，路上遇到雨。\n"
    )
    document = jiaokan.clean(text)
    facts = {fact.field: fact.value for fact in document.facts}
    assert document.text == "# 山中笔记\n昨天去爬山，路上遇到雨。"
    assert facts["title"] == "山中笔记"
    assert facts["author"] == "小林"
    assert facts["published"] == "2021-03-04T10:20"
    assert facts["keywords"] == "登山\n露营"
    assert restore(document.text, document.steps) == text


def test_a_horizontal_rule_is_no_front_matter() -> None:
    assert (
        remove_markup("---\n\n第一段在这里。\n\n---\n\n第二段。")
        == "---\n\n第一段在这里。\n\n---\n\n第二段。"
    )


TAGS = [
    "<p>",
    "</p>",
    "<br/>",
    '<div class="a">',
    "</div>",
    "<b>",
    "</b>",
    '<img src="a"',
    "&lt;p&gt;",
    "&nbsp;",
]
REST = [
    "\n",
    "<!-- x -->",
    "<script>a();</script>",
    "<pre>",
    "</pre>",
    "今天下雨，",
    "我们在家。",
    "标签",
    " ",
    "a<b",
]
PIECES = st.sampled_from([*TAGS, *REST])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=16).map("".join))
def test_the_laws_hold_and_no_han_is_removed(raw: str) -> None:
    edits = find_markup_edits(raw)
    assert [edit.start for edit in edits] == sorted(edit.start for edit in edits)
    assert not any("\u4e00" <= char <= "\u9fff" for edit in edits for char in edit.old)
    document = jiaokan.clean(raw)
    assert restore(document.text, document.steps) == raw
    assert replay(raw, document.steps) == document.text


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["<p>{}</p>", "{}<br>", "<div><b>{}</b></div>", '<a href="/x">{}</a>\n', "<li>{}</li>"]
            ),
            st.sampled_from(["昨天下了一场大雨。", "河水涨了半尺，桥还在。", "孩子们都很高兴。"]),
        ),
        max_size=8,
    )
)
def test_a_second_run_changes_nothing(lines: list[tuple[str, str]]) -> None:
    once = remove_markup("".join(form.format(words) for form, words in lines))
    assert remove_markup(once) == once
    assert "<" not in once

"""Which lines are kept: by the settings, by rules of one's own, up to the next article."""

from dataclasses import replace

import pytest

from jiaokan.config.config_loader import Config, load_default
from jiaokan.stages.extract import extract
from tests.stages.extract.pages import BODY, PAGE

NEXT = (
    "旅游节昨晚在湖边开幕，五千名游客冒雨观看了焰火表演。",
    "主办方说，活动将持续到月底，每晚都有不同的节目。",
)


def favoring(what: str) -> Config:
    return replace(load_default(), extract=replace(load_default().extract, favor=what))


def test_the_next_article_below_goes() -> None:
    prose = "".join(f"<p>{line}</p>" for line in BODY)
    more = "".join(f"<p>{line}</p>" for line in NEXT)
    page = (
        f"<title>市图书馆新馆开放</title><div class=article><h1>市图书馆新馆开放</h1>{prose}</div>"
        f"<div class=article><h1>旅游节开幕</h1>{more}</div>"
    )
    text = extract(page.encode()).text
    assert all(line in text for line in BODY)
    assert not any(line in text for line in (*NEXT, "旅游节开幕"))


def test_parts_of_one_article_under_headings_of_one_level_stay() -> None:
    parts = "".join(f"<h1>第{n}部分</h1><p>{line}</p>" for n, line in zip("一二三", BODY, strict=True))
    text = extract(f"<title>新馆指南</title><article><h1>新馆指南</h1>{parts}</article>".encode()).text
    assert all(line in text for line in BODY)


def test_a_short_part_above_others_in_boxes_of_their_own_is_not_the_whole_article() -> None:
    prose = "".join(f"<p>{line}</p>" for line in BODY)
    page = (
        "<title>山风牌登山靴</title><div class=part><h1>山风牌登山靴</h1><p>轻便防水。</p></div>"
        f"<div class=part><h1>用户须知</h1>{prose}</div>"
    )
    text = extract(page.encode()).text
    assert all(line in text for line in BODY)


def test_paragraphs_that_an_author_says_again_below_another_heading_stay() -> None:
    prose = "".join(f"<p>{line}</p>" for line in STREET)
    page = f"<title>老街改造</title><article><h2>经过</h2>{prose}<h2>结果</h2>{prose}</article>"
    text = extract(page.encode()).text
    assert [text.count(line) for line in STREET] == [2] * len(STREET)


@pytest.mark.parametrize("charset", ["utf-8"])
def test_recall_keeps_what_precision_lets_go(charset: str) -> None:
    page = PAGE.format(charset=charset).encode(charset)
    wide, plain, narrow = (
        set(extract(page, config=favoring(what)).text.split("\n"))
        for what in ("recall", "balanced", "precision")
    )
    assert narrow <= plain <= wide
    assert set(BODY) <= narrow


def test_the_whole_of_a_struck_subtree_is_one_edit() -> None:
    document = extract(PAGE.format(charset="utf-8").encode()).document
    edits = [edit for step in document.steps for edit in step.edits]
    for rule, words in (("html/navigation", "首页"), ("html/sharing", "分享到"), ("html/footer", "版权所有")):
        (edit,) = [edit for edit in edits if words in edit.old]
        assert edit.rule == rule


STREET = (
    "上周六，城南老街历时两年的改造工程宣告完工，街坊们早早来到街口等候开街仪式。",
    "改造保留了原有的骑楼和石板路，雨水管网全部更新，电线也埋入了地下。",
    "住在街尾的陈婆婆说，她在这里生活了六十年，从没见过老街这样干净。",
    "商户们已陆续搬回，街口的豆腐坊当天就卖出了三百多份豆花。",
)
OFFICE = "老街办公室负责人说，欢迎街坊随时提出意见。"


def nested(lines: tuple[str, ...], foot: str = "") -> bytes:
    """Return a page whose paragraphs are two spans in nested sections, as an editor of posts writes them."""
    sections = "".join(
        f"<section><section><section><span>{line[:8]}</span><span>{line[8:]}</span></section></section></section>"
        for line in lines
    )
    return f'<meta property="og:title" content="老街改造完工"><div id="js_content">{sections}{foot}</div>'.encode()


@pytest.mark.parametrize(
    "lines",
    [
        (*STREET[:3], OFFICE),
        (OFFICE, *STREET[:3]),
        (*STREET, "联系人说，报名的人可于周末到街口登记。"),
        (*STREET, "谢谢大家！"),
    ],
    ids=["last", "first", "contact", "short"],
)
def test_a_sentence_at_an_end_of_the_text_stays_with_those_of_its_make(lines: tuple[str, ...]) -> None:
    assert extract(nested(lines)).text == "\n".join(lines)


@pytest.mark.parametrize(
    "foot", ["本站所有文章未经授权不得转载，违者必究。", '<a href="/more">更多老街的老照片请看这里。</a>']
)
def test_what_the_site_says_below_the_text_is_no_sentence_of_it(foot: str) -> None:
    section = f"<section><section><section>{foot}</section></section></section>"
    assert extract(nested(STREET, section)).text == "\n".join(STREET)


STEPS = (
    "本章介绍怎样用命令行工具备份家里的照片，先装好工具，再连上移动硬盘。",
    "备份前请确认硬盘还有足够的空间，照片按年份放在不同的文件夹里。",
    "如果中途断电，重新执行一遍命令即可，已经备份的照片不会重复写入。",
    "恢复时方向相反，把硬盘上的照片写回电脑，同样可以反复执行。",
)
NOTE = "执行之前请先插好移动硬盘，并确认指示灯亮起。"
COMMAND = "photo-tool sync --from ~/Pictures --to /media/disk/photos --by year"


def test_what_a_manual_says_more_than_once_stays() -> None:
    first, second, third, last = STEPS
    page = (
        f"<title>备份照片 - 家用手册</title><article><h1>备份照片</h1><p>{first}</p><p>{second}</p>"
        f"<h2>第一次备份</h2><pre><code>{COMMAND}</code></pre><p>{third}</p>"
        f"<h2>每月备份</h2><pre><code>{COMMAND}</code></pre><ul><li>{NOTE}</li></ul>"
        f"<h2>恢复</h2><ul><li>{NOTE}</li></ul><p>{last}</p></article>"
    )
    lines = extract(page.encode()).text.split("\n")
    assert (lines.count(COMMAND), lines.count(NOTE)) == (2, 2)


def test_a_summary_that_the_opening_repeats_stands_once() -> None:
    prose = "".join(f"<p>{line}</p>" for line in STREET)
    page = f"<title>老街改造完工</title><div class=lead>{STREET[0]}</div><div class=content>{prose}</div>"
    assert extract(page.encode()).text == "\n".join(STREET)


def test_a_summary_of_a_line_further_down_leaves_that_line_in_its_place() -> None:
    prose = "".join(f"<p>{line}</p>" for line in STREET)
    page = f"<title>老街改造完工</title><div class=lead>{STREET[-1]}</div><div class=content>{prose}</div>"
    assert extract(page.encode()).text == "\n".join(STREET)


@pytest.mark.parametrize("tag", ["h1", "h2", "div class=headline"])
def test_the_text_opens_with_the_title_that_stands_above_it(tag: str) -> None:
    prose = "".join(f"<p>{line}</p>" for line in STREET)
    page = (
        f"<title>老街改造如期完工_江城新闻网</title><a href=/>首页</a><{tag}>老街改造如期完工</{tag.split(maxsplit=1)[0]}>"
        f"<div class=info>2019-05-02 08:14 来源：江城日报</div><div class=content>{prose}</div>"
    )
    found = extract(page.encode())
    assert (found.title, found.text.split("\n")) == ("老街改造如期完工", ["老街改造如期完工", *STREET])


def test_a_title_that_only_the_menu_shows_opens_no_text() -> None:
    prose = "".join(f"<p>{line}</p>" for line in STREET)
    menu = "<ul class=nav><li><a href=/1>老街改造如期完工</a></li><li><a href=/2>新桥通车</a></li></ul>"
    page = f"<title>老街改造如期完工_江城新闻网</title>{menu}<div class=content>{prose}</div>"
    assert extract(page.encode()).text.split("\n")[-len(STREET) :] == list(STREET)


@pytest.mark.parametrize("data", ["<dd>{url}</dd><dd>{url}/small</dd>", "<dd>{url}</dd>"])
def test_a_gallery_says_a_caption_that_it_repeats_once(data: str) -> None:
    caption = "五月二日清晨，湖边的荷花开了，许多市民带着相机早早赶来，有的还带来了自己画的画，现场十分热闹。"
    pictures = "".join(
        f"<dl><dt>初夏的湖</dt>{data.format(url=f'http://pic.example.com/lake/{n}.jpg')}"
        f"<dd>2019年05月02日 08:14</dd><dd>{caption}</dd></dl>"
        for n in range(8)
    )
    page = (
        f"<title>初夏的湖_江城图库</title><h1>初夏的湖</h1><div id=data style='display:none'>{pictures}</div>"
    )
    text = extract(page.encode()).text
    assert (text.count(caption), "pic.example.com" in text) == (1, False)


def test_tables_and_headings_amid_and_below_the_text_stay() -> None:
    parts = "".join(
        f"<h2>open_{n}</h2><p>打开{n}设备，返回它的编号，失败时返回负数，调用者负责在用完以后关闭。</p>"
        "<h3>参数</h3><table><tr><th>名称</th><th>类型</th></tr><tr><td>path</td><td>str</td></tr></table>"
        "<h3>返回</h3><table><tr><th>类型</th><th>说明</th></tr><tr><td>int</td><td>编号</td></tr></table>"
        for n in ("相机", "扫描仪", "打印机")
    )
    menu = "<nav><a href=/a>首页</a><a href=/b>下载</a></nav>"
    page = f"<title>函数 - 家用手册</title>{menu}<main><h1>函数</h1>{parts}</main><footer>家用手册</footer>"
    lines = extract(page.encode()).text.split("\n")
    assert [lines.count(line) for line in ("path\tstr", "int\t编号", "参数", "返回")] == [3, 3, 3, 3]
    assert not {"首页", "家用手册"} & set(lines)


def test_a_rule_on_lines_of_text_takes_no_listing_at_the_foot() -> None:
    night = "module.exports = {\n  // 其他从略\n  theme: 'night',\n};"
    day = night.replace("night", "day")
    page = (
        f"<title>换肤 - 家用手册</title><main><h1>换肤</h1><p>{STEPS[0]}</p><p>{STEPS[1]}</p>"
        f"<h2>夜间</h2><p>要换颜色，请在设置里写上下面几行，然后重新打开窗口。</p><pre><code>{night}</code></pre>"
        f"<h2>白天</h2><p>写法相同，改完以后也要重新打开。</p><pre><code>{day}</code></pre></main>"
    )
    text = extract(page.encode()).text
    assert night in text
    assert text.endswith(day)

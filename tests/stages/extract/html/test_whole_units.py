"""Units stay whole: code without its gutter, formulas once as TeX, rows, headings without their marks."""

import pytest

from jiaokan.stages.extract import extract
from jiaokan.stages.extract.html.html_line import HtmlLine
from jiaokan.stages.extract.html.line_finder import find_lines
from jiaokan.stages.extract.html.struck_subtrees import find_element_grounds
from jiaokan.stages.extract.html.tree_builder import build_tree
from jiaokan.stages.extract.html.whole_units import find_language


def lines(page: str) -> tuple[HtmlLine, ...]:
    tree = build_tree(page)
    return find_lines(tree, find_element_grounds(tree)).lines


def texts(page: str) -> list[str]:
    return [line.text for line in lines(page)]


CODE = "for x in y:\n    print(x)\n\n}"


@pytest.mark.parametrize(
    "page",
    [
        "<pre>for x in y:\n    print(x)\n\n}\n</pre>",
        "<pre>\nfor x in y:\n    print(x)\n\n}</pre>",
        '<div class="highlight"><pre><span></span><code>for x in y:\n    print(x)\n\n}\n</code></pre></div>',
        '<figure class="highlight python"><table><tr><td class="gutter"><pre><span class="line">1</span><br>'
        '<span class="line">2</span><br></pre></td><td class="code"><pre><span class="line">for x in y:</span><br>'
        '<span class="line">    print(x)</span><br><br><span class="line">}</span><br></pre></td></tr></table></figure>',
        '<pre><span class="line-number">1</span>for x in y:\n<span class="line-number">2</span>    print(x)\n\n}</pre>',
        "<pre><div>for x in y:</div><div>    print(x)</div><div>\n</div><div>}</div></pre>",
        "<pre><button class=copy>复制</button>for x in y:\r\n    print(x)\r\n\r\n}</pre>",
        '<table class="js-file-line-container"><tr><td class="blob-num" id=L1>1</td><td class="blob-code">for x in y:</td></tr>'
        '<tr><td class="blob-num">2</td><td class="blob-code">    print(x)</td></tr>\n'
        '<tr><td class="blob-num">3</td><td class="blob-code">\n</td></tr><tr><td class="blob-num">4</td><td class="blob-code">}</td></tr></table>',
    ],
    ids=["plain", "leading feed", "pygments", "hexo", "numbered", "boxes", "button", "gist"],
)
def test_code_is_one_verbatim_line(page: str) -> None:
    (line,) = lines(f"<div>{page}</div>")
    assert (line.kind, line.text) == ("code", CODE)


@pytest.mark.parametrize(
    ("page", "language"),
    [
        ('<div class="language-js"><pre><code>a</code></pre></div>', "js"),
        ('<pre><code class="language-C++">a</code></pre>', "c++"),
        ('<pre class="brush: sql;">a</pre>', "sql"),
        ('<div class="highlight-rust notranslate"><div class="highlight"><pre>a</pre></div></div>', "rust"),
        ("<pre>a</pre>", ""),
    ],
)
def test_the_language_of_code_is_read_from_its_wrappers(page: str, language: str) -> None:
    tree = build_tree(page)
    assert find_language(tree, find_lines(tree, find_element_grounds(tree)).lines[0].node) == language


KATEX = (
    '<span class="katex"><span class="katex-mathml"><math><semantics><mrow><mi>a</mi></mrow>'
    '<annotation encoding="application/x-tex">a_1 &lt; b</annotation></semantics></math></span>'
    '<span class="katex-html" aria-hidden="true">a1&lt;b</span></span>'
)


@pytest.mark.parametrize(
    ("formula", "written"),
    [
        (KATEX, "$a_1 < b$"),
        ('<span class="MathJax_Preview">a1</span><script type="math/tex">a_1 < b</script>', "$a_1 < b$"),
        ('<img src="https://x.cn/equation?tex=a" alt="a_1 &lt; b" eeimg="1">', "$a_1 < b$"),
        ('<span class="ztext-math" data-tex="a_1 &lt; b"><span>a1</span></span>', "$a_1 < b$"),
        ('<math alttext="{\\displaystyle a_1 &lt; b}"><mi>a</mi></math>', "$a_1 < b$"),
        (
            '<span class="katex--inline"><span class="katex"><span class="katex-mathml">\n a\n 1\n\n a_1 < b\n</span></span></span>',
            "$a_1 < b$",
        ),
    ],
    ids=["katex", "mathjax", "image", "data-tex", "mathml", "stripped"],
)
def test_a_formula_stands_once_as_tex(formula: str, written: str) -> None:
    assert texts(f"<p>设{formula}，则成立。</p>") == [f"设{written}，则成立。"]


def test_a_formula_on_a_line_of_its_own_has_two_dollars() -> None:
    shown = f'<span class="katex-display">{KATEX}</span>'
    assert texts(f"<p>由此得{shown}证毕。</p>") == ["由此得", "$$a_1 < b$$", "证毕。"]


def test_a_row_is_a_line_and_a_break_in_a_cell_is_a_space() -> None:
    page = "<table><caption>产量</caption><tr><th>年</th><th>吨</th></tr><tr><td></td><td>3<br>4</td></tr></table>"
    assert texts(page) == ["产量", "年\t吨", "\t3 4"]


def test_a_table_that_lays_out_the_page_is_no_table_of_data() -> None:
    page = f"<table><tr><td>首页</td><td>{'正文一段，说明来由。' * 40}</td></tr></table>"
    assert [line.kind for line in lines(page)] == ["text", "text"]


@pytest.mark.parametrize(
    "mark",
    [
        "<a class=headerlink href=#x>¶</a>",
        "<a href=#x>#</a>",
        "<a href=#x class=header-anchor>§</a>",
        "<a class=headerlink href=#x title='Permanent link'>&para;</a>",
        "<a href=#x>&#x1f517;</a>",
    ],
)
def test_the_mark_of_a_permalink_goes_from_a_heading(mark: str) -> None:
    (line,) = lines(f"<h3>{mark} 办法</h3>")
    assert (line.kind, line.level, line.text) == ("heading", 3, "办法")


def test_a_heading_that_is_a_link_stays() -> None:
    assert texts("<h3><a href=#x class=header-anchor>办法</a></h3>") == ["办法"]


def test_a_post_of_a_board_keeps_its_line_feeds() -> None:
    assert texts('<div id=m class="bbs-screen bbs-content">第一行\n第二行\n\n第三行</div>') == [
        "第一行",
        "第二行",
        "第三行",
    ]


HEADS = (
    "作者  lake2019 (湖邊的人)    看板  Garden\n標題  [心得] 荷花開了\n時間  Sun May  5 13:04:11 2019",
    "发信人: lake2019 (湖边的人), 信区: Garden\n标  题: 荷花开了\n发信站: 江城 (2019年05月05日13:04:11 星期日), 站内信件",
)


@pytest.mark.parametrize("head", HEADS)
def test_a_post_of_a_bulletin_board_is_prose_line_by_line(head: str) -> None:
    post = [f"第{n}天去看湖邊的荷花，人比花還要多，照片放在 https://pic.example.com/{n}" for n in range(9)]
    replies = [f"推 reader{n}: 說得好，明年我也要去看看 05/06 1{n}:14" for n in range(4)]
    marked = "\n".join(
        f"<span class=a1>{line}</span>" for line in [*head.split("\n"), "", *post, "", *replies]
    )
    lines = extract(f"<title>荷花</title><pre>{marked}</pre>".encode()).text.split("\n")
    assert [line for line in lines if line in post] == post
    assert [line for line in lines if line in replies] == replies


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('<p><i class="material-icons">check</i>面团要醒一小时。</p>', "面团要醒一小时。"),
        ('<p><span class="material-symbols-outlined">location_on</span> 江城市青年路</p>', "江城市青年路"),
        ('<div class="material-icons-list"><p>check 是核对的意思。</p></div>', "check 是核对的意思。"),
        ('<p class="material-icons">这一段没有图标。</p>', "这一段没有图标。"),
    ],
)
def test_a_word_that_an_icon_font_draws_is_no_text(page: str, expected: str) -> None:
    assert texts(page) == [expected]

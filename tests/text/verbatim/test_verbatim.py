"""Verbatim text passes all stages unchanged; prose beside it does not."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import jiaokan
from jiaokan.core.document import Document
from jiaokan.core.ledger import restore
from jiaokan.text.verbatim import (
    find_front_matter,
    find_structure_lines,
    find_verbatim_lines,
    find_verbatim_spans,
)


@pytest.mark.parametrize(
    "code",
    [
        pytest.param(
            'import os\n\n\ndef main(n):\n    if n > 1:\n        return "空,值!"\n\n    return {}',
            id="Python",
        ),
        pytest.param(
            '#include <stdio.h>\n\nint main(void)\n{\n    if (1 > 0)\n    {\n        printf("好,");\n    }\n}',
            id="C",
        ),
        pytest.param("sudo apt update\nsudo apt install nginx -y\nsystemctl enable nginx", id="shell"),
        pytest.param("SELECT name, age\nFROM users\nWHERE age > 18\n  AND city = '北京,上海';", id="SQL"),
        pytest.param(
            '{\n  "码": 0,\n  "code": 0,\n  "data": [\n    {"id": 1, "name": "小李"}\n  ]\n}', id="JSON"
        ),
        pytest.param("server:\n  port: 8080\nusers:\n  - name: 小李\n    age: 9", id="YAML"),
        pytest.param("\\begin{align}\n  a &= b + c \\\\\n  d &= e\n\\end{align}", id="TeX"),
        pytest.param("[client]\nport = 3306\nsocket = /tmp/a.sock", id="configuration"),
    ],
)
def test_a_listing_keeps_indents_blank_lines_and_marks(code: str) -> None:
    text = f"怎样写配置和代码\n下面是一个完整的例子，照着写就可以了：\n{code}\n保存以后再运行，就能看到结果。"
    document = jiaokan.clean(text)
    assert document.text == text
    assert jiaokan.clean(document.text).text == text


@pytest.mark.parametrize("fence", ["```", "~~~", "````"])
def test_fenced_code_is_verbatim(fence: str) -> None:
    block = f'{fence}js\nlet a = {{"键": "值,值"}};\n\n\n    }} // 结束,完\n{fence}'
    text = f"先看代码，再来解释。\n{block}\n解释完了，大家都懂了。"
    assert jiaokan.clean(text).text == text


def test_an_unclosed_fence_ends_before_prose() -> None:
    lines = ["说明：", "```", "x = 1", "", "y = [2]", "后来大家都不再使用这种写法，改用别的办法。"]
    assert find_verbatim_lines(lines) == {1, 2, 3, 4}


def test_a_line_of_tildes_is_no_fence() -> None:
    lines = ["~~~~~~~~", "今天是个好日子，大家都很高兴。", "明天还要去爬山，早点休息。", "~~~~~~~~"]
    assert find_verbatim_lines(lines) == frozenset()


@pytest.mark.parametrize(
    ("text", "verbatim"),
    [
        ('在单元格里写=IF(B2>=60,"及格","补考")就行,很方便。', '=IF(B2>=60,"及格","补考")'),
        ('执行print("早安,午安!")会输出两句话,试试看。', 'print("早安,午安!")'),
        (
            "参考[说明](https://example.org/wiki/水_(饮料),a)再动手,不要急。",
            "](https://example.org/wiki/水_(饮料),a)",
        ),
        ("![图,一](img/a(1).png)是插图,很清楚。", "](img/a(1).png)"),
        ("如下图所示：![clip-1.PNG](/uploads/1.png)上图中有两个窗口,请看。", "![clip-1.PNG](/uploads/1.png)"),
        ("设$f(x)=x^2,x>0$为函数,求导。", "$f(x)=x^2,x>0$"),
        ("展开得\\(a,b\\)两项,再合并。", "\\(a,b\\)"),
        ('先运行`git commit -m "改,好"`再推送,别忘了。', '`git commit -m "改,好"`'),
    ],
)
def test_inline_code_formulas_and_targets_keep_their_marks(text: str, verbatim: str) -> None:
    assert verbatim in jiaokan.clean(text).text


@pytest.mark.parametrize(
    "text",
    [
        "手机(黑色,大号)只卖$5,约合HK$40。",
        "世卫组织WHO(世界卫生组织)发布报告。",
        "[注](见下文)",
        "房价从$5涨到$8。",
    ],
)
def test_prose_is_not_verbatim(text: str) -> None:
    assert find_verbatim_spans(Document("d", text)) == []


def test_headings_and_tables_of_markdown_are_not_joined() -> None:
    text = "- 配置好环境，并开始调试；\n\n## 编译器\n重写了扩展，并已提交，\n\n| 名 | 值 |\n|---|---|\n| 甲 | 1,2 |\n\n后文。"
    document = jiaokan.clean(text)
    roles = {p.span.slice_text(document.text): (p.role, p.level) for p in document.paragraphs}
    assert roles["## 编译器"] == ("heading", 2)
    assert [roles[row][0] for row in ("| 名 | 值 |", "|---|---|", "| 甲 | 1,2 |")] == ["table"] * 3


@pytest.mark.parametrize("line", ["#话题# 今天", "C# 语言", "#1 楼"])
def test_a_number_sign_alone_makes_no_heading(line: str) -> None:
    assert find_structure_lines([line]) == frozenset()


def test_the_title_fact_has_no_heading_mark() -> None:
    document = jiaokan.clean("# 写给初学者\n\n今天讲循环，明天讲函数。")
    assert document.fact("title") == "写给初学者"
    assert document.text.startswith("# 写给初学者\n")


def test_front_matter_in_toml_and_text_without() -> None:
    front = find_front_matter('+++\ntitle = "甲"\ntags = ["乙", "丙"]\n+++\n正文')
    assert front is not None
    assert [value for value, _ in front.fields["tags"]] == ["乙", "丙"]
    assert find_front_matter("---\n他说：这不是\n---\n") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("最近\x1b[1;33m想找店\x1b[m，好\x1b*s。", "最近想找店，好。"),
        ("最近[1;33m想找店[m，请推荐。", "最近想找店，请推荐。"),
        ("用 [1;33m 表示黄色，[m 表示复位。", "用 [1;33m 表示黄色，[m 表示复位。"),
        ("数组[m]和[0m]没有关系。", "数组[m]和[0m]没有关系。"),
        ("写成\\033[1;33m就是黄色，\\033[0m复位。", "写成\\033[1;33m就是黄色，\\033[0m复位。"),
        ("他说\x93走吧\x94，然后\x97\x97没有然后。", "他说“走吧”，然后——没有然后。"),
        ("他说\x93走吧，没有下文。", "他说走吧，没有下文。"),
    ],
)
def test_terminal_sequences_are_deleted_and_windows_marks_restored(text: str, expected: str) -> None:
    document = jiaokan.clean(text)
    assert document.text == expected
    assert restore(document.text, document.steps) == text


LINES = st.sampled_from(
    [
        "```",
        "~~~",
        "x = [1, 2]",
        "    if x > 1:",
        "}",
        "",
        "甲说,乙听(好)。",
        "## 题",
        "| 甲 | 乙 |",
        "|---|---|",
        "$$",
    ]
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LINES, max_size=12).map("\n".join))
def test_the_laws_hold_on_mixtures_of_code_and_prose(raw: str) -> None:
    document = jiaokan.clean(raw)
    assert restore(document.text, document.steps) == raw
    assert document.text == "\n".join(p.span.slice_text(document.text) for p in document.paragraphs)

"""Which lines are a program listing, and which come from the scripts of a site."""

import pytest

import jiaokan
from jiaokan.core.ledger import restore
from jiaokan.text.code_blocks import find_listing_lines

PYTHON = ["import json", "", "def load(path):", "# 读取文件", "return json.loads(open(path))"]
ANNOUNCEMENT = "把配置读进来只要几行,示例如下:"
PROSE_ABOUT_CODE = "在 Python 里读取配置并不难,几行就够了。"


def find_listing(*lines: str) -> list[str]:
    return [lines[number] for number in sorted(find_listing_lines(lines)) if lines[number]]


@pytest.mark.parametrize(
    "above",
    [pytest.param(ANNOUNCEMENT, id="announced"), pytest.param(PROSE_ABOUT_CODE, id="prose about code")],
)
def test_a_listing_has_its_statements_and_the_lines_between(above: str) -> None:
    assert find_listing("标题", above, *PYTHON, "这样就读好了。") == [line for line in PYTHON if line]


@pytest.mark.parametrize(
    "code",
    [
        pytest.param(["#include <stdio.h>", "int main(void)", "{", 'printf("你好,世界\\n");', "}"], id="C"),
        pytest.param(
            ["const list = [1, 2, 3];", "list.forEach((x) => {", "console.log(x);", "});"], id="JavaScript"
        ),
        pytest.param(["SELECT name, age", "FROM users", "WHERE age > 18;"], id="SQL"),
        pytest.param(['<div class="box">', "<p>第一段</p>", "</div>"], id="HTML"),
        pytest.param(["$ sudo apt-get install git"], id="one command"),
        pytest.param(["{", '"name": "demo",', '"private": true', "}"], id="JSON"),
        pytest.param([".box {", "color: red;", "}"], id="CSS"),
    ],
)
def test_listings_in_many_languages(code: list[str]) -> None:
    assert find_listing("下面是一个完整的例子,照着输入即可:", *code, "就是这么简单。") == code


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            ["昨天的大会讨论了粮食安全。", "var box = 1;", "box.show();", "}"],
            id="no prose about programs",
        ),
        pytest.param(
            [PROSE_ABOUT_CODE, "var _hmt = _hmt || [];", 'hm.src = "//hm.baidu.com/hm.js";'], id="a counter"
        ),
        pytest.param(
            [PROSE_ABOUT_CODE, "$(function () {", 'window.open("/ad");', "});"], id="the script of a page"
        ),
        pytest.param([PROSE_ABOUT_CODE, "Hello world, this is English."], id="English"),
        pytest.param(["电话和邮箱如下,欢迎来信:", "Tel: 010-12345678", "a@example.org"], id="addresses"),
        pytest.param(["牛顿第二定律可以写成下面的式子:", "F = ma"], id="a formula"),
        pytest.param(["首页", "About", "Contact", "Python"], id="a menu"),
        pytest.param([], id="nothing"),
    ],
)
def test_lines_that_are_no_listing(lines: list[str]) -> None:
    assert find_listing(*lines) == []


def test_a_listing_keeps_indents_and_marks_in_all_stages() -> None:
    code = ["def greet(name):", "    if name:", '        print("你好,", name)', "    return name"]
    text = "\n".join(
        ["怎样写一个函数", "在 Python 中定义一个函数很容易,请看下面的例子:", *code, "调用它就能看到结果。"]
    )
    document = jiaokan.clean(text)
    listing = [p.span.slice_text(document.text) for p in document.paragraphs if p.role == "code"]
    assert listing == code
    assert restore(document.text, document.steps) == text
    assert jiaokan.clean(document.text).text == document.text

"""The promise on HTML: an edit of markup, of a break or of white space holds nothing that a reader sees."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiaokan.core.ledger import replay, restore
from jiaokan.stages.extract import extract
from jiaokan.stages.extract.html.elements import UNSEEN_TAGS
from jiaokan.stages.extract.html.tokenizer import scan_tags
from jiaokan.text.unicode_ranges import BLANK_CHARS, CONTROLS, INVISIBLE

LAYOUT = ("html/tag", "html/break", "html/space")
NOTHING = re.compile(f"[{BLANK_CHARS}{INVISIBLE}{CONTROLS}\\s]*")
TAGS = [
    "p",
    "div",
    "span",
    "br",
    "td",
    "tr",
    "table",
    "tbody",
    "th",
    "pre",
    "code",
    "a",
    "ul",
    "li",
    "ol",
    "dl",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "blockquote",
    "figure",
    "figcaption",
    "button",
    "select",
    "option",
    "textarea",
    "svg",
    "math",
    "annotation",
    "nav",
    "footer",
    "aside",
    "header",
    "main",
    "article",
    "section",
    "details",
    "summary",
    "label",
    "form",
    "script",
    "style",
    "title",
    "template",
    "noscript",
    "iframe",
    "xmp",
    "em",
    "b",
    "img",
    "hr",
    "input",
]
NAMES = [
    "", " class=katex", " class=katex-html", " class=gutter", " class=headerlink", ' class="line-numbers"',
    " hidden", ' style="display:none"', " class=comments", " class=share", ' class="post-nav"', " id=content",
    " href=/1", ' type="math/tex"', ' class="highlight"', " class=MathJax_Preview", " alt='x^2' class=math",
    " class=bbs-content", " role=navigation", " class=blob-code", " class=item", ' alttext="y_1"',
]  # fmt: skip
TEXTS = [
    "今天天气很好，我们去公园散步。", "首页", "甲", "……", "！", "***", "-", "-v", "1", "2\n3", " ", "\n", "\u3000", "&nbsp;", "&amp;", "&lt;p&gt;",
    "&#8203;", "¶", "#", "x_1", "\\frac{a}{b}", "\t", "“嗯。”", "a b", "\r\n", "<", "<!-- x -->", "&", "\u200b",
]  # fmt: skip


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Draw tags, ended or not, in any order."""
    tag = st.builds(lambda name, more: f"<{name}{more}>", st.sampled_from(TAGS), st.sampled_from(NAMES))
    end = st.sampled_from(TAGS).map(lambda name: f"</{name}>")
    return "".join(draw(st.lists(tag | end | st.sampled_from(TEXTS), max_size=40)))


def visible_places(page: str) -> set[int]:
    """Return the code points of a page that a reader sees, entities by their first."""
    found: set[int] = set()
    at, raw, depth = 0, "", 0
    for start, end, name, _, closing in [*scan_tags(page), (len(page), len(page), "", "", False)]:
        if raw not in UNSEEN_TAGS and not depth:
            for match in re.finditer(r"&(?:#\d{1,7}|\w{2,31});?|.", page[at:start], re.S):
                if not NOTHING.fullmatch(html.unescape(match[0])):
                    found.add(at + match.start())
        raw = name if not closing else ""
        if name == "template":
            depth = max(0, depth + (-1 if closing else 1))
        at = end
    return found


def assert_kept_or_named(page: str) -> None:
    found = extract(page.encode("utf-8", "surrogatepass"))
    document = found.document
    raw = document.raw
    assert replay(raw, document.steps) == document.text
    assert restore(document.text, document.steps) == raw
    seen = visible_places(raw)
    for step in document.steps:
        for edit in step.edits if step.stage == "extract" else ():
            if edit.rule in LAYOUT:
                assert not [at for at in range(edit.start, edit.end) if at in seen], edit


@settings(max_examples=300, deadline=None)
@given(pages())
def test_markup_breaks_and_white_space_hold_nothing_visible(page: str) -> None:
    assert_kept_or_named(page)


PROSE = "<p>他站在门口，看了很久，没有说话，雨一直下到天黑才停。</p>"


@pytest.mark.parametrize("line", ["“……”", "……", "！", "？？？", "***", "☆☆☆", "◇"])
def test_a_paragraph_without_letters_stays_amid_the_text(line: str) -> None:
    page = f"<h1>雨夜</h1><div>{PROSE}<p>{line}</p>{PROSE.replace('雨', '雪')}<p>{line}</p></div>"
    text = extract(page.encode()).text
    assert text.split("\n").count(line) == 2
    assert_kept_or_named(page)


def test_a_page_of_one_mark_is_that_mark() -> None:
    assert extract("<p>。</p>".encode()).text == "。"


def test_a_subtree_that_goes_is_one_edit_with_its_reason() -> None:
    menu = "<nav><ul><li><a href=/1>即时</a><li><a href=/2>产业</a></ul><p>两岸</p></nav>"
    document = extract(
        f"{menu}<h1>雨夜</h1><div>{PROSE * 2}{PROSE.replace('他', '她') * 2}</div>".encode()
    ).document
    (edit,) = [e for step in document.steps for e in step.edits if "即时" in e.old or "两岸" in e.old]
    assert edit.rule == "html/navigation"

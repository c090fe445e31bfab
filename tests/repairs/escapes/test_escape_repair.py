"""Escapes: those with a function stay, others are decoded, all on a line that was escaped throughout."""

import json
import quopri
from collections.abc import Callable
from urllib.parse import quote, quote_plus

import pytest

from jiaokan.core.edits import apply_edits
from jiaokan.repairs.escapes.escape_repair import propose_edits

TEXT = "今天iPhone的“价格”上涨了5%，记者王明(北京)报道。"


@pytest.mark.parametrize(
    "text",
    [
        "见https://zh.wikipedia.org/wiki/%E4%B8%AD%E5%9B%BD。",
        "搜索?wd=%D6%D0%B9%FA&page=2",
        r're.compile("[\u4e00-\u9fa5]+")',
        r'name = "\u4eca\u5929"  # 今天',
        r"字符中的编码是\u4e2d",
        "<p>标签&nbsp;和&lt;b&gt;</p>",
        "&lt;表示<，&amp;表示&。",
        "name '&#xf;&#34;&#1234567890;'",
        "AT&T; R&D;",
        "增长5%EB和a=3D",
        "caf&eacute;",
        "见https://zh.wikipedia.org/wiki/%E4%B8%AD%E5%9B%BD/%E5%8C%97%E4%BA%AC?x=%E4%B8%AD%E6%96%87",
        "/wiki/%E4%B8%AD%E5%9B%BD/%E5%8C%97%E4%BA%AC",
        # source code, as people write it and as compilers do
        r'if(!ok)throw Error("\u6ca1\u6709\u627e\u5230");',
        r'return n<6?"\u51cc\u6668":n<12?"\u4e0a\u5348":"\u4e0b\u5348"',
        r"s='\u786e\u5b9a\u5220\u9664\"'+name+'\"\u8fd9\u4e00\u9879\u5417'",
        r"""e.replace(/['"]/g,"\u5f15\u53f7"),t=`\u5171${n}\u9879`""",
        '"""\\u4f60\\u662f\\u52a9\\u624b\n\\u8bf7\\u56de\\u7b54\n"""',
        r"^[\u3007\u4e00-\u9fa5\u3000]+$",
        r"/^\u7b2c\u4e00/.test(title)",
        '    expect = "%E6%B1%89%E5%AD%97"',
        "See #15322, #15364 and GH#25843; #21685; #21228;",
    ],
)
def test_escapes_with_a_function_stay(text: str) -> None:
    assert list(propose_edits(text)) == []


@pytest.mark.parametrize(
    "escaped",
    [
        "".join(f"&#{ord(c)};" if ord(c) > 127 else c for c in TEXT),
        "".join(f"&#x{ord(c):x};" if ord(c) > 127 else c for c in TEXT),
        "".join(f"&amp;amp;#{ord(c)};" if ord(c) > 127 else c for c in TEXT),
        "".join(f"#{ord(c)};" if ord(c) > 127 else c for c in TEXT),
        "".join(f"&#{ord(c)}" if ord(c) > 127 else c for c in TEXT),
        "".join(f"%u{ord(c):04X}" if ord(c) > 127 else c for c in TEXT),
        TEXT.encode("unicode_escape").decode(),
        quote(TEXT),
        quote(TEXT.encode("gbk")),
        quopri.encodestring(TEXT.encode()).decode(),
        TEXT.replace("“", "&ldquo;").replace("”", "&amp;rdquo;"),
    ],
    ids=[
        "decimal",
        "hex",
        "twice",
        "no &",
        "no ;",
        "%u",
        "backslash",
        "percent",
        "GBK",
        "printable",
        "named",
    ],
)
def test_escapes_are_decoded(escaped: str) -> None:
    assert apply_edits(escaped, list(propose_edits(escaped))) == TEXT


SENTENCE = "他/她每天都来，是不是很高兴呢?大家都说价格比2014年便宜了38%，INTERNATIONAL TELEPHONE缩写不变😀"


@pytest.mark.parametrize(
    "escaped",
    [
        "".join(f"%u{ord(c):04X}" if 127 < ord(c) < 0x10000 else c for c in SENTENCE),
        quote(SENTENCE),
        quopri.encodestring(SENTENCE.encode()).decode(),
        SENTENCE.encode("ascii", "xmlcharrefreplace").decode(),
    ],
    ids=["%u", "percent", "printable", "decimal"],
)
def test_text_with_marks_of_urls_broken_lines_and_emoji(escaped: str) -> None:
    assert apply_edits(escaped, list(propose_edits(escaped))) == SENTENCE


def test_foreign_letters_are_decoded_only_within_quoted_printable() -> None:
    lines = f"他们自称“na bəi”，也说“{'é' * 40}”。", "a = b = 3 =C9=99"
    raw = f"{quopri.encodestring(lines[0].encode()).decode()}\n{lines[1]}"
    assert "=\n" in raw
    assert apply_edits(raw, list(propose_edits(raw))) == "\n".join(lines)


def test_a_line_break_of_the_author_stays() -> None:
    text = "=E4=B8=AD=E6=96=87\nx =\ny"
    assert apply_edits(text, list(propose_edits(text))) == "中文\nx =\ny"


LINE = '"王明:9/10月的a+b\\c是50%，见[附录]第1-3章—安妮-莉说“好・的”。"李华答"不"。😀it\'s"'


def escape_in_javascript(text: str) -> str:
    """Return the text as JavaScript's escape() returns it."""
    units = text.encode("utf-16-be")
    codes = [units[offset] << 8 | units[offset + 1] for offset in range(0, len(units), 2)]
    unescaped = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@*_+-./")
    return "".join(
        chr(code) if code in unescaped else f"%u{code:04X}" if code > 0xFF else f"%{code:02X}"
        for code in codes
    )


@pytest.mark.parametrize(
    "escape",
    [
        lambda text: json.dumps(text)[1:-1],
        lambda text: json.dumps(text)[1:-1].replace("/", r"\/"),
        lambda text: text.encode("unicode_escape").decode(),
        lambda text: "".join(f"\\u{ord(c):04X}" if 127 < ord(c) < 0x10000 else c for c in text),
        lambda text: repr(text.encode())[2:-1],
        escape_in_javascript,
        quote,
        quote_plus,
        lambda text: "".join(f"#{ord(c)};" if ord(c) > 127 else c for c in text),
        lambda text: text.encode("ascii", "xmlcharrefreplace").decode(),
    ],
    ids=["JSON", "PHP", "Python", "BMP alone", "bytes", "escape()", "quote", "form", "no &", "decimal"],
)
def test_a_line_escaped_throughout_is_decoded_throughout(escape: Callable[[str], str]) -> None:
    raw = f"网站首页\n{escape(LINE)}\n版权所有"
    assert apply_edits(raw, list(propose_edits(raw))) == f"网站首页\n{LINE}\n版权所有"


def test_line_feeds_in_json_are_decoded_in_text_of_one_line() -> None:
    assert (
        apply_edits(r"\u4eca\u5929\n\u660e\u5929", list(propose_edits(r"\u4eca\u5929\n\u660e\u5929")))
        == "今天\n明天"
    )
    raw = "\\u4eca\\u5929\\n\n\\u660e\\u5929"
    assert apply_edits(raw, list(propose_edits(raw))) == "今天\\n\n明天"


def test_json_within_json_is_decoded_one_level_at_a_time() -> None:
    text = '今天"晴"，\n明天雨'
    raw = json.dumps(json.dumps(text)[1:-1])[1:-1]
    once = apply_edits(raw, list(propose_edits(raw)))
    assert apply_edits(once, list(propose_edits(once))) == text


def test_half_a_surrogate_pair_stays() -> None:
    raw = r"\u4eca\u5929\u5f88\u597d\ud83d"
    assert apply_edits(raw, list(propose_edits(raw))) == r"今天很好\ud83d"


@pytest.mark.parametrize("escape", ["&#{};", "&#x{:x};"])
def test_marks_beside_chinese_are_decoded_among_tags(escape: str) -> None:
    text = "<p>今天的“天气”很好——我们去公园。</p>"
    escaped = "".join(char if char.isascii() else escape.format(ord(char)) for char in text)
    assert apply_edits(escaped, list(propose_edits(escaped))) == text
    kept = "<p>&#169; 公司&#160;&#8226;&#160;首页</p>"
    assert list(propose_edits(kept)) == []


def test_references_to_c1_controls_are_windows_1252() -> None:
    raw = "他说&#147;好&#148;&#133;和&#12539;&#2346;"
    assert apply_edits(raw, list(propose_edits(raw))) == "他说“好”…和・प"

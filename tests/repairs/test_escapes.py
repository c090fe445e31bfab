"""Escapes: those at work stay, those left over go."""

import quopri
from urllib.parse import quote

import pytest

from pipeline.edit import apply
from pipeline.repairs.escapes import propose

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
    ],
)
def test_stays(text: str) -> None:
    assert list(propose(text)) == []


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
def test_goes(escaped: str) -> None:
    assert apply(escaped, list(propose(escaped))) == TEXT


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
def test_marks_of_urls_broken_lines_and_emoji_are_no_hindrance(escaped: str) -> None:
    assert apply(escaped, list(propose(escaped))) == SENTENCE


def test_a_line_that_no_encoder_broke_stays_broken() -> None:
    text = "=E4=B8=AD=E6=96=87\nx =\ny"
    assert apply(text, list(propose(text))) == "中文\nx =\ny"

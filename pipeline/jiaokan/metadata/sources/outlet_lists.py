"""Read the outlets behind a label: one, several, or a newspaper in title marks."""

import re

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.byline_labels import NO_LABEL_AHEAD
from jiaokan.metadata.name_forms import clean_outlet, ends_as_outlet
from jiaokan.metadata.name_values import is_channel

LATIN_TAIL = compile_on_use(
    r"(?<=[\u4e00-\u9fff])[A-Z]?\|?[A-Z]$|20\d\d[-/年].*$"
)  # 新华网T|T, 新华网2016/10/18
# 江城网-《江城日报》
_WITH_NEWSPAPER = compile_on_use(
    r"(?P<value>[\u4e00-\u9fffA-Za-z]{2,12}\s?[-—–·]{1,2}\s?《[^《》\s]{2,16}》)(?=$|[\s|,。;)\]】])"
)
# 《江城日报》, 《江海学刊》2023年第6期: what is no outlet may be the title of another text
_IN_TITLE_MARKS = compile_on_use(
    r"""
    《(?P<value>[^《》\s,。:!?]{1,10}(?:[报刊网社]|周刊|杂志|研究|学报|文摘|导刊|论丛|评论))》  # 《江城日报》
    (?=$|[\s|,。;)\]】、/(]|\d)
    # 《江海文艺》2023年
    |《(?P<journal>[^《》\s,。:!?]{2,12})》(?=\s?(?:(?:19|20)\d\d\s?年?|第\s?\d+\s?[期卷]))
    """,
    re.VERBOSE,
)
NO_REQUEST = r"(?!也|欢迎|转载|请|如|并|侵|仅|版权)"  # behind a comma: what readers may do
_NEXT_OUTLET = compile_on_use(
    rf"(?:》?\s?[、/;,+&]\s?|\s{{1,4}}){NO_REQUEST}(?P<value>{NO_LABEL_AHEAD}[\u4e00-\u9fffA-Za-z]{{2,14}})(?=$|[\s|、/;,)\]】])"
)
_EDITION = re.compile(r"(?:海外|国际|国内|中文|繁体|简体|微信|网络|电子|数字|周末)版$")


def list_outlet_spans(text: str, span: tuple[int, int], is_long: bool) -> list[tuple[int, int]]:
    """Return the places of the outlets behind a label: of one, and of those that follow an outlet's own word.

    >>> text = "来源: 人民日报海外版 江城青年网 分享"
    >>> [text[start:end] for start, end in list_outlet_spans(text, (4, 11), False)]
    ['人民日报海外版', '江城青年网']
    """
    start, end = span
    quoted = _WITH_NEWSPAPER.match(text, start) or _IN_TITLE_MARKS.match(text, start)
    if quoted:
        first = quoted.span(quoted.lastgroup or 0)
    else:
        first_part = text[start:end].split("/", maxsplit=1)[0]  # 江城日报/江城发布
        cut = first_part if ends_as_outlet(first_part) else text[start:end]
        value = clean_outlet(LATIN_TAIL.sub("", cut) if is_long else cut)
        if not value:
            return []
        start = text.index(value, start)
        first = (start, start + len(value))
    spans = [first]
    if is_long or not (quoted or _is_outlet_edition(text[slice(*first)])):
        return spans
    while more := _NEXT_OUTLET.match(text, spans[-1][1]):
        if not _is_outlet_edition(more["value"]) or is_channel(more["value"]):
            break
        spans.append(more.span("value"))
    return spans


def _is_outlet_edition(name: str) -> bool:
    """Tell whether a name is an outlet by its own words, with its edition or without: 人民日报海外版."""
    return ends_as_outlet(_EDITION.sub("", name)) and clean_outlet(name) == name

"""Which paragraph is the title of its page: the first that reads like one, if the page has one."""

import re
from collections.abc import Sequence

from jiaokan.config.schema import Paragraphs
from jiaokan.stages.paragraphs.list_markers import CLAUSES, COLONS, COMMAS, style

_ENDS = "。" + CLAUSES + COMMAS + COLONS
_DOTS = re.compile(r"(?:。{2,}|\.{3,}|…+)$")
_CHAPTERS = frozenset(("part", "chapter", "section"))
_STOPS = re.compile("[。!?;]")
_BAR = re.compile(r"[|_]| - ")
# a sentence and another one: prose; who speaks in a dialogue; a dateline; a fact of a form; cells; readings
_TOLD = re.compile(r"[^。]{4,}。[^。]{4,}|(?=.{30})[^!?]{4,}[!?][^!?]{4,}[。!?]$")
_OTHER = re.compile(
    r"[A-Za-z] ?:|(?:问题补充|数据来源|来源|作者|记者|编辑|时间|日期|姓名|电话|地址)[^:]{0,2}:"
    r"|.{0,12}[0-9]日(?:报道|[讯电])$|[^\u4e00-\u9fff]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]"
    r"|\S+\s+\d{4,}$|[>\-]{2,}|[“「][^”」]*[”」]?$|[\W\d_]*$"
)
_SPEAKER = re.compile(r"[^\s:。,]{1,8}:\s*\S")
_DIALOGUE = 0.5  # share of the first lines in which somebody speaks
_HEAD = 8  # lines that are asked for it
_SEGMENTED = 120  # code points of a title without a stop, or with the name of its site behind bars


def find_title(reads: Sequence[str], settings: Paragraphs) -> int | None:
    """Return the paragraph, of those given folded, that is the title; None where the page has none."""
    for i in range(min(2, len(reads))):
        if _is_title(reads[i], settings) and not _is_dialogue(reads):
            return i
        if not _is_site_line(reads[i]):
            return None
    return None


def _is_title(read: str, settings: Paragraphs) -> bool:
    longest = _SEGMENTED if _BAR.search(read) or not _STOPS.search(read) else settings.title
    if len(read) > longest or _OTHER.match(read) or _is_site_line(read):
        return False
    if style(read) and style(read) not in _CHAPTERS:
        return False
    closed = read[-1] in _ENDS and not _DOTS.search(read)
    return not closed and not (_TOLD.search(read) and not _DOTS.search(read))


def _is_site_line(read: str) -> bool:
    """Tell whether a line is an address, or the way to the page from its site's first one."""
    return bool(re.fullmatch(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+/?\S*|首页(?:\s*[>»].*)?", read, re.ASCII))


def _is_dialogue(reads: Sequence[str]) -> bool:
    """Tell whether the page begins with what somebody says, and others answer."""
    if not _SPEAKER.match(reads[0]):
        return False
    head = reads[:_HEAD]
    return sum(bool(_SPEAKER.match(read)) for read in head) > max(1, _DIALOGUE * len(head))

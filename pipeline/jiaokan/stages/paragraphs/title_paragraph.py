"""Which paragraph is the title of its page: the first that reads like one, if the page has one."""

import re
from collections.abc import Sequence

from jiaokan.config.schema import ParagraphSettings
from jiaokan.stages.paragraphs.list_markers import COLONS, COMMAS, SEMICOLONS, find_numbering_style

_MARKS_NOT_ENDING_TITLES = "。" + SEMICOLONS + COMMAS + COLONS
_ELLIPSIS_AT_END = re.compile(r"(?:。{2,}|\.{3,}|…+)$")
_CHAPTER_STYLES = frozenset(("part", "chapter", "section"))
_STOP_MARK = re.compile("[。!?;]")
_SITE_NAME_BAR = re.compile(r"[|_]| - ")
# a sentence and another one: prose; who speaks in a dialogue; a dateline; a fact of a form; cells; readings
_SEVERAL_SENTENCES = re.compile(r"[^。]{4,}。[^。]{4,}|(?=.{30})[^!?]{4,}[!?][^!?]{4,}[。!?]$")
_NOT_A_TITLE = re.compile(
    r"[A-Za-z] ?:|(?:问题补充|数据来源|来源|作者|记者|编辑|时间|日期|姓名|电话|地址)[^:]{0,2}:"
    r"|.{0,12}[0-9]日(?:报道|[讯电])$|[^\u4e00-\u9fff]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]"
    r"|\S+\s+\d{4,}$|[>\-]{2,}|[“「][^”」]*[”」]?$|[\W\d_]*$"
)
_SPEAKER_LABEL = re.compile(r"[^\s:。,]{1,8}:\s*\S")
_MIN_DIALOGUE_SHARE = 0.5  # share of the first lines in which somebody speaks
_DIALOGUE_LINES = 8  # lines that are asked for it
_MAX_SEGMENTED_TITLE_CHARS = (
    120  # code points of a title without a stop, or with the name of its site behind bars
)


def find_title_paragraph(reads: Sequence[str], settings: ParagraphSettings) -> int | None:
    """Return the paragraph, of those given folded, that is the title; None where the page has none."""
    for i in range(min(2, len(reads))):
        if _is_title(reads[i], settings) and not _is_dialogue(reads):
            return i
        if not _is_site_line(reads[i]):
            return None
    return None


def _is_title(read: str, settings: ParagraphSettings) -> bool:
    longest = (
        _MAX_SEGMENTED_TITLE_CHARS
        if _SITE_NAME_BAR.search(read) or not _STOP_MARK.search(read)
        else settings.title
    )
    if len(read) > longest or _NOT_A_TITLE.match(read) or _is_site_line(read):
        return False
    if find_numbering_style(read) and find_numbering_style(read) not in _CHAPTER_STYLES:
        return False
    closed = read[-1] in _MARKS_NOT_ENDING_TITLES and not _ELLIPSIS_AT_END.search(read)
    return not closed and not (_SEVERAL_SENTENCES.search(read) and not _ELLIPSIS_AT_END.search(read))


def _is_site_line(read: str) -> bool:
    """Tell whether a line is an address, or the way to the page from its site's first one."""
    return bool(re.fullmatch(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+/?\S*|首页(?:\s*[>»].*)?", read, re.ASCII))


def _is_dialogue(reads: Sequence[str]) -> bool:
    """Tell whether the page begins with what somebody says, and others answer."""
    if not _SPEAKER_LABEL.match(reads[0]):
        return False
    head = reads[:_DIALOGUE_LINES]
    return sum(bool(_SPEAKER_LABEL.match(read)) for read in head) > max(1, _MIN_DIALOGUE_SHARE * len(head))

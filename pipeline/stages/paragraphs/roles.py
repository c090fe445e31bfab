"""The part that each paragraph plays: title, heading, item, caption, body."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.config import Paragraphs
from pipeline.stages.paragraphs.marks import CLAUSES, COLONS, COMMAS, finished, style

_DATE = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|(?:昨|今)[日天晚]")
_PICTURE = re.compile(
    r"^[▲△↑↓]?(?:图|上图|下图|左图|右图|图片|资料图|配图|图注|图说)(?:为|:|片来源|\d|[一二三四五六七八九十])|[\s((][^\s]{0,12}(?:摄|供图|制图)[))]?[。.]?$|^[▲△]"
)
_TALK = re.compile("我们|我市|我省|这|他|她|其|也|还|但|而|因|所以|因此|特别是|同时|继|下面|会议")
_INNER_STOP = re.compile("[。!?;…][”’)]*(?=.)")
HEADINGS = ("part", "chapter", "section", "han", "han_brackets", "decimal", "digit", "digit_brackets", "")


@dataclass(frozen=True, slots=True)
class Role:
    """A role and, for a heading, the numbering style that it stands in."""

    name: str
    style: str = ""


def roles(reads: Sequence[str], settings: Paragraphs) -> list[str]:
    """Return the role of each paragraph, given folded."""
    found = [_alone(read, settings) for read in reads]
    if found and _title(reads[0], settings):
        found[0] = "title"
    for i, name in enumerate(found):
        if name == "heading" and not _heads(found, reads, i, settings):
            found[i] = "list_item" if style(reads[i]) else "body"
    sure = sum(_caption(reads, found, i, settings, 0) for i in range(len(reads)))
    return [
        "caption" if _caption(reads, found, i, settings, min(sure, 1)) else name
        for i, name in enumerate(found)
    ]


def _title(read: str, settings: Paragraphs) -> bool:
    return len(read) <= settings.title and not style(read) and read[-1] not in "。;,:"


def _alone(read: str, settings: Paragraphs) -> str:
    """Return the role of a paragraph as far as it shows it by itself."""
    short = len(read) <= settings.heading and not finished(read) and read[-1] not in COMMAS + CLAUSES + COLONS
    if short:
        return "heading"
    return "list_item" if style(read) else "body"


def _heads(found: Sequence[str], reads: Sequence[str], i: int, settings: Paragraphs) -> bool:
    """Tell whether a body longer than the heading follows it."""
    below = range(i + 1, min(i + 4, len(reads)))
    return any(found[k] != "heading" and len(reads[k]) > len(reads[i]) for k in below)


def _caption(reads: Sequence[str], found: Sequence[str], i: int, settings: Paragraphs, others: int) -> bool:
    read = reads[i]
    if found[i] not in ("body", "heading") or len(read) > settings.caption:
        return False
    if _PICTURE.search(read):
        return True
    if found[i] == "heading" or not finished(read) or _INNER_STOP.search(read):
        return False
    after = reads[i + 1] if i + 1 < len(reads) else ""
    before = reads[i - 1] if i else ""
    score = 1
    score += 2 * (i > 0 and found[i - 1] == "heading" and len(after) > 2 * len(read))
    score += 2 * _retold(read, after)
    score += bool(_DATE.match(read))
    score += others
    score -= 2 * bool(_TALK.search(read))
    score -= 2 * any(
        len(near) <= settings.caption and j
        for near, j in ((before, found[i - 1] == "body" and i), (after, True))
    )
    return score >= 3


def _retold(read: str, after: str) -> bool:
    """Tell whether a stretch of the line stands in the next paragraph again."""
    return any(read[k : k + 8] in after for k in range(len(read) - 8))

"""Captions: what a page says of its pictures, in lines between its paragraphs."""

import re
from collections.abc import Collection, Sequence

from pipeline.settings import Paragraphs
from pipeline.stages.paragraphs.marks import COLONS, finished

# words that stand with pictures alone
_CUE = re.compile(
    r"[▲△↑↓◆]? ?[(【\[]?(?:"
    r"[上下左右本]?图(?:[为:注中]|片?说明|片来源)|资料图|配图|图片|图(?:\d{1,2}|[一二三四五六七八九十])[ :]"
    r"|[▲△]|(?:摄影|供图|图源)[:/]|(?:美联|法新|路透|欧新|中央|新华|中新)社$)"
)
_CREDIT = re.compile(
    r"[ (/][^ ,。]{0,14}[ /]?(?:摄影?|供图|制图|绘)[)]?[。.]?$"
    r"|(?:资料照片|截图|合影|近影|资料图|示意图)[。)]?$"
)
_DATE = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|[昨今][日天晚]")
# words of one who tells or argues; a caption shows
_TELLS = re.compile("[我你这他她其也还但而因就都又却可能会说是要应必不:]|所以|同时|^继|下面")
_SCENE = re.compile("[在正]")
_HAPPENS = re.compile("[了着过不没是有]")
_INNER = re.compile("[。!?;…][”’)]*(?=.)")


def captions(
    reads: Sequence[str], headings: Collection[int], taken: Collection[int], settings: Paragraphs
) -> set[int]:
    """Return the paragraphs, given folded, that are captions."""
    free = [i for i in range(len(reads)) if i not in taken]
    sure = {i for i in free if len(reads[i]) <= settings.caption_cued and _cued(reads, i, settings)}
    seen = [i for i in free if i not in sure and i not in headings and _scene(reads[i], settings)]
    worth = {i: _worth(reads, headings, i, settings) for i in seen}
    sure |= {i for i in seen if worth[i] >= settings.caption_least}
    named = sum(_names(reads[i], settings) for i in seen)
    others = settings.caption_others if sure or named >= settings.caption_repeat else 0
    return sure | {i for i in seen if worth[i] + others >= settings.caption_least}


def _cued(reads: Sequence[str], i: int, settings: Paragraphs) -> bool:
    """Tell whether a paragraph speaks of a picture, or names what the one before it asks for."""
    asked = i > 0 and reads[i - 1][-1] in COLONS and len(reads[i]) <= settings.caption_tiny
    return bool(_CUE.match(reads[i]) or _CREDIT.search(reads[i]) or (asked and _CUE.match(reads[i - 1])))


def _scene(read: str, settings: Paragraphs) -> bool:
    """Tell whether a paragraph is one short sentence that may say what a picture shows."""
    return len(read) <= settings.caption and finished(read) and not _INNER.search(read)


def _worth(reads: Sequence[str], headings: Collection[int], i: int, settings: Paragraphs) -> int:
    """Return the sum of the evidence that a short sentence is a caption."""
    read, after = reads[i], reads[i + 1] if i + 1 < len(reads) else ""
    longer = len(after) > settings.caption_ratio * len(read)
    headed = i - 1 in headings and longer
    crowd = any(
        len(reads[k]) <= settings.caption and k not in headings for k in (i - 1, i + 1) if 0 <= k < len(reads)
    )
    return (
        settings.caption_headed * headed
        + settings.caption_scene * (headed and bool(_SCENE.search(read)))
        + settings.caption_retold * _retold(read, after, settings.caption_stretch)
        + settings.caption_dated * bool(_DATE.match(read))
        + settings.caption_named * (longer and _names(read, settings))
        - settings.caption_telling * bool(_TELLS.search(read))
        - settings.caption_crowd * crowd
    )


def _names(read: str, settings: Paragraphs) -> bool:
    """Tell whether a sentence names a thing and tells nothing of it."""
    return len(read) <= settings.caption_tiny and not _TELLS.search(read) and not _HAPPENS.search(read)


def _retold(read: str, after: str, stretch: int) -> bool:
    """Tell whether a stretch of the line stands in the next paragraph again."""
    return any(read[k : k + stretch] in after for k in range(len(read) - stretch))

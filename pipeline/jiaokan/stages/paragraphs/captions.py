"""Captions: what a page says of its pictures, in lines between its paragraphs."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from jiaokan.config.schema import Paragraphs
from jiaokan.stages.paragraphs.list_markers import COLONS, PROSE, finished, style
from jiaokan.stages.paragraphs.picture_credits import asks, is_credited

_DATE = re.compile(r"(?:\d{4}年|[去今]年|当地时间)?\d{1,2}月\d{1,2}日|[昨今][日天晚]|\d{1,2}日(?=,)")
# a date, and what was to be seen on it
_DATED = re.compile(rf"(?:{_DATE.pattern})[^,]{{0,8}},")
# words of one who tells or argues; a caption shows
_TELLS = re.compile("[我你这他她其也还但而因就都又却可能会说是要应必不:]|所以|同时|^继|下面")
_SCENE = re.compile("[在正]")
_HAPPENS = re.compile("[了着过不没是有]")
# a question, what closes a letter or a notice, a note, and what has no word
_NEVER = re.compile(r"[?][”’)]*$|^(?:特此|谨此|此致|敬礼)|^(?:注|编者按|导读|提示):|^[^\w]*$")
_ENDS = re.compile(r"[\w”)》]$")
_CLAUSED = re.compile("[,。]")
_INNER = re.compile("[。!?;…]+[”’)]*(?=[^。!?;…”’)])")
# what is to be seen, at the end of a line that names it, and what people do in pictures
_VIEW = re.compile(
    "(?:现场|一角|一景|一幕|[外全夜远雪街]景|剧照|海报|照片?|留影|身影|特写|画面|镜头|外观|[展站]台|展[区位厅])$"
)
_ACTS = re.compile(
    "出席|参加|[做作]客|致[辞词]|讲话|发言|亮相|现身|参观|考察|合影|颁奖|表演|手[持捧]|身[穿着]|排队|展示|正在|[^,。]{2}中$"
)


@dataclass(frozen=True, slots=True)
class Page:
    """The paragraphs of a page, folded, and what is known of them.

    `headings` and `taken` play other parts; `sure` are captions; `flush` are not indented as the prose is;
    `again`: what stands on the page more than once.
    """

    reads: Sequence[str]
    headings: Collection[int]
    taken: Collection[int]
    sure: Collection[int]
    flush: Collection[int]
    again: Collection[str]
    settings: Paragraphs


def cued(
    reads: Sequence[str], gone: Mapping[int, str], taken: Collection[int], settings: Paragraphs
) -> set[int]:
    """Return the paragraphs, given folded, that say of themselves that they belong to a picture.

    `gone` are lines above them that an earlier stage took away.
    """
    found = set()
    for i in (i for i in range(len(reads)) if i not in taken and len(reads[i]) <= settings.caption_cued):
        beside = {read[0] for read in (*reads[max(0, i - 1) : i], *reads[i + 1 : i + 2])}
        above = gone.get(i) or (reads[i - 1] if i else "")
        asked = above[-1:] == COLONS and len(reads[i]) <= settings.caption_tiny and asks(above)
        if asked or is_credited(reads[i], beside):
            found.add(i)
    return found


def shown(page: Page) -> set[int]:
    """Return the paragraphs that the page as a whole shows to be captions."""
    worth = {i: worth for i in range(len(page.reads)) if (worth := _worth(page, i))}
    least = page.settings.caption_least
    found = {i for i in worth if worth[i] >= least}
    named = sum(_names(page.reads[i], page.settings) for i in worth if finished(page.reads[i]))
    shows = found or page.sure or named >= page.settings.caption_repeat
    others = page.settings.caption_others if shows else 0
    return {i for i in worth if worth[i] + others >= least}


def _worth(page: Page, i: int) -> int:
    """Return the sum of the evidence that a paragraph is a caption, 0 for what cannot be one."""
    read = page.reads[i]
    if i in page.taken or i in page.sure or len(read) > page.settings.caption or _NEVER.search(read):
        return 0
    if finished(read):
        several = _INNER.search(read) and i not in page.flush
        return 0 if several or i in page.headings else _sentence(page, i)
    return 0 if style(read) or not _ENDS.search(read) else _label(page, i)


def _sentence(page: Page, i: int) -> int:
    """Return the sum of the evidence that a short sentence is a caption."""
    reads, settings, read = page.reads, page.settings, page.reads[i]
    after = reads[i + 1] if i + 1 < len(reads) else ""
    longer = len(after) > settings.caption_ratio * len(read)
    headed = longer and i - 1 in page.headings
    crowd = any(_is_short(page, k) for k in (i - 1, i + 1))
    return (
        settings.caption_headed * headed
        + settings.caption_scene * (headed and bool(_SCENE.search(read)))
        + settings.caption_retold * _retold(read, after, settings.caption_stretch)
        + settings.caption_dated * bool(_DATE.match(read))
        + settings.caption_named * (longer and _names(read, settings))
        + settings.caption_flush * (i in page.flush)
        - settings.caption_telling * bool(_TELLS.search(read))
        - settings.caption_crowd * crowd
    )


def _label(page: Page, i: int) -> int:
    """Return the sum of the evidence that a line without a stop is a caption, and no heading."""
    settings, read = page.settings, page.reads[i]
    view = bool(_VIEW.search(read))
    return (
        settings.caption_day * bool(_DATED.match(read))
        + settings.caption_view * view
        + settings.caption_scene * bool(_ACTS.search(read))
        + settings.caption_scene * (i == 1)
        + settings.caption_twice * (view and read in page.again)
        + settings.caption_flush * _stands_out(page, i)
        + settings.caption_credited * _follows_credit(page, i)
    )


def _follows_credit(page: Page, i: int) -> bool:
    """Tell whether a line that names something stands below one that names who took a picture."""
    credit = i - 1 in page.sure and len(page.reads[i - 1]) <= page.settings.caption_tiny
    return credit and not PROSE.search(page.reads[i])


def _stands_out(page: Page, i: int) -> bool:
    """Tell whether a line amid indented prose is not indented, though too full of marks for a heading."""
    below = page.reads[i + 1 : i + 1 + page.settings.heading_run]
    if i not in page.flush or i in page.headings:
        return False
    return bool(_CLAUSED.search(page.reads[i])) and any(map(PROSE.search, below))


def _is_short(page: Page, i: int) -> bool:
    if not 0 <= i < len(page.reads) or i in page.headings or i == 0:
        return False
    return len(page.reads[i]) <= page.settings.caption


def _names(read: str, settings: Paragraphs) -> bool:
    """Tell whether a sentence names a thing and tells nothing of it."""
    return len(read) <= settings.caption_tiny and not _TELLS.search(read) and not _HAPPENS.search(read)


def _retold(read: str, after: str, stretch: int) -> bool:
    """Tell whether a stretch of the line stands in the next paragraph again."""
    return any(read[k : k + stretch] in after for k in range(len(read) - stretch))

"""Captions: what a page says of its pictures, in lines between its paragraphs."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from jiaokan.config.schema import ParagraphSettings
from jiaokan.stages.paragraphs.list_markers import COLONS, PROSE_MARK, find_numbering_style, has_sentence_end
from jiaokan.stages.paragraphs.picture_credits import is_caption_label, is_credited

_DATE = re.compile(r"(?:\d{4}年|[去今]年|当地时间)?\d{1,2}月\d{1,2}日|[昨今][日天晚]|\d{1,2}日(?=,)")
# a date, and what was to be seen on it
_DATED_OPENING = re.compile(rf"(?:{_DATE.pattern})[^,]{{0,8}},")
# words of one who tells or argues; a caption shows
_NARRATIVE_WORDS = re.compile("[我你这他她其也还但而因就都又却可能会说是要应必不:]|所以|同时|^继|下面")
_SCENE_WORDS = re.compile("[在正]")
_ACTION_WORDS = re.compile("[了着过不没是有]")
# a question, what closes a letter or a notice, a note, and what has no word
_NEVER_A_CAPTION = re.compile(r"[?][”’)]*$|^(?:特此|谨此|此致|敬礼)|^(?:注|编者按|导读|提示):|^[^\w]*$")
_LABEL_END = re.compile(r"[\w”)》]$")
_CLAUSE_MARK = re.compile("[,。]")
_INNER_SENTENCE_END = re.compile("[。!?;…]+[”’)]*(?=[^。!?;…”’)])")
# what is to be seen, at the end of a line that names it, and what people do in pictures
_PICTURE_SUBJECT = re.compile(
    "(?:现场|一角|一景|一幕|[外全夜远雪街]景|剧照|海报|照片?|留影|身影|特写|画面|镜头|外观|[展站]台|展[区位厅])$"
)
_PICTURED_ACTION = re.compile(
    "出席|参加|[做作]客|致[辞词]|讲话|发言|亮相|现身|参观|考察|合影|颁奖|表演|手[持捧]|身[穿着]|排队|展示|正在|[^,。]{2}中$"
)


@dataclass(frozen=True, slots=True)
class CaptionContext:
    """The paragraphs of a page, folded, and what is known of them.

    `headings` and `taken` play other parts; `sure` are captions; `flush` are not indented as the prose is;
    `again`: what stands on the page more than once.
    """

    normalized_texts: Sequence[str]
    headings: Collection[int]
    other_roles: Collection[int]
    explicit_captions: Collection[int]
    unindented: Collection[int]
    repeated_texts: Collection[str]
    settings: ParagraphSettings


def find_explicit_captions(
    reads: Sequence[str], gone: Mapping[int, str], taken: Collection[int], settings: ParagraphSettings
) -> set[int]:
    """Return the paragraphs, given folded, that say of themselves that they belong to a picture.

    `gone` are lines above them that an earlier stage took away.
    """
    found = set()
    for i in (i for i in range(len(reads)) if i not in taken and len(reads[i]) <= settings.caption_cued):
        beside = {read[0] for read in (*reads[max(0, i - 1) : i], *reads[i + 1 : i + 2])}
        above = gone.get(i) or (reads[i - 1] if i else "")
        asked = above[-1:] == COLONS and len(reads[i]) <= settings.caption_tiny and is_caption_label(above)
        if asked or is_credited(reads[i], beside):
            found.add(i)
    return found


def find_inferred_captions(page: CaptionContext) -> set[int]:
    """Return the paragraphs that the page as a whole shows to be captions."""
    worth = {i: worth for i in range(len(page.normalized_texts)) if (worth := _score_caption(page, i))}
    least = page.settings.caption_least
    found = {i for i in worth if worth[i] >= least}
    named = sum(
        _is_mere_naming(page.normalized_texts[i], page.settings)
        for i in worth
        if has_sentence_end(page.normalized_texts[i])
    )
    shows = found or page.explicit_captions or named >= page.settings.caption_repeat
    others = page.settings.caption_others if shows else 0
    return {i for i in worth if worth[i] + others >= least}


def _score_caption(page: CaptionContext, i: int) -> int:
    """Return the sum of the evidence that a paragraph is a caption, 0 for what cannot be one."""
    read = page.normalized_texts[i]
    if (
        i in page.other_roles
        or i in page.explicit_captions
        or len(read) > page.settings.caption
        or _NEVER_A_CAPTION.search(read)
    ):
        return 0
    if has_sentence_end(read):
        several = _INNER_SENTENCE_END.search(read) and i not in page.unindented
        return 0 if several or i in page.headings else _score_sentence(page, i)
    return 0 if find_numbering_style(read) or not _LABEL_END.search(read) else _score_label(page, i)


def _score_sentence(page: CaptionContext, i: int) -> int:
    """Return the sum of the evidence that a short sentence is a caption."""
    reads, settings, read = page.normalized_texts, page.settings, page.normalized_texts[i]
    after = reads[i + 1] if i + 1 < len(reads) else ""
    longer = len(after) > settings.caption_ratio * len(read)
    headed = longer and i - 1 in page.headings
    crowd = any(_is_short(page, k) for k in (i - 1, i + 1))
    return (
        settings.caption_headed * headed
        + settings.caption_scene * (headed and bool(_SCENE_WORDS.search(read)))
        + settings.caption_retold * _is_repeated_below(read, after, settings.caption_stretch)
        + settings.caption_dated * bool(_DATE.match(read))
        + settings.caption_named * (longer and _is_mere_naming(read, settings))
        + settings.caption_flush * (i in page.unindented)
        - settings.caption_telling * bool(_NARRATIVE_WORDS.search(read))
        - settings.caption_crowd * crowd
    )


def _score_label(page: CaptionContext, i: int) -> int:
    """Return the sum of the evidence that a line without a stop is a caption, and no heading."""
    settings, read = page.settings, page.normalized_texts[i]
    view = bool(_PICTURE_SUBJECT.search(read))
    return (
        settings.caption_day * bool(_DATED_OPENING.match(read))
        + settings.caption_view * view
        + settings.caption_scene * bool(_PICTURED_ACTION.search(read))
        + settings.caption_scene * (i == 1)
        + settings.caption_twice * (view and read in page.repeated_texts)
        + settings.caption_flush * _is_unindented_amid_prose(page, i)
        + settings.caption_credited * _is_below_credit(page, i)
    )


def _is_below_credit(page: CaptionContext, i: int) -> bool:
    """Tell whether a line that names something stands below one that names who took a picture."""
    credit = (
        i - 1 in page.explicit_captions and len(page.normalized_texts[i - 1]) <= page.settings.caption_tiny
    )
    return credit and not PROSE_MARK.search(page.normalized_texts[i])


def _is_unindented_amid_prose(page: CaptionContext, i: int) -> bool:
    """Tell whether a line amid indented prose is not indented, though too full of marks for a heading."""
    below = page.normalized_texts[i + 1 : i + 1 + page.settings.heading_run]
    if i not in page.unindented or i in page.headings:
        return False
    return bool(_CLAUSE_MARK.search(page.normalized_texts[i])) and any(map(PROSE_MARK.search, below))


def _is_short(page: CaptionContext, i: int) -> bool:
    if not 0 <= i < len(page.normalized_texts) or i in page.headings or i == 0:
        return False
    return len(page.normalized_texts[i]) <= page.settings.caption


def _is_mere_naming(read: str, settings: ParagraphSettings) -> bool:
    """Tell whether a sentence names a thing and tells nothing of it."""
    return (
        len(read) <= settings.caption_tiny
        and not _NARRATIVE_WORDS.search(read)
        and not _ACTION_WORDS.search(read)
    )


def _is_repeated_below(read: str, after: str, stretch: int) -> bool:
    """Tell whether a stretch of the line stands in the next paragraph again."""
    return any(read[k : k + stretch] in after for k in range(len(read) - stretch))

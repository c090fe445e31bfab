"""Text that a page repeats: its title, and an abstract of its opening."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

from jiaokan.config.strip_settings import RepeatedTextSettings, TitleSettings
from jiaokan.stages.strip.judge.units import CutPage
from jiaokan.stages.strip.rule_claims import BoilerplateEvidence
from jiaokan.text.normalized_view import keep_letters
from jiaokan.text.title_lines import cut_image_number, find_stated_title, is_journal_issue

_TEXT_LINE_ENDS = ("。", "。”", ",", "、", ";")  # ends of a line of prose, not of a title
_DIGITS = re.compile(r"\d+")
_NOT_A_TITLE = re.compile(
    r"""
      [|_].*[|_]                                                       # 新闻_地方新闻_某网
    | \d:\d\d                                                         # 2020-01-29 23:51
    | ^[^:,。]{0,6}(?:名称?|标题|来源|出处|作者|记者|编辑|时间|日期|地[址点区]|电话|热线|邮箱
        |微信|QQ|价格?|型号|品牌|规格|产地|分类|类[别型]|栏目|标签|关键词|编号|位置|主办|单位|摘要|导读|说明|备注|版本|大小|语言|等级|更新
        |人气|点击|浏览|阅读|评论|职位|薪资):                          # 产品名称:手持式测温仪
    | ^[^:,。]{1,8}:.{0,6}$                                            # 主演:张三
    | ^(?:加入|申请|置顶|点击|扫码|长按|登录|注册)|QQ群|点击(?:进入|查看|这里|下载)?$   # 加入玩家QQ群 点击
    | [:>]$                                                            # 网友评论:
    | ^首页[ |>]                                                       # 首页 家常菜 红烧肉
    """,
    re.VERBOSE,
)
_DATELINE_ALONE = re.compile(
    r"[(【]?[^,。;!?]{2,20}\d日(?:电|讯|专电|综合报导|报[道导])[)】]?"
)  # 香港新闻组/香港7日电
_CLAUSE_MARK = re.compile("[。！？!?…;,、]")
_LABELLED_ABSTRACT = re.compile(
    r"[\[【(]?(?:本文|内容|核心)?(?:摘要|导读|导语|提示|提要|简介|概要|简要描述|要点)[\]】)]?"
    r" ?[:|] ?(?P<abstract>.+)"
)
_ELLIPSIS_CHARS = " .…"  # the end of an abstract that was cut
MIN_PROSE_CHARS = 30
_MIN_TITLE_PART_LETTERS = 5  # of a part of the first line that may be the title
_HAN = re.compile("[\u3400-\u9fff]")
_LATIN_WORD = re.compile("[A-Za-z][A-Za-z0-9_.@-]*")
_HAN_PER_WORD = 2  # what a word of Latin letters counts in a title, in Han
_MIN_PAIR_WORDS = 6  # the same of a unit that is a title if the next unit says it again
_MAX_UNITS_TO_BYLINE = 4  # units below a title among which its byline stands
_ITEM_NUMBER = re.compile(r"\(?\d{1,2}(?:[、)]|\. ?\D)")
_MIN_LATIN_WORDS = 3  # words of a title without Han; an article says a shorter one again as a term
_BREADCRUMB = re.compile("首页[ |>]")
_STATED_POINTS = 100  # of the title that the page states: more than all other points
_TITLE_AGAIN = BoilerplateEvidence("repeated/title", "duplicate_title", 1.0, "says the title again")
_TITLE_AS_IMAGE = BoilerplateEvidence("repeated/image-name", "image_alt", 1.0, "says the title again")
_TITLE_PART = BoilerplateEvidence(
    "repeated/title-part", "duplicate_title", 1.0, "says most of the title again"
)
_MAX_UNITS_TO_TITLE = 3  # units below a breadcrumb among which the title stands


def find_first_prose(page: CutPage, removed: Collection[int]) -> int:
    """Return the first unit of prose that is not removed; the number of units if there is none."""
    for i, text in enumerate(page.texts):
        if i not in removed and (
            text.endswith(_TEXT_LINE_ENDS) or (len(text) >= MIN_PROSE_CHARS and _CLAUSE_MARK.search(text))
        ):
            return i
    return len(page.texts)


def find_title_unit(
    page: CutPage,
    claims: Mapping[int, BoilerplateEvidence],
    body: int,
    chances: Sequence[float],
    settings: TitleSettings,
) -> int:
    """Return the unit above the body that is most likely the title, -1 if none is.

    A title is a long line near the article. It is often repeated, often above a byline, and unlikely to be
    boilerplate.

    Args:
        page: the page.
        claims: for a unit, the rule with the highest confidence.
        body: index of the first unit of prose.
        chances: for each unit the probability that it is boilerplate.
        settings: the weight of each of these.
    """
    upwards = range(body - 1, -1, -1)
    titles = (at for at in upwards if _may_be_title(page.texts[at], claims.get(at), settings))
    likely = list(islice(titles, settings.max_lines))
    if not likely or (len(likely) > 1 and body == len(page.texts)):  # no candidate, or a list without prose
        return -1
    letters = {at: keep_letters(page.texts[at]) for at in likely}
    stated = {keep_letters(title) for text in page.texts if (title := find_stated_title(text))}
    top = keep_letters(page.texts[0])

    def rate_title(at: int) -> float:
        text = page.texts[at]
        is_repeated = _is_in_first_line(at, letters, top) or _is_said_elsewhere(page, at)
        score = (
            min(_count_title_words(text), settings.max_length_points)
            + settings.repeated_points * is_repeated * min(1, _count_title_words(text) / _MIN_PAIR_WORDS)
            + _STATED_POINTS * (letters[at] in stated)
            + settings.byline_points * _measure_byline_nearness(page, claims, at, body)
            + settings.first_line_points * (at == 0)
            - settings.bars_penalty * bool(_NOT_A_TITLE.search(text))
        )
        return score - settings.distance_penalty * likely.index(at) - settings.doubt_penalty * chances[at]

    return max(likely, key=rate_title)


def _is_in_first_line(at: int, letters: Mapping[int, str], top: str) -> bool:
    """Tell whether a candidate stands in the first unit too; for the first, whether another repeats it.

    Args:
        at: index of the unit.
        letters: the letters of each candidate.
        top: the letters of the first unit of the page.
    """
    if at == 0:
        return [*letters.values()].count(top) > 1
    own = letters[at]
    return own in top and (len(own) >= _MIN_TITLE_PART_LETTERS or top.startswith(own))


def _measure_byline_nearness(
    page: CutPage, claims: Mapping[int, BoilerplateEvidence], at: int, body: int
) -> float:
    """Return 1 for a unit right above a byline or dateline, less for each unit between, 0 for none near."""
    for below in range(at + 1, min(at + 1 + _MAX_UNITS_TO_BYLINE, body)):
        claim = claims.get(below)
        if (claim and claim.kind == "byline") or _DATELINE_ALONE.fullmatch(page.texts[below]):
            return 1 - (below - at - 1) / (_MAX_UNITS_TO_BYLINE + 1)
    return 0.0


def _is_said_elsewhere(page: CutPage, at: int) -> bool:
    """Tell whether the page says a unit again; a short one not only beside itself, as an account is."""
    text = page.texts[at]
    beside = (
        page.texts[max(0, at - 1) : at + 2].count(text) if _count_title_words(text) < _MIN_PAIR_WORDS else 1
    )
    return page.texts.count(text) > beside


def _count_title_words(text: str) -> int:
    """Return the number of Han, and two for each word of other letters; numbers count half at most."""
    han = len(_HAN.findall(text))
    digits = sum(map(len, _DIGITS.findall(text)))
    return han + _HAN_PER_WORD * len(_LATIN_WORD.findall(text)) + min(digits, han) // 2


def _may_be_title(text: str, claim: BoilerplateEvidence | None, settings: TitleSettings) -> bool:
    if (
        len(text) < settings.min_letters
        or text.endswith(_TEXT_LINE_ENDS)
        or _ITEM_NUMBER.match(text)
        or is_journal_issue(text)
        or cut_image_number(text) != text
        or (claim and claim.confidence >= settings.min_claim_confidence)
    ):
        return False
    letters = keep_letters(text)
    return settings.min_letters <= len(letters) <= settings.max_letters and not letters.isdecimal()


def find_title_repeats(
    page: CutPage, title: int, body: int, removed: Collection[int], settings: RepeatedTextSettings
) -> Iterator[tuple[int, BoilerplateEvidence]]:
    """Yield the units that repeat the title; above the body a part of the title is enough.

    A piece inside a line whose other pieces stay is part of a sentence, and stays with them.
    """
    title_letters = keep_letters(page.texts[title])
    if not _is_telling_title(page.texts[title], len(title_letters), settings):
        return
    max_chars = 2 * len(page.texts[title])
    for i, text in enumerate(page.texts):
        if i == title or i in removed or len(text) > max_chars or _is_amid_kept(page, i, title, removed):
            continue
        lowered = text.lower()
        if title_letters[0] not in lowered and title_letters[-1] not in lowered:  # most units: a quick test
            continue
        without_number = cut_image_number(lowered)
        letters = keep_letters(without_number)
        if letters == title_letters:
            is_image = i >= body or without_number != lowered
            yield i, _TITLE_AS_IMAGE if is_image else _TITLE_AGAIN
        elif i < min(body, title) and _is_title_part(letters, title_letters, settings.min_title_share):
            yield i, _TITLE_PART


def _is_telling_title(text: str, letter_count: int, settings: RepeatedTextSettings) -> bool:
    """Tell whether a line that says the same as this title is a copy of it, and no recurring term."""
    if text.endswith("。") or not settings.min_title_letters <= letter_count <= settings.max_title_letters:
        return False
    return bool(_HAN.search(text)) or len(text.split(" ")) >= _MIN_LATIN_WORDS


def _is_amid_kept(page: CutPage, at: int, title: int, removed: Collection[int]) -> bool:
    """Tell whether a unit is a piece beside a piece of its line that stays, and not beside the title."""
    unit = page.units[at]
    beside = [at - 1] * (unit.piece > 0) + [at + 1] * (unit.piece < unit.pieces - 1)
    return title not in beside and any(other not in removed for other in beside)


def _is_title_part(part: str, title: str, min_share: float) -> bool:
    return min_share * len(title) <= len(part) < len(title) and (
        title.endswith(part) or title.startswith(part)
    )


def find_breadcrumbs(
    page: CutPage, removed: Collection[int], settings: RepeatedTextSettings
) -> Iterator[tuple[int, BoilerplateEvidence]]:
    """Yield the units that lead from the home page to a title, which one of the next units says again."""
    for i, text in enumerate(page.texts):
        if i in removed or not text.startswith("首页") or not _BREADCRUMB.match(text):
            continue
        letters = keep_letters(text)
        for below in page.texts[i + 1 : i + 1 + _MAX_UNITS_TO_TITLE]:
            title = keep_letters(below)
            if settings.min_title_letters <= len(title) < len(letters) and letters.endswith(title):
                why = "leads from the home page to the title"
                yield i, BoilerplateEvidence("repeated/breadcrumb", "navigation", 1.0, why)
                break


def find_abstracts(
    page: CutPage, removed: Collection[int], settings: RepeatedTextSettings
) -> Iterator[tuple[int, BoilerplateEvidence]]:
    """Yield the units that only repeat the text below them, and are labelled or cut as abstracts are."""
    for i, text in enumerate(page.texts[: settings.max_abstract_units]):
        if i in removed or page.units[i].pieces > 1:
            continue
        labelled = _LABELLED_ABSTRACT.fullmatch(text)
        if not labelled and not text.endswith(("...", "…")):
            continue
        letters = keep_letters((labelled["abstract"] if labelled else text).rstrip(_ELLIPSIS_CHARS))
        if len(letters) < settings.min_abstract_letters:
            continue
        letters_below = keep_letters("".join(page.texts[i + 1 : i + 1 + settings.max_units_below]))
        if letters in letters_below:
            yield i, BoilerplateEvidence("repeated/abstract", "abstract", 1.0, "repeats the text below it")

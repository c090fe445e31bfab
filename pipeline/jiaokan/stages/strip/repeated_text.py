"""What a page says twice, found by comparing text with text: its title, and an abstract of its opening."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

from jiaokan.config.schema import RepeatedTextSettings, TitleSettings
from jiaokan.stages.strip.judge.units import CutPage
from jiaokan.stages.strip.rule_claims import BoilerplateEvidence

_NON_LETTERS = re.compile(r"[\W_]+")
_TEXT_LINE_ENDS = ("。", "。”", ",", "、", ";")  # how a line of a text ends, and a title does not
_DIGITS = re.compile(r"\d+")
# two bars or underscores, a time of day, a label and what it says
_NOT_A_TITLE = re.compile(r"[|_].*[|_]|\d:\d\d|^[^:,。]{1,8}:|[:>]$")
_CLAUSE_MARK = re.compile("[。！？!?…;,、]")
_LABELLED_ABSTRACT = re.compile(
    r"[\[【(]?(?:本文|内容|核心)?(?:摘要|导读|导语|提示|提要|简介|概要|简要描述|要点)[\]】)]?"
    r" ?[:|] ?(?P<said>.+)"
)
_ELLIPSIS_CHARS = " .…"  # how an abstract shows that it was cut short
MIN_PROSE_CHARS = 30
_MIN_TITLE_PART_LETTERS = 5  # letters from which a part of the page's first line may be the title


def keep_letters(line: str) -> str:
    """Return what two lines must share to say the same: letters, digits and Han, in lower case.

    >>> keep_letters("首页 > 新闻（一）")
    '首页新闻一'
    """
    return line.lower() if line.isalnum() else _NON_LETTERS.sub("", line).lower()


def find_first_prose(page: CutPage, gone: Collection[int]) -> int:
    """Return the first unit of prose that stays, one past the last unit if there is none."""
    for at, text in enumerate(page.texts):
        if at not in gone and (
            text.endswith(_TEXT_LINE_ENDS) or (len(text) >= MIN_PROSE_CHARS and _CLAUSE_MARK.search(text))
        ):
            return at
    return len(page.texts)


def find_title_unit(
    page: CutPage,
    claims: Mapping[int, BoilerplateEvidence],
    body: int,
    chances: Sequence[float],
    settings: TitleSettings,
) -> int:
    """Return the unit above the body that is most likely the title, -1 if none is.

    A title is long for a line of its own, near the article, often said twice and over a byline, and the judge
    does not take it for boilerplate.

    Args:
        page: the page.
        claims: the surest rule on each unit.
        body: the first unit of prose.
        chances: of each unit to be boilerplate.
        settings: what each of these is worth.
    """
    upwards = range(body - 1, -1, -1)
    titles = (at for at in upwards if _may_be_title(page.texts[at], claims.get(at), settings))
    likely = list(islice(titles, settings.within))
    if not likely or (len(likely) > 1 and body == len(page.texts)):  # nothing, or a list without a text
        return -1
    said = {at: keep_letters(page.texts[at]) for at in likely}
    top = keep_letters(page.texts[0])

    def rate_title(at: int) -> float:
        text = page.texts[at]
        named = (
            at > 0
            and said[at] in top
            and (len(said[at]) >= _MIN_TITLE_PART_LETTERS or top.startswith(said[at]))
        )
        twice = named or page.texts.count(text) > 1
        over = any(
            (mark := claims.get(below)) and mark.kind == "byline"
            for below in range(at + 1, min(at + 4, body))
        )
        words = (
            min(len(said[at]), settings.longest) if 2 * len(_DIGITS.sub("", said[at])) > len(said[at]) else 0
        )
        gain = (
            words
            + settings.twice * twice
            + settings.byline * over
            - settings.bars * bool(_NOT_A_TITLE.search(text))
        )
        gain += settings.first * (at == 0)
        return gain - settings.far * likely.index(at) - settings.doubt * chances[at]

    return max(likely, key=rate_title)


def _may_be_title(text: str, claim: BoilerplateEvidence | None, settings: TitleSettings) -> bool:
    if (
        len(text) < settings.shortest
        or text.endswith(_TEXT_LINE_ENDS)
        or (claim and claim.confidence >= settings.claimed)
    ):
        return False
    letters = keep_letters(text)
    return settings.shortest <= len(letters) <= settings.most and not letters.isdecimal()


def find_title_repeats(
    page: CutPage, title: int, body: int, gone: Collection[int], settings: RepeatedTextSettings
) -> Iterator[tuple[int, BoilerplateEvidence]]:
    """Yield the units that say the title again; above the body a part of it is enough."""
    said = keep_letters(page.texts[title])
    if page.texts[title].endswith("。") or not settings.title_min <= len(said) <= settings.title_max:
        return
    longest = 2 * len(page.texts[title])
    for at, text in enumerate(page.texts):
        if at == title or at in gone or len(text) > longest:
            continue
        low = text.lower()
        if said[0] not in low and said[-1] not in low:  # most units: no need to leave out what is silent
            continue
        again = keep_letters(low)
        if again == said:
            rule, kind = ("echo/title", "duplicate_title") if at < body else ("echo/image-name", "image_alt")
            yield at, BoilerplateEvidence(rule, kind, 1.0, "says the title again")
        elif at < min(body, title) and _is_title_part(again, said, settings.part):
            yield (
                at,
                BoilerplateEvidence(
                    "echo/title-part", "duplicate_title", 1.0, "says most of the title again"
                ),
            )


def _is_title_part(short: str, whole: str, share: float) -> bool:
    return share * len(whole) <= len(short) < len(whole) and (
        whole.endswith(short) or whole.startswith(short)
    )


def find_abstracts(
    page: CutPage, gone: Collection[int], settings: RepeatedTextSettings
) -> Iterator[tuple[int, BoilerplateEvidence]]:
    """Yield the units that say only what stands below them, labelled or cut short as abstracts are."""
    for at, text in enumerate(page.texts[: settings.abstract_within]):
        if at in gone or page.units[at].pieces > 1:
            continue
        labelled = _LABELLED_ABSTRACT.fullmatch(text)
        if not labelled and not text.endswith(("...", "…")):
            continue
        said = keep_letters((labelled["said"] if labelled else text).rstrip(_ELLIPSIS_CHARS))
        if len(said) < settings.abstract_min:
            continue
        below = keep_letters("".join(page.texts[at + 1 : at + 1 + settings.abstract_reach]))
        if said in below:
            yield at, BoilerplateEvidence("echo/abstract", "abstract", 1.0, "repeats the text below it")

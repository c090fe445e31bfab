"""Choose the title of a page among its units."""

import re
from collections.abc import Mapping
from math import log

import numpy as np

from jiaokan.config.strip_settings import TitleSettings
from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.models.boosted_trees import BoolArray, Float32Array, Float64Array, ObliviousTrees
from jiaokan.stages.strip.judge.unit_arrays import BAR, BLANK, BRACKET, COLON, COMMA, DIGIT, QUOTE, STOP
from jiaokan.stages.strip.judge.unit_features import Shape
from jiaokan.stages.strip.judge.units import MIN_PROSE_CHARS, CutPage
from jiaokan.stages.strip.rule_claims import BoilerplateEvidence
from jiaokan.text.normalized_view import keep_letters
from jiaokan.text.title_lines import cut_image_number, find_stated_title, is_journal_issue, may_state_title
from jiaokan.text.title_separators import is_title_in_head, list_titles_before_site
from jiaokan.text.unicode_ranges import count_han

MIN_TITLE_LETTERS, MAX_TITLE_LETTERS = 2, 80  # letters, digits and Han
_LETTERLESS = [STOP, COMMA, COLON, BAR, QUOTE, BRACKET, BLANK]
_MAX_TRIED = 20  # likeliest units that are tried
_MAX_UNITS_TO_BYLINE = 4  # units below a title among which its byline stands
_MIN_PAIR_CHARS = 6  # of a title that the next unit says again
_DATELINE_ALONE = re.compile(
    r"[(【]?[^,。;!?]{2,20}\d日(?:电|讯|专电|综合报导|报[道导])[)】]?"
)  # 香港新闻组/香港7日电
_MAX_HEAD_CHARS = 240  # code points of a first line that may be what the head of the page said
_MIN_HEAD_TITLE_HAN = 4  # of a title that the head of the page says with the name of the site
_MIN_OPENING_HAN = 5  # of a line that the head of the page only opens with; 公司简介 may be of a menu
_MAX_UNITS_BELOW = 3  # units from the first of prose among which a title may stand
# a date with what stands beside it in the head of a newspaper: 2012年8月3日 星期五, 2002年9月3日 第3版
_DATE_LINE = compile_on_use(
    r"""
    \W*+(?:19|20)?\d{2}[年./-]\d{1,2}[月./-]\d{1,2}日?\W*+           # 2012年8月3日
    (?:星期|周|礼拜)?[一二三四五六日天]?\W*+                         # 星期五
    (?:[\u4e00-\u9fff]{2,6}报?\W*+)?                                 # 江城日报
    (?:第?\W*+[0-9A-Z]{1,4}\W*+版)?\W*+                              # 第3版
    (?:\d{1,2}:\d{2}(?::\d{2})?)?\W*+                                # 08:30
    """,
    re.VERBOSE,
)


def flag_title_candidates(shape: Shape) -> BoolArray:
    """Return which units are short enough for a title and more than numbers, shape (units,)."""
    letters = shape.chars.lengths - shape.counts[_LETTERLESS].sum(axis=0)
    fits = (letters >= MIN_TITLE_LETTERS) & (letters <= MAX_TITLE_LETTERS)
    return np.asarray(fits & (letters > shape.counts[DIGIT]), bool)


def score_titles(trees: ObliviousTrees, columns: Float32Array, shape: Shape) -> Float64Array:
    """Return for each unit the log-odds that it is the title of its page; -inf for one that cannot be.

    Args:
        trees: the part of the judge for titles.
        columns: the features of the units, shape (features, units).
        shape: what is counted of them.
    """
    candidates = flag_title_candidates(shape)
    odds = np.full(len(candidates), -np.inf)
    odds[candidates] = trees.score_rows(columns[:, candidates])
    return odds


def choose_title_unit(
    page: CutPage,
    odds: Float64Array,
    chances: Float64Array,
    claims: Mapping[int, BoilerplateEvidence],
    body: int,
    settings: TitleSettings,
) -> tuple[int, bool]:
    """Return the unit that is the title, -1 for none, and whether it is likely enough to name the page by.

    A title that the page states stays whatever the judge says. Another one goes if it is surely boilerplate.

    Args:
        page: the page.
        odds: for each unit the log-odds that it is the title.
        chances: for each unit the probability that it is boilerplate.
        claims: for a unit, the rule with the highest confidence.
        body: the first unit of prose.
        settings: how likely a title must be.
    """
    if (stated := find_stated_unit(page, odds, body)) >= 0:
        return stated, True
    title = find_title_unit(page, odds, claims, body, settings)
    if title < 0 or _is_overruled(chances[title], odds[title], settings):
        return -1, False
    return title, bool(odds[title] >= find_log_odds(settings.min_chance))


def find_stated_unit(page: CutPage, odds: Float64Array, body: int) -> int:
    """Return the unit that the page itself states to be its title, the likeliest of several, -1 for none.

    A line with a label states it (`本文标题:…`), or else the first line, where that is what the head of the
    page said, with the name of the site behind the title. A line above the prose may be what it opens with.

    Args:
        page: the page.
        odds: for each unit the log-odds that it is the title.
        body: the first unit of prose.
    """
    texts = page.texts if may_state_title(page.page.view.text) else ()
    labelled = {keep_letters(title) for text in texts if (title := find_stated_title(text))}
    head = page.page.lines[0]
    before_site = list_titles_before_site(head) if len(head) <= _MAX_HEAD_CHARS else []
    named = {keep_letters(title) for title in before_site if count_han(title) >= _MIN_HEAD_TITLE_HAN}
    same: list[int] = []
    for titles in filter(None, (labelled, named)):
        if same := [at for at, text in enumerate(page.texts) if keep_letters(text) in titles]:
            break
    if not any(page.units[at].line for at in same):  # nothing below the first line
        same = [at for at in range(body) if _opens_head(page, at, head)] or same
    return max(same, key=lambda at: (odds[at], -at), default=-1)


def _opens_head(page: CutPage, at: int, head: str) -> bool:
    """Tell whether a unit below the first line is a line of its own that the head of the page opens with."""
    text, unit = page.texts[at], page.units[at]
    if not unit.line or unit.pieces > 1 or len(head) > _MAX_HEAD_CHARS:
        return False
    return count_han(text) >= _MIN_OPENING_HAN and is_title_in_head(text, head)


def find_title_unit(
    page: CutPage,
    odds: Float64Array,
    claims: Mapping[int, BoilerplateEvidence],
    body: int,
    settings: TitleSettings,
) -> int:
    """Return the unit that is most likely the title, -1 if none is likely enough.

    Titles stand above the text of the page, or a few units below its first, which may be a summary. A line is
    likelier right above a byline, and less likely where a rule is sure of it.

    Args:
        page: the page.
        odds: for each unit the log-odds that it is the title.
        claims: for a unit, the rule with the highest confidence.
        body: the first unit of prose.
        settings: how likely a title must be.
    """
    rated = odds + settings.byline_nats * _measure_byline_nearness(page, claims, body)
    sure = [at for at, claim in claims.items() if claim.confidence >= settings.min_claim_confidence]
    rated[sure] -= settings.claim_nats
    likely = (-rated).argsort(kind="stable")[:_MAX_TRIED].tolist()
    least = find_log_odds(settings.min_kept_chance)
    allowed = (at for at in likely if rated[at] >= least and at < body + _MAX_UNITS_BELOW)
    titles = (at for at in allowed if not _is_other_name(page.texts[at]))
    certain = find_log_odds(settings.certain_chance)
    return next((int(at) for at in titles if odds[at] >= certain or not _is_account(page, at)), -1)


def _is_overruled(boilerplate: float, odds: float, settings: TitleSettings) -> bool:
    """Tell whether a unit that is likely the title goes all the same, as boilerplate.

    Args:
        boilerplate: the probability that the unit is boilerplate.
        odds: the log-odds that it is the title.
        settings: how sure either must be.
    """
    return boilerplate >= settings.min_overrule_chance and odds < find_log_odds(settings.certain_chance)


def find_log_odds(chance: float) -> float:
    """Return the log-odds of a probability.

    >>> find_log_odds(0.5)
    0.0
    """
    return log(chance / (1 - chance))


def _measure_byline_nearness(
    page: CutPage, claims: Mapping[int, BoilerplateEvidence], body: int
) -> Float64Array:
    """Return for each unit how near a byline or dateline stands below it and above the text, shape (units,).

    That is 1 right above one, less for each unit between, and 0 where none is near.
    """
    nearness = np.zeros(len(page.texts))
    for byline in range(body):
        if _is_byline(page.texts[byline], claims.get(byline)):
            for units_between in range(min(_MAX_UNITS_TO_BYLINE, byline)):
                above = byline - 1 - units_between
                nearness[above] = max(nearness[above], 1 - units_between / _MAX_UNITS_TO_BYLINE)
    return nearness


def _is_byline(text: str, claim: BoilerplateEvidence | None) -> bool:
    is_claimed = claim is not None and claim.kind == "byline"
    return is_claimed or ("日" in text and _DATELINE_ALONE.fullmatch(text) is not None)


def _is_other_name(text: str) -> bool:
    """Tell whether a line is prose, the date of the page, the issue of a journal, or the name of an image."""
    is_prose = len(text) >= MIN_PROSE_CHARS and text.endswith(("。", "。”"))
    return bool(
        is_prose or is_journal_issue(text) or cut_image_number(text) != text or _DATE_LINE.fullmatch(text)
    )


def _is_account(page: CutPage, at: int) -> bool:
    """Tell whether a unit reads as the name of an account: short, and twice in a row."""
    text = page.texts[at]
    beside = (*page.texts[max(0, at - 1) : at], *page.texts[at + 1 : at + 2])
    return len(text) < _MIN_PAIR_CHARS and text in beside

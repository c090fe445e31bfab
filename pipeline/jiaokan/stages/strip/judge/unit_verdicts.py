"""Decide which units of a page go: what the judge says, what rules are sure of, what the page says twice."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from operator import methodcaller

import numpy as np

from jiaokan.config.schema import LineClassifierSettings
from jiaokan.models.boosted_trees import BoolArray, Float64Array, Int64Array
from jiaokan.rules import ARTICLE_KIND
from jiaokan.stages.strip.judge.unit_judge import HEADS, PageScores
from jiaokan.stages.strip.judge.unit_table import GROUPS
from jiaokan.stages.strip.judge.units import CutPage
from jiaokan.stages.strip.rule_claims import BoilerplateEvidence
from jiaokan.text.normalized_view import to_code_points

UnitVerdicts = dict[int, BoilerplateEvidence]  # a unit by its place on the page, and what speaks against it
_LINE, _PIECE = "page/line", "page/piece"
_HAN = (0x3400, 0xA000)
_SENTENCE = re.compile("[。！？!?…;:][”’)\\]】]*$")
_NUMERAL = "〇○零一二三四五六七八九十"
_DATE = re.compile(
    f"(?:[12][0-9]{{3}}|[{_NUMERAL}]{{4}}) ?年 ?[0-9{_NUMERAL}]{{1,3}} ?月 ?[0-9{_NUMERAL}]{{1,3}} ?日"
)
_ENDS_AS_DATE = methodcaller("endswith", "日")
_OFFICE = re.compile(
    "(?:局|政府|委员会|办公室|公司|厅|部|院|会|处|中心|学校|大学|银行|集团|指挥部|科|所|站|党委|总工会|人民法院)$"
)
_ONLY_NAME = re.compile("[\u3400-\u9fff（）()· ]+")
_MAX_OFFICE_CHARS = 30
_MAX_SIGNING_OFFICES = 2
_NAME, _NUMBER = re.compile("[\u3400-\u9fffA-Za-z]+"), re.compile(r"\d+(?:\.\d+)?")
_MIN_ROWS = 8  # of a table
_STOPS = frozenset("。！？!?…")
_MIN_SENTENCE_CHARS = 10
_MAX_HEADLINE_CHARS = 48  # of an entry in a list of other pages


@dataclass(frozen=True, slots=True)
class PageEvidence:
    """What is known of the units of a page.

    Attributes:
        claims: the surest rule that claims all of a unit, by the unit's place.
        scores: what the judge says.
    """

    claims: Mapping[int, BoilerplateEvidence]
    scores: PageScores


def gather_claims(page: CutPage, share: float) -> tuple[dict[int, BoilerplateEvidence], set[int]]:
    """Return the surest rule on each unit that it covers, and the units that a rule keeps.

    Args:
        page: the page.
        share: of a unit, from which a claim is on all of it.
    """
    marks: dict[int, BoilerplateEvidence] = {}
    kept: set[int] = set()
    for at, rule, covered in page.claims:
        if covered < share:
            continue
        if rule.kind == ARTICLE_KIND:
            kept.add(at)
        elif at not in marks or rule.confidence > marks[at].confidence:
            opens = rule.scope == "block"
            marks[at] = BoilerplateEvidence(rule.id, rule.kind, rule.confidence, rule.why, opens)
    return marks, kept


def is_chinese(page: CutPage, share: float) -> bool:
    """Tell whether enough of the page is Han for the judge to read it."""
    points = to_code_points("".join(page.texts))
    han = int(np.count_nonzero((points >= _HAN[0]) & (points < _HAN[1])))
    return han >= share * len(points)


def decide_units(page: CutPage, evidence: PageEvidence, settings: LineClassifierSettings) -> UnitVerdicts:
    """Return the units that go.

    Units stay up to the best that can be expected of the page, and those stay that the judge keeps from a
    sure rule. A sentence goes from amid others of its line only where the judge is surer.
    """
    chances = evidence.scores.chances
    sure = np.zeros(len(chances), bool)
    sure[[at for at, mark in evidence.claims.items() if mark.confidence >= settings.sure]] = True
    goes = choose_units(page, evidence.scores, settings) | (sure & (chances > settings.unopposed))
    for at in _find_islands(page, goes, chances, settings):
        goes[at] = False
    gone = dict(_explain_units(page, goes.nonzero()[0], evidence))
    if any(mark.opens_list for mark in evidence.claims.values()):
        gone |= dict(_find_listed(page, gone, evidence, settings))
    return gone


def _find_listed(
    page: CutPage, gone: UnitVerdicts, evidence: PageEvidence, settings: LineClassifierSettings
) -> Iterator[tuple[int, BoilerplateEvidence]]:
    """Yield the likely units of lists that opened with one that goes, down to the next sentence."""
    head: BoilerplateEvidence | None = None
    for at, text in enumerate(page.texts):
        claim = evidence.claims.get(at)
        if at in gone:
            head = claim if claim and claim.opens_list else head
        elif _SENTENCE.search(text) or len(text) > _MAX_HEADLINE_CHARS:
            head = None
        elif head and evidence.scores.chances[at] > settings.listed:
            chance = round(float(evidence.scores.chances[at]), 3)
            yield at, BoilerplateEvidence(head.rule, head.kind, chance, f"in the list below: {head.why}")


def choose_units(page: CutPage, scores: PageScores, settings: LineClassifierSettings) -> BoolArray:
    """Return the units that go by the judge's word alone.

    Of a page that holds no article go all that are likely boilerplate, and nothing goes of a page of which no
    unit is surely boilerplate. Of any other the units most likely the article's stay, as many as make the
    expected F-measure of the page best. A page of facts or replies, of which the judge is unsure, keeps what
    it doubts; a menu goes of which it is sure.
    """
    if scores.no_article >= settings.no_article:
        return np.asarray(scores.chances > settings.drop_no_article, bool)
    if scores.chances.max() < settings.bare:
        return np.zeros(len(scores.chances), bool)
    lengths = np.fromiter(map(len, page.texts), np.float64, len(page.texts))
    chances = _even_out_tables(page, scores.chances)
    article = 1 - chances
    order = chances.argsort(kind="stable")
    kept, right = lengths[order].cumsum(), (article * lengths)[order].cumsum()
    doubt = float((chances * article * lengths).sum() / lengths.sum())
    relief = 1 - settings.relief * scores.no_article
    weight = (relief * (settings.recall_weight + settings.doubt_weight * doubt)) ** 2
    measure = (1 + weight) * right / (weight * right[-1] + kept)
    goes = np.ones(len(order), bool)
    goes[order[: int(measure.argmax()) + 1]] = False
    goes &= scores.chances >= min(settings.least_sentence, relief * settings.least)
    for at in goes.nonzero()[0].tolist():
        least = settings.least_sentence if _is_sentence(page.texts[at]) else relief * settings.least
        goes[at] = scores.chances[at] >= least
    if scores.no_article >= settings.likely_no_article:
        goes |= scores.chances > settings.drop_likely
    return goes


def _even_out_tables(page: CutPage, chances: Float64Array) -> Float64Array:
    """Return the chances with the rows of a table that is most of the page judged alike: all stay, or none.

    Rows of a table have one form: names and numbers in the same order.
    """
    if sum(map(bool, map(_NUMBER.search, page.texts))) < max(_MIN_ROWS, len(page.texts) / 2):
        return chances
    forms = [_NAME.sub("名", _NUMBER.sub("0", text)) for text in page.texts]
    form, count = Counter(forms).most_common(1)[0]
    if 2 * count < len(forms) or count < _MIN_ROWS or not ("名" in form and "0" in form):
        return chances
    rows = np.array([other == form for other in forms])
    return np.asarray(np.where(rows, chances[rows].mean(), chances), np.float64)


def _is_sentence(text: str) -> bool:
    """Tell whether a unit ends as a sentence does, and is none of the shortest."""
    return len(text) >= _MIN_SENTENCE_CHARS and text.rstrip("”’)】")[-1:] in _STOPS


def _find_islands(
    page: CutPage, goes: BoolArray, chances: Float64Array, settings: LineClassifierSettings
) -> list[int]:
    """Return the pieces that would go out of the middle of a line whose other pieces stay, on too little."""
    doubtful = (goes & (chances < settings.drop_amid)).nonzero()[0].tolist()
    return [
        at
        for at in doubtful
        if 0 < page.units[at].piece < page.units[at].pieces - 1 and not goes[at - 1] and not goes[at + 1]
    ]


def _explain_units(
    page: CutPage, places: Int64Array, evidence: PageEvidence
) -> Iterator[tuple[int, BoilerplateEvidence]]:
    """Yield the units at some places, each with the rule that claims it or the judge's own word."""
    scores = evidence.scores
    chances = scores.chances[places].round(3).tolist()
    reasons = map(tuple, scores.reasons[places].tolist())
    for at, chance, groups, head in zip(
        places.tolist(), chances, reasons, scores.kinds[places].tolist(), strict=True
    ):
        if claim := evidence.claims.get(at):
            why = _add_reasons(claim.why, groups)
            yield (
                at,
                BoilerplateEvidence(
                    claim.rule, claim.kind, max(claim.confidence, chance), why, claim.opens_list
                ),
            )
        else:
            rule = _LINE if page.units[at].pieces == 1 else _PIECE
            yield at, BoilerplateEvidence(rule, HEADS[head], chance, _add_reasons("", groups))


@lru_cache(maxsize=1 << 14)
def _add_reasons(why: str, groups: tuple[int, ...]) -> str:
    """Return the reason of a rule, "" for none, with the groups of features that spoke for it."""
    named = ", ".join(GROUPS[group] for group in groups)
    return f"{why}; the page agrees by {named}" if why else f"judged by {named}"


def find_signatures(
    page: CutPage, gone: UnitVerdicts, claims: Collection[int], chances: Float64Array, sure: float
) -> Iterator[int]:
    """Yield the units that would go although they sign the document above them.

    Two forms are known: an office and the date below it, where something above them stays; and one or two
    offices alone, right below a unit that stays, which no rule claims.

    Args:
        page: the page.
        gone: the units that would go.
        claims: the units that a rule claims.
        chances: of each unit to be boilerplate.
        sure: chance from which even a signature goes.
    """
    signed: set[int] = set()
    if any(map(_DATE.fullmatch, filter(_ENDS_AS_DATE, page.texts))):
        signed.update(_find_dated_signatures(page, gone, chances, sure))
    yield from sorted(signed | set(_find_lone_offices(page, gone, claims, chances, sure)))


def _find_dated_signatures(
    page: CutPage, gone: UnitVerdicts, chances: Float64Array, sure: float
) -> Iterator[int]:
    stays = False
    for at, text in enumerate(page.texts):
        signed = at and stays and _DATE.fullmatch(text) and _OFFICE.search(page.texts[at - 1])
        if signed and max(chances[at - 1 : at + 1]) < sure:
            yield from (at - 1, at)
        stays = stays or at not in gone


def _find_lone_offices(
    page: CutPage, gone: UnitVerdicts, claims: Collection[int], chances: Float64Array, sure: float
) -> Iterator[int]:
    """Yield the one or two offices right below a unit that stays; more of them are a list of links."""
    for first in sorted(gone):
        if not first or first - 1 in gone:
            continue
        run = list(takewhile(lambda at: _is_office(page, at), range(first, len(page.texts))))
        if len(run) <= _MAX_SIGNING_OFFICES and not any(at in claims for at in run):
            yield from (at for at in run if at in gone and chances[at] < sure)


def _is_office(page: CutPage, at: int) -> bool:
    """Tell whether a unit is a line of its own that names an office and says nothing else."""
    text = page.texts[at]
    return (
        page.units[at].pieces == 1
        and len(text) <= _MAX_OFFICE_CHARS
        and bool(_OFFICE.search(text))
        and _ONLY_NAME.fullmatch(text) is not None
    )

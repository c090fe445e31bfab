"""Decide which units of a page are removed, by the judge and by rules."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from jiaokan.config.strip_settings import LineClassifierSettings
from jiaokan.models.boosted_trees import BoolArray, Float64Array, Int64Array
from jiaokan.rules import ARTICLE_KIND
from jiaokan.stages.strip.judge.page_script import is_chinese
from jiaokan.stages.strip.judge.unit_judge import HEADS, PageScores
from jiaokan.stages.strip.judge.unit_table import GROUPS
from jiaokan.stages.strip.judge.units import CutPage
from jiaokan.stages.strip.rule_claims import BoilerplateEvidence
from jiaokan.text.english_prose import is_english_prose

UnitVerdicts = dict[int, BoilerplateEvidence]  # the index of a removed unit, and the evidence against it
_LINE, _PIECE = "classifier/line", "classifier/piece"
_SENTENCE = re.compile("[。！？!?…;:][”’)\\]】]*$")
_NAME, _NUMBER = re.compile("[\u3400-\u9fffA-Za-z]+"), re.compile(r"\d+(?:\.\d+)?")
_DIGIT = re.compile(r"\d")
_MIN_ROWS = 8  # rows of a table
_STOPS = frozenset("。！？!?…")
_MIN_SENTENCE_CHARS = 10
_MAX_LEFTOVER_SHARE = 0.2  # kept share of the pieces of a line that is a menu
_MAX_MENU_ENTRY_CHARS = 8
_MIN_LEFTOVER_CHANCE = 0.1
_MAX_HEADLINE_CHARS = 48  # code points of an entry in a list of other pages
# A page is read again after edits, until none is left to make. Where all units that stay have a chance below
# this, a further reading of 251 development pages found nothing more, and of the lines of 397 pages of HTML
# it found more on 2, so it is left out.
_MAX_SETTLED_CHANCE = 0.5


@dataclass(frozen=True, slots=True)
class PageEvidence:
    """The evidence on the units of a page.

    Attributes:
        claims: the rule with the highest confidence that covers a unit, by the index of the unit.
        scores: the scores of the judge.
    """

    claims: Mapping[int, BoilerplateEvidence]
    scores: PageScores


def gather_claims(page: CutPage, share: float) -> tuple[dict[int, BoilerplateEvidence], set[int]]:
    """Return the rule with the highest confidence on each unit, and the units that a rule keeps.

    Args:
        page: the page.
        share: the least share of a unit that a claim must cover.
    """
    claims: dict[int, BoilerplateEvidence] = {}
    kept: set[int] = set()
    for at, rule, covered in page.claims:
        if covered < share:
            continue
        if rule.kind == ARTICLE_KIND:
            kept.add(at)
        elif at not in claims or rule.confidence > claims[at].confidence:
            opens = rule.scope == "block"
            claims[at] = BoilerplateEvidence(rule.id, rule.kind, rule.confidence, rule.why, opens)
    return claims, kept


def decide_units(
    page: CutPage, evidence: PageEvidence, chosen: BoolArray, settings: LineClassifierSettings
) -> UnitVerdicts:
    """Return the removed units with the evidence against each.

    Units are removed by the choice of `choose_units`, or by a sure rule unless the judge clearly
    disagrees. A piece in the middle of a kept line is removed only at a higher probability.

    Args:
        page: the page.
        evidence: the claims of rules and the scores of the judge.
        chosen: which units the scores alone remove; none on a page that holds nothing but an article.
        settings: how likely boilerplate must be.
    """
    chances = evidence.scores.chances
    sure = np.zeros(len(chances), bool)
    sure[[at for at, claim in evidence.claims.items() if claim.confidence >= settings.certain_confidence]] = (
        True
    )
    goes = chosen | (sure & (chances > settings.min_unopposed_chance))
    for at in _find_islands(page, goes, chances, settings):
        goes[at] = False
    for at in _find_menu_leftovers(page, goes, chances):
        goes[at] = True
    gone = dict(_explain_units(page, goes.nonzero()[0], evidence))
    if any(claim.opens_list for claim in evidence.claims.values()):
        gone |= dict(_find_listed(page, gone, evidence, settings))
    return gone


def _find_listed(
    page: CutPage, gone: UnitVerdicts, evidence: PageEvidence, settings: LineClassifierSettings
) -> Iterator[tuple[int, BoilerplateEvidence]]:
    """Yield the likely boilerplate units below a removed unit that opens a list, up to the next sentence."""
    head: BoilerplateEvidence | None = None
    for at, text in enumerate(page.texts):
        claim = evidence.claims.get(at)
        if at in gone:
            head = claim if claim and claim.opens_list else head
        elif _SENTENCE.search(text) or len(text) > _MAX_HEADLINE_CHARS:
            head = None
        elif head and evidence.scores.chances[at] > settings.min_listed_chance:
            chance = round(float(evidence.scores.chances[at]), 3)
            yield at, BoilerplateEvidence(head.rule, head.kind, chance, f"in the list below: {head.why}")


def choose_units(page: CutPage, scores: PageScores, settings: LineClassifierSettings) -> BoolArray:
    """Return the units that are removed by their scores alone.

    On a page without an article all likely boilerplate is removed. On a page where no unit is surely
    boilerplate nothing is removed. On other pages the likeliest units of the article are kept, as many
    as give the highest expected F-measure. The more uncertain the scores of a page are, the more recall
    weighs. Of a page with few Han the judge knows little, and only surer units go.
    """
    if scores.no_article >= settings.min_no_article_chance:
        return np.asarray(scores.chances > settings.min_chance_if_no_article, bool)
    if scores.chances.max() < settings.max_bare_chance:
        return np.zeros(len(scores.chances), bool)
    lengths = np.fromiter(map(len, page.texts), np.float64, len(page.texts))
    chances = _even_out_tables(page, scores.chances)
    article = 1 - chances
    order = chances.argsort(kind="stable")
    kept, right = lengths[order].cumsum(), (article * lengths)[order].cumsum()
    doubt = float((chances * article * lengths).sum() / lengths.sum())
    relief = 1 - settings.relief_share * scores.no_article
    weight = (relief * (settings.recall_weight + settings.doubt_weight * doubt)) ** 2
    measure = (1 + weight) * right / (weight * right[-1] + kept)
    goes = np.ones(len(order), bool)
    goes[order[: int(measure.argmax()) + 1]] = False
    goes &= scores.chances >= min(settings.min_sentence_chance, relief * settings.min_chance)
    for at in goes.nonzero()[0].tolist():
        goes[at] = scores.chances[at] >= _find_least_chance(page.texts[at], relief, settings)
    if not is_chinese(page, settings.min_full_han_share):
        goes &= scores.chances >= settings.min_chance_if_few_han
    if scores.no_article >= settings.min_likely_no_article_chance:
        goes |= scores.chances > settings.min_chance_if_likely_no_article
    return goes


def _find_least_chance(text: str, relief: float, settings: LineClassifierSettings) -> float:
    """Return the chance from which a unit goes without a rule; the judge knows no prose in English."""
    if _is_sentence(text):
        return settings.min_sentence_chance
    return settings.min_amid_chance if is_english_prose(text) else relief * settings.min_chance


def _even_out_tables(page: CutPage, chances: Float64Array) -> Float64Array:
    """Return the chances with one mean for all rows of a table, where a table is most of the page.

    Rows of a table have one form: names and numbers in the same order.
    """
    if len(page.texts) < _MIN_ROWS or sum(map(bool, map(_DIGIT.search, page.texts))) < max(
        _MIN_ROWS, len(page.texts) / 2
    ):
        return chances
    forms = [_NAME.sub("名", _NUMBER.sub("0", text)) for text in page.texts]
    form, count = Counter(forms).most_common(1)[0]
    if 2 * count < len(forms) or count < _MIN_ROWS or not ("名" in form and "0" in form):
        return chances
    rows = np.array([other == form for other in forms])
    return np.asarray(np.where(rows, chances[rows].mean(), chances), np.float64)


def _is_sentence(text: str) -> bool:
    """Tell whether a unit ends with the mark of a sentence and is not very short."""
    return len(text) >= _MIN_SENTENCE_CHARS and text.rstrip("”’)】")[-1:] in _STOPS


def _find_islands(
    page: CutPage, goes: BoolArray, chances: Float64Array, settings: LineClassifierSettings
) -> list[int]:
    """Return the removed pieces between two kept pieces of a line whose probability is too low for that."""
    doubtful = (goes & (chances < settings.min_amid_chance)).nonzero()[0].tolist()
    return [
        at
        for at in doubtful
        if 0 < page.units[at].piece < page.units[at].pieces - 1 and not goes[at - 1] and not goes[at + 1]
    ]


def _find_menu_leftovers(page: CutPage, goes: BoolArray, chances: Float64Array) -> list[int]:
    """Return the short kept pieces of lines in which nearly all pieces, short ones too, are removed."""
    found: list[int] = []
    for first, unit in enumerate(page.units):
        if (
            unit.piece or unit.pieces * _MAX_LEFTOVER_SHARE < 1
        ):  # so few pieces can have no kept one left over
            continue
        pieces = range(first, first + unit.pieces)
        kept = [at for at in pieces if not goes[at]]
        if not kept or len(kept) > _MAX_LEFTOVER_SHARE * len(pieces):
            continue
        if max(len(page.texts[at]) for at in pieces) <= _MAX_MENU_ENTRY_CHARS:
            found += [at for at in kept if chances[at] > _MIN_LEFTOVER_CHANCE]
    return found


def _explain_units(
    page: CutPage, places: Int64Array, evidence: PageEvidence
) -> Iterator[tuple[int, BoilerplateEvidence]]:
    """Yield the units at the given indexes, each with the rule that covers it or the kind of the judge."""
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
    """Return the reason of a rule, "" for none, with the groups of features that support it."""
    named = ", ".join(GROUPS[group] for group in groups)
    return f"{why}; the page agrees by {named}" if why else f"judged by {named}"


def is_settled(chances: Float64Array, gone: Collection[int]) -> bool:
    """Tell whether no kept unit is likely enough boilerplate to be removed in a second pass."""
    return not (np.delete(chances, np.array([*gone], np.int64)) >= _MAX_SETTLED_CHANCE).any()

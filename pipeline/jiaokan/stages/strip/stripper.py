"""Propose the deletions of boilerplate in texts by the evidence on their pages."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

import numpy as np

from jiaokan.config.strip_settings import StripSettings
from jiaokan.core.edits import Edit, Span, apply_edits
from jiaokan.core.offsets import OffsetMap
from jiaokan.core.runtime.garbage_collection import pause_garbage_collection
from jiaokan.models.boosted_trees import BoolArray
from jiaokan.rules import BRAND_SCOPE, Claim, Rulebook, RuleSpans
from jiaokan.stages.strip.corpus_line_counts import LineCounts, find_frequent_lines
from jiaokan.stages.strip.damaged_lines import drop_edits_on_damaged_lines
from jiaokan.stages.strip.injected_brands import find_injected_brands
from jiaokan.stages.strip.judge.bare_pages import is_bare_page
from jiaokan.stages.strip.judge.label_values import find_label_values
from jiaokan.stages.strip.judge.page_script import doubt_few_han, is_chinese
from jiaokan.stages.strip.judge.page_title import choose_title_unit
from jiaokan.stages.strip.judge.sentence_parts import find_sentence_parts
from jiaokan.stages.strip.judge.signing_offices import find_signatures
from jiaokan.stages.strip.judge.spared.spared_units import PageVerdicts, find_spared_units
from jiaokan.stages.strip.judge.unit_judge import Judge, PageScores, score_pages
from jiaokan.stages.strip.judge.unit_pages import cut_pages
from jiaokan.stages.strip.judge.unit_verdicts import (
    PageEvidence,
    UnitVerdicts,
    choose_units,
    decide_units,
    gather_claims,
    is_settled,
)
from jiaokan.stages.strip.judge.units import CutPage
from jiaokan.stages.strip.markup import find_markup_edits
from jiaokan.stages.strip.normalized_page import NormalizedPage, normalize_page
from jiaokan.stages.strip.page_numbers import find_page_numbers
from jiaokan.stages.strip.repeated_text import (
    find_abstracts,
    find_breadcrumbs,
    find_first_prose,
    find_title_repeats,
)
from jiaokan.stages.strip.rule_claims import BoilerplateEvidence
from jiaokan.stages.strip.strip_edits import compose_edits, is_claim_on_marks, make_strip_edits
from jiaokan.text.line_ends import feed_lines, quote_text
from jiaokan.text.verbatim import find_verbatim_lines


@dataclass(frozen=True, slots=True)
class StripResult:
    """The deletions and notes of a text, the probability that it has no article, and where its title is."""

    edits: Sequence[Edit]
    no_article_chance: float
    title: Span | None = None


@dataclass(frozen=True, slots=True)
class _Reading:
    """The result of one pass over a page. `is_settled` says that a second pass would change nothing."""

    edits: list[Edit]
    no_article_chance: float = 0.0
    title: Span | None = None
    is_settled: bool = False


@dataclass(slots=True)
class _TextProgress:
    """A text in process: its edits so far, and what the first pass found of the whole page."""

    edits: list[Edit] = field(default_factory=list)
    no_article_chance: float = 0.0
    title: Span | None = None
    is_changing: bool = True

    def add_reading(self, text: str, reading: _Reading, is_first: bool) -> None:
        """Add the result of a pass over the text as it is after the edits so far.

        Edits on damaged lines are left out here, so that the next pass reads what will stand.
        """
        if is_first:
            self.no_article_chance = reading.no_article_chance
            self.title = reading.title and OffsetMap(self.edits).map_back(reading.title)
        edits = compose_edits(text, self.edits, reading.edits) if self.edits else reading.edits
        kept = drop_edits_on_damaged_lines(text, edits)
        is_settled = reading.is_settled and len(kept) == len(edits)
        self.is_changing = bool(reading.edits) and kept != self.edits and not is_settled
        self.edits = kept


@dataclass(frozen=True, slots=True)
class Stripper:
    """The rules, the judge and the settings by which texts are stripped."""

    book: Rulebook
    judge: Judge
    settings: StripSettings
    counts: LineCounts | None = None

    def propose_edits(self, text: str) -> list[Edit]:
        """Return the deletions of a text. A second run on the result deletes nothing more."""
        return self.propose_all([text])[0]

    def propose_all(self, texts: Sequence[str]) -> list[list[Edit]]:
        """Return the deletions of many texts. Each is independent; much of the work is done in one step."""
        return [list(one.edits) for one in self.strip_all(texts)]

    @pause_garbage_collection()
    def strip_all(self, texts: Sequence[str]) -> list[StripResult]:
        """Return what goes from each text, and whether it holds an article.

        A damaged line stays: nobody can judge what cannot be read.
        """
        fed = [feed_lines(text) for text in texts]
        return [
            one if text == read else replace(one, edits=list(quote_text(text, one.edits)))
            for text, read, one in zip(texts, fed, self._strip_lines(fed), strict=True)
        ]

    def _strip_lines(self, texts: Sequence[str]) -> list[StripResult]:
        """Do the same for texts whose lines end in line feeds."""
        work = [_TextProgress(drop_edits_on_damaged_lines(text, find_markup_edits(text))) for text in texts]
        for turn in range(self.settings.max_passes):
            live = [at for at, one in enumerate(work) if one.is_changing]
            pages = [
                normalize_page(apply_edits(texts[at], work[at].edits) if work[at].edits else texts[at])
                for at in live
            ]
            for at, reading in zip(live, self._read_pages(pages), strict=True):
                work[at].add_reading(texts[at], reading, is_first=not turn)
        return [StripResult(one.edits, one.no_article_chance, one.title) for one in work]

    def _read_pages(self, pages: Sequence[NormalizedPage]) -> list[_Reading]:
        """Run one pass over each page."""
        numbered = [find_page_numbers(page, self.settings.page_numbers) for page in pages]
        others = [page for page, numbers in zip(pages, numbered, strict=True) if not numbers]
        found = self.book.find_spans(chain.from_iterable(page.lines for page in others))
        cut = cut_pages(others, found)
        chinese = [one for one in cut if one.units and is_chinese(one, self.settings.judge.min_han_share)]
        scores = iter(score_pages(self.judge, chinese, self.settings.judge.max_reasons))
        scored = {id(page): doubt_few_han(page, next(scores), self.settings.judge) for page in chinese}
        rest = (self._read_page(page, found, scored.get(id(page))) for page in cut)
        return [_Reading(numbers) if numbers else next(rest) for numbers in numbered]

    def _read_page(
        self, page: CutPage, found: Mapping[str, RuleSpans], scores: PageScores | None
    ) -> _Reading:
        shown = find_verbatim_lines(page.page.untrimmed_lines)
        gone, title = self._decide_page(page, scores) if scores else (self._decide_by_rules(page), -1)
        gone = {at: mark for at, mark in gone.items() if page.units[at].line not in shown}
        claims = [
            Claim(rule, at, start, end)
            for at, line in enumerate(page.page.lines)
            if line in found and at not in shown
            for rule, start, end in found[line]
        ]
        lines = {page.units[at].line for at in gone}
        on_brands = [claim for claim in claims if claim.rule.scope == BRAND_SCOPE]
        brands = find_injected_brands(page.page, on_brands, self.settings.brands)
        marks = [c for c in claims if is_claim_on_marks(c, page.page, self.settings.judge.certain_confidence)]
        parts = [claim for claim in (*marks, *brands.removals) if claim.line not in lines]
        notes = [claim for claim in brands.flags if claim.line not in lines]
        edits = make_strip_edits(page, gone, parts, notes)
        if not scores:
            return _Reading(edits)
        settled = not brands.removals and is_settled(scores.chances, gone)
        return _Reading(edits, scores.no_article, _locate_unit(page, title), settled)

    def _decide_page(self, page: CutPage, scores: PageScores) -> tuple[UnitVerdicts, int]:
        """Return the removed units, and the unit that is the title, -1 for none."""
        judge = self.settings.judge
        claims, kept = self._gather_claims(page)
        evidence = PageEvidence(claims, scores)
        chosen = choose_units(page, scores, judge)
        verdicts = self._decide_units(page, evidence, kept, chosen)
        may_be_bare = chosen.any() and scores.no_article < judge.min_no_article_chance
        if may_be_bare and is_bare_page(page, verdicts[0], scores.chances, judge):
            return self._decide_units(page, evidence, kept, np.zeros_like(chosen))
        return verdicts

    def _gather_claims(self, page: CutPage) -> tuple[dict[int, BoilerplateEvidence], set[int]]:
        """Return the surest claim on each unit, of rules or the corpus, and the units that a rule keeps."""
        claims, kept = gather_claims(page, self.settings.judge.min_covered_share)
        if self.counts:
            for at, mark in find_frequent_lines(page.texts, self.counts, self.settings.corpus_lines):
                if at not in claims or claims[at].confidence < mark.confidence:
                    claims[at] = mark
        return claims, kept

    def _decide_units(
        self, page: CutPage, evidence: PageEvidence, kept: set[int], chosen: BoolArray
    ) -> tuple[UnitVerdicts, int]:
        """Return the removed units and the title, where the scores alone remove the chosen units."""
        judge, claims, scores = self.settings.judge, evidence.claims, evidence.scores
        gone = decide_units(page, evidence, chosen, judge)
        for at in [*find_signatures(page, gone, claims, scores.chances, judge.min_amid_chance)]:
            gone.pop(at, None)
        for at in kept & gone.keys():  # a rule speaks for the article
            if at not in claims and scores.chances[at] < judge.min_amid_chance:
                gone.pop(at)
        verdicts = PageVerdicts(page, gone, claims, scores.chances)
        spared = find_spared_units(verdicts, judge.certain_confidence, judge.min_amid_chance)
        for at in [*spared, *find_sentence_parts(page, gone)]:
            gone.pop(at, None)
        gone |= dict(find_label_values(verdicts))
        return self._settle_title(page, claims, kept, gone, scores)

    def _settle_title(
        self,
        page: CutPage,
        claims: Mapping[int, BoilerplateEvidence],
        kept: Collection[int],
        gone: UnitVerdicts,
        scores: PageScores,
    ) -> tuple[UnitVerdicts, int]:
        """Keep the title; add its copies and the lines that only repeat the text below them.

        The title is returned where it is likely enough to name the page by, else -1.
        """
        settings, title, is_sure = self.settings, -1, False
        body = find_first_prose(page, gone)
        if scores.no_article < settings.judge.min_no_article_chance:
            title, is_sure = choose_title_unit(
                page, scores.title_odds, scores.chances, claims, body, settings.title
            )
        echoes: dict[int, BoilerplateEvidence] = {}
        if title >= 0:
            gone.pop(title, None)
            echoes |= find_title_repeats(page, title, body, gone, settings.repeated_text)
        echoes |= find_abstracts(page, gone, settings.repeated_text)
        echoes |= find_breadcrumbs(page, gone, settings.repeated_text)
        gone |= {at: mark for at, mark in echoes.items() if at < body or at not in kept}
        return gone, title if is_sure else -1

    def _decide_by_rules(self, page: CutPage) -> UnitVerdicts:
        """Return the removals by rules of full confidence, on a page that the judge cannot score."""
        claims, kept = gather_claims(page, self.settings.judge.min_covered_share)
        return {at: mark for at, mark in claims.items() if mark.confidence == 1 and at not in kept}


def _locate_unit(page: CutPage, at: int) -> Span | None:
    """Return the span of a unit in the text of its page, None for -1."""
    if at < 0:
        return None
    unit = page.units[at]
    return page.page.locate_lines().find_source_span(unit.line, unit.start, unit.end)

"""Brand names that hijackers of a site put into its texts.

A brand is removed where the text reads on without it. Most brands replace the name of a school, a town or a
company. That name is lost, and without the brand the sentence has a hole. There the brand stays, and a note
flags it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress

from jiaokan.config.strip_settings import BrandSettings
from jiaokan.rules import ARTICLE_KIND, Claim
from jiaokan.stages.strip.normalized_page import NormalizedPage

_BAR_CHARS = " |_-—·~>"  # separators between a brand and a title
_CONTEXT_CHARS = 8  # code points examined on each side of a brand
_CLAUSE_MARKS = ",。!?;…)]】(【["
# words that need a name after them, and words that need a name before them
_EXPECTS_NAME_AFTER = re.compile(
    "(?:[在由向对与和及从到是为于将给让使以比像把被的同跟赴访本“《、/:]|我们|来自|开创|谱写|加盟|走进)$"
)
_FOLLOWS_NAME = re.compile(
    "[的之和与及是在将为也都已等”》、/党校院市县区省局厅部委办副全各师学教招研硕博赴到获荣承主协迎代队第]|"
    r"召开|举[行办]|组织|开展|成立|启动|领导|工作|首届|有限|关于|\d{4}年"
)


@dataclass(frozen=True, slots=True)
class BrandFindings:
    """The brands on a page: those to remove, with their separators, and those to flag."""

    removals: tuple[Claim, ...]
    flags: tuple[Claim, ...]


def find_injected_brands(
    page: NormalizedPage, claims: Sequence[Claim], settings: BrandSettings
) -> BrandFindings:
    """Find the brands that were put into a page, as opposed to brands that it writes about.

    A brand is injected if one of its claims is certain: it ends as an advertisement does, or is before a
    school or an office. On a page about gambling no brand counts as injected.

    Args:
        page: the page.
        claims: the claims of the rules for brands.
        settings: the limits.
    """
    names = [claim for claim in claims if claim.rule.kind != ARTICLE_KIND]
    if not names or _is_about_gambling(page, claims, names, settings):
        return BrandFindings((), ())
    injected = {
        _find_brand_name(page, claim)
        for claim in names
        if claim.rule.confidence >= settings.certain_confidence
    }
    brands = [claim for claim in _keep_longest_claims(names) if _find_brand_name(page, claim) in injected]
    replaces_name = [_is_in_place_of_name(page, claim, settings) for claim in brands]
    inserted = (claim for claim, replaces in zip(brands, replaces_name, strict=True) if not replaces)
    return BrandFindings(
        tuple(_extend_over_bars(page, claim) for claim in inserted), tuple(compress(brands, replaces_name))
    )


def _is_about_gambling(
    page: NormalizedPage, claims: Sequence[Claim], names: Sequence[Claim], settings: BrandSettings
) -> bool:
    """Tell whether sentences of the page, brands excluded, are about gambling."""
    brand_places = {(claim.line, i) for claim in names for i in range(claim.start, claim.end)}
    word_claims = [c for c in claims if c.rule.kind == ARTICLE_KIND and (c.line, c.start) not in brand_places]
    sentences = {line for line in {claim.line for claim in word_claims} if "。" in page.lines[line]}
    return sum(claim.line in sentences for claim in word_claims) >= settings.min_subject_words


def _find_brand_name(page: NormalizedPage, claim: Claim) -> str:
    return page.lines[claim.line][claim.start : claim.end]


def _keep_longest_claims(claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the claims that no longer or earlier claim overlaps."""
    end = (-1, 0)
    for claim in sorted(claims, key=lambda c: (c.line, c.start, -c.end)):
        if (claim.line, claim.start) >= end:
            end = (claim.line, claim.end)
            yield claim


def _is_in_place_of_name(page: NormalizedPage, claim: Claim, settings: BrandSettings) -> bool:
    """Tell whether a brand replaces a name; otherwise it was inserted."""
    before, after = _find_context(page, claim)
    if (not before and after[:1] in _BAR_CHARS + ":") or (not after and before[-1] in _BAR_CHARS):
        return False
    if (not before or before[-1] in _BAR_CHARS + _CLAUSE_MARKS) and (
        not after or after[0] in _BAR_CHARS + _CLAUSE_MARKS
    ):
        return False
    return (
        bool(_EXPECTS_NAME_AFTER.search(before) or _FOLLOWS_NAME.match(after))
        or claim.rule.confidence < settings.certain_confidence
    )


def _extend_over_bars(page: NormalizedPage, claim: Claim) -> Claim:
    """Return the claim extended over the separators or the comma on one side of it."""
    before, after = _find_context(page, claim)
    bar_count = len(after) - len(after.lstrip(_BAR_CHARS + ":"))
    if not before or bar_count:
        return claim._replace(end=claim.end + bar_count)
    before_bars = before.rstrip(_BAR_CHARS)
    bar_count = len(before) - len(before_bars) + before_bars.endswith((",", "、"))
    return claim._replace(start=claim.start - bar_count)


def _find_context(page: NormalizedPage, claim: Claim) -> tuple[str, str]:
    """Return the text directly before and directly after a claim on its line."""
    line = page.lines[claim.line]
    before = line[max(0, claim.start - _CONTEXT_CHARS) : claim.start]
    return before, line[claim.end : claim.end + _CONTEXT_CHARS]

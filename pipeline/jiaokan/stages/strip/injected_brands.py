"""Brands that the hijackers of a site put into its texts: gone where the text closes over the gap.

Most of them stand where the name of a school, a town or a company stood. What it was nobody can
tell, and without the brand the sentence has a hole; so there it stays, and a note says what it is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress

from jiaokan.config.schema import BrandSettings
from jiaokan.rules import ARTICLE_KIND, Claim
from jiaokan.stages.strip.page_lines import NormalizedPage

_BAR_CHARS = " |_-—·~>"  # what parts a brand from the title that it is put before or after
_CONTEXT_CHARS = 8  # code points to either side of a brand that tell what it stands for
_CLAUSE_MARKS = ",。!?;…)]】(【["
# words that ask for a name after them, and those that say something of a name before them
_EXPECTS_NAME_AFTER = re.compile(
    "(?:[在由向对与和及从到是为于将给让使以比像把被的同跟赴访本“《、/:]|我们|来自|开创|谱写|加盟|走进)$"
)
_FOLLOWS_NAME = re.compile(
    "[的之和与及是在将为也都已等”》、/党校院市县区省局厅部委办副全各师学教招研硕博赴到获荣承主协迎代队第]|"
    r"召开|举[行办]|组织|开展|成立|启动|领导|工作|首届|有限|关于|\d{4}年"
)


@dataclass(frozen=True, slots=True)
class BrandFindings:
    """What is said of the brands on a page: those to take out, with what parts them, and those to flag."""

    removals: tuple[Claim, ...]
    flags: tuple[Claim, ...]


def find_injected_brands(
    page: NormalizedPage, claims: Sequence[Claim], settings: BrandSettings
) -> BrandFindings:
    """Tell the brands that were put into a page from those that it speaks of.

    A brand is foreign where one of its claims is sure: it has the tail of an advertisement, or
    heads a school or an office. A page that speaks of gambling may name whom it likes.
    """
    names = [claim for claim in claims if claim.rule.kind != ARTICLE_KIND]
    if not names or _is_about_gambling(page, claims, names, settings):
        return BrandFindings((), ())
    foreign = {_find_brand_name(page, claim) for claim in names if claim.rule.confidence >= settings.sure}
    found = [claim for claim in _keep_longest_claims(names) if _find_brand_name(page, claim) in foreign]
    stands = [_is_in_place_of_name(page, claim, settings) for claim in found]
    spliced = (claim for claim, name in zip(found, stands, strict=True) if not name)
    return BrandFindings(
        tuple(_extend_over_bars(page, claim) for claim in spliced), tuple(compress(found, stands))
    )


def _is_about_gambling(
    page: NormalizedPage, claims: Sequence[Claim], names: Sequence[Claim], settings: BrandSettings
) -> bool:
    """Tell whether sentences of the page are about gambling, brands apart."""
    taken = {(claim.line, at) for claim in names for at in range(claim.start, claim.end)}
    words = [c for c in claims if c.rule.kind == ARTICLE_KIND and (c.line, c.start) not in taken]
    sentences = {line for line in {claim.line for claim in words} if "。" in page.lines[line]}
    return sum(claim.line in sentences for claim in words) >= settings.subject


def _find_brand_name(page: NormalizedPage, claim: Claim) -> str:
    return page.lines[claim.line][claim.start : claim.end]


def _keep_longest_claims(claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the claims that no longer or earlier one overlaps."""
    end = (-1, 0)
    for claim in sorted(claims, key=lambda c: (c.line, c.start, -c.end)):
        if (claim.line, claim.start) >= end:
            end = (claim.line, claim.end)
            yield claim


def _is_in_place_of_name(page: NormalizedPage, claim: Claim, settings: BrandSettings) -> bool:
    """Tell whether a brand stands where a name stood; if not, it was put between two things."""
    before, after = _find_context(page, claim)
    if (not before and after[:1] in _BAR_CHARS + ":") or (not after and before[-1] in _BAR_CHARS):
        return False
    if (not before or before[-1] in _BAR_CHARS + _CLAUSE_MARKS) and (
        not after or after[0] in _BAR_CHARS + _CLAUSE_MARKS
    ):
        return False
    return (
        bool(_EXPECTS_NAME_AFTER.search(before) or _FOLLOWS_NAME.match(after))
        or claim.rule.confidence < settings.sure
    )


def _extend_over_bars(page: NormalizedPage, claim: Claim) -> Claim:
    """Return the claim with what parts it from the rest, on one side of it: bars, or a comma."""
    before, after = _find_context(page, claim)
    bars = len(after) - len(after.lstrip(_BAR_CHARS + ":"))
    if not before or bars:
        return claim._replace(end=claim.end + bars)
    left = before.rstrip(_BAR_CHARS)
    bars = len(before) - len(left) + left.endswith((",", "、"))
    return claim._replace(start=claim.start - bars)


def _find_context(page: NormalizedPage, claim: Claim) -> tuple[str, str]:
    """Return what stands right before and right after a claim in its line."""
    line = page.lines[claim.line]
    return line[max(0, claim.start - _CONTEXT_CHARS) : claim.start], line[
        claim.end : claim.end + _CONTEXT_CHARS
    ]

"""Brands that the hijackers of a site put into its texts: gone where the text closes over the gap.

Most of them stand where the name of a school, a town or a company stood. What it was nobody can
tell, and without the brand the sentence has a hole; so there it stays, and a note says what it is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress

from jiaokan.config.schema import Brands
from jiaokan.rules import ARTICLE, Claim
from jiaokan.stages.strip.page_lines import Page

_BARS = " |_-—·~>"  # what parts a brand from the title that it is put before or after
_NEAR = 8  # code points to either side of a brand that tell what it stands for
_MARKS = ",。!?;…)]】(【["
# words that ask for a name after them, and those that say something of a name before them
_ASKS = re.compile(
    "(?:[在由向对与和及从到是为于将给让使以比像把被的同跟赴访本“《、/:]|我们|来自|开创|谱写|加盟|走进)$"
)
_SAYS = re.compile(
    "[的之和与及是在将为也都已等”》、/党校院市县区省局厅部委办副全各师学教招研硕博赴到获荣承主协迎代队第]|"
    r"召开|举[行办]|组织|开展|成立|启动|领导|工作|首届|有限|关于|\d{4}年"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of the brands on a page: those to take out, with what parts them, and those to flag."""

    spliced: tuple[Claim, ...]
    flagged: tuple[Claim, ...]


def told(page: Page, claims: Sequence[Claim], settings: Brands) -> Told:
    """Tell the brands that were put into a page from those that it speaks of.

    A brand is foreign where one of its claims is sure: it has the tail of an advertisement, or
    heads a school or an office. A page that speaks of gambling may name whom it likes.
    """
    names = [claim for claim in claims if claim.rule.kind != ARTICLE]
    if not names or _speaks(page, claims, names, settings):
        return Told((), ())
    foreign = {_name(page, claim) for claim in names if claim.rule.confidence >= settings.sure}
    found = [claim for claim in _longest(names) if _name(page, claim) in foreign]
    stands = [_stands_for_a_name(page, claim, settings) for claim in found]
    spliced = (claim for claim, name in zip(found, stands, strict=True) if not name)
    return Told(tuple(_with_bars(page, claim) for claim in spliced), tuple(compress(found, stands)))


def _speaks(page: Page, claims: Sequence[Claim], names: Sequence[Claim], settings: Brands) -> bool:
    """Tell whether sentences of the page are about gambling, brands apart."""
    taken = {(claim.line, at) for claim in names for at in range(claim.start, claim.end)}
    words = [c for c in claims if c.rule.kind == ARTICLE and (c.line, c.start) not in taken]
    sentences = {line for line in {claim.line for claim in words} if "。" in page.lines[line]}
    return sum(claim.line in sentences for claim in words) >= settings.subject


def _name(page: Page, claim: Claim) -> str:
    return page.lines[claim.line][claim.start : claim.end]


def _longest(claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the claims that no longer or earlier one overlaps."""
    end = (-1, 0)
    for claim in sorted(claims, key=lambda c: (c.line, c.start, -c.end)):
        if (claim.line, claim.start) >= end:
            end = (claim.line, claim.end)
            yield claim


def _stands_for_a_name(page: Page, claim: Claim, settings: Brands) -> bool:
    """Tell whether a brand stands where a name stood; if not, it was put between two things."""
    before, after = _beside(page, claim)
    if (not before and after[:1] in _BARS + ":") or (not after and before[-1] in _BARS):
        return False
    if (not before or before[-1] in _BARS + _MARKS) and (not after or after[0] in _BARS + _MARKS):
        return False
    return bool(_ASKS.search(before) or _SAYS.match(after)) or claim.rule.confidence < settings.sure


def _with_bars(page: Page, claim: Claim) -> Claim:
    """Return the claim with what parts it from the rest, on one side of it: bars, or a comma."""
    before, after = _beside(page, claim)
    bars = len(after) - len(after.lstrip(_BARS + ":"))
    if not before or bars:
        return claim._replace(end=claim.end + bars)
    left = before.rstrip(_BARS)
    bars = len(before) - len(left) + left.endswith((",", "、"))
    return claim._replace(start=claim.start - bars)


def _beside(page: Page, claim: Claim) -> tuple[str, str]:
    """Return what stands right before and right after a claim in its line."""
    line = page.lines[claim.line]
    return line[max(0, claim.start - _NEAR) : claim.start], line[claim.end : claim.end + _NEAR]

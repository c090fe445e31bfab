"""Cut the lines of a page into units: what the judge keeps or removes as one.

A unit is a line, or a piece of a long line: a sentence, what stands between bars or blanks, or what a rule
claims inside the line. Whole lines alone would leave most of what stands inside lines.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from jiaokan.rules import ARTICLE_KIND, BRAND_SCOPE, Rule, RuleSpans
from jiaokan.stages.strip.page_lines import NormalizedPage

LONG_LINE_CHARS = 60  # a longer line is cut into pieces
_EDGE = " |>"  # what parts pieces, and is of none
# A piece ends after a full stop, beside a blank next to Han, and after a bar; never at a comma. The class
# in front names all characters that a match can begin with: so the search skips all others at once.
_CUT = re.compile(
    r"""
    [。！？!?\ |>]
    (?: (?<=[。！？!?])[”’)\]】]*(?=.)        # 今天开放。|欢迎参观
      | (?<=[^\x00-\x7f]\ )\ *(?=[^\s|>])    # 首页 |新闻
      | (?<=\ )\ *(?=[^\x00-\x7f\ ])         # 2020 |年度
      | (?<=\ )\ *[|>]\ *                    # 首页 > |新闻
      | (?<=[|>])\ *                         # 首页>|新闻
    )
    """,
    re.VERBOSE,
)
_LETTER = re.compile(r"[^\W_]")


class Unit(NamedTuple):
    """Code points `start` to `end` of a line of the view; `piece` counts from 0 among its `pieces`."""

    line: int
    start: int
    end: int
    piece: int
    pieces: int


# makes a unit of all its fields in half the time that a call of its class takes
_make: Callable[[tuple[int, int, int, int, int]], Unit] = partial(tuple.__new__, Unit)

UnitClaim = tuple[int, Rule, float]  # a unit by its place, the rule, and the share of the unit that it claims


@dataclass(frozen=True, slots=True)
class CutPage:
    """A page and its units.

    Attributes:
        page: the page.
        units: in order; they cover the lines that say something.
        texts: what each unit says, in the view, trimmed.
        claims: what rules claim of units, brands apart, in the order of units.
    """

    page: NormalizedPage
    units: list[Unit]
    texts: list[str]
    claims: list[UnitClaim]


def cut_page(page: NormalizedPage, found: Mapping[str, RuleSpans]) -> CutPage:
    """Cut the lines of a page into units; a page that says nothing has none.

    Args:
        page: the page, whose lines are cut.
        found: what rules claim on each distinct line; a piece begins and ends where a claim does.
    """
    cut = CutPage(page, [], [], [])
    units, texts, lines = cut.units, cut.texts, page.lines
    for at in page.nonblank_lines:
        line = lines[at]
        length = len(line)
        claims = found.get(line, ())
        if length <= LONG_LINE_CHARS and (not claims or _cover_lines(claims, length)):
            if claims:
                first = len(units)
                cut.claims.extend(
                    [
                        (first, rule, (end - start) / length)
                        for rule, start, end in claims
                        if rule.scope != BRAND_SCOPE
                    ]
                )
            units.append(_make((at, 0, length, 0, 1)))
            texts.append(line)
        else:
            _add_pieces(cut, at, claims)
    return cut


def _add_pieces(cut: CutPage, at: int, claims: RuleSpans) -> None:
    """Add the pieces of line `at` to a page, and what rules claim of each."""
    line = cut.page.lines[at]
    pieces = cut_line(line, claims)
    count, first = len(pieces), len(cut.units)
    texts = [line[low:high].strip(_EDGE) for low, high in pieces] if count > 1 else [line]
    cut.units.extend([_make((at, low, high, i, count)) for i, (low, high) in enumerate(pieces)])
    cut.texts.extend(texts)
    if not claims:
        return
    for i, ((low, high), text) in enumerate(zip(pieces, texts, strict=True)):
        for rule, start, end in claims:
            common = min(end, high) - max(start, low)
            if common > 0 and rule.scope != BRAND_SCOPE:
                cut.claims.append((first + i, rule, min(1.0, common / max(1, len(text)))))


def cut_line(line: str, claims: RuleSpans = ()) -> list[tuple[int, int]]:
    """Return the pieces of a line, half-open, each with a letter, a digit or Han; together they are the line.

    >>> cut_line("短的一行")
    [(0, 4)]
    """
    ends = [match.end() for match in _CUT.finditer(line)] if len(line) > LONG_LINE_CHARS else []
    if not ends or ends[-1] < len(line):
        ends.append(len(line))
    if claims:
        ends = sorted({*ends, *_claim_ends(line, claims)})
    pieces: list[tuple[int, int]] = []
    start = 0
    for end in ends:
        # a piece mostly begins with a letter: then nothing needs to be searched
        if line[start].isalnum() or _LETTER.search(line, start, end) or (end == len(line) and not pieces):
            pieces.append((start, end))
            start = end
    if start < len(line):  # marks at the end belong to what they follow
        pieces[-1] = (pieces[-1][0], len(line))
    return pieces


def _cover_lines(claims: RuleSpans, length: int) -> bool:
    """Tell whether no claim is on a part of its line."""
    return all(end - start == length or rule.kind == ARTICLE_KIND for rule, start, end in claims)


def _claim_ends(line: str, claims: RuleSpans) -> Iterator[int]:
    """Yield where claims on a part of the line begin and end; what says something must be left on no side."""
    for rule, start, end in claims:
        if rule.kind == ARTICLE_KIND or rule.scope == BRAND_SCOPE:
            continue
        if _LETTER.search(line, 0, start):
            yield start
        if _LETTER.search(line, end):
            yield end

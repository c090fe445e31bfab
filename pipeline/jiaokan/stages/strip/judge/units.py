"""Split the lines of a page into units. The judge keeps or removes a unit as a whole.

A unit is a line or a piece of a long line: a sentence, the text between bars or blanks, or the span
of a rule inside the line. With whole lines only, boilerplate inside lines would stay.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.runtime.lazy_properties import lazy_property
from jiaokan.rules import ARTICLE_KIND, BRAND_SCOPE, Rule, RuleSpans
from jiaokan.stages.strip.normalized_page import NormalizedPage
from jiaokan.text.code_points import to_code_points

LONG_LINE_CHARS = 60  # code points; a longer line is split into pieces
MIN_PROSE_CHARS = 30  # code points of a unit that is prose by its marks
_EDGE = " |>"  # separators, which are trimmed from the text of a piece
# A piece ends after a full stop, at a blank beside Han, and after a bar, never at a comma. The class at
# the start has all characters that a match can begin with, so the search skips all others quickly.
_CUT = compile_on_use(
    r"""
    [。！？!?\ |>]
    (?: (?<=[。！？!?])(?!(?<=!)\[[^\[\]]*\]\()[”’)\]】]*(?=.)  # 今天开放。|欢迎参观, but ![图](1.png)
      | (?<=[^\x00-\x7f]\ )\ *(?=[^\s|>])    # 首页 |新闻
      | (?<=\ )\ *(?=[^\x00-\x7f\ ])         # 2020 |年度
      | (?<=\ )\ *(?=!\[[^\[\]]*\]\()          # 如图: |![图](1.png)
      | (?<=\ )\ *[|>]\ *                    # 首页 > |新闻
      | (?<=[|>])\ *                         # 首页>|新闻
    )
    """,
    re.VERBOSE,
)
_LETTER = re.compile(r"[^\W_]")
_HAN = (0x3400, 0xA000)  # code points of Han, half-open


class Unit(NamedTuple):
    """A half-open span, in code points, of a line of the normalized page.

    `piece` is the number of the piece in its line, from 0; `pieces` is the number of pieces there.
    """

    line: int
    start: int
    end: int
    piece: int
    pieces: int


# takes half the time of a call of the class
_make_unit: Callable[[tuple[int, int, int, int, int]], Unit] = partial(tuple.__new__, Unit)

UnitClaim = tuple[int, Rule, float]  # the index of a unit, the rule, and the share of the unit it covers


@dataclass(frozen=True)  # no slots: the code points are counted on first use
class CutPage:
    """A page and its units.

    Attributes:
        page: the page.
        units: in order; they cover the lines that are not blank.
        texts: the normalized text of each unit, trimmed.
        claims: the claims of rules on units, without those on brands, in the order of units.
    """

    page: NormalizedPage
    units: list[Unit]
    texts: list[str]
    claims: list[UnitClaim]

    @lazy_property
    def char_count(self) -> int:
        """The number of code points of all units."""
        return sum(map(len, self.texts))

    @lazy_property
    def han_count(self) -> int:
        """The number of Han of the basic blocks in all units."""
        points = to_code_points("".join(self.texts))
        return int(np.count_nonzero((points >= _HAN[0]) & (points < _HAN[1])))


def cut_page(page: NormalizedPage, found: Mapping[str, RuleSpans]) -> CutPage:
    """Split the lines of a page into units. A page without text has none.

    Args:
        page: the page.
        found: the claims of rules on each distinct line; a piece begins and ends where a claim does.
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
            units.append(_make_unit((at, 0, length, 0, 1)))
            texts.append(line)
        else:
            _add_pieces(cut, at, claims)
    return cut


def _add_pieces(cut: CutPage, at: int, claims: RuleSpans) -> None:
    """Add the pieces of line `at` to a page, and the claims of rules on each."""
    line = cut.page.lines[at]
    pieces = cut_line(line, claims)
    count, first = len(pieces), len(cut.units)
    texts = [line[low:high].strip(_EDGE) for low, high in pieces] if count > 1 else [line]
    cut.units.extend([_make_unit((at, low, high, i, count)) for i, (low, high) in enumerate(pieces)])
    cut.texts.extend(texts)
    if not claims:
        return
    for i, k in _pair_pieces(pieces, claims):
        (low, high), (rule, start, end) = pieces[i], claims[k]
        if rule.scope != BRAND_SCOPE:
            common = min(end, high) - max(start, low)
            cut.claims.append((first + i, rule, min(1.0, common / max(1, len(texts[i])))))


def _pair_pieces(pieces: Sequence[tuple[int, int]], claims: RuleSpans) -> list[tuple[int, int]]:
    """Return the numbers of pieces and of the claims that reach into them, in order.

    The pieces follow one another without a gap, so each claim is sought from the piece in which it begins.
    """
    ends = [end for _, end in pieces]
    pairs = []
    for k, (_, start, end) in enumerate(claims):
        i = bisect_right(ends, start)
        while start < end and i < len(pieces) and pieces[i][0] < end:
            pairs.append((i, k))
            i += 1
    return sorted(pairs)


def cut_line(line: str, claims: RuleSpans = ()) -> list[tuple[int, int]]:
    """Return the pieces of a line as half-open spans, each with a letter, a digit or Han in it.

    Together the pieces are the whole line.

    >>> cut_line("短的一行")
    [(0, 4)]
    """
    ends = [match.end() for match in _CUT.finditer(line)] if len(line) > LONG_LINE_CHARS else []
    if not ends or ends[-1] < len(line):
        ends.append(len(line))
    if claims:
        ends = sorted({*ends, *_claim_ends(line, claims)})
    pieces: list[tuple[int, int]] = []
    start = letter = 0  # `letter` is not after the first letter from `start` on, and is searched for once
    for end in ends:
        if letter < end and not (letter == start and line[start].isalnum()):
            found = _LETTER.search(line, max(letter, start))
            letter = found.start() if found else len(line)
        if letter < end or (end == len(line) and not pieces):
            pieces.append((start, end))
            start = end
            letter = max(letter, start)
    if start < len(line):  # marks at the end belong to the piece before them
        pieces[-1] = (pieces[-1][0], len(line))
    return pieces


def _cover_lines(claims: RuleSpans, length: int) -> bool:
    """Tell whether no claim is on a part of its line."""
    return all(end - start == length or rule.kind == ARTICLE_KIND for rule, start, end in claims)


def _claim_ends(line: str, claims: RuleSpans) -> Iterator[int]:
    """Yield the starts and ends of claims on parts of a line, unless no letter is beyond them."""
    for rule, start, end in claims:
        if rule.kind == ARTICLE_KIND or rule.scope == BRAND_SCOPE:
            continue
        if _LETTER.search(line, 0, start):
            yield start
        if _LETTER.search(line, end):
            yield end

"""Find the removed rows of lists of words: a foreign word and what it means, a row each."""

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import groupby

from jiaokan.models.boosted_trees import Float64Array
from jiaokan.stages.strip.judge.units import CutPage

_MIN_ROWS = 8  # of a list
# entries of menus in two languages begin with a capital: Home 首页
_ROW = re.compile(
    r"""
    (?:\d{1,4}[.、]?\s*)?
    (?:[a-zß-öø-ÿ][A-Za-zÀ-ɏ'.\s-]{0,40}                  # bank, au revoir, abandon v.
       (?:\[[^\[\]]{1,30}\]|/[^/]{1,30}/)?\s*             # its sound: [bæŋk]
       (?:[a-z]{1,5}\.)?                                   # n.
       [:=]?\s*[\u4e00-\u9fff][\u4e00-\u9fff,;、()…\s]{0,24}
      |[\u4e00-\u9fff]{1,12}\s+[a-zß-öø-ÿ][A-Za-zÀ-ɏ'.\s-]{0,40}   # 银行 bank
    )
    """,
    re.X,
)


def find_word_list_lines(
    page: CutPage, gone: Collection[int], claims: Mapping[int, object], chances: Float64Array, sure: float
) -> Iterator[int]:
    """Yield the removed rows of the lists of words of a page, so that no list loses some of its rows.

    Args:
        page: the page.
        gone: the removed units.
        claims: the units that a rule claims; a list with one of them is a menu.
        chances: the probability of each unit to be boilerplate.
        sure: mean probability of the rows of a list from which it is boilerplate.
    """
    if not any(_ROW.fullmatch(page.texts[at]) for at in gone):
        return
    rows = [
        page.units[at].pieces == 1 and _ROW.fullmatch(text) is not None for at, text in enumerate(page.texts)
    ]
    for is_row, group in groupby(range(len(rows)), key=rows.__getitem__):
        run = list(group)
        if is_row and len(run) >= _MIN_ROWS and claims.keys().isdisjoint(run) and chances[run].mean() < sure:
            yield from (at for at in run if at in gone)

"""Find a lost byte that left no sign but the text after it: 市场焦点淖灰彩窃谖拗.

A byte lost from a GBK character, and no mark to show where, leaves a run of characters that are
each one byte off. Such a run is dense with rare characters. Where it begins is tried, a lead or
a trail byte being lost there; what reads best is proposed, and never as certain.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.edit import Edit
from pipeline.repairs import gbk
from pipeline.repairs.language import Model, japanese
from pipeline.repairs.search import Search, is_traditional
from pipeline.repairs.slips import MISSES, Trace, repair

_RARE = "".join(sorted(char for char in gbk.codes() if gbk.ideograph(char) and char not in gbk.common()))
NEEDS = frozenset(_RARE)
_CLUSTER = re.compile(f"[{_RARE}](?:[^\x00-\x7f]{{0,2}}[{_RARE}]){{2,}}")
_BEFORE, _AFTER = 12, 1  # characters before and after the first rare one, between which it may begin
_PROBE = 8  # characters that are read to tell whether they are text
_SHIFTED = 0.8  # share of them that look one byte off, below which they are not
_BAD = -10.5  # mean score below which they are not
_AGAINST = 20.0  # log odds against a lost byte at any one place that reads badly
_SUREST = 0.85  # confidence at most: nothing but the language speaks for it


def propose(text: str) -> Iterator[Edit]:
    """Propose to restore the text after every byte that was lost without a sign."""
    common = Model()
    search: Search | None = None
    end = misses = 0
    for match in _CLUSTER.finditer(text):
        at = match.start()
        if at < end or not _reads_badly(common, text, at):
            continue
        search = search or Search(Model(text), common, is_traditional(text))
        if edit := repair(search, text, _traces(text, max(end, at - _BEFORE), at + _AFTER)):
            end = edit.end
            yield replace(edit, confidence=_SUREST * edit.confidence)
        elif (misses := misses + 1) == MISSES:
            return


def _reads_badly(common: Model, text: str, at: int) -> bool:
    """Tell whether the text at a cluster is no text, in Chinese or in Japanese."""
    if japanese(text, at):
        return False
    probe = text[at : at + _PROBE]
    if gbk.shifted(probe) < _SHIFTED:
        return False
    scores = common.scores(probe, text[max(0, at - _PROBE) : at])
    return sum(scores) < _BAD * len(scores)


def _traces(text: str, first: int, last: int) -> Iterator[Trace]:
    """Yield every place where the byte may have been lost: before a character, or within one."""
    for start in range(first, min(last + 1, len(text) - 1)):
        code = gbk.codes().get(text[start])
        if code is not None:
            yield Trace("lost_byte/lead", start, start, ((None,),), _AGAINST)
            yield Trace("lost_byte/trail", start, start + 1, ((code >> 8, None, code & 0xFF),), _AGAINST)

"""Find a lost byte that left no sign but the text after it: 市场焦点淖灰彩窃谖拗.

A byte lost from a GBK character, and no mark to show where, leaves a run of characters that are
each one byte off. Such a run is dense with rare characters. Where it begins is tried, a lead or
a trail byte being lost there; what reads best is proposed, and never as certain.
"""

import re
from collections.abc import Iterator

from pipeline.edit import Edit
from pipeline.han import KANA
from pipeline.language import Model, japanese, mean
from pipeline.repairs import gbk, glance
from pipeline.repairs.search import Search, is_traditional
from pipeline.repairs.slips import MISSES, Trace, repair

_RARE = "".join(sorted(char for char in gbk.codes() if gbk.ideograph(char) and char not in gbk.common()))
_KANA = re.compile(f"[{KANA}]")
_SIGN = re.compile(f"[{_RARE}]")
_BEFORE, _AFTER = 12, 1  # characters before and after the first rare one, between which it may begin
_GAIN = 3.0  # nats that the text gains one byte off, at a glance, from which it is searched
_IN_WORDS = 8.0  # and by the words that it makes
_LEFT, _READS = 24, -11.0  # characters before all that, and their mean score, below which they are no text
_BEYOND = 4  # characters after the rare one that are looked at to tell where it begins
_NEAR = 8.0  # nats by which another beginning may be worse at a glance
_AGAINST = 20.0  # log odds against a lost byte at any one place that reads badly
_SUREST = 0.85  # confidence at most: nothing but the language speaks for it


def propose(text: str) -> Iterator[Edit]:
    """Propose to restore the text after every byte that was lost without a sign."""
    search: Search | None = None
    end = misses = 0
    for match in _SIGN.finditer(text):
        at = match.start()
        if at < end or not _off(text, at) or japanese(text, at) or not _in_text(text, end, at):
            continue
        search = search or _search(text, at)
        if edit := repair(search, text, _traces(text, max(end, at - _BEFORE), at)):
            end = edit.end
            yield edit._replace(confidence=_SUREST * edit.confidence)
        elif (misses := misses + 1) == MISSES:
            return


def _search(text: str, at: int) -> Search:
    between, anew = glance.parted(text, [(at, None)])
    return Search(Model(text), Model(), is_traditional("".join((*between, *anew))))


def _off(text: str, at: int) -> bool:
    """Tell whether the text from `at` on reads so much better one byte off."""
    if glance.gain_after(text, at) <= _GAIN or glance.in_order(text, at):
        return False
    old, new = glance.paired(text, at, None)
    # Han that is read one byte off has some 2 % of kana
    return 2 * len(_KANA.findall(old)) < len(old) and glance.gain_in_words(old, new) > _IN_WORDS


def _in_text(text: str, end: int, at: int) -> bool:
    """Tell whether text stands before the damage, and no filler of random characters.

    `end` is where the damage before it ended.
    """
    last = max(end, at - _BEFORE)
    return mean(text[max(end, last - _LEFT) : last]) > _READS


def _traces(text: str, first: int, at: int) -> Iterator[Trace]:
    """Yield every place where the byte may have been lost: before a character, or within one."""
    last = min(at + _AFTER + 1, len(text) - 1)
    gains = {i: glance.gain(*glance.paired(text, i, None, at + _BEYOND - i)) for i in range(first, last)}
    for start in (i for i, gain in gains.items() if gain > max(gains.values()) - _NEAR):
        code = gbk.codes().get(text[start])
        if code is not None:
            yield Trace("lost_byte/lead", start, start, ((None,),), _AGAINST)
            yield Trace("lost_byte/trail", start, start + 1, ((code >> 8, None, code & 0xFF),), _AGAINST)

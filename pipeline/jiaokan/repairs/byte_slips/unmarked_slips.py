"""Find a lost byte that left no sign but the text after it: 每天都谘＠锶险娴囟潦樾醋.

A byte lost from a GBK character, and no mark to show where, leaves a run of characters that are
each one byte off. Such a run is dense with rare characters. Where it begins is tried, a lead or
a trail byte being lost there; what reads best is proposed, and never as certain. In Traditional
text such a run is short, and ends in a letter alone among Han: 接連薨l was 接連轉發.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain

from jiaokan.core.edits import Edit, covering, disjoint
from jiaokan.repairs import gbk_tables
from jiaokan.repairs.beam_search import Search, is_traditional
from jiaokan.repairs.byte_slips import slip_prefilter
from jiaokan.repairs.byte_slips.slip_scoring import EXPLAINED, MISSES, Trace, repair
from jiaokan.text.language_model import Model, japanese, mean, plain, words
from jiaokan.text.unicode_ranges import HAN, KANA

_RARE = "".join(sorted(filter(gbk_tables.rare, gbk_tables.codes())))
_KANA = re.compile(f"[{KANA}]")
_SIGN = re.compile(f"[{_RARE}]")
_BEFORE, _AFTER = 12, 1  # characters before and after the first rare one, between which it may begin
_GAIN = 3.0  # nats that the text gains one byte off, at a glance, from which it is searched
_IN_WORDS = 8.0  # and by the words that it makes
_LEFT, _READS = 24, -10.3  # characters beside all that, and their mean score, below which they are no text
_FEW = 4  # characters before it, of which that cannot be told; those after it tell then
_BEYOND = 4  # characters after the rare one that are looked at to tell where it begins
_NEAR = 8.0  # nats by which another beginning may be worse at a glance
_AGAINST = 25.0  # log odds against a lost byte at any one place that reads badly
# a letter alone among Han, which nothing explains
_LETTER = re.compile(f"(?!{EXPLAINED})[A-Za-z^\\\\`](?=[^\x00-\x7f])(?<=[{HAN}].)")
_HIDING = frozenset("OXox")  # those that hide a name: 王x明
_RUN = 5  # characters before such a letter, in which the byte may have been lost
_AGAINST_LETTER, _LEAST = 14.0, 1.0  # log odds against that, and nats that the text gains at a glance
_SUREST = 0.85  # confidence at most: nothing but the language speaks for it


def propose(text: str) -> Iterator[Edit]:
    """Propose to restore the text after every byte that was lost without a sign."""
    if not _LETTER.search(text):
        yield from _by_rare(text)
        return
    found = list(_by_rare(text))
    yield from disjoint((*found, *_by_letter(text, covering(edit.span for edit in found))))


def _by_rare(text: str) -> Iterator[Edit]:
    """Propose what rare characters show."""

    def traces(at: int, end: int) -> Iterable[Trace]:
        return _traces(text, max(end, at - _BEFORE), at) if _off(text, at) else ()

    return _restored(text, _SIGN, traces, lambda at: _search(text, at))


def _by_letter(text: str, known: Callable[[int], bool]) -> Iterator[Edit]:
    """Propose what a letter alone among Han shows in Traditional text: it was the second byte of one.

    One that stands so twice stands for something: x年x月.
    """
    alone = Counter(match[0] for match in _LETTER.finditer(text))

    def traces(at: int, end: int) -> Iterable[Trace]:
        if alone[text[at]] > 1 or known(at) or not is_traditional(text[max(0, at - _LEFT) : at + _LEFT]):
            return ()
        return _before_letter(text, max(end, at - _RUN), at)

    return _restored(text, _LETTER, traces, lambda _: Search(Model(text), Model(), True))


def _restored(
    text: str,
    signs: re.Pattern[str],
    traces: Callable[[int, int], Iterable[Trace]],
    searching: Callable[[int], Search],
) -> Iterator[Edit]:
    """Propose what the traces at each sign speak for; they begin where the last repair ended, or later."""
    search: Search | None = None
    end = misses = 0
    for match in signs.finditer(text):
        at = match.start()
        if at < end or not (found := traces(at, end)) or japanese(text, at) or not _in_text(text, end, at):
            continue
        search = search or searching(at)
        edit = repair(search, text, found)
        if edit and (at - end >= _BEFORE + _FEW or _reads(text[edit.end : edit.end + _LEFT])):
            end = edit.end
            yield edit._replace(confidence=_SUREST * edit.confidence)
        elif (misses := misses + 1) == MISSES:
            return


def _before_letter(text: str, first: int, at: int) -> list[Trace]:
    """Return the losses of a byte that may have left the letter at `at` alone, by a glance at each."""
    gains = {i: slip_prefilter.gain(*slip_prefilter.paired(text, i, None, at - i)) for i in range(first, at)}
    found = list(_by_places(text, (i for i, gain in gains.items() if gain > _LEAST), _AGAINST_LETTER))
    left, right = plain(text[at - 1]), plain(text[at + 1])
    pairs = chain(
        (left + char for char in _ending_in(text[at])), (char + right for char in _ending_in(text[at]))
    )
    if text[at] not in _HIDING and any(pair in words().whole for pair in pairs):
        found.append(Trace("lost_byte/lead", at, at, ((None,),), _AGAINST_LETTER))
    return found


@lru_cache
def _ending_in(letter: str) -> tuple[str, ...]:
    """Return the common characters of which the letter is the second byte, as the model reads them."""
    return tuple(
        plain(char) for _, char in gbk_tables.by_trail().get(ord(letter), ()) if char in gbk_tables.common()
    )


def _search(text: str, at: int) -> Search:
    between, anew = slip_prefilter.parted(text, [(at, None)])
    return Search(Model(text), Model(), is_traditional("".join((*between, *anew))))


def _off(text: str, at: int) -> bool:
    """Tell whether the text from `at` on reads so much better one byte off."""
    if slip_prefilter.gain_after(text, at) <= _GAIN or slip_prefilter.in_order(text, at):
        return False
    old, new = slip_prefilter.paired(text, at, None)
    # Han that is read one byte off has some 2 % of kana
    return 2 * len(_KANA.findall(old)) < len(old) and slip_prefilter.gain_in_words(old, new) > _IN_WORDS


def _in_text(text: str, end: int, at: int) -> bool:
    """Tell whether text stands before the damage, and no filler of random characters.

    `end` is where the damage before it ended.
    """
    last = max(end, at - _BEFORE)
    return _reads(text[max(end, last - _LEFT) : last])


def _reads(text: str) -> bool:
    """Tell whether it is text, or nothing."""
    return mean(text) > _READS


def _traces(text: str, first: int, at: int) -> Iterator[Trace]:
    """Yield every place where the byte may have been lost: before a character, or within one."""
    last = min(at + _AFTER + 1, len(text) - 1)
    gains = {
        i: slip_prefilter.gain(*slip_prefilter.paired(text, i, None, at + _BEYOND - i))
        for i in range(first, last)
    }
    best = max(gains.values(), default=0.0)
    yield from _by_places(text, (i for i, gain in gains.items() if gain > best - _NEAR), _AGAINST)


def _by_places(text: str, starts: Iterable[int], against: float) -> Iterator[Trace]:
    """Yield the loss of a lead byte at each place, and that of a trail byte of the character there."""
    for start in starts:
        code = gbk_tables.codes().get(text[start])
        if code is not None:
            yield Trace("lost_byte/lead", start, start, ((None,),), against)
            yield Trace("lost_byte/trail", start, start + 1, ((code >> 8, None, code & 0xFF),), against)

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

from jiaokan.core.edits import Edit, drop_overlapping_edits, make_coverage_test
from jiaokan.repairs import gbk_tables
from jiaokan.repairs.beam_search import BeamSearch, is_traditional
from jiaokan.repairs.byte_slips import slip_prefilter
from jiaokan.repairs.byte_slips.slip_scoring import (
    EXPLAINED_LETTER,
    MAX_FAILED_SEARCHES,
    SlipSign,
    propose_repair,
)
from jiaokan.text.language_model import (
    LanguageModel,
    canonical_char,
    is_amid_japanese,
    load_lexicon,
    mean_log_prob,
)
from jiaokan.text.unicode_ranges import HAN, KANA

_RARE_CHARS = "".join(sorted(filter(gbk_tables.is_rare_char, gbk_tables.codes_by_char())))
_KANA = re.compile(f"[{KANA}]")
_RARE_CHAR = re.compile(f"[{_RARE_CHARS}]")
_MAX_CHARS_BEFORE_RARE, _MAX_CHARS_AFTER_RARE = (
    12,
    1,
)  # characters before and after the first rare one, between which it may begin
_MIN_CHAR_GAIN_NATS = 3.0  # nats that the text gains one byte off, at a glance, from which it is searched
_MIN_WORD_GAIN_NATS = 8.0  # and by the words that it makes
_CONTEXT_CHARS, _MIN_MEAN_NATS = (
    24,
    -10.3,
)  # characters beside all that, and their mean score, below which they are no text
_MIN_LEFT_CHARS = 4  # characters before it, of which that cannot be told; those after it tell then
_LOOKAHEAD_CHARS = 4  # characters after the rare one that are looked at to tell where it begins
_MAX_START_DEFICIT_NATS = 8.0  # nats by which another beginning may be worse at a glance
_RARE_AGAINST_NATS = 25.0  # log odds against a lost byte at any one place that reads badly
# a letter alone among Han, which nothing explains
_LONE_LETTER = re.compile(f"(?!{EXPLAINED_LETTER})[A-Za-z^\\\\`](?=[^\x00-\x7f])(?<=[{HAN}].)")
_MASKING_LETTERS = frozenset("OXox")  # those that hide a name: 王x明
_MAX_CHARS_BEFORE_LETTER = 5  # characters before such a letter, in which the byte may have been lost
_LETTER_AGAINST_NATS, _MIN_LETTER_GAIN_NATS = (
    14.0,
    1.0,
)  # log odds against that, and nats that the text gains at a glance
_MAX_CONFIDENCE = 0.85  # confidence at most: nothing but the language speaks for it


def propose_edits(text: str) -> Iterator[Edit]:
    """Propose to restore the text after every byte that was lost without a sign."""
    if not _LONE_LETTER.search(text):
        yield from _propose_by_rare_chars(text)
        return
    found = list(_propose_by_rare_chars(text))
    yield from drop_overlapping_edits(
        (*found, *_propose_by_letters(text, make_coverage_test(edit.span for edit in found)))
    )


def _propose_by_rare_chars(text: str) -> Iterator[Edit]:
    """Propose what rare characters show."""

    def find_signs(at: int, end: int) -> Iterable[SlipSign]:
        return (
            _find_losses_near_rare(text, max(end, at - _MAX_CHARS_BEFORE_RARE), at)
            if _is_misaligned(text, at)
            else ()
        )

    return _propose_repairs(text, _RARE_CHAR, find_signs, lambda at: _make_search(text, at))


def _propose_by_letters(text: str, known: Callable[[int], bool]) -> Iterator[Edit]:
    """Propose what a letter alone among Han shows in Traditional text: it was the second byte of one.

    One that stands so twice stands for something: x年x月.
    """
    alone = Counter(match[0] for match in _LONE_LETTER.finditer(text))

    def find_signs(at: int, end: int) -> Iterable[SlipSign]:
        if (
            alone[text[at]] > 1
            or known(at)
            or not is_traditional(text[max(0, at - _CONTEXT_CHARS) : at + _CONTEXT_CHARS])
        ):
            return ()
        return _find_losses_before_letter(text, max(end, at - _MAX_CHARS_BEFORE_LETTER), at)

    return _propose_repairs(
        text, _LONE_LETTER, find_signs, lambda _: BeamSearch(LanguageModel(text), LanguageModel(), True)
    )


def _propose_repairs(
    text: str,
    signs: re.Pattern[str],
    traces: Callable[[int, int], Iterable[SlipSign]],
    searching: Callable[[int], BeamSearch],
) -> Iterator[Edit]:
    """Propose what the traces at each sign speak for; they begin where the last repair ended, or later."""
    search: BeamSearch | None = None
    end = misses = 0
    for match in signs.finditer(text):
        at = match.start()
        if (
            at < end
            or not (found := traces(at, end))
            or is_amid_japanese(text, at)
            or not _is_after_text(text, end, at)
        ):
            continue
        search = search or searching(at)
        edit = propose_repair(search, text, found)
        if edit and (
            at - end >= _MAX_CHARS_BEFORE_RARE + _MIN_LEFT_CHARS
            or _is_readable(text[edit.end : edit.end + _CONTEXT_CHARS])
        ):
            end = edit.end
            yield edit._replace(confidence=_MAX_CONFIDENCE * edit.confidence)
        elif (misses := misses + 1) == MAX_FAILED_SEARCHES:
            return


def _find_losses_before_letter(text: str, first: int, at: int) -> list[SlipSign]:
    """Return the losses of a byte that may have left the letter at `at` alone, by a glance at each."""
    gains = {
        i: slip_prefilter.gain_in_chars(*slip_prefilter.realign_pairs(text, i, None, at - i))
        for i in range(first, at)
    }
    found = list(
        _make_signs(
            text, (i for i, gain in gains.items() if gain > _MIN_LETTER_GAIN_NATS), _LETTER_AGAINST_NATS
        )
    )
    left, right = canonical_char(text[at - 1]), canonical_char(text[at + 1])
    pairs = chain(
        (left + char for char in _chars_ending_in(text[at])),
        (char + right for char in _chars_ending_in(text[at])),
    )
    if text[at] not in _MASKING_LETTERS and any(pair in load_lexicon().word_shares for pair in pairs):
        found.append(SlipSign("lost_byte/lead", at, at, ((None,),), _LETTER_AGAINST_NATS))
    return found


@lru_cache
def _chars_ending_in(letter: str) -> tuple[str, ...]:
    """Return the common characters of which the letter is the second byte, as the model reads them."""
    return tuple(
        canonical_char(char)
        for _, char in gbk_tables.likely_chars_by_trail().get(ord(letter), ())
        if char in gbk_tables.common_chars()
    )


def _make_search(text: str, at: int) -> BeamSearch:
    between, anew = slip_prefilter.split_at_runs(text, [(at, None)])
    return BeamSearch(LanguageModel(text), LanguageModel(), is_traditional("".join((*between, *anew))))


def _is_misaligned(text: str, at: int) -> bool:
    """Tell whether the text from `at` on reads so much better one byte off."""
    if slip_prefilter.gain_after(text, at) <= _MIN_CHAR_GAIN_NATS or slip_prefilter.is_in_table_order(
        text, at
    ):
        return False
    old, new = slip_prefilter.realign_pairs(text, at, None)
    # Han that is read one byte off has some 2 % of kana
    return (
        2 * len(_KANA.findall(old)) < len(old)
        and slip_prefilter.gain_in_words(old, new) > _MIN_WORD_GAIN_NATS
    )


def _is_after_text(text: str, end: int, at: int) -> bool:
    """Tell whether text stands before the damage, and no filler of random characters.

    `end` is where the damage before it ended.
    """
    last = max(end, at - _MAX_CHARS_BEFORE_RARE)
    return _is_readable(text[max(end, last - _CONTEXT_CHARS) : last])


def _is_readable(text: str) -> bool:
    """Tell whether it is text, or nothing."""
    return mean_log_prob(text) > _MIN_MEAN_NATS


def _find_losses_near_rare(text: str, first: int, at: int) -> Iterator[SlipSign]:
    """Yield every place where the byte may have been lost: before a character, or within one."""
    last = min(at + _MAX_CHARS_AFTER_RARE + 1, len(text) - 1)
    gains = {
        i: slip_prefilter.gain_in_chars(
            *slip_prefilter.realign_pairs(text, i, None, at + _LOOKAHEAD_CHARS - i)
        )
        for i in range(first, last)
    }
    best = max(gains.values(), default=0.0)
    yield from _make_signs(
        text, (i for i, gain in gains.items() if gain > best - _MAX_START_DEFICIT_NATS), _RARE_AGAINST_NATS
    )


def _make_signs(text: str, starts: Iterable[int], against: float) -> Iterator[SlipSign]:
    """Yield the loss of a lead byte at each place, and that of a trail byte of the character there."""
    for start in starts:
        code = gbk_tables.codes_by_char().get(text[start])
        if code is not None:
            yield SlipSign("lost_byte/lead", start, start, ((None,),), against)
            yield SlipSign("lost_byte/trail", start, start + 1, ((code >> 8, None, code & 0xFF),), against)

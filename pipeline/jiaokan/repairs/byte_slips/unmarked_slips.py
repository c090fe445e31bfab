"""Find a lost byte whose only sign is the text after it: 每天都谘＠锶险娴囟潦樾醋.

A byte lost from a GBK character without a mark leaves a run of characters that are one byte off and
mostly rare. Each possible beginning is tried, with a lead or a trail byte lost there. The best result
is proposed, and never as certain. In Traditional text such a run is short and ends in a single letter
among Han: 接連薨l was 接連轉發.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain

from jiaokan.core.deferred_patterns import compile_on_use
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
from jiaokan.repairs.step_budget import SearchBudget
from jiaokan.text.japanese import is_amid_japanese, is_half_kana
from jiaokan.text.language_model import (
    LanguageModel,
    canonical_char,
    load_lexicon,
    mean_log_prob,
)
from jiaokan.text.unicode_ranges import HAN

# code points before and after the first rare character between which the damage may begin
_MAX_CHARS_BEFORE_RARE, _MAX_CHARS_AFTER_RARE = 12, 1
_MIN_CHAR_GAIN_NATS = 3.0  # nats that the realigned text must gain by its characters before a search
_MIN_WORD_GAIN_NATS = 8.0  # nats that it must gain by its words
# code points beside the damage, and nats per character below which they are no text
_CONTEXT_CHARS, _MIN_MEAN_NATS = 24, -10.3
_MIN_LEFT_CHARS = 4  # code points before the damage; with fewer, those after it must be text
_LOOKAHEAD_CHARS = 4  # code points after the rare character by which beginnings are compared
_MAX_START_DEFICIT_NATS = 8.0  # nats by which a beginning may be worse than the best in the quick check
_RARE_AGAINST_NATS = 25.0  # log odds against a lost byte at one offset with a bad score
# a single letter among Han without an explanation
_LONE_LETTER = compile_on_use(
    rf"""
    [A-Za-z^\\`]  # first, because a search for one class skips to its characters
    (?=[^\x00-\x7f])(?<=[{HAN}].)(?<=(?!{EXPLAINED_LETTER}).)  # 接連薨l的
    """,
    re.VERBOSE,
)
_MASKING_LETTERS = frozenset("OXox")  # letters that hide a part of a name: 王x明
_MAX_CHARS_BEFORE_LETTER = 5  # code points before such a letter in which the byte may have been lost
# log odds against a slip before such a letter, and nats that the realigned text must gain
_LETTER_AGAINST_NATS, _MIN_LETTER_GAIN_NATS = 14.0, 1.0
_MAX_CONFIDENCE = 0.85  # only the language model supports such a repair


def propose_edits(text: str) -> Iterator[Edit]:
    """Propose to restore the text after every byte that was lost without a mark.

    >>> text = "昨天的消息在網上接連薨l，這些問題國家還會繼續關注，並對結果負責。"
    >>> [(edit.old, edit.new) for edit in propose_edits(text)]
    [('薨l', '轉發')]
    """
    if not _LONE_LETTER.search(text):
        yield from _propose_by_rare_chars(text)
        return
    edits = list(_propose_by_rare_chars(text))
    yield from drop_overlapping_edits(
        (*edits, *_propose_by_letters(text, make_coverage_test(edit.span for edit in edits)))
    )


def _propose_by_rare_chars(text: str) -> Iterator[Edit]:
    """Propose repairs where rare characters suggest them."""

    def find_signs(offset: int, previous_end: int) -> Iterable[SlipSign]:
        return (
            _find_losses_near_rare(text, max(previous_end, offset - _MAX_CHARS_BEFORE_RARE), offset)
            if _is_misaligned(text, offset)
            else ()
        )

    offsets = gbk_tables.find_rare_chars(text)
    return _propose_repairs(text, offsets, find_signs, lambda offset: _make_search(text, offset))


def _propose_by_letters(text: str, is_repaired: Callable[[int], bool]) -> Iterator[Edit]:
    """Propose repairs where single letters among Han suggest them, in Traditional text.

    A letter was then the trail byte of a character. A letter that stands so twice has a meaning: x年x月.
    """
    letter_counts = Counter(match[0] for match in _LONE_LETTER.finditer(text))

    def find_signs(offset: int, previous_end: int) -> Iterable[SlipSign]:
        if (
            letter_counts[text[offset]] > 1
            or is_repaired(offset)
            or not is_traditional(text[max(0, offset - _CONTEXT_CHARS) : offset + _CONTEXT_CHARS])
        ):
            return ()
        return _find_losses_before_letter(text, max(previous_end, offset - _MAX_CHARS_BEFORE_LETTER), offset)

    offsets = (match.start() for match in _LONE_LETTER.finditer(text))
    return _propose_repairs(text, offsets, find_signs, lambda _: _start_search(text, True))


def _propose_repairs(
    text: str,
    offsets: Iterable[int],
    find_signs: Callable[[int, int], Iterable[SlipSign]],
    make_search: Callable[[int], BeamSearch],
) -> Iterator[Edit]:
    """Propose the repairs that signs support; each begins at the end of the previous one or later.

    Args:
        text: The text.
        offsets: Where possible signs are, in order.
        find_signs: Returns the signs at an offset, after the end of the previous repair.
        make_search: Returns the search for a repair at an offset.
    """
    search: BeamSearch | None = None
    previous_end = failures = 0
    for offset in offsets:
        if (
            offset < previous_end
            or not (signs := find_signs(offset, previous_end))
            or is_amid_japanese(text, offset)
            or not _is_after_text(text, previous_end, offset)
        ):
            continue
        search = search or make_search(offset)
        edit = propose_repair(search, text, signs)
        if search.budget.is_spent:
            return
        if edit and (
            offset - previous_end >= _MAX_CHARS_BEFORE_RARE + _MIN_LEFT_CHARS
            or _is_readable(text[edit.end : edit.end + _CONTEXT_CHARS])
        ):
            previous_end = edit.end
            yield edit._replace(confidence=_MAX_CONFIDENCE * edit.confidence)
        elif (failures := failures + 1) == MAX_FAILED_SEARCHES:
            return


def _find_losses_before_letter(text: str, first: int, offset: int) -> list[SlipSign]:
    """Return the losses of a byte that may have left the letter at `offset`, by a quick check of each."""
    gains = {
        start: slip_prefilter.gain_in_chars(*slip_prefilter.realign_pairs(text, start, None, offset - start))
        for start in range(first, offset)
    }
    signs = list(
        _make_signs(
            text,
            (start for start, gain in gains.items() if gain > _MIN_LETTER_GAIN_NATS),
            _LETTER_AGAINST_NATS,
        )
    )
    char_before, char_after = canonical_char(text[offset - 1]), canonical_char(text[offset + 1])
    words = chain(
        (char_before + char for char in _chars_ending_in(text[offset])),
        (char + char_after for char in _chars_ending_in(text[offset])),
    )
    if text[offset] not in _MASKING_LETTERS and any(pair in load_lexicon().word_shares for pair in words):
        signs.append(SlipSign("byte-slip/lost-lead", offset, offset, ((None,),), _LETTER_AGAINST_NATS))
    return signs


@lru_cache
def _chars_ending_in(letter: str) -> tuple[str, ...]:
    """Return the common characters with the letter as trail byte, in canonical form."""
    return tuple(
        canonical_char(char)
        for _, char in gbk_tables.likely_chars_by_trail().get(ord(letter), ())
        if char in gbk_tables.common_chars()
    )


def _make_search(text: str, offset: int) -> BeamSearch:
    between, realigned = slip_prefilter.split_at_runs(text, [(offset, None)])
    return _start_search(text, is_traditional("".join((*between, *realigned))))


def _is_misaligned(text: str, offset: int) -> bool:
    """Return whether the text from `offset` on scores much better when realigned."""
    if slip_prefilter.gain_after(text, offset) <= _MIN_CHAR_GAIN_NATS or slip_prefilter.is_in_table_order(
        text, offset
    ):
        return False
    old, new = slip_prefilter.realign_pairs(text, offset, None)
    # Han read one byte off have about 2 % of kana
    return not is_half_kana(old) and slip_prefilter.gain_in_words(old, new) > _MIN_WORD_GAIN_NATS


def _is_after_text(text: str, previous_end: int, offset: int) -> bool:
    """Return whether the text before the damage is text, and no filler of random characters.

    Args:
        text: The text.
        previous_end: End of the previous repair.
        offset: Offset of the sign.
    """
    context_end = max(previous_end, offset - _MAX_CHARS_BEFORE_RARE)
    return _is_readable(text[max(previous_end, context_end - _CONTEXT_CHARS) : context_end])


def _is_readable(text: str) -> bool:
    """Return whether it is text, or empty."""
    return mean_log_prob(text) > _MIN_MEAN_NATS


def _find_losses_near_rare(text: str, first: int, offset: int) -> Iterator[SlipSign]:
    """Yield every loss of a byte that may have occurred: before a character, or within one."""
    stop = min(offset + _MAX_CHARS_AFTER_RARE + 1, len(text) - 1)
    gains = {
        start: slip_prefilter.gain_in_chars(
            *slip_prefilter.realign_pairs(text, start, None, offset + _LOOKAHEAD_CHARS - start)
        )
        for start in range(first, stop)
    }
    best_gain = max(gains.values(), default=0.0)
    yield from _make_signs(
        text,
        (start for start, gain in gains.items() if gain > best_gain - _MAX_START_DEFICIT_NATS),
        _RARE_AGAINST_NATS,
    )


def _make_signs(text: str, starts: Iterable[int], log_odds_against: float) -> Iterator[SlipSign]:
    """Yield for each offset the loss of a lead byte, and of the trail byte of the character there."""
    for start in starts:
        code = gbk_tables.codes_by_char().get(text[start])
        if code is not None:
            yield SlipSign("byte-slip/lost-lead", start, start, ((None,),), log_odds_against)
            yield SlipSign(
                "byte-slip/lost-trail", start, start + 1, ((code >> 8, None, code & 0xFF),), log_odds_against
            )


def _start_search(text: str, traditional: bool) -> BeamSearch:
    return BeamSearch(LanguageModel(text), LanguageModel(), traditional, budget=SearchBudget.for_text(text))

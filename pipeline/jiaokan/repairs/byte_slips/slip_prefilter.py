"""Check quickly whether a run may be one byte off, before a search.

In a run that is one byte off, every character but the first is known from the bytes of the run,
paired again. The result is common characters where a byte was lost, and rare ones where none was.
Scores of single characters take a thousandth of the time of a search, and scores of words a hundredth.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter

from jiaokan.repairs import gbk_tables
from jiaokan.text.language_model import LanguageModel, char_log_prob
from jiaokan.text.unicode_ranges import PRIVATE_USE

_PRIVATE_USE_START = re.compile(f".?[{PRIVATE_USE}]")
PREFILTER_CHARS = 8  # characters of the run that are checked
# nats that a run must gain, and further nats for each of its characters
_MIN_GAIN_NATS, _MIN_GAIN_NATS_PER_CHAR = -3.5, 0.75
_SCRIPT_SAMPLE_CHARS = 24  # characters of a run that show the script
# nats that two or more characters must gain by characters and words, where the byte before them is lost
_MIN_WORD_GAIN_NATS = 3.0
_MIN_SHORT_RUN_GAIN_NATS = -4.0  # nats that a run must gain whose end leaves no sign
_LONE_LETTER_NATS = 4.0  # nats against a single letter after the run
_MAX_TABLE_STEP = 3  # code points between neighbours in a table of characters
_NO_CHAR = "\ue000"  # stands for a pair without a character


def may_be_misaligned(text: str, run_start: int, head: int | None) -> bool:
    """Return whether the run may be one byte off.

    Args:
        text: The text.
        run_start: Offset of the run.
        head: The byte before the run; None where it is lost, and with it the first character of the run.
    """
    old, new = realign_pairs(text, run_start, head)
    if has_private_use_start(old):
        return True
    min_gain = 0.0 if head is None or not new else _MIN_GAIN_NATS + _MIN_GAIN_NATS_PER_CHAR * len(old)
    min_word_gain = _MIN_WORD_GAIN_NATS if head is None else 0.0
    gain = gain_in_chars(old, new)
    if gain > min_gain and (len(new) < 2 or gain + gain_in_words(old, new) > min_word_gain):
        return True
    return head is not None and _may_end_early(old, new)


def has_private_use_start(old: str) -> bool:
    """Return whether private use stands at the beginning of a run, where no text has it."""
    return _PRIVATE_USE_START.match(old) is not None


def _may_end_early(old: str, new: str) -> bool:
    """Return whether the run may be short, ended by a trail byte of 80, which decoders drop."""
    for end, char in enumerate(old, 1):
        last_char = gbk_tables.chars_by_code().get(
            (gbk_tables.codes_by_char().get(char, 0) & 0xFF) << 8 | 0x80, ""
        )
        if (
            last_char in gbk_tables.common_chars()
            and gain_in_chars(old[:end], new[:end] + last_char) > _MIN_SHORT_RUN_GAIN_NATS
        ):
            return True
    return False


def realign_pairs(text: str, offset: int, head: int | None, count: int = PREFILTER_CHARS) -> tuple[str, str]:
    """Return at most `count` characters of the run, and the characters of their bytes paired again.

    Args:
        text: The text.
        offset: Offset of the run.
        head: The byte before the run, None where it is lost.
        count: Maximum number of characters.

    >>> realign_pairs("钋菰讱⒔灰", 0, 0xBB)
    ('钋菰讱⒔灰', '活禽宰殺交')
    """
    old, new, lead = "", "", head
    codes, pairs = gbk_tables.codes_by_char(), gbk_tables.chars_by_code()
    for char in text[offset : offset + count]:
        code = codes.get(char)
        if code is None or (lead or 0x80) < 0x80:
            break
        if lead is not None:
            new += pairs.get(lead << 8 | code >> 8, _NO_CHAR)
            old += char
        lead = code & 0xFF
        offset += 1
    if lead is None:
        return old, new
    if lead < 0x80:
        return old, new + chr(lead)
    next_char = text[offset : offset + 1]
    last_char = _char_ending_in_letter(lead, next_char)
    return (old + next_char, new + last_char) if last_char else (old, new)


def _char_ending_in_letter(lead: int, letter: str) -> str | None:
    """Return the character that has the letter after the run as its trail byte."""
    return gbk_tables.chars_by_code().get(lead << 8 | ord(letter)) if "@" <= letter <= "~" else None


def split_at_runs(text: str, runs: Iterable[tuple[int, int | None]]) -> tuple[list[str], list[str]]:
    """Return the text between its runs, in pieces, and the runs with their bytes paired again.

    Args:
        text: The text.
        runs: The offset of each run, and the byte before it, None where it is lost.
    """
    between, realigned, previous_end = [], [], 0
    for run_start, head in sorted(runs, key=itemgetter(0)):
        if run_start >= previous_end:
            old, new = realign_pairs(text, run_start, head, _SCRIPT_SAMPLE_CHARS)
            between.append(text[previous_end:run_start])
            realigned.append(new)
            previous_end = run_start + len(old)
    return [*between, text[previous_end:]], realigned


def gain_in_chars(old: str, new: str) -> float:
    """Return by how many nats `new` is likelier than `old`, by its characters."""
    return sum(map(char_log_prob, new)) - sum(map(char_log_prob, old)) + _lone_letter_nats(old)


def gain_in_words(old: str, new: str) -> float:
    """Return by how many nats `new` is likelier than `old`, by its words."""
    return _shared_model().score_text(new) - _shared_model().score_text(old) + _lone_letter_nats(old)


def gain_after(text: str, offset: int) -> float:
    """Return the gain of the run after the character at `offset`, in half the time of `realign_pairs`."""
    codes, scores = gbk_tables.codes_by_char(), _pair_scores()
    gain, run_end, lead = 0.0, offset + 1, codes[text[offset]] & 0xFF
    for char in text[run_end : offset + PREFILTER_CHARS]:
        code = codes.get(char)
        if code is None or lead < 0x80:
            break
        gain += scores[lead << 8 | code >> 8] - char_log_prob(char)
        lead = code & 0xFF
        run_end += 1
    if lead < 0x80:
        return gain + char_log_prob(chr(lead))
    next_char = text[run_end : run_end + 1]
    last_char = _char_ending_in_letter(lead, next_char)
    return (
        gain + char_log_prob(last_char) - char_log_prob(next_char) + _LONE_LETTER_NATS if last_char else gain
    )


def is_in_table_order(text: str, offset: int) -> bool:
    """Return whether characters from `offset` on follow one another as in a table of Unicode or GBK.

    >>> is_in_table_order("亍丌兀丐廿卅丕亘", 0), is_in_table_order("各级各部门", 0)
    (True, False)
    """
    run, codes = text[offset : offset + PREFILTER_CHARS], gbk_tables.codes_by_char()
    steps = (
        0 < ord(next_char) - ord(char) <= _MAX_TABLE_STEP
        or 0 < codes.get(next_char, 0) - codes.get(char, 0) <= _MAX_TABLE_STEP
        for char, next_char in pairwise(run)
    )
    return 2 * sum(steps) >= len(run)


class _PairScores(dict[int, float]):
    """Scores of single characters by their pair, each computed on first use."""

    def __missing__(self, code: int) -> float:
        self[code] = char_log_prob(gbk_tables.chars_by_code().get(code, _NO_CHAR))
        return self[code]


@lru_cache(1)
def _pair_scores() -> _PairScores:
    return _PairScores()


def _lone_letter_nats(old: str) -> float:
    return _LONE_LETTER_NATS if old and old[-1].isascii() else 0.0


@lru_cache(1)
def _shared_model() -> LanguageModel:
    return LanguageModel()

"""Decode text again that was read in a wrong charset: æ–‡å­— was 文字.

The wrong charset turns the text back into bytes and the right one decodes them, strictly, once or
twice. The result must be Chinese with a good score, and must lead back to the same text. What is
proven for some lines of a page is accepted for its short lines.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import exp

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Edit, Span, drop_overlapping_edits, make_replacement
from jiaokan.repairs import suspect_spans
from jiaokan.repairs.redecoding import (
    RIGHT_CHARSETS,
    WIDE_CHARSETS,
    decode_reversibly,
    redecode,
    redecode_any,
)
from jiaokan.text.charsets import codecs
from jiaokan.text.language_model import char_log_prob, is_mostly_chinese, mean_log_prob
from jiaokan.text.unicode_ranges import HAN, HANGUL, count_han, extract_han

# nats per Han character against chance: one of 3,755, and for UTF-8 also that the bytes are well-formed
_CHANCE_NATS_PER_HAN = {"utf-8": 13.0, "gb18030": 9.6, "big5hkscs": 9.6, "cp950": 9.6}
# foreign letters allowed for each Han character; well-formed UTF-8 is evidence by itself, so it has more
_MAX_FOREIGN_PER_HAN = {"utf-8": 0.9, "gb18030": 0.5, "big5hkscs": 0.5, "cp950": 0.5}
_PLAN_PRIOR_NATS = 10.0  # cost of a misreading: one text in 20,000 has any particular one
_SELDOM_PRIOR_NATS = 4.0  # further cost of a misreading that few programs make
_SELDOM_CHARSETS = frozenset({"big5hkscs", codecs.IBM_932_CHARSET})
# Han characters of the quick check, and nats for each of them below which the score is not computed
_PRECHECK_HAN_COUNT, _MIN_PRECHECK_NATS_PER_HAN = 40, -1.5
_CHINESE_MARKS = "，。、；：？！“”《》（）"
_NATS_PER_MARK, _MAX_MARKS = 3.0, 8  # nats for each mark that the result gains, and marks that count at most
# Hangul, Cyrillic or Zhuyin right before Han, as in no language: nats for each, and how many count at most
_STRANGE_LETTER = compile_on_use(f"[{HANGUL}\u0401-\u0451\u3105-\u3129](?=[{HAN}])")
_NATS_PER_STRANGE_LETTER, _MAX_STRANGE_LETTERS = 3.0, 4
# Han of a word that was not misread, and nats per character by which it reads better unchanged
_MIN_WORD_HAN, _MIN_MEAN_GAIN_NATS = 2, 2.0
_MAX_DISTINCT_HAN = 200  # different Han characters that count as evidence at most

DecodingPlan = tuple[tuple[str, str], ...]  # pairs of wrong and right charset, the last misreading first


@dataclass(frozen=True, slots=True)
class CharsetReading:
    """A stretch of text in another charset.

    Attributes:
        span: The stretch.
        text: The text in the right charset.
        plan: The misreadings that are undone.
        log_odds: Natural logarithm of the odds that it is right.
        cut_spans: Remains beside it of characters that were cut off.
    """

    span: Span
    text: str
    plan: DecodingPlan
    log_odds: float
    cut_spans: tuple[Span, ...] = ()


def propose_edits(text: str) -> Iterator[Edit]:
    r"""Propose the right text of every misread stretch.

    >>> text = "æ±‰å­—æ˜¯è®°å½•ä¸\xadæ–‡çš„æ–‡å­—ã€‚"
    >>> [edit.new for edit in propose_edits(text)]
    ['汉字是记录中文的文字。']
    """
    readings_by_span = {
        span: _trim_unmisread_words(text, best_reading)
        for span in suspect_spans.find_suspects(text)
        if (best_reading := _find_best_reading(text, span))
    }
    if not readings_by_span:
        return
    han_counts_by_plan: Counter[DecodingPlan] = Counter()
    for reading in readings_by_span.values():
        han_counts_by_plan[reading.plan] += count_han(reading.text)
    plan = han_counts_by_plan.most_common(1)[0][0]
    unproven = [
        span
        for span in suspect_spans.find_candidates(text)
        if span not in readings_by_span or readings_by_span[span].log_odds < _PLAN_PRIOR_NATS
    ]
    readings_by_span |= {span: planned for span in unproven if (planned := _read_by_plan(text, span, plan))}
    yield from drop_overlapping_edits(
        edit for reading in readings_by_span.values() for edit in _make_edits(text, reading)
    )


def _make_edits(text: str, reading: CharsetReading) -> Iterator[Edit]:
    """Yield the edit of a reading, and the edits of the remains of cut characters."""
    yield _make_edit(text, reading)
    for remains in reading.cut_spans:
        yield make_replacement(
            text,
            remains,
            "\ufffd",
            "wrong-charset/cut-character",
            why="what is left of a character that was cut",
        )


def _make_edit(text: str, reading: CharsetReading) -> Edit:
    misreadings = [f"{right} as {wrong}" for wrong, right in reading.plan]
    rule = (
        "wrong-charset/twice"
        if len(misreadings) > 1
        else f"wrong-charset/{re.sub('[ _]', '-', misreadings[0])}"
    )
    confidence = 1 / (1 + exp(-min(reading.log_odds, 99.0)))
    return make_replacement(
        text, reading.span, reading.text, rule, confidence, f"{', then '.join(misreadings)}; reads as Chinese"
    )


def _find_best_reading(text: str, span: Span) -> CharsetReading | None:
    """Return the likeliest reading of a stretch, None where each is less likely than not.

    Readings of a stretch that was cut are tried only where none of the whole stretch is likely.
    """
    old = span.slice_text(text)
    best_whole = _choose_likeliest(
        CharsetReading(span, new, plan, _compute_log_odds(old, new, plan))
        for plan, new in _list_readings(old, 2)
    )
    return best_whole or _choose_likeliest(_list_cut_readings(text, span))


def _trim_unmisread_words(text: str, reading: CharsetReading) -> CharsetReading:
    """Leave out the words at either end of a line that read better unchanged."""
    span, old_text = reading.span, reading.span.slice_text(text)
    old_words, new_words = old_text.split(" "), reading.text.split(" ")
    if len(old_words) != len(new_words) or reading.plan[0][0] not in WIDE_CHARSETS:
        return reading
    is_unchanged = [
        _is_better_unchanged(old_word, new_word)
        for old_word, new_word in zip(old_words, new_words, strict=True)
    ]
    head_count, tail_count = _count_leading_kept(is_unchanged), _count_leading_kept(is_unchanged[::-1])
    part = Span(
        span.start + sum(len(old_word) + 1 for old_word in old_words[:head_count]),
        span.end - sum(len(old_word) + 1 for old_word in old_words[len(old_words) - tail_count :]),
    )
    if part == span or part.start >= part.end:
        return reading
    return _read_by_plan(text, part, reading.plan) or reading


def _count_leading_kept(is_unchanged: list[bool | None]) -> int:
    """Return how many words to keep at the beginning, before the first that was misread."""
    leading = is_unchanged[: is_unchanged.index(False)] if False in is_unchanged else is_unchanged
    return max((i for i, is_kept in enumerate(leading, 1) if is_kept), default=0)


def _is_better_unchanged(word: str, new_word: str) -> bool | None:
    """Return whether a word reads better unchanged than decoded again; None where it is the same."""
    if word and set(word) <= set(_CHINESE_MARKS) - set(new_word):
        return True
    if word == new_word:
        return None
    old_han, new_han = extract_han(word), extract_han(new_word)
    has_enough_han = len(old_han) >= _MIN_WORD_HAN
    return has_enough_han and mean_log_prob(old_han) > mean_log_prob(new_han) + _MIN_MEAN_GAIN_NATS


def _choose_likeliest(readings: Iterable[CharsetReading]) -> CharsetReading | None:
    """Return the reading with the best odds, None where all are less likely than not."""
    best = max(readings, key=lambda r: (r.log_odds, r.plan), default=None)
    return best if best and best.log_odds > 0 else None


def _read_by_plan(text: str, span: Span, plan: DecodingPlan) -> CharsetReading | None:
    """Return the reading by a plan that is proven on the page, None where it gives no Chinese."""
    old = span.slice_text(text)
    new: str | None = old
    for wrong, right in plan:
        new = redecode(new, wrong, right) if new else None
    if not new or not is_mostly_chinese(new, _MAX_FOREIGN_PER_HAN[plan[-1][1]]) or new == old:
        return None
    # other lines of the page prove the plan: that counts as much as two priors
    log_odds = _compute_log_odds(old, new, plan) + 2 * _PLAN_PRIOR_NATS
    return CharsetReading(span, new, plan, log_odds) if log_odds > _PLAN_PRIOR_NATS else None


def _list_readings(text: str, depth: int) -> Iterator[tuple[DecodingPlan, str]]:
    """Yield what the text may have been, each with the misreadings that are undone, at most `depth`."""
    for wrong, right, new in redecode_any(text):
        if is_mostly_chinese(new, _MAX_FOREIGN_PER_HAN[right]):
            yield ((wrong, right),), new
        if right == "utf-8" and depth > 1:
            for plan, inner in _list_readings(new, depth - 1):
                yield ((wrong, right), *plan), inner


def _list_cut_readings(text: str, span: Span) -> Iterator[CharsetReading]:
    """Yield readings of a stretch that was cut within a character at either end.

    In charsets of byte pairs a cut damages more; such text is left to the lossy repair.
    """
    old = span.slice_text(text)
    for wrong in () if suspect_spans.WIDE_CHAR.search(old) else codecs.SINGLE_BYTE_CHARSETS:
        data = codecs.encode_strictly(old, wrong) or b""
        for right in RIGHT_CHARSETS:
            for head_bytes, tail_bytes in codecs.find_cut_byte_counts(data, right):
                new = decode_reversibly(data[head_bytes : len(data) - tail_bytes], right)
                if new and is_mostly_chinese(new, _MAX_FOREIGN_PER_HAN[right]):
                    part = Span(span.start + head_bytes, span.end - tail_bytes)
                    ends = (Span(span.start, part.start), Span(part.end, span.end))
                    plan = ((wrong, right),)
                    cuts = tuple(end for end in ends if end.start < end.end)
                    yield CharsetReading(part, new, plan, _compute_log_odds(old, new, plan), cuts)


def _compute_log_odds(old: str, new: str, plan: DecodingPlan) -> float:
    """Return the log odds that `new` is Chinese and no coincidence, by its Han and a little by its marks.

    A list of names scores little better than chance, but its marks prove it.
    """
    han = extract_han(new)
    chance_nats = max(_CHANCE_NATS_PER_HAN[right] for _, right in plan)
    first_han = han[:_PRECHECK_HAN_COUNT]
    if sum(map(char_log_prob, first_han)) < (_MIN_PRECHECK_NATS_PER_HAN - chance_nats) * len(first_han):
        return -_PLAN_PRIOR_NATS * len(plan)
    cost = _PLAN_PRIOR_NATS * len(plan) + _SELDOM_PRIOR_NATS * sum(
        wrong in _SELDOM_CHARSETS for wrong, _ in plan
    )
    mark_nats = _NATS_PER_MARK * min(
        _MAX_MARKS, sum(max(0, new.count(mark) - old.count(mark)) for mark in _CHINESE_MARKS)
    )
    letter_nats = _NATS_PER_STRANGE_LETTER * min(_MAX_STRANGE_LETTERS, len(_STRANGE_LETTER.findall(old)))
    return (
        min(_MAX_DISTINCT_HAN, len(set(han))) * (mean_log_prob(han) + chance_nats)
        + mark_nats
        + letter_nats
        - cost
    )

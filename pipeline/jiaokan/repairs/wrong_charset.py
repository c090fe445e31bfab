"""Read again, in the right charset, text that was read in a wrong one: æ–‡å­— was 文字.

The text is turned back into bytes by the wrong charset and read by the right one, strictly, once
or twice over. What comes of it must be Chinese that reads well, and must lead back to the very
same text. What is proven on some lines of a page is believed of its short ones.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import exp

from jiaokan.core.edits import Edit, Span, drop_overlapping_edits, make_replacement
from jiaokan.repairs import suspect_spans
from jiaokan.text.charsets import codecs
from jiaokan.text.language_model import char_log_prob, is_mostly_chinese, mean_log_prob
from jiaokan.text.unicode_ranges import HAN, HANGUL, KANA, count_han, count_non_ascii, extract_han

RIGHT_CHARSETS = ("utf-8", "gb18030", "big5hkscs", "cp950")
WIDE_CHARSETS = ("gb18030", "cp936", "big5hkscs", "cp950", "cp932", codecs.IBM_932_CHARSET, "cp949")
_WIDE_CHARSETS_WITHOUT_EURO = tuple(charset for charset in WIDE_CHARSETS if charset != "cp936")
# charsets that share most of their pairs
_ALIKE_CHARSETS = {
    (a, b) for kind in (("gb18030", "cp936"), ("big5hkscs", "cp950")) for a in kind for b in kind
}

# nats per Han character that chance has against it: one of 3,755, and for UTF-8 a well-formed one at that
_CHANCE_NATS_PER_HAN = {"utf-8": 13.0, "gb18030": 9.6, "big5hkscs": 9.6, "cp950": 9.6}
# letters of other scripts for a Han that Chinese may have: UTF-8 proves itself
_MAX_FOREIGN_PER_HAN = {"utf-8": 0.9, "gb18030": 0.5, "big5hkscs": 0.5, "cp950": 0.5}
_PLAN_PRIOR_NATS = 10.0  # nats that a plan costs: one text in 20,000 is damaged in any one way
_SELDOM_PRIOR_NATS = 4.0  # nats more for a misreading that few readers make
_SELDOM_CHARSETS = frozenset({"big5hkscs", codecs.IBM_932_CHARSET})
_PRECHECK_HAN_COUNT, _MIN_PRECHECK_NATS_PER_HAN = (
    40,
    -1.5,
)  # characters that a glance takes in, and nats each below which no look is worth it
_CHINESE_MARKS = "，。、；：？！“”《》（）"
_NATS_PER_MARK, _MAX_MARKS = 3.0, 8  # nats for each of them that comes to light, and how many count
# Hangul, Cyrillic or Zhuyin right before a Han, as in no language: nats for each, and how many count
_STRANGE_LETTER, _NATS_PER_STRANGE_LETTER, _MAX_STRANGE_LETTERS = (
    re.compile(f"[{HANGUL}\u0401-\u0451\u3105-\u3129](?=[{HAN}])"),
    3.0,
    4,
)
_MIN_WORD_HAN, _MIN_MEAN_GAIN_NATS = (
    2,
    2.0,
)  # Han of a word that was never misread, and nats each by which it reads better so
_MAX_DISTINCT_HAN = 200  # different Han characters, more of which prove nothing more
_MIN_JAPANESE_KANA_SHARE = 0.45  # share of kana from which text is Japanese, and not Big5 read as GBK
_KANA_RUN = re.compile(f"[{KANA}]+")
_NON_ASCII_CHAR = re.compile("[^\x00-\x7f]")

DecodingPlan = tuple[tuple[str, str], ...]  # the wrong and the right charset, the outermost misreading first


@dataclass(frozen=True, slots=True)
class CharsetReading:
    """What a stretch of text is in another charset, with the log odds that it is right.

    `cuts` are what stands beside it of characters that were cut off.
    """

    span: Span
    text: str
    plan: DecodingPlan
    log_odds: float
    cut_spans: tuple[Span, ...] = ()


def propose_edits(text: str) -> Iterator[Edit]:
    """Propose to read every misread stretch again."""
    found = {
        span: _trim_unmisread_words(text, best)
        for span in suspect_spans.find_suspects(text)
        if (best := _find_best_reading(text, span))
    }
    if not found:
        return
    proven: Counter[DecodingPlan] = Counter()
    for reading in found.values():
        proven[reading.plan] += count_han(reading.text)
    plan = proven.most_common(1)[0][0]
    weak = [
        span
        for span in suspect_spans.find_candidates(text)
        if span not in found or found[span].log_odds < _PLAN_PRIOR_NATS
    ]
    found |= {span: again for span in weak if (again := _read_by_plan(text, span, plan))}
    yield from drop_overlapping_edits(
        edit for reading in found.values() for edit in _make_edits(text, reading)
    )


def _make_edits(text: str, reading: CharsetReading) -> Iterator[Edit]:
    """Yield the edit, and those of what is left of characters that were cut."""
    yield _make_edit(text, reading)
    for cut in reading.cut_spans:
        yield make_replacement(
            text, cut, "\ufffd", "misdecoded/cut", why="what is left of a character that was cut"
        )


def _make_edit(text: str, reading: CharsetReading) -> Edit:
    names = [f"{right} as {wrong}" for wrong, right in reading.plan]
    rule = "misdecoded/twice" if len(names) > 1 else f"misdecoded/{names[0].replace(' ', '-')}"
    confidence = 1 / (1 + exp(-min(reading.log_odds, 99.0)))
    return make_replacement(
        text, reading.span, reading.text, rule, confidence, f"{', then '.join(names)}; reads as Chinese"
    )


def _find_best_reading(text: str, span: Span) -> CharsetReading | None:
    """Return the likeliest reading of a stretch, None where every one is less likely than not."""
    old = span.slice_text(text)
    whole = _choose_likeliest(
        CharsetReading(span, new, plan, _compute_log_odds(old, new, plan))
        for plan, new in _list_readings(old, 2)
    )
    return whole or _choose_likeliest(_list_cut_readings(text, span))


def _trim_unmisread_words(text: str, reading: CharsetReading) -> CharsetReading:
    """Leave out the words at either end of a line that read better as they stand."""
    span, old = reading.span, reading.span.slice_text(text)
    words, again = old.split(" "), reading.text.split(" ")
    if len(words) != len(again) or reading.plan[0][0] not in WIDE_CHARSETS:
        return reading
    stands = [_is_better_unchanged(word, other) for word, other in zip(words, again, strict=True)]
    head, tail = _count_leading_kept(stands), _count_leading_kept(stands[::-1])
    part = Span(
        span.start + sum(len(word) + 1 for word in words[:head]),
        span.end - sum(len(word) + 1 for word in words[len(words) - tail :]),
    )
    if part == span or part.start >= part.end:
        return reading
    return _read_by_plan(text, part, reading.plan) or reading


def _count_leading_kept(stands: list[bool | None]) -> int:
    """Return how many words stand as they are, of those before the first that does not."""
    before = stands[: stands.index(False)] if False in stands else stands
    return max((i for i, true in enumerate(before, 1) if true), default=0)


def _is_better_unchanged(word: str, again: str) -> bool | None:
    """Tell whether a word reads better as it stands than read again; None where it is the same."""
    if word and set(word) <= set(_CHINESE_MARKS) - set(again):
        return True
    old, new = extract_han(word), extract_han(again)
    return (
        None
        if word == again
        else len(old) >= _MIN_WORD_HAN and mean_log_prob(old) > mean_log_prob(new) + _MIN_MEAN_GAIN_NATS
    )


def _choose_likeliest(readings: Iterable[CharsetReading]) -> CharsetReading | None:
    best = max(readings, key=lambda r: (r.log_odds, r.plan), default=None)
    return best if best and best.log_odds > 0 else None


def _read_by_plan(text: str, span: Span, plan: DecodingPlan) -> CharsetReading | None:
    """Return the reading by a plan that is proven on the page, where it gives any Chinese."""
    old = span.slice_text(text)
    new: str | None = old
    for wrong, right in plan:
        new = _reread_text(new, wrong, right) if new else None
    if not new or not is_mostly_chinese(new, _MAX_FOREIGN_PER_HAN[plan[-1][1]]) or new == old:
        return None
    odds = _compute_log_odds(old, new, plan) + 2 * _PLAN_PRIOR_NATS
    return CharsetReading(span, new, plan, odds) if odds > _PLAN_PRIOR_NATS else None


def _list_readings(text: str, depth: int) -> Iterator[tuple[DecodingPlan, str]]:
    """Yield what the text may have been, with how it was misread."""
    for wrong, right, new in _reread_once(text):
        if is_mostly_chinese(new, _MAX_FOREIGN_PER_HAN[right]):
            yield ((wrong, right),), new
        if right == "utf-8" and depth > 1:
            for plan, inner in _list_readings(new, depth - 1):
                yield ((wrong, right), *plan), inner


def _list_cut_readings(text: str, span: Span) -> Iterator[CharsetReading]:
    """Yield what a stretch may have been that was cut within a character, at either end.

    In the charsets of pairs a cut takes more with it; such text counts as lossy.
    """
    old = span.slice_text(text)
    for wrong in () if suspect_spans.WIDE_CHAR.search(old) else codecs.SINGLE_BYTE_CHARSETS:
        data = codecs.encode_strictly(old, wrong) or b""
        for right in RIGHT_CHARSETS:
            for head, tail in codecs.find_cut_byte_counts(data, right):
                new = _decode_reversibly(data[head : len(data) - tail], right)
                if new and is_mostly_chinese(new, _MAX_FOREIGN_PER_HAN[right]):
                    part = Span(span.start + head, span.end - tail)
                    ends = (Span(span.start, part.start), Span(part.end, span.end))
                    plan = ((wrong, right),)
                    cuts = tuple(end for end in ends if end.start < end.end)
                    yield CharsetReading(part, new, plan, _compute_log_odds(old, new, plan), cuts)


def _reread_once(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the wrong and the right charset, and the text in that, wherever it leads back to this one."""
    first = _NON_ASCII_CHAR.search(text)
    # of kana, Big5 and GBK make characters enough to pass for Chinese
    kana = sum(map(len, _KANA_RUN.findall(text)))
    rights = ("utf-8",) if kana > _MIN_JAPANESE_KANA_SHARE * count_non_ascii(text) else RIGHT_CHARSETS
    for wrong, possible in _pair_charsets(first[0], _list_wrong_charsets(text), rights) if first else ():
        if (data := codecs.encode_strictly(text, wrong)) is None:
            continue
        readings = {
            right: new for right in possible if (new := _decode_reversibly(data, right)) not in (None, text)
        }
        if "cp950" in readings and "big5hkscs" in readings:
            # the wave dash of Windows is an operator in Big5-HKSCS; without one, all is as at the door
            del readings["big5hkscs" if "∼" in readings["big5hkscs"] else "cp950"]
        yield from ((wrong, right, new) for right, new in readings.items())


def _list_wrong_charsets(text: str) -> tuple[str, ...]:
    """Return the charsets that it may have been read in; cp936 is gb18030 but for its euro sign."""
    if not suspect_spans.WIDE_CHAR.search(text):
        return codecs.SINGLE_BYTE_CHARSETS
    return WIDE_CHARSETS if "€" in text else _WIDE_CHARSETS_WITHOUT_EURO


@lru_cache(65536)
def _pair_charsets(
    first: str, wrongs: tuple[str, ...], rights: tuple[str, ...]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the wrong charsets, each with the right ones, that the first character beyond ASCII allows."""
    found = []
    for wrong in wrongs:
        data = codecs.encode_strictly(first, wrong)
        if data is not None:
            allowed = (
                r for r in rights if (wrong, r) not in _ALIKE_CHARSETS and codecs.may_begin_text(data, r)
            )
            found.append((wrong, tuple(allowed)))
    return tuple((wrong, allowed) for wrong, allowed in found if allowed)


def _reread_text(text: str, wrong: str, right: str) -> str | None:
    """Return the text in the right charset, None where it would not lead back to the very same."""
    data = codecs.encode_strictly(text, wrong)
    return _decode_reversibly(data, right) if data is not None else None


def _decode_reversibly(data: bytes, right: str) -> str | None:
    """Return the text of the bytes, None where it would not lead back to them."""
    new = codecs.decode_strictly(data, right)
    return new if new is not None and codecs.encode_strictly(new, right) == data else None


def _compute_log_odds(old: str, new: str, plan: DecodingPlan) -> float:
    """Return the log odds that `new` is Chinese and no chance: its Han tell, and its marks a little.

    A list of names reads little better than chance; its marks prove it.
    """
    han = extract_han(new)
    chance = max(_CHANCE_NATS_PER_HAN[right] for _, right in plan)
    if sum(map(char_log_prob, han[:_PRECHECK_HAN_COUNT])) < (_MIN_PRECHECK_NATS_PER_HAN - chance) * len(
        han[:_PRECHECK_HAN_COUNT]
    ):
        return -_PLAN_PRIOR_NATS * len(plan)
    against = _PLAN_PRIOR_NATS * len(plan) + _SELDOM_PRIOR_NATS * sum(
        wrong in _SELDOM_CHARSETS for wrong, _ in plan
    )
    marks = _NATS_PER_MARK * min(_MAX_MARKS, sum(max(0, new.count(m) - old.count(m)) for m in _CHINESE_MARKS))
    strange = _NATS_PER_STRANGE_LETTER * min(_MAX_STRANGE_LETTERS, len(_STRANGE_LETTER.findall(old)))
    return min(_MAX_DISTINCT_HAN, len(set(han))) * (mean_log_prob(han) + chance) + marks + strange - against

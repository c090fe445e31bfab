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

from jiaokan.core.edits import Edit, Span, disjoint, replace
from jiaokan.repairs import suspect_spans
from jiaokan.text.charsets import codecs
from jiaokan.text.language_model import alone, mean, mostly_chinese
from jiaokan.text.unicode_ranges import HAN, HANGUL, KANA, count_han, count_high, only_han

RIGHT = ("utf-8", "gb18030", "big5hkscs", "cp950")
WIDE = ("gb18030", "cp936", "big5hkscs", "cp950", "cp932", codecs.IBM_932, "cp949")
_WITHOUT_EURO = tuple(charset for charset in WIDE if charset != "cp936")
# charsets that share most of their pairs
_ALIKE = {(a, b) for kind in (("gb18030", "cp936"), ("big5hkscs", "cp950")) for a in kind for b in kind}

# nats per Han character that chance has against it: one of 3,755, and for UTF-8 a well-formed one at that
_CHANCE = {"utf-8": 13.0, "gb18030": 9.6, "big5hkscs": 9.6, "cp950": 9.6}
# letters of other scripts for a Han that Chinese may have: UTF-8 proves itself
_OTHERS = {"utf-8": 0.9, "gb18030": 0.5, "big5hkscs": 0.5, "cp950": 0.5}
_PRIOR = 10.0  # nats that a plan costs: one text in 20,000 is damaged in any one way
_SELDOM = 4.0  # nats more for a misreading that few readers make
_FEW = frozenset({"big5hkscs", codecs.IBM_932})
_GLANCE, _FAR = 40, -1.5  # characters that a glance takes in, and nats each below which no look is worth it
_CHINESE_MARKS = "，。、；：？！“”《》（）"
_EACH, _MARKS = 3.0, 8  # nats for each of them that comes to light, and how many count
# Hangul, Cyrillic or Zhuyin right before a Han, as in no language: nats for each, and how many count
_STRANGE, _STRANGELY, _STRANGERS = re.compile(f"[{HANGUL}\u0401-\u0451\u3105-\u3129](?=[{HAN}])"), 3.0, 4
_PAIR, _BETTER = 2, 2.0  # Han of a word that was never misread, and nats each by which it reads better so
_ENOUGH = 200  # different Han characters, more of which prove nothing more
_JAPANESE = 0.45  # share of kana from which text is Japanese, and not Big5 read as GBK
_KANA = re.compile(f"[{KANA}]+")
_HIGH = re.compile("[^\x00-\x7f]")

Plan = tuple[tuple[str, str], ...]  # the wrong and the right charset, the outermost misreading first


@dataclass(frozen=True, slots=True)
class Reading:
    """What a stretch of text is in another charset, with the log odds that it is right.

    `cuts` are what stands beside it of characters that were cut off.
    """

    span: Span
    text: str
    plan: Plan
    odds: float
    cuts: tuple[Span, ...] = ()


def propose(text: str) -> Iterator[Edit]:
    """Propose to read every misread stretch again."""
    found = {
        span: _trimmed(text, best) for span in suspect_spans.suspects(text) if (best := _best(text, span))
    }
    if not found:
        return
    proven: Counter[Plan] = Counter()
    for reading in found.values():
        proven[reading.plan] += count_han(reading.text)
    plan = proven.most_common(1)[0][0]
    weak = [span for span in suspect_spans.candidates(text) if span not in found or found[span].odds < _PRIOR]
    found |= {span: again for span in weak if (again := _by_plan(text, span, plan))}
    yield from disjoint(edit for reading in found.values() for edit in _edits(text, reading))


def _edits(text: str, reading: Reading) -> Iterator[Edit]:
    """Yield the edit, and those of what is left of characters that were cut."""
    yield _edit(text, reading)
    for cut in reading.cuts:
        yield replace(text, cut, "\ufffd", "misdecoded/cut", why="what is left of a character that was cut")


def _edit(text: str, reading: Reading) -> Edit:
    names = [f"{right} as {wrong}" for wrong, right in reading.plan]
    rule = "misdecoded/twice" if len(names) > 1 else f"misdecoded/{names[0].replace(' ', '-')}"
    confidence = 1 / (1 + exp(-min(reading.odds, 99.0)))
    return replace(
        text, reading.span, reading.text, rule, confidence, f"{', then '.join(names)}; reads as Chinese"
    )


def _best(text: str, span: Span) -> Reading | None:
    """Return the likeliest reading of a stretch, None where every one is less likely than not."""
    old = span.of(text)
    whole = _likeliest(Reading(span, new, plan, _odds(old, new, plan)) for plan, new in _readings(old, 2))
    return whole or _likeliest(_cut_readings(text, span))


def _trimmed(text: str, reading: Reading) -> Reading:
    """Leave out the words at either end of a line that read better as they stand."""
    span, old = reading.span, reading.span.of(text)
    words, again = old.split(" "), reading.text.split(" ")
    if len(words) != len(again) or reading.plan[0][0] not in WIDE:
        return reading
    stands = [_stands(word, other) for word, other in zip(words, again, strict=True)]
    head, tail = _leading(stands), _leading(stands[::-1])
    part = Span(
        span.start + sum(len(word) + 1 for word in words[:head]),
        span.end - sum(len(word) + 1 for word in words[len(words) - tail :]),
    )
    if part == span or part.start >= part.end:
        return reading
    return _by_plan(text, part, reading.plan) or reading


def _leading(stands: list[bool | None]) -> int:
    """Return how many words stand as they are, of those before the first that does not."""
    before = stands[: stands.index(False)] if False in stands else stands
    return max((i for i, true in enumerate(before, 1) if true), default=0)


def _stands(word: str, again: str) -> bool | None:
    """Tell whether a word reads better as it stands than read again; None where it is the same."""
    if word and set(word) <= set(_CHINESE_MARKS) - set(again):
        return True
    old, new = only_han(word), only_han(again)
    return None if word == again else len(old) >= _PAIR and mean(old) > mean(new) + _BETTER


def _likeliest(readings: Iterable[Reading]) -> Reading | None:
    best = max(readings, key=lambda r: (r.odds, r.plan), default=None)
    return best if best and best.odds > 0 else None


def _by_plan(text: str, span: Span, plan: Plan) -> Reading | None:
    """Return the reading by a plan that is proven on the page, where it gives any Chinese."""
    old = span.of(text)
    new: str | None = old
    for wrong, right in plan:
        new = _reread(new, wrong, right) if new else None
    if not new or not mostly_chinese(new, _OTHERS[plan[-1][1]]) or new == old:
        return None
    odds = _odds(old, new, plan) + 2 * _PRIOR
    return Reading(span, new, plan, odds) if odds > _PRIOR else None


def _readings(text: str, depth: int) -> Iterator[tuple[Plan, str]]:
    """Yield what the text may have been, with how it was misread."""
    for wrong, right, new in _once(text):
        if mostly_chinese(new, _OTHERS[right]):
            yield ((wrong, right),), new
        if right == "utf-8" and depth > 1:
            for plan, inner in _readings(new, depth - 1):
                yield ((wrong, right), *plan), inner


def _cut_readings(text: str, span: Span) -> Iterator[Reading]:
    """Yield what a stretch may have been that was cut within a character, at either end.

    In the charsets of pairs a cut takes more with it; such text counts as lossy.
    """
    old = span.of(text)
    for wrong in () if suspect_spans.WIDE.search(old) else codecs.SINGLE:
        data = codecs.encode(old, wrong) or b""
        for right in RIGHT:
            for head, tail in codecs.cuts(data, right):
                new = _read(data[head : len(data) - tail], right)
                if new and mostly_chinese(new, _OTHERS[right]):
                    part = Span(span.start + head, span.end - tail)
                    ends = (Span(span.start, part.start), Span(part.end, span.end))
                    plan = ((wrong, right),)
                    cuts = tuple(end for end in ends if end.start < end.end)
                    yield Reading(part, new, plan, _odds(old, new, plan), cuts)


def _once(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the wrong and the right charset, and the text in that, wherever it leads back to this one."""
    first = _HIGH.search(text)
    # of kana, Big5 and GBK make characters enough to pass for Chinese
    kana = sum(map(len, _KANA.findall(text)))
    rights = ("utf-8",) if kana > _JAPANESE * count_high(text) else RIGHT
    for wrong, possible in _pairs(first[0], _wrongs(text), rights) if first else ():
        if (data := codecs.encode(text, wrong)) is None:
            continue
        readings = {right: new for right in possible if (new := _read(data, right)) not in (None, text)}
        if "cp950" in readings and "big5hkscs" in readings:
            # the wave dash of Windows is an operator in Big5-HKSCS; without one, all is as at the door
            del readings["big5hkscs" if "∼" in readings["big5hkscs"] else "cp950"]
        yield from ((wrong, right, new) for right, new in readings.items())


def _wrongs(text: str) -> tuple[str, ...]:
    """Return the charsets that it may have been read in; cp936 is gb18030 but for its euro sign."""
    if not suspect_spans.WIDE.search(text):
        return codecs.SINGLE
    return WIDE if "€" in text else _WITHOUT_EURO


@lru_cache(65536)
def _pairs(
    first: str, wrongs: tuple[str, ...], rights: tuple[str, ...]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the wrong charsets, each with the right ones, that the first character beyond ASCII allows."""
    found = []
    for wrong in wrongs:
        data = codecs.encode(first, wrong)
        if data is not None:
            allowed = (r for r in rights if (wrong, r) not in _ALIKE and codecs.begins(data, r))
            found.append((wrong, tuple(allowed)))
    return tuple((wrong, allowed) for wrong, allowed in found if allowed)


def _reread(text: str, wrong: str, right: str) -> str | None:
    """Return the text in the right charset, None where it would not lead back to the very same."""
    data = codecs.encode(text, wrong)
    return _read(data, right) if data is not None else None


def _read(data: bytes, right: str) -> str | None:
    """Return the text of the bytes, None where it would not lead back to them."""
    new = codecs.decode(data, right)
    return new if new is not None and codecs.encode(new, right) == data else None


def _odds(old: str, new: str, plan: Plan) -> float:
    """Return the log odds that `new` is Chinese and no chance: its Han tell, and its marks a little.

    A list of names reads little better than chance; its marks prove it.
    """
    han = only_han(new)
    chance = max(_CHANCE[right] for _, right in plan)
    if sum(map(alone, han[:_GLANCE])) < (_FAR - chance) * len(han[:_GLANCE]):
        return -_PRIOR * len(plan)
    against = _PRIOR * len(plan) + _SELDOM * sum(wrong in _FEW for wrong, _ in plan)
    marks = _EACH * min(_MARKS, sum(max(0, new.count(m) - old.count(m)) for m in _CHINESE_MARKS))
    strange = _STRANGELY * min(_STRANGERS, len(_STRANGE.findall(old)))
    return min(_ENOUGH, len(set(han))) * (mean(han) + chance) + marks + strange - against

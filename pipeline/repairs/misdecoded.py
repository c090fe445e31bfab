"""Read again, in the right charset, text that was read in a wrong one: æ–‡å­— was 文字.

The text is turned back into bytes by the wrong charset and read by the right one, strictly, once
or twice over. What comes of it must be Chinese that reads well, and must lead back to the very
same text. What is proven on some lines of a page is believed of its short ones.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import exp

from pipeline import charsets
from pipeline.edit import Edit, Span, disjoint, replace
from pipeline.han import HAN, HANGUL, KANA, count_han
from pipeline.language import alone, chinese, mean
from pipeline.repairs import gbk

RIGHT = ("utf-8", "gb18030", "big5hkscs", "cp950")
WIDE = ("gb18030", "cp936", "big5hkscs", "cp950", "cp932", charsets.IBM_932, "cp949")
# charsets that share most of their pairs
_ALIKE = {(a, b) for kind in (("gb18030", "cp936"), ("big5hkscs", "cp950")) for a in kind for b in kind}

# nats per Han character that chance has against it: one of 3,755, and for UTF-8 a well-formed one at that
_CHANCE = {"utf-8": 13.0, "gb18030": 9.3, "big5hkscs": 9.3, "cp950": 9.3}
_PRIOR = 10.0  # nats that a plan costs: one text in 20,000 is damaged in any one way
_SELDOM = 5.0  # nats more for a misreading as Big5 with Hong Kong's characters, which few readers know
_GLANCE, _FAR = 40, -1.5  # characters that a glance takes in, and nats each below which no look is worth it
_ENOUGH = 200  # different Han characters, more of which prove nothing more
_JAPANESE = 0.45  # share of kana from which text is Japanese, and not Big5 read as GBK
# shares of lower case and of particles from which text is as it was written, and the letters they take
_LOWER, _PARTICLES, _TELLING = 0.92, 0.12, 12
_ODD = 0.3  # share of odd characters among those beyond ASCII from which a line is looked at

# East Asian characters; U+F8FF and U+FB01-FB02 are what Mac OS Roman makes of F0, DE and DF
_EAST = "\u2e80-\uf8fe\uf900-\ufaff\ufe30-\uffff"
_NARROW = re.compile(f"[^{_EAST}\n]{{2,}}")
_LINE = re.compile("[^\n]+")
_WIDE = re.compile(f"[{_EAST}]")
_HAN = re.compile(f"[{HAN}]+")
_KANA = re.compile(f"[{KANA}]")
_PARTICLE = re.compile("[のはにをがとで]")
_HANGUL = re.compile(f"[{HANGUL}]{{3}}")
_LOWERCASE = re.compile("[" + "".join(filter(str.islower, map(chr, range(0x80, 0x530)))) + "]+")
_THREE = re.compile("[^\x00-\x7f]{3}")  # a Han character in UTF-8; isolated letters are French
_HIGH = re.compile("[^\x00-\x7f]")
# letters that bytes B0 to F7, which common Han begin with in any charset, are in some code page
_LETTERS = frozenset(
    char
    for charset in charsets.SINGLE
    for char in charsets.characters(charset)[0xB0:0xF8]
    if not char.isspace() and char not in "·×°±²³´¸¹“”‘’—–…•÷"
)
_LETTER = re.compile("[" + "".join(sorted(_LETTERS)) + "]")
_USUAL = "\u3001-\u3011\u3014-\u301b\uff01-\uff5e" + "".join(sorted(gbk.common()))
_UNUSUAL = re.compile(f"[^\x00-\x7f\u00a0-\u00ff\u2010-\u2027{_USUAL}]")
NEEDS = _LETTERS | frozenset(
    _UNUSUAL.findall("".join(map(chr, (*range(0x80, 0xD800), *range(0xE000, 0x10000)))))
)

Plan = tuple[tuple[str, str], ...]  # the wrong and the right charset, the outermost misreading first


@dataclass(frozen=True, slots=True)
class Reading:
    """What a stretch of text is in another charset, with the log odds that it is right."""

    span: Span
    text: str
    plan: Plan
    odds: float


def propose(text: str) -> Iterator[Edit]:
    """Propose to read every misread stretch again."""
    spans = [span for span in _stretches(text) if not _written(span.of(text))]
    found = {span: reading for span in spans if (reading := _best(text, span))}
    proven: Counter[Plan] = Counter()
    for reading in found.values():
        proven[reading.plan] += count_han(reading.text)
    if proven:
        plan = proven.most_common(1)[0][0]
        weak = [span for span in _stretches(text, 1, 0.0) if span not in found or found[span].odds < _PRIOR]
        found |= {span: reading for span in weak if (reading := _by_plan(text, span, plan))}
    return iter(disjoint(_edit(text, reading) for reading in found.values()))


def _edit(text: str, reading: Reading) -> Edit:
    names = [f"{right} as {wrong}" for wrong, right in reading.plan]
    rule = "misdecoded/twice" if len(names) > 1 else f"misdecoded/{names[0].replace(' ', '-')}"
    confidence = 1 / (1 + exp(-min(reading.odds, 99.0)))
    return replace(
        text, reading.span, reading.text, rule, confidence, f"{', then '.join(names)}; reads as Chinese"
    )


def _stretches(text: str, letters: int = 2, odd: float = _ODD) -> Iterator[Span]:
    """Yield the stretches of the text that may have been misread, by their odd characters."""
    if letters < 2 or _LETTER.search(text):
        for match in _NARROW.finditer(text):
            first = _HIGH.search(match[0])
            if first and (letters < 2 or (_THREE.search(match[0]) and len(_LETTER.findall(match[0])) > 1)):
                yield Span(match.start() + first.start(), match.end())
    for match in _LINE.finditer(text) if _WIDE.search(text) else ():
        high = len(match[0]) - len(match[0].encode("ascii", "ignore"))
        if high > 1 and len(_UNUSUAL.findall(match[0])) > max(1, odd * high):
            yield Span(*match.span())


def _best(text: str, span: Span) -> Reading | None:
    """Return the likeliest reading of a stretch, None where every one is less likely than not."""
    old = span.of(text)
    readings = [Reading(span, new, plan, _odds(new, plan)) for plan, new in _readings(old, 2)]
    best = max(readings, key=lambda r: (r.odds, r.plan), default=None)
    return best if best and best.odds > 0 else None


def _by_plan(text: str, span: Span, plan: Plan) -> Reading | None:
    """Return the reading by a plan that is proven on the page, where it gives any Chinese."""
    new: str | None = span.of(text)
    for wrong, right in plan:
        new = _reread(new, wrong, right) if new else None
    if not new or not chinese(new) or new == span.of(text):
        return None
    odds = _odds(new, plan) + 2 * _PRIOR
    return Reading(span, new, plan, odds) if odds > _PRIOR else None


def _readings(text: str, depth: int) -> Iterator[tuple[Plan, str]]:
    """Yield what the text may have been, with how it was misread."""
    # of kana, Big5 and GBK make characters enough to pass for Chinese
    rights = ("utf-8",) if len(_KANA.findall(text)) > _JAPANESE * len(_HIGH.findall(text)) else RIGHT
    for wrong in WIDE if _WIDE.search(text) else charsets.SINGLE:
        data = charsets.encode(text, wrong)
        if data is None:
            continue
        for right in rights:
            new = charsets.decode(data, right) if (wrong, right) not in _ALIKE else None
            if new is None or new == text or charsets.encode(new, right) != data:
                continue
            if chinese(new):
                yield ((wrong, right),), new
            if right == "utf-8" and depth > 1:
                for plan, inner in _readings(new, depth - 1):
                    yield ((wrong, right), *plan), inner


def _written(text: str) -> bool:
    """Tell at a glance whether the text is as someone wrote it, in some other language than Chinese."""
    if _WIDE.search(text):
        hangul = _HANGUL.search(text) and " " in text and not _HAN.search(text)
        return bool(hangul) or len(_PARTICLE.findall(text)) > max(2, _PARTICLES * len(text))
    high = len(text) - len(text.encode("ascii", "ignore"))
    return high >= _TELLING and sum(map(len, _LOWERCASE.findall(text))) > _LOWER * high


def _reread(text: str, wrong: str, right: str) -> str | None:
    """Return the text in the right charset, None where it would not lead back to the very same."""
    data = charsets.encode(text, wrong)
    new = charsets.decode(data, right) if data is not None else None
    return new if new is not None and charsets.encode(new, right) == data else None


def _odds(new: str, plan: Plan) -> float:
    """Return the log odds that `new` is Chinese and no chance; its Han alone can tell."""
    han = "".join(_HAN.findall(new))
    chance = max(_CHANCE[right] for _, right in plan)
    if sum(map(alone, han[:_GLANCE])) < (_FAR - chance) * len(han[:_GLANCE]):
        return -_PRIOR * len(plan)
    seldom = sum(wrong == "big5hkscs" for wrong, _ in plan)
    return min(_ENOUGH, len(set(han))) * (mean(han) + chance) - _PRIOR * len(plan) - _SELDOM * seldom

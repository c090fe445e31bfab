"""Read text again that was read in a wrong charset and lost bytes on the way: 鍙戝竷鐨?was 发布的。

A decoder puts "?" or U+FFFD for the bytes that it cannot read, or drops them. The bytes that are
left say what each lost one may have been; the language model chooses.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from jiaokan.core.edits import Edit, Span, disjoint, replace
from jiaokan.repairs import gbk_tables, suspect_spans
from jiaokan.repairs.lossy.byte_lattice import BIG5, GBK, UTF_8, Right, Slot, decoded
from jiaokan.repairs.lossy.unreadable_bytes import Table, signed, signs, table, unsigned
from jiaokan.text.charsets import codecs
from jiaokan.text.language_model import mean, mostly_chinese
from jiaokan.text.unicode_ranges import only_han

_UTF_8 = gbk_tables.utf8_signs()
_TWO_SIGNS = re.compile(f"[{_UTF_8}][^{_UTF_8}\n]*[{_UTF_8}]")
_DENSE = 0.12  # share of such characters on a line from which it is looked at, or of half-width kana
_WHOLE = re.compile(rb"[\xe2-\xe9\xef][\x80-\xbf]{2}")
_WELL_FORMED = 0.25  # share of the high bytes that must stand in such sequences
_LONGEST = 10_000  # characters of a line
_READS = -8.5  # mean score from which the result is believed
# nats per Han character that chance has against it: one of 3,755, and for UTF-8 a well-formed one at that
_CHANCE = {"utf-8": 13.0, "gbk": 9.6, "big5hkscs": 9.6}
_BYTES = {"utf-8": 3, "gbk": 2, "big5hkscs": 2}  # of a Han character
_PROOF = 20.0  # nats that the characters of which no byte was lost must bring
_BETTER = 1.0  # how much better it must read than what was there
_FOREIGN = 0.25  # letters of other scripts for a Han that it may have

_PAGES = ("cp1252", "latin-1", "cp1250", "cp1251")
_FEWEST = 4  # lead bytes from which a stretch is looked at
_LEFT = 0.35  # share of them that must have all that follows
_SHOWN = re.compile("[^\n]*\ufffd[^\n]*")
Plan = tuple[Right, str]  # the right charset and the wrong one
_EAST = {
    UTF_8: ("cp932", "shift_jis", "cp949"),
    GBK: ("big5", "cp949", "cp932", "shift_jis"),
    BIG5: ("gbk",),
}
_PLANS: tuple[Plan, ...] = tuple((right, wrong) for right, wrongs in _EAST.items() for wrong in wrongs)
# of those the ones that make half-width kana, by which they are known where no U+FFFD is shown
_JAPANESE = tuple((right, wrong) for right, wrong in _PLANS if wrong in ("cp932", "shift_jis"))
_KANA = re.compile("[\uff61-\uff9f]")
_TWO_KANA = re.compile(f"{_KANA.pattern}[^\n]*{_KANA.pattern}")
_ANY = 0xB5  # a byte that is first or second of common characters in every charset of pairs
_GLANCE = -9.5  # mean score, with that byte for every lost one, from which a look is worth it


def propose(text: str) -> Iterator[Edit]:
    """Propose the likeliest text for each stretch that was read with losses."""
    plans: defaultdict[Span, list[Plan]] = defaultdict(list)
    for span, of_span in _suspects(text):
        plans[span] += of_span
    edits = (_read(text, span, of_span) for span, of_span in plans.items())
    return iter(disjoint(edit for edit in edits if edit))


def _suspects(text: str) -> Iterator[tuple[Span, Iterable[Plan]]]:
    """Yield the stretches that may have been read with losses, and how."""
    for start, end in suspect_spans.lines(_TWO_SIGNS, text):
        if gbk_tables.misread(text[start:end], _DENSE):
            yield Span(start, end), ((UTF_8, "gbk"),)
    for start, end in suspect_spans.lines(_TWO_KANA, text):
        if len(_KANA.findall(text[start:end])) > _DENSE * (end - start):
            yield Span(start, end), _JAPANESE
    for match in _SHOWN.finditer(text) if "\ufffd" in text else ():
        if suspect_spans.WIDE.search(match[0]):
            yield Span(*match.span()), _PLANS
    for match in suspect_spans.NARROW.finditer(text) if any(lead in text for lead in _leads()) else ():
        yield Span(*match.span()), [(UTF_8, page) for page in _PAGES if _looks_misread(match[0], page)]


def _read(text: str, span: Span, plans: Iterable[Plan]) -> Edit | None:
    """Return the best of what the span may be by the plans."""
    old = span.of(text)
    found = []
    for right, wrong in plans if len(old) <= _LONGEST else ():
        read = None if _whole(old, right, wrong) else _by_plan(old, right, table(wrong))
        if read and _sound(old, read[0], right.charset):
            found.append((_reads(read[0]), *read, right.charset, wrong))
    if not found:
        return None
    _, new, chance, right_name, wrong_name = max(found)
    why = f"{right_name} read as {wrong_name}; lost bytes chosen by the language model"
    return replace(text, span, new, f"lossy/{right_name}-as-{wrong_name}", 0.5 + 0.39 * chance, why)


def _sound(old: str, new: str, charset: str) -> bool:
    """Tell whether the new text is Chinese that reads well, and of enough characters to be no chance."""
    han = only_han(new)
    reads = mean(han)
    certain = len(set(han)) - signs(old) / _BYTES[charset]
    return (
        reads > _READS
        and certain * (reads + _CHANCE[charset]) > _PROOF
        and (not only_han(old) or reads > _reads(old) + _BETTER)
        and mostly_chinese(new, _FOREIGN)
    )


def _reads(text: str) -> float:
    return mean(only_han(text))


def _whole(text: str, right: Right, wrong: str) -> bool:
    """Tell whether no byte was lost but at the ends."""
    data = codecs.encode(text, "cp936" if wrong == "gbk" else wrong)
    if data is None:
        return False
    cut = wrong in codecs.SINGLE and any(codecs.cuts(data, right.charset))
    return cut or codecs.decode(data, right.charset) is not None


def _by_plan(text: str, right: Right, wrong: Table) -> tuple[str, float] | None:
    """Return the likeliest text and its share of the probability: losses have signs, or none has."""
    for slots in (signed(text, right, wrong), unsigned(text, right, wrong)):
        if slots and (not wrong.after or _plausible(slots, right)) and (found := decoded(slots, right)):
            return found
    return None


def _plausible(slots: list[Slot], right: Right) -> bool:
    """Tell at a glance whether the bytes that are left may be text."""
    if right is UTF_8:
        data = bytes(s.choices[0] if len(s.choices) == 1 else 0x80 for s in slots if not s.optional)
        return 3 * len(_WHOLE.findall(data)) > _WELL_FORMED * sum(b >= 0x80 for b in data)
    data = bytes(s.choices[0] if len(s.choices) == 1 else _ANY for s in slots if not s.optional)
    return _reads(data.decode(right.charset, "replace")) > _GLANCE


def _looks_misread(stretch: str, page: str) -> bool:
    """Tell whether the stretch has lead bytes of UTF-8, and most of them the two that follow."""
    lead, whole = _patterns(page)
    leads = len(lead.findall(stretch))
    return leads >= _FEWEST and len(whole.findall(stretch)) >= _LEFT * leads


@lru_cache
def _patterns(page: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of what lead bytes of Han are in a code page, and of whole characters."""
    chars = codecs.characters(page)
    leads, trails = (re.escape("".join(chars[b] for b in row)) for row in (UTF_8.leads, UTF_8.trails))
    return re.compile(f"[{leads}]"), re.compile(f"[{leads}][{trails}]{{2}}")


@lru_cache(1)
def _leads() -> frozenset[str]:
    """Return what the lead bytes of Han are in some code page."""
    return frozenset(codecs.characters(name)[b] for name in _PAGES for b in UTF_8.leads if b != 0xE2)

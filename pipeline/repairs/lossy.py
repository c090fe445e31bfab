"""Read UTF-8 again that was read in a wrong charset and lost bytes on the way: 鍙戝竷鐨?was 发布的。

GBK has no character for some pairs of bytes, and code pages have none for some bytes. A decoder
puts "?" or U+FFFD for what it cannot read, or drops it. The bytes that are left say what each lost
one may have been; the language model chooses.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline import charsets
from pipeline.edit import Edit, Span, replace
from pipeline.han import HAN
from pipeline.language import mean, mostly_chinese
from pipeline.repairs import gbk, stretches
from pipeline.repairs.utf8 import LEADS, TRAILS, Choices, Slot, decoded, well_formed

_SIGNS = gbk.utf8_signs()
_HAN = re.compile(f"[{HAN}]+")
_TWO_SIGNS = re.compile(f"[{_SIGNS}][^{_SIGNS}\n]*[{_SIGNS}]")
_DENSE = 0.12  # share of such characters on a line from which it is looked at
_LONGEST = 4000  # characters of a line
_READS = -8.5  # mean score from which the result is believed
_FOREIGN = 0.25  # letters of other scripts for a Han that it may have
_OTHER_COUNT = 6.0  # nats for a sign that stands for one byte where others stand for two, and the reverse
_UNSEEN = 4.0  # nats for a byte that was lost without a sign
_LOST = "?\ufffd"

_PAGES = ("cp1252", "latin-1", "cp1250", "cp1251")
_FEWEST = 4  # lead bytes from which a stretch is looked at
_LEFT = 0.8  # share of the bytes that must be left


@dataclass(frozen=True, slots=True)
class Page:
    """A code page: its bytes, those that it leaves undefined, and the characters of lead bytes and others."""

    name: str
    codes: dict[str, int]
    lost: Choices
    leads: re.Pattern[str]
    trails: re.Pattern[str]


def propose(text: str) -> Iterator[Edit]:
    """Propose the likeliest text for each stretch of UTF-8 that was read with losses."""
    for start, end in stretches.lines(_TWO_SIGNS, text):
        line = text[start:end]
        lossy = len(line) <= _LONGEST and gbk.misread(line, _DENSE) and not _whole(line, "cp936")
        if lossy and (found := _read_gbk(line)):
            yield from _edit(text, Span(start, end), "gbk", *found)
    if not any(lead in text for lead in _leads()):
        return
    for match in stretches.NARROW.finditer(text):
        if len(match[0]) <= _LONGEST:
            for name in _PAGES:
                if found := _read_page(match[0], _page(name)):
                    yield from _edit(text, Span(*match.span()), name, *found)
                    break


def _edit(text: str, span: Span, charset: str, new: str, chance: float) -> Iterator[Edit]:
    if mostly_chinese(new, _FOREIGN) and mean("".join(_HAN.findall(new))) > _READS:
        why = f"UTF-8 read as {charset}; lost bytes chosen by the language model"
        yield replace(text, span, new, f"lossy/utf-8-as-{charset}", 0.5 + 0.39 * chance, why)


def _whole(text: str, charset: str) -> bool:
    """Tell whether no byte was lost."""
    data = charsets.encode(text, charset)
    return data is not None and charsets.decode(data, "utf-8") is not None


def _read_gbk(line: str) -> tuple[str, float] | None:
    """Return the likeliest text of the line and its share of the probability."""
    for slots in (_signed(line), _unsigned(line)):
        if slots and well_formed(slots) and (found := decoded(slots)):
            return found
    return None


def _signed(line: str) -> list[Slot] | None:
    """Return the bytes of a line that shows its losses, None where it does not."""
    if not any(sign in line for sign in _LOST):
        return None
    # browsers read a lone 80 as the euro sign, and put one sign for both bytes of a pair that is none
    costs = (0.0, _OTHER_COUNT) if "€" in line else (_OTHER_COUNT, 0.0)
    found: list[Slot] = []
    for i, char in enumerate(line):
        if char in _LOST:
            found.append(Slot(_lost(_first(line[i + 1 : i + 2])), literal=char == "?"))
            found.append(Slot(TRAILS + LEADS, optional=True, here=costs[0], gone=costs[1]))
        elif pair := _pair(char):
            found += pair
        else:
            return None
    return found


def _unsigned(line: str) -> list[Slot] | None:
    """Return the bytes of a line whose losses left no sign, None where a character is no reading of GBK."""
    found: list[Slot] = []
    for char in line:
        if not (pair := _pair(char)):
            return None
        found += (*_unseen(_first(char)), *pair)
    return [*found, *_unseen(0)]


def _pair(char: str) -> list[Slot]:
    """Return the bytes of a character, none if GBK has none."""
    if char.isascii() or char == "€":
        return [Slot((ord(char) if char.isascii() else 0x80,))]
    code = gbk.codes().get(char)
    return [Slot((code >> 8,)), Slot((code & 0xFF,))] if code else []


def _first(char: str) -> int:
    """Return the first byte of a character in GBK, 0 for what has none."""
    return ord(char) if char.isascii() and char else gbk.codes().get(char, 0) >> 8


def _unseen(after: int) -> Iterator[Slot]:
    """Yield the bytes, two at most, that may have been lost without a sign before this one."""
    yield Slot(_lost_twice(), optional=True, here=_UNSEEN)
    yield Slot(_lost(after), optional=True, here=_UNSEEN)


@lru_cache(1)
def _lost_twice() -> tuple[int, ...]:
    """Return the bytes that make no GBK character with most of the bytes of UTF-8 after them."""
    after = {*TRAILS, *LEADS}
    return tuple(b for b in TRAILS + LEADS if b == 0x80 or 2 * len(gbk.unassigned()[b] & after) > len(after))


def _lost(after: int) -> tuple[int, ...]:
    """Return the bytes that make no GBK character with the byte after them."""
    return tuple(b for b in TRAILS + LEADS if b == 0x80 or after < 0x40 or after in gbk.unassigned()[b])


def _read_page(stretch: str, page: Page) -> tuple[str, float] | None:
    """Return the likeliest text of the stretch and its share of the probability."""
    leads, trails = len(page.leads.findall(stretch)), len(page.trails.findall(stretch))
    if leads < _FEWEST or leads + trails < 3 * _LEFT * leads or _whole(stretch, page.name):
        return None
    # who drops what nobody sees drops soft hyphens too
    lost = page.lost if "\xad" in stretch else (*page.lost, 0xAD)
    for unseen in ((), (Slot(lost, optional=True),) * 2):
        if (slots := _narrow(stretch, page, unseen)) and (read := decoded(slots)):
            return read
    return None


def _narrow(stretch: str, page: Page, unseen: tuple[Slot, ...]) -> list[Slot] | None:
    """Return the bytes of the stretch, with those before each that were lost without a sign."""
    found: list[Slot] = []
    for char in stretch:
        if char in _LOST:
            found.append(Slot(page.lost, literal=char == "?"))
        elif (code := page.codes.get(char)) is not None:
            # a blank stands for A0 where a no-break space was made plain
            found += (*unseen, Slot((code, 0xA0) if char == " " else (code,)))
        else:
            return None
    return [*found, *unseen]


@lru_cache
def _page(name: str) -> Page:
    chars = charsets.characters(name)
    undefined = tuple(b for b in TRAILS if not bytes((b,)).decode(name, "ignore"))
    codes = {char: b for b, char in enumerate(chars)}
    leads, trails = ("".join(chars[b] for b in row) for row in (LEADS, TRAILS))
    return Page(name, codes, undefined, *(re.compile(f"[{re.escape(row)}]") for row in (leads, trails)))


@lru_cache(1)
def _leads() -> frozenset[str]:
    """Return what the lead bytes of Han are in some code page."""
    return frozenset(charsets.characters(name)[b] for name in _PAGES for b in LEADS if b != 0xE2)

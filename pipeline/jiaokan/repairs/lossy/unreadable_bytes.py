"""What decoders cannot read, and so the bytes that text may have been made of.

A byte may be no character by itself, or none before another one. There a decoder puts a sign, or
nothing at all.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from jiaokan.repairs import gbk_tables
from jiaokan.repairs.lossy.byte_lattice import UTF_8, Choices, Right, Slot
from jiaokan.text.charsets import codecs

_SIGNS = "?\ufffd"  # what decoders put for bytes that they cannot read
_OTHER_COUNT = 6.0  # nats for a sign that stands for one byte where others stand for two, and the reverse
_UNSEEN = 4.0  # nats for a byte of a pair that was lost without a sign
_MOST = 0.3  # share of the bytes that may have been lost; of more, the model would make a text of its own
_SOFT_HYPHEN, _NO_BREAK = 0xAD, 0xA0


@dataclass(frozen=True, slots=True)
class Table:
    """A charset that text was read in: the bytes of its characters, and which bytes make any."""

    name: str
    codes: dict[str, tuple[bytes, ...]]  # those of NEC and those of IBM, where code page 932 has both
    alone: frozenset[int]  # bytes that are a character each
    after: dict[int, frozenset[int]]  # for the first bytes of pairs, those that may be second

    def lost(self, byte: int, after: int) -> bool:
        """Tell whether nothing stands for the byte where `after` follows."""
        return byte not in self.alone and after not in self.after.get(byte, ())


@lru_cache
def table(charset: str) -> Table:
    """Return the table of a charset of single bytes or pairs."""
    if charset == "gbk":
        pairs = {code.to_bytes(2, "big"): char for char, code in gbk_tables.codes().items()}
        alone = {bytes((b,)): chr(b) for b in range(0x80)}
        second = {lead: frozenset(gbk_tables.TRAILS) - none for lead, none in gbk_tables.unassigned().items()}
        return Table(charset, _codes(alone | {b"\x80": "€"} | pairs), _first(alone), second)
    if charset in codecs.SINGLE:  # what is undefined may be shown as a control
        chars = {bytes((b,)): char for b, char in enumerate(codecs.characters(charset))}
        defined = {data: char for data, char in chars.items() if data.decode(charset, "ignore")}
        return Table(charset, _codes(chars), _first(defined), {})
    alone = _read(charset, (bytes((b,)) for b in range(0x100)))
    leads = [b for b in range(0x81, 0xFF) if b not in _first(alone)]
    pairs = _read(charset, (bytes((a, b)) for a in leads for b in range(0x40, 0xFF)))
    second = {lead: frozenset(pair[1] for pair in pairs if pair[0] == lead) for lead in leads}
    return Table(charset, _codes(alone | pairs), _first(alone), second)


def signs(text: str) -> int:
    """Return the number of signs that stand for lost bytes."""
    return sum(map(text.count, _SIGNS))


def signed(text: str, right: Right, wrong: Table) -> list[Slot] | None:
    """Return the bytes of a text that shows its losses, None where it does not or has too many."""
    # browsers read a lone 80 as the euro sign, and put one sign for both bytes of a pair that is none
    here, gone = (0.0, _OTHER_COUNT) if "€" in text else (_OTHER_COUNT, 0.0)
    both = wrong.name == "gbk" and right is UTF_8
    second = (Slot(right.choices, optional=True, here=here, gone=gone),) if both else ()
    found: list[Slot] = []
    for i, char in enumerate(text):
        if char in _SIGNS:
            after = _known(text[i + 1 : i + 2], wrong)
            lost = _lost(right, wrong.name, after[0].choices[0] if after else 0)
            found += (Slot(lost, literal=char == "?"), *second)
        elif known := _known(char, wrong):
            found += known
        else:
            return None
    return found if 0 < signs(text) <= _MOST * len(found) else None


def unsigned(text: str, right: Right, wrong: Table) -> list[Slot] | None:
    """Return the bytes of a text whose losses left no sign, None where a character has none."""
    # who drops what nobody sees drops soft hyphens too
    soft = () if wrong.after or "\xad" in text else (_SOFT_HYPHEN,)
    found: list[Slot] = []
    for char in f"{text}\n":
        if not (known := _known(char, wrong)):
            return None
        for after in (None, known[0].choices[0]):
            lost = _lost(right, wrong.name, after) + soft
            found.append(Slot(lost, optional=True, here=_UNSEEN if wrong.after else 0.0))
        found += known
    return found[:-1]


def _known(char: str, wrong: Table) -> list[Slot]:
    """Return the bytes of a character, none if it has none; a blank may stand for a no-break space."""
    if char == " " and not wrong.after:
        return [Slot((0x20, _NO_BREAK))]
    return [Slot(tuple(sorted(set(choices)))) for choices in zip(*wrong.codes.get(char, ()), strict=False)]


@lru_cache(1024)
def _lost(right: Right, wrong: str, after: int | None) -> Choices:
    """Return the bytes that the wrong charset cannot read before another; None: before most."""
    read = table(wrong)
    if after is not None:
        return tuple(b for b in right.choices if read.lost(b, after))
    half = len(right.choices) / 2
    return tuple(b for b in right.choices if sum(read.lost(b, a) for a in right.choices) > half)


def _read(charset: str, sequences: Iterable[bytes]) -> dict[bytes, str]:
    """Return what those of the sequences are that are one character."""
    read = ((data, codecs.decode(data, charset)) for data in sequences)
    return {data: char for data, char in read if char and len(char) == 1}


def _codes(read: dict[bytes, str]) -> dict[str, tuple[bytes, ...]]:
    found: defaultdict[str, tuple[bytes, ...]] = defaultdict(tuple)
    for data, char in read.items():
        found[char] += (data,)
    return dict(found)


def _first(read: dict[bytes, str]) -> frozenset[int]:
    return frozenset(data[0] for data in read)

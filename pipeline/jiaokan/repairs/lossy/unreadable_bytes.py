"""The bytes that a text may have had before it was decoded in a wrong charset, which lost some of them.

A byte that is no character, or none before the byte that follows, cannot be read. A decoder then writes a
sign of loss, or drops the byte. Each byte that a text had is a slot: one value where it is known, several
where it is lost. `right` is the charset that the text was written in, `wrong` the one that it was read in.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from jiaokan.repairs import gbk_tables
from jiaokan.repairs.lossy.byte_lattice import UTF_8, ByteChoices, ByteSlot, SourceCharset
from jiaokan.text.charsets import codecs

_LOSS_SIGNS = "?\ufffd"  # what decoders write for bytes that they cannot read
# cost of a sign that stands for one byte where the others of the text stand for two, and the reverse
_OTHER_COUNT_NATS = 6.0
_UNSEEN_LOSS_NATS = 4.0  # cost of a byte of a pair that was lost without a sign
# share of the bytes that may have been lost; with more, the language model would invent the text
_MAX_LOST_SHARE = 0.3
_SOFT_HYPHEN, _NO_BREAK_SPACE = 0xAD, 0xA0


@dataclass(frozen=True, slots=True)
class CharsetTable:
    """A charset in which a text was read.

    Attributes:
        name: Python's name.
        bytes_by_char: The bytes of each character; code page 932 has two, NEC's and IBM's, for some.
        single_bytes: Bytes that are a character each.
        trails_by_lead: The possible trail bytes of each lead byte.
    """

    name: str
    bytes_by_char: dict[str, tuple[bytes, ...]]
    single_bytes: frozenset[int]
    trails_by_lead: dict[int, frozenset[int]]

    def is_unreadable(self, byte: int, after: int) -> bool:
        """Return whether the byte is no character and no lead byte where `after` follows."""
        return byte not in self.single_bytes and after not in self.trails_by_lead.get(byte, ())


@lru_cache
def load_charset_table(charset: str) -> CharsetTable:
    """Return the table of a charset of single bytes or byte pairs."""
    if charset == "gbk":
        pairs = {code.to_bytes(2, "big"): char for char, code in gbk_tables.codes_by_char().items()}
        single_chars = {bytes((b,)): chr(b) for b in range(0x80)}
        trails_by_lead = {
            lead: frozenset(gbk_tables.TRAIL_BYTES) - unassigned
            for lead, unassigned in gbk_tables.unassigned_trails_by_lead().items()
        }
        return CharsetTable(
            charset,
            _group_by_char(single_chars | {b"\x80": "€"} | pairs),
            _first_bytes(single_chars),
            trails_by_lead,
        )
    if charset in codecs.SINGLE_BYTE_CHARSETS:  # an undefined byte may be read as a control
        chars = {bytes((b,)): char for b, char in enumerate(codecs.list_byte_characters(charset))}
        defined = {data: char for data, char in chars.items() if data.decode(charset, "ignore")}
        return CharsetTable(charset, _group_by_char(chars), _first_bytes(defined), {})
    single_chars = _decode_single_chars(charset, (bytes((b,)) for b in range(0x100)))
    leads = [b for b in range(0x81, 0xFF) if b not in _first_bytes(single_chars)]
    pairs = _decode_single_chars(charset, (bytes((a, b)) for a in leads for b in range(0x40, 0xFF)))
    trails_by_lead = {lead: frozenset(pair[1] for pair in pairs if pair[0] == lead) for lead in leads}
    return CharsetTable(
        charset, _group_by_char(single_chars | pairs), _first_bytes(single_chars), trails_by_lead
    )


def count_loss_signs(text: str) -> int:
    r"""Return the number of signs that stand for lost bytes.

    >>> count_loss_signs("鍙戝竷鐨?\ufffd")
    2
    """
    return sum(map(text.count, _LOSS_SIGNS))


def make_slots_with_loss_marks(text: str, right: SourceCharset, wrong: CharsetTable) -> list[ByteSlot] | None:
    """Return the slots of a text with signs of loss, None where it has none or too many."""
    # browsers read a single 80 as the euro sign, and write one sign for both bytes of an invalid pair
    present_nats, absent_nats = (0.0, _OTHER_COUNT_NATS) if "€" in text else (_OTHER_COUNT_NATS, 0.0)
    may_lose_two = wrong.name == "gbk" and right is UTF_8
    second_slot = (
        (
            ByteSlot(
                right.lost_byte_choices, is_optional=True, present_nats=present_nats, absent_nats=absent_nats
            ),
        )
        if may_lose_two
        else ()
    )
    slots: list[ByteSlot] = []
    for i, char in enumerate(text):
        if char in _LOSS_SIGNS:
            next_slots = _make_char_slots(text[i + 1 : i + 2], wrong)
            lost = _find_lost_bytes(right, wrong.name, next_slots[0].choices[0] if next_slots else 0)
            slots += (ByteSlot(lost, may_be_question_mark=char == "?"), *second_slot)
        elif char_slots := _make_char_slots(char, wrong):
            slots += char_slots
        else:
            return None
    return slots if 0 < count_loss_signs(text) <= _MAX_LOST_SHARE * len(slots) else None


def make_slots_without_loss_marks(
    text: str, right: SourceCharset, wrong: CharsetTable
) -> list[ByteSlot] | None:
    """Return the slots of a text whose losses left no sign, None where a character has no bytes."""
    # programs that drop invisible characters drop soft hyphens too
    droppable = () if wrong.trails_by_lead or "\xad" in text else (_SOFT_HYPHEN,)
    slots: list[ByteSlot] = []
    for char in f"{text}\n":
        if not (char_slots := _make_char_slots(char, wrong)):
            return None
        for after in (None, char_slots[0].choices[0]):
            lost = _find_lost_bytes(right, wrong.name, after) + droppable
            slots.append(
                ByteSlot(
                    lost, is_optional=True, present_nats=_UNSEEN_LOSS_NATS if wrong.trails_by_lead else 0.0
                )
            )
        slots += char_slots
    return slots[:-1]


def _make_char_slots(char: str, wrong: CharsetTable) -> list[ByteSlot]:
    """Return the slots of a character, none if the charset lacks it; a blank may be a no-break space."""
    if char == " " and not wrong.trails_by_lead:
        return [ByteSlot((0x20, _NO_BREAK_SPACE))]
    return [
        ByteSlot(tuple(sorted(set(choices))))
        for choices in zip(*wrong.bytes_by_char.get(char, ()), strict=False)
    ]


@lru_cache(1024)
def _find_lost_bytes(right: SourceCharset, wrong: str, after: int | None) -> ByteChoices:
    """Return the bytes that the wrong charset cannot read before `after`, or before most bytes for None."""
    table = load_charset_table(wrong)
    if after is not None:
        return tuple(byte for byte in right.lost_byte_choices if table.is_unreadable(byte, after))
    half = len(right.lost_byte_choices) / 2
    return tuple(
        byte
        for byte in right.lost_byte_choices
        if sum(table.is_unreadable(byte, other) for other in right.lost_byte_choices) > half
    )


def _decode_single_chars(charset: str, sequences: Iterable[bytes]) -> dict[bytes, str]:
    """Return the character of each of the sequences that is one."""
    decoded = ((data, codecs.decode_strictly(data, charset)) for data in sequences)
    return {data: char for data, char in decoded if char and len(char) == 1}


def _group_by_char(chars: dict[bytes, str]) -> dict[str, tuple[bytes, ...]]:
    bytes_by_char: defaultdict[str, tuple[bytes, ...]] = defaultdict(tuple)
    for data, char in chars.items():
        bytes_by_char[char] += (data,)
    return dict(bytes_by_char)


def _first_bytes(chars: dict[bytes, str]) -> frozenset[int]:
    return frozenset(data[0] for data in chars)

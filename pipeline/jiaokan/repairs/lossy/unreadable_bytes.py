"""What decoders cannot read, and so the bytes that text may have been made of.

A byte may be no character by itself, or none before another one. There a decoder puts a sign, or
nothing at all.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from jiaokan.repairs import gbk_tables
from jiaokan.repairs.lossy.byte_lattice import UTF_8, ByteChoices, ByteSlot, SourceCharset
from jiaokan.text.charsets import codecs

_LOSS_SIGNS = "?\ufffd"  # what decoders put for bytes that they cannot read
_OTHER_COUNT_NATS = (
    6.0  # nats for a sign that stands for one byte where others stand for two, and the reverse
)
_UNSEEN_LOSS_NATS = 4.0  # nats for a byte of a pair that was lost without a sign
_MAX_LOST_SHARE = (
    0.3  # share of the bytes that may have been lost; of more, the model would make a text of its own
)
_SOFT_HYPHEN, _NO_BREAK_SPACE = 0xAD, 0xA0


@dataclass(frozen=True, slots=True)
class CharsetTable:
    """A charset that text was read in: the bytes of its characters, and which bytes make any."""

    name: str
    bytes_by_char: dict[str, tuple[bytes, ...]]  # those of NEC and those of IBM, where code page 932 has both
    single_bytes: frozenset[int]  # bytes that are a character each
    trails_by_lead: dict[int, frozenset[int]]  # for the first bytes of pairs, those that may be second

    def is_unreadable(self, byte: int, after: int) -> bool:
        """Tell whether nothing stands for the byte where `after` follows."""
        return byte not in self.single_bytes and after not in self.trails_by_lead.get(byte, ())


@lru_cache
def load_charset_table(charset: str) -> CharsetTable:
    """Return the table of a charset of single bytes or pairs."""
    if charset == "gbk":
        pairs = {code.to_bytes(2, "big"): char for char, code in gbk_tables.codes_by_char().items()}
        alone = {bytes((b,)): chr(b) for b in range(0x80)}
        second = {
            lead: frozenset(gbk_tables.TRAIL_BYTES) - none
            for lead, none in gbk_tables.unassigned_trails_by_lead().items()
        }
        return CharsetTable(
            charset, _group_by_char(alone | {b"\x80": "€"} | pairs), _first_bytes(alone), second
        )
    if charset in codecs.SINGLE_BYTE_CHARSETS:  # what is undefined may be shown as a control
        chars = {bytes((b,)): char for b, char in enumerate(codecs.list_byte_characters(charset))}
        defined = {data: char for data, char in chars.items() if data.decode(charset, "ignore")}
        return CharsetTable(charset, _group_by_char(chars), _first_bytes(defined), {})
    alone = _decode_single_chars(charset, (bytes((b,)) for b in range(0x100)))
    leads = [b for b in range(0x81, 0xFF) if b not in _first_bytes(alone)]
    pairs = _decode_single_chars(charset, (bytes((a, b)) for a in leads for b in range(0x40, 0xFF)))
    second = {lead: frozenset(pair[1] for pair in pairs if pair[0] == lead) for lead in leads}
    return CharsetTable(charset, _group_by_char(alone | pairs), _first_bytes(alone), second)


def count_loss_signs(text: str) -> int:
    """Return the number of signs that stand for lost bytes."""
    return sum(map(text.count, _LOSS_SIGNS))


def make_slots_with_loss_marks(text: str, right: SourceCharset, wrong: CharsetTable) -> list[ByteSlot] | None:
    """Return the bytes of a text that shows its losses, None where it does not or has too many."""
    # browsers read a lone 80 as the euro sign, and put one sign for both bytes of a pair that is none
    here, gone = (0.0, _OTHER_COUNT_NATS) if "€" in text else (_OTHER_COUNT_NATS, 0.0)
    both = wrong.name == "gbk" and right is UTF_8
    second = (
        (ByteSlot(right.lost_byte_choices, is_optional=True, present_nats=here, absent_nats=gone),)
        if both
        else ()
    )
    found: list[ByteSlot] = []
    for i, char in enumerate(text):
        if char in _LOSS_SIGNS:
            after = _make_char_slots(text[i + 1 : i + 2], wrong)
            lost = _find_lost_bytes(right, wrong.name, after[0].choices[0] if after else 0)
            found += (ByteSlot(lost, may_be_question_mark=char == "?"), *second)
        elif known := _make_char_slots(char, wrong):
            found += known
        else:
            return None
    return found if 0 < count_loss_signs(text) <= _MAX_LOST_SHARE * len(found) else None


def make_slots_without_loss_marks(
    text: str, right: SourceCharset, wrong: CharsetTable
) -> list[ByteSlot] | None:
    """Return the bytes of a text whose losses left no sign, None where a character has none."""
    # who drops what nobody sees drops soft hyphens too
    soft = () if wrong.trails_by_lead or "\xad" in text else (_SOFT_HYPHEN,)
    found: list[ByteSlot] = []
    for char in f"{text}\n":
        if not (known := _make_char_slots(char, wrong)):
            return None
        for after in (None, known[0].choices[0]):
            lost = _find_lost_bytes(right, wrong.name, after) + soft
            found.append(
                ByteSlot(
                    lost, is_optional=True, present_nats=_UNSEEN_LOSS_NATS if wrong.trails_by_lead else 0.0
                )
            )
        found += known
    return found[:-1]


def _make_char_slots(char: str, wrong: CharsetTable) -> list[ByteSlot]:
    """Return the bytes of a character, none if it has none; a blank may stand for a no-break space."""
    if char == " " and not wrong.trails_by_lead:
        return [ByteSlot((0x20, _NO_BREAK_SPACE))]
    return [
        ByteSlot(tuple(sorted(set(choices))))
        for choices in zip(*wrong.bytes_by_char.get(char, ()), strict=False)
    ]


@lru_cache(1024)
def _find_lost_bytes(right: SourceCharset, wrong: str, after: int | None) -> ByteChoices:
    """Return the bytes that the wrong charset cannot read before another; None: before most."""
    read = load_charset_table(wrong)
    if after is not None:
        return tuple(b for b in right.lost_byte_choices if read.is_unreadable(b, after))
    half = len(right.lost_byte_choices) / 2
    return tuple(
        b
        for b in right.lost_byte_choices
        if sum(read.is_unreadable(b, a) for a in right.lost_byte_choices) > half
    )


def _decode_single_chars(charset: str, sequences: Iterable[bytes]) -> dict[bytes, str]:
    """Return what those of the sequences are that are one character."""
    read = ((data, codecs.decode_strictly(data, charset)) for data in sequences)
    return {data: char for data, char in read if char and len(char) == 1}


def _group_by_char(read: dict[bytes, str]) -> dict[str, tuple[bytes, ...]]:
    found: defaultdict[str, tuple[bytes, ...]] = defaultdict(tuple)
    for data, char in read.items():
        found[char] += (data,)
    return dict(found)


def _first_bytes(read: dict[bytes, str]) -> frozenset[int]:
    return frozenset(data[0] for data in read)

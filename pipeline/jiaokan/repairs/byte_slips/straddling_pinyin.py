"""Readings of characters that lie across two: 聞?wù)归_(kāi) was 聞展開 before 務 was seen in it.

A converter that knows bytes alone prints a reading behind any pair that is a character to it,
also one made of the second byte of one character and the first of the next.
"""

from functools import lru_cache

from jiaokan.repairs import gbk_tables
from jiaokan.repairs.byte_slips import slip_prefilter
from jiaokan.repairs.pinyin_dictionary import has_reading, list_readings, strip_tones

# nats that a run gains in step, at a glance, after a reading that converters print for the character
# before it; after any other that it may have; and the same where the run is one Han character
_MIN_FIRST_READING_GAIN_NATS, _MIN_OTHER_READING_GAIN_NATS, _MIN_ONE_HAN_GAIN_NATS = 15.0, -1.5, 0.0
_MAX_OWNER_GAIN_NATS = (
    2.0  # nats that the character gains in step with the one before it, if it is itself read off
)


@lru_cache(4096)
def find_trail_bytes_with_reading(owner: str, reading: str) -> tuple[int, ...]:
    """Return the second bytes of what begins with the owner's own second byte and has the reading."""
    row = gbk_tables.chars_by_lead().get(gbk_tables.codes_by_char().get(owner, 0) & 0xFF, ())
    return tuple(second for second, char in row if reading in list_readings(char))


def is_slip(text: str, owner: int, reading: str, end: int) -> bool:
    """Tell whether the reading behind the character at `owner` is the trace of a slip that begins there.

    One that fits its character is such only where the text from `end` on stands one byte off, and the
    character does not: 髅魢(jǐ)栏竦 was 明敏嚴格的, read from its second byte on.
    """
    char = text[owner]
    if not has_reading(char, reading):
        return True
    if reading not in list_readings(char) and not reading.isascii() and text[end : end + 1] in ("", "\n"):
        return bool(
            find_trail_bytes_with_reading(char, reading)
        )  # a stop that lost a byte, as kits know tones
    if (
        owner
        and slip_prefilter.gain_in_chars(*slip_prefilter.realign_pairs(text, owner - 1, None, 2))
        > _MAX_OWNER_GAIN_NATS
    ):
        return False
    usual = reading in (first := list_readings(char)[0], strip_tones(first))
    runs = (
        slip_prefilter.realign_pairs(text, end, second)
        for second in find_trail_bytes_with_reading(char, reading)
        if second in gbk_tables.LEAD_BYTES
    )
    return any(
        slip_prefilter.has_private_use_start(old)
        or (new and _is_gain_enough(slip_prefilter.gain_in_chars(old, new), old, usual))
        for old, new in runs
    )


def _is_gain_enough(gain: float, run: str, usual: bool) -> bool:
    """Tell whether a run gains enough in step: what a single Han character gains tells little."""
    if usual:
        return gain > _MIN_FIRST_READING_GAIN_NATS
    return gain > (_MIN_OTHER_READING_GAIN_NATS if len(run) > 1 or run.isascii() else _MIN_ONE_HAN_GAIN_NATS)


def find_owner(text: str, at: int, reading: str) -> str:
    """Return the character that the reading behind the one at `at` belongs to, "" if to none.

    The second byte of one that lies across two may be a letter: 宏P(guān)LC.
    """
    if has_reading(text[at], reading):
        return text[at]
    if at and text[at].isascii() and ord(text[at]) in find_trail_bytes_with_reading(text[at - 1], reading):
        return gbk_tables.chars_by_code()[
            (gbk_tables.codes_by_char()[text[at - 1]] & 0xFF) << 8 | ord(text[at])
        ]
    return ""

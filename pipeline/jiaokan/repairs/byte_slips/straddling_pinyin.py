"""Find pinyin of pairs that lie across two characters: 聞?wù)归_(kāi) was 聞展開 before 務 was seen in it.

A converter that processes bytes prints pinyin after any pair that looks like a character, also
after a pair of the trail byte of one character and the lead byte of the next.
"""

from functools import lru_cache

from jiaokan.repairs import gbk_tables
from jiaokan.repairs.byte_slips import slip_prefilter
from jiaokan.repairs.pinyin_dictionary import has_reading, list_readings, strip_tones

# nats that the run after the pinyin must gain when realigned: after the reading that converters print for
# the character before it, after another of its readings, and where the run is a single Han character
_MIN_FIRST_READING_GAIN_NATS, _MIN_OTHER_READING_GAIN_NATS, _MIN_ONE_HAN_GAIN_NATS = 15.0, -1.5, 0.0
# nats of gain, realigned with the character before it, above which the character is itself one byte off
_MAX_OWNER_GAIN_NATS = 2.0


@lru_cache(4096)
def find_trail_bytes_with_reading(owner: str, reading: str) -> tuple[int, ...]:
    """Return the trail bytes of characters with the reading that begin with the owner's trail byte."""
    row = gbk_tables.chars_by_lead().get(gbk_tables.codes_by_char().get(owner, 0) & 0xFF, ())
    return tuple(trail for trail, char in row if reading in list_readings(char))


def is_slip(text: str, owner: int, reading: str, end: int) -> bool:
    """Return whether pinyin is the sign of a slip that begins at the character before it.

    Pinyin that fits the character is a sign only if the text after it is one byte off and the
    character is not: 髅魢(jǐ)栏竦 was 明敏嚴格的, read from its second byte.

    Args:
        text: The text.
        owner: Offset of the character before the pinyin.
        reading: The pinyin.
        end: Offset after the pinyin.
    """
    char = text[owner]
    if not has_reading(char, reading):
        return True
    if reading not in list_readings(char) and not reading.isascii() and text[end : end + 1] in ("", "\n"):
        # converters know tones, so the pinyin belongs to another character; a stop after it lost a byte
        return bool(find_trail_bytes_with_reading(char, reading))
    if (
        owner
        and slip_prefilter.gain_in_chars(*slip_prefilter.realign_pairs(text, owner - 1, None, 2))
        > _MAX_OWNER_GAIN_NATS
    ):
        return False
    is_first_reading = reading in (first := list_readings(char)[0], strip_tones(first))
    runs = (
        slip_prefilter.realign_pairs(text, end, trail)
        for trail in find_trail_bytes_with_reading(char, reading)
        if trail in gbk_tables.LEAD_BYTES
    )
    return any(
        slip_prefilter.has_private_use_start(old)
        or (new and _is_gain_enough(slip_prefilter.gain_in_chars(old, new), old, is_first_reading))
        for old, new in runs
    )


def _is_gain_enough(gain: float, run: str, is_first_reading: bool) -> bool:
    """Return whether a run gains enough when realigned; a single Han character must gain more."""
    if is_first_reading:
        return gain > _MIN_FIRST_READING_GAIN_NATS
    return gain > (_MIN_OTHER_READING_GAIN_NATS if len(run) > 1 or run.isascii() else _MIN_ONE_HAN_GAIN_NATS)


def find_owner(text: str, offset: int, reading: str) -> str:
    """Return the character that pinyin after `offset` belongs to, "" if it fits none.

    The trail byte of a pair across two characters may be a letter: 宏P(guān)LC.

    >>> find_owner("鎮", 0, "zhèn")
    '鎮'
    """
    if has_reading(text[offset], reading):
        return text[offset]
    if (
        offset
        and text[offset].isascii()
        and ord(text[offset]) in find_trail_bytes_with_reading(text[offset - 1], reading)
    ):
        return gbk_tables.chars_by_code()[
            (gbk_tables.codes_by_char()[text[offset - 1]] & 0xFF) << 8 | ord(text[offset])
        ]
    return ""

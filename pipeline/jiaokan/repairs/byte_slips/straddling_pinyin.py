"""Find to which character pinyin in brackets belongs, and whether it is the sign of a slip.

A converter that adds pinyin reads a text byte by byte, and takes any two bytes for a character. In 聞展開
(GBK C2 84, D5 B9, E9 5F) it finds 務 (84 D5), the trail byte of 聞 and the lead byte of 展. It prints (wù)
behind them and loses a byte; what follows is read one byte off: 聞?wù)归_, where 归 is B9 E9.
"""

from functools import lru_cache

from jiaokan.repairs import gbk_tables
from jiaokan.repairs.byte_slips import slip_prefilter
from jiaokan.repairs.pinyin_dictionary import has_reading, list_readings, strip_tones

# gain of the run after the pinyin, its bytes paired anew, from which the pinyin is the sign of a slip
_MIN_FIRST_READING_GAIN_NATS = 15.0  # after the reading that converters print for the character before it
_MIN_OTHER_READING_GAIN_NATS = -1.5  # after another of its readings
_MIN_ONE_HAN_GAIN_NATS = 0.0  # the same where the run is a single Han character
_MAX_OWNER_GAIN_NATS = 2.0  # of the character before the pinyin; with more it is itself read one byte off


@lru_cache(4096)
def find_trail_bytes_with_reading(owner: str, reading: str) -> tuple[int, ...]:
    """Return the trail bytes of all characters that have the reading and the owner's trail byte as lead byte.

    >>> [hex(byte) for byte in find_trail_bytes_with_reading("聞", "wù")]
    ['0xd5']
    """
    row = gbk_tables.chars_by_lead().get(gbk_tables.codes_by_char().get(owner, 0) & 0xFF, ())
    return tuple(trail for trail, char in row if reading in list_readings(char))


def is_slip(text: str, owner: int, reading: str, end: int) -> bool:
    """Return whether pinyin is the sign of a slip that begins at the character before it, its owner.

    Pinyin that is a reading of the owner is a sign only where the text after it is read one byte off and the
    owner is not: 髅魢(jǐ)栏竦 was 明敏嚴格的, all of it read from its second byte, and is no sign.

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
    trails = [b for b in find_trail_bytes_with_reading(char, reading) if b in gbk_tables.LEAD_BYTES]
    if not trails:
        return False
    if (
        owner
        and slip_prefilter.gain_in_chars(*slip_prefilter.realign_pairs(text, owner - 1, None, 2))
        > _MAX_OWNER_GAIN_NATS
    ):
        return False
    is_first_reading = reading in (first := list_readings(char)[0], strip_tones(first))
    runs = (slip_prefilter.realign_pairs(text, end, trail) for trail in trails)
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
    """Return the character that pinyin after `offset` belongs to, "" if it is a reading of none.

    The trail byte of a character may be a letter: in 宏P(guān)LC the trail byte of 宏 and P are 關.

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

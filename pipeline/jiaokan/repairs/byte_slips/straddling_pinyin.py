"""Readings of characters that lie across two: 聞?wù)归_(kāi) was 聞展開 before 務 was seen in it.

A converter that knows bytes alone prints a reading behind any pair that is a character to it,
also one made of the second byte of one character and the first of the next.
"""

from functools import lru_cache

from jiaokan.repairs import gbk_tables
from jiaokan.repairs.byte_slips import slip_prefilter
from jiaokan.repairs.pinyin_dictionary import fits, readings, toneless

# nats that a run gains in step, at a glance, after a reading that converters print for the character
# before it; after any other that it may have; and the same where the run is one Han character
_FIRST, _OTHER, _LONE = 15.0, -1.5, 0.0
_WITHIN = 2.0  # nats that the character gains in step with the one before it, if it is itself read off


@lru_cache(4096)
def seconds(owner: str, reading: str) -> tuple[int, ...]:
    """Return the second bytes of what begins with the owner's own second byte and has the reading."""
    row = gbk_tables.rows().get(gbk_tables.codes().get(owner, 0) & 0xFF, ())
    return tuple(second for second, char in row if reading in readings(char))


def is_slip(text: str, owner: int, reading: str, end: int) -> bool:
    """Tell whether the reading behind the character at `owner` is the trace of a slip that begins there.

    One that fits its character is such only where the text from `end` on stands one byte off, and the
    character does not: 髅魢(jǐ)栏竦 was 明敏嚴格的, read from its second byte on.
    """
    char = text[owner]
    if not fits(char, reading):
        return True
    if reading not in readings(char) and not reading.isascii() and text[end : end + 1] in ("", "\n"):
        return bool(seconds(char, reading))  # a stop that lost a byte, as kits know tones
    if owner and slip_prefilter.gain(*slip_prefilter.paired(text, owner - 1, None, 2)) > _WITHIN:
        return False
    usual = reading in (first := readings(char)[0], toneless(first))
    runs = (
        slip_prefilter.paired(text, end, second)
        for second in seconds(char, reading)
        if second in gbk_tables.LEADS
    )
    return any(
        slip_prefilter.private(old) or (new and _tells(slip_prefilter.gain(old, new), old, usual))
        for old, new in runs
    )


def _tells(gain: float, run: str, usual: bool) -> bool:
    """Tell whether a run gains enough in step: what a single Han character gains tells little."""
    if usual:
        return gain > _FIRST
    return gain > (_OTHER if len(run) > 1 or run.isascii() else _LONE)


def owner_of(text: str, at: int, reading: str) -> str:
    """Return the character that the reading behind the one at `at` belongs to, "" if to none.

    The second byte of one that lies across two may be a letter: 宏P(guān)LC.
    """
    if fits(text[at], reading):
        return text[at]
    if at and text[at].isascii() and ord(text[at]) in seconds(text[at - 1], reading):
        return gbk_tables.pairs()[(gbk_tables.codes()[text[at - 1]] & 0xFF) << 8 | ord(text[at])]
    return ""

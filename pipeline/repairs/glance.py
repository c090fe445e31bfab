"""Tell at a glance whether a run may stand one byte off, before anything is searched.

One byte off, every character but the first is known: the bytes of the run, paired anew. Common
characters come of it where a byte was lost, and rare ones where none was. Single characters tell
that, in a hundredth of the time that a search takes.
"""

from pipeline.language import alone
from pipeline.repairs import gbk

COUNT = 8  # characters of the run that are looked at
_GAIN, _EACH = -2.0, 0.75  # nats that a run gains at least, and for each character that is looked at
_NONE = -14.0  # score of a pair that is no character
_LOST = -20.0  # nats that are lost for good
_LONE = -4.0  # and of a letter after the run that stands alone between characters


def off(text: str, run: int, head: int | None) -> bool:
    """Tell whether the run from `run` on may stand one byte off, after the byte `head`.

    None where the byte before the run is lost, and with it the run's first character.
    """
    total, count = gain(text, run, head)
    return total > (_GAIN + _EACH * count if head and total else 0)


def gain(text: str, run: int, head: int | None, count: int = COUNT) -> tuple[float, int]:
    """Return how many nats likelier the run is one byte off, and how many characters were looked at.

    `count` at most; a loss that nothing can make up for ends the look.
    """
    total, lead, end = 0.0, head, run
    for char in text[run : run + count]:
        code = gbk.codes().get(char)
        if code is None or total < _LOST or (lead or 0x80) < 0x80:
            break
        if lead is not None:
            total += _pair(lead, code >> 8) - alone(char)
        lead = code & 0xFF
        end += 1
    return total + _end(lead, text[end : end + 1]), end - run


def _end(lead: int | None, after: str) -> float:
    """Return what the last byte of the run gains, which is a letter or the lead byte of one."""
    if lead is None:
        return 0.0
    if lead < 0x80:
        return alone(chr(lead))
    if "@" <= after <= "~" and lead << 8 | ord(after) in gbk.pairs():
        return _pair(lead, ord(after)) - alone(after) - _LONE
    return 0.0


def _pair(lead: int, trail: int) -> float:
    return alone(char) if (char := gbk.pairs().get(lead << 8 | trail)) else _NONE

"""Undo byte slips in GBK text: 暫;钋菰讱⒔灰 was 暫停活禽宰殺交易 before one byte was lost.

A program that knew bytes but not characters replaced a pair of bytes that lay across two
characters: a full-width mark by its half-width double (A3 BB by 3B), or a character by itself
and its reading in brackets. The first character's lead byte is orphaned, and every pair after
it is read one byte off until a single byte brings the reader into step again. The mark, or a
reading that does not fit the character before it, shows where; the bytes tell the rest.
"""

import re
from collections.abc import Iterator

from pipeline.edit import Edit
from pipeline.han import HAN, PINYIN, PRIVATE
from pipeline.repairs import gbk
from pipeline.repairs.language import Model, japanese
from pipeline.repairs.pinyin import fits, readings
from pipeline.repairs.realign import pairs_from
from pipeline.repairs.search import Search, is_traditional
from pipeline.repairs.slips import MISSES, Trace, repair

NEEDS = frozenset("?;(（")
# a mark hit in mid-run, and a reading that may stand where it cannot belong
_TRACE = re.compile(
    f"[?;(（](?:(?<=[?;])(?P<mark>)(?=[^\x00-\x7f]|(?<=[{HAN}].)[@-~][{HAN}])"
    f"|(?<=[(（])(?P<reading>[{PINYIN}]{{1,6}})[)）])"
)
_PRIVATE = re.compile(f"[{PRIVATE}]")
_HAN = re.compile(f"[{HAN}{PRIVATE}]")
# mean nats per character from which a run reads well enough as it stands, and a short one
_WELL, _WELL_SHORT = -10.0, -9.5
_SHIFTED = 0.5  # share of characters that look one byte off, below which they are not
_SHORT = 3  # characters of a run that is short
_PROBE = 8  # characters of the run that are read to tell
# log odds against a slip where such a trace stands; a "?" may be a lost byte as well as a mark
_MARK, _LOST, _READING, _TONELESS = 9.0, 14.0, 0.0, 12.0


def propose(text: str) -> Iterator[Edit]:
    """Propose to restore the text of every slip that shows a trace."""
    common = Model()
    search: Search | None = None
    end = misses = 0
    for match in _TRACE.finditer(text):
        if match.start() >= end and (traces := _traces(common, text, match)):
            search = search or Search(Model(text), common, is_traditional(text))
            if edit := repair(search, text, traces):
                end = edit.end
                yield edit
            elif (misses := misses + 1) == MISSES:
                return


def _traces(common: Model, text: str, match: re.Match[str]) -> list[Trace]:
    """Return what the match may be the trace of."""
    start, run = match.span()
    if match["mark"] is not None:
        if not _reads_badly(common, text, start, run):
            return []
        found = [Trace("gbk_slip/mark", start, run, ((None, 0xA3, gbk.MARKS[match[0]]),), _MARK)]
        lost = Trace("gbk_slip/lost", start, run, ((None,),), _LOST)
        return [*found, lost] if match[0] == "?" else found
    owner, reading = text[max(0, start - 1) : start], match["reading"]
    if owner not in gbk.codes() or (fits(owner, reading) and not _PRIVATE.match(text, run)):
        return []
    trail = gbk.codes()[owner] & 0xFF
    hit = [
        pair & 0xFF for pair, char in gbk.pairs().items() if pair >> 8 == trail and reading in readings(char)
    ]
    heads = tuple((lead,) for lead in hit if lead in gbk.LEADS)
    against = _TONELESS if reading.isascii() else _READING
    return [Trace("gbk_slip/reading", start, run, heads, against)] if heads else []


def _reads_badly(common: Model, text: str, start: int, run: int) -> bool:
    """Tell whether what follows a mark reads badly enough to be worth a search."""
    probe = text[run : run + len(pairs_from(text, run, _PROBE))]
    if 2 * len(_HAN.findall(probe)) < len(probe) or japanese(text, start):
        return False
    if _PRIVATE.search(probe) or not probe:
        return True
    if len(probe) > _SHORT and gbk.shifted(probe) < _SHIFTED:
        return False
    score = sum(common.scores(probe, text[max(0, start - _PROBE) : start])) / len(probe)
    return score < (_WELL if len(probe) > _SHORT else _WELL_SHORT)

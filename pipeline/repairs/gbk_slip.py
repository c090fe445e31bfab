"""Undo byte slips in GBK text: 暫;钋菰讱⒔灰 was 暫停活禽宰殺交易 before one byte was lost.

A program that knew bytes but not characters replaced a pair of bytes that lay across two
characters: a full-width mark by its half-width double (A3 BB by 3B), or a character by itself
and its reading in brackets. The first character's lead byte is orphaned, and every pair after
it is read one byte off until a single byte brings the reader into step again. The mark, or a
reading that does not fit the character before it, shows where; the bytes tell the rest.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp

from pipeline.edit import Edit, Span, replace
from pipeline.han import FULL_TO_HALF, HAN, PINYIN, PRIVATE
from pipeline.repairs import gbk
from pipeline.repairs.language import Model, mean
from pipeline.repairs.pinyin import fits, readings
from pipeline.repairs.realign import Restored, Run, pairs_from
from pipeline.repairs.search import Search, Slots, is_traditional

NEEDS = frozenset("?;(（")
# a mark hit in mid-run, and a reading that may stand where it cannot belong
_TRACE = re.compile(
    f"[?;(（](?:(?<=[?;])(?P<mark>)(?=[^\x00-\x7f]|(?<=[{HAN}].)[@-~][{HAN}])"
    f"|(?<=[(（])(?P<reading>[{PINYIN}]{{1,6}})[)）])"
)
_PRIVATE = re.compile(f"[{PRIVATE}]")
_HAN = re.compile(f"[{HAN}{PRIVATE}]")
_FLAT = {full: half for full, half in FULL_TO_HALF.items() if half in gbk.MARKS}
# mean nats per character from which a run reads well enough as it stands, and a short one
_WELL, _WELL_SHORT = -10.0, -8.5
_SHORT = 3  # characters of a run, below which a lone letter after it makes it worth a search
_READS = -9.0  # mean score, below which what is restored is no text
_PROBE = 8  # characters of the run that are read to tell
# log odds against a slip where such a trace stands; a "?" may be a lost byte as well as a mark
_PRIOR = {"mark": 9.0, "lost": 14.0, "reading": 0.0, "toneless": 12.0}


_RATHER = 10.0  # odds for a mark where both are possible, in Traditional text: kits convert what they damage


@dataclass(frozen=True, slots=True)
class Trace:
    """The visible sign of a slip: what stands from `start` to `run` stands for one of `heads`."""

    kind: str
    start: int
    run: int
    heads: tuple[Slots, ...]


def propose(text: str) -> Iterator[Edit]:
    """Propose to restore the text of every slip that shows a trace."""
    common = Model()
    search: Search | None = None
    end = 0
    for match in _TRACE.finditer(text):
        if match.start() >= end and (traces := _traces(common, text, match)):
            search = search or Search(Model(text), common, is_traditional(text))
            if edit := _repair(search, text, traces):
                end = edit.end
                yield edit


def _traces(common: Model, text: str, match: re.Match[str]) -> list[Trace]:
    """Return what the match may be the trace of."""
    start, run = match.span()
    if match["mark"] is not None:
        if not _reads_badly(common, text, start, run):
            return []
        found = [Trace("mark", start, run, ((None, 0xA3, gbk.MARKS[match[0]]),))]
        return [*found, Trace("lost", start, run, ((None,),))] if match[0] == "?" else found
    owner, reading = text[max(0, start - 1) : start], match["reading"]
    if owner not in gbk.codes() or (fits(owner, reading) and not _PRIVATE.match(text, run)):
        return []
    trail = gbk.codes()[owner] & 0xFF
    hit = [
        pair & 0xFF for pair, char in gbk.pairs().items() if pair >> 8 == trail and reading in readings(char)
    ]
    heads = tuple((lead,) for lead in hit if lead in gbk.LEADS)
    return [Trace("toneless" if reading.isascii() else "reading", start, run, heads)] if heads else []


def _reads_badly(common: Model, text: str, start: int, run: int) -> bool:
    """Tell whether what follows a mark reads badly enough to be worth a search."""
    probe = text[run : run + len(pairs_from(text, run, _PROBE))]
    if 2 * len(_HAN.findall(probe)) < len(probe):
        return False
    if _PRIVATE.search(probe) or not probe:
        return True
    mean = sum(common.scores(probe, text[max(0, start - _PROBE) : start])) / len(probe)
    return mean < (_WELL if len(probe) > _SHORT else _WELL_SHORT)


def _repair(search: Search, text: str, traces: Sequence[Trace]) -> Edit | None:
    """Return the repair that the traces, all at one place, speak for most."""
    found: list[tuple[float, Restored, str]] = []
    for trace in traces:
        run = Run(search, text, trace.start, trace.run)
        restored = (r for head in trace.heads for r in run.restored(head))
        found += [(r.gain - _PRIOR[trace.kind], r, trace.kind) for r in restored]
    if search.traditional and any(odds > 0 and kind == "mark" for odds, _, kind in found):
        found = [(odds - (_RATHER if kind == "lost" else 0), r, kind) for odds, r, kind in found]
    if not found:
        return None
    odds, chosen, kind = max(found, key=lambda item: (item[0], item[1].text))
    if odds <= 0 or (mean(chosen.text) < _READS and (kind in ("mark", "lost") or len(chosen.text) > _SHORT)):
        return None
    rivals = {(r.text, r.end): o for o, r, _ in sorted(found, key=lambda item: item[0])}
    doubt = sum(exp(o - odds) for key, o in rivals.items() if key != (chosen.text, chosen.end))
    new = chosen.text if any(chr(full) in text for full in _FLAT) else chosen.text.translate(_FLAT)
    why = f"the bytes, read one off, say so; {chosen.gain:.0f} nats likelier"
    # half of it that there is a slip, and half that every character is right
    confidence = (1 / (1 + exp(-odds))) * (0.5 + 0.5 / (1 + doubt))
    return replace(text, Span(traces[0].start, chosen.end), new, f"gbk_slip/{kind}", confidence, why)

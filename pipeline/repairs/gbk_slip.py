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
from pipeline.repairs.language import Model
from pipeline.repairs.pinyin import fits, readings
from pipeline.repairs.realign import Restored, Run
from pipeline.repairs.search import Search, Slots, is_traditional

NEEDS = frozenset("?;(（")
# a mark hit in mid-run, and a reading that may stand where it cannot belong
_TRACE = re.compile(
    f"(?P<mark>[?;])(?=[{HAN}{PRIVATE}])|(?<=[{HAN}])[(（](?P<reading>[{PINYIN}]{{1,6}})[)）]"
)
_PRIVATE = re.compile(f"[{PRIVATE}]")
_FLAT = {full: half for full, half in FULL_TO_HALF.items() if half in gbk.MARKS}
_WELL = -8.5  # mean nats per character from which a run reads well enough as it stands
_PROBE = 8  # characters of the run that are read to tell
# log odds against a slip where such a trace stands; a "?" may be a lost byte as well as a mark
_PRIOR = {"mark": 9.0, "lost": 14.0, "reading": 0.0}


@dataclass(frozen=True, slots=True)
class Trace:
    """The visible sign of a slip: what stands from `start` to `run` stands for one of `heads`."""

    kind: str
    start: int
    run: int
    heads: tuple[Slots, ...]


def propose(text: str) -> Iterator[Edit]:
    """Propose to restore the text of every slip that shows a trace."""
    places = [traces for match in _TRACE.finditer(text) if (traces := _traces(text, match))]
    if not places:
        return
    search = Search(Model(text), Model(), is_traditional(text))
    end = 0
    for traces in places:
        if traces[0].start >= end and (edit := _repair(search, text, traces)):
            end = edit.end
            yield edit


def _traces(text: str, match: re.Match[str]) -> list[Trace]:
    """Return what the match may be the trace of."""
    start, run = match.span()
    if mark := match["mark"]:
        found = [Trace("mark", start, run, ((None, 0xA3, gbk.MARKS[mark]),))]
        return [*found, Trace("lost", start, run, ((None,),))] if mark == "?" else found
    owner, reading = text[start - 1], match["reading"]
    if owner not in gbk.codes() or fits(owner, reading):
        return []
    trail = gbk.codes()[owner] & 0xFF
    hit = [
        pair & 0xFF for pair, char in gbk.pairs().items() if pair >> 8 == trail and reading in readings(char)
    ]
    heads = tuple((lead,) for lead in hit if lead in gbk.LEADS)
    return [Trace("reading", start, run, heads)] if heads else []


def _repair(search: Search, text: str, traces: Sequence[Trace]) -> Edit | None:
    """Return the repair that the traces, all at one place, speak for most."""
    found: list[tuple[float, Restored, str]] = []
    for trace in traces:
        run = Run(search, text, trace.start, trace.run)
        if trace.kind == "reading" or _reads_badly(search, run):
            restored = (r for head in trace.heads for r in run.restored(head))
            found += [(r.gain - _PRIOR[trace.kind], r, trace.kind) for r in restored]
    if not found:
        return None
    odds, chosen, kind = max(found, key=lambda item: (item[0], item[1].text))
    if odds <= 0:
        return None
    rivals = {(r.text, r.end): o for o, r, _ in sorted(found, key=lambda item: item[0])}
    doubt = sum(exp(o - odds) for key, o in rivals.items() if key != (chosen.text, chosen.end))
    new = chosen.text if any(chr(full) in text for full in _FLAT) else chosen.text.translate(_FLAT)
    why = f"the bytes, read one off, say so; {chosen.gain:.0f} nats likelier"
    return replace(
        text, Span(traces[0].start, chosen.end), new, f"gbk_slip/{kind}", 1 / (1 + exp(-odds) + doubt), why
    )


def _reads_badly(search: Search, run: Run) -> bool:
    """Tell whether the run reads badly enough to be worth a search."""
    probe = run.text[run.run : run.end][:_PROBE]
    if _PRIVATE.search(probe) or not probe:
        return True
    scores = search.common.scores(probe, run.text[max(0, run.start - _PROBE) : run.start])
    return sum(scores) < _WELL * len(scores)

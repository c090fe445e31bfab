"""Weigh what a slip's traces say, and make the repair that they speak for most."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import exp

from jiaokan.core.edits import Edit, Span, replace
from jiaokan.repairs import gbk_tables
from jiaokan.repairs.beam_search import Search, Slots
from jiaokan.repairs.byte_slips.realignment import HIT, Restored, Run
from jiaokan.text.language_model import mean
from jiaokan.text.unicode_ranges import FULL_TO_HALF, HALF_TO_FULL

MISSES = 100  # searches in vain, after which a text has some other trouble than slips
# a letter that explains itself: it names something (A級, U型, T恤, X光, C語言), or is of a face (^ω^)
EXPLAINED = (
    "[A-Za-z](?:[級型形字式類種組班隊區座棟樓層房室號段輪等檔位版面股線點軸端口槽盤柱領恤光肝片咖罩君站值菜]"
    "|公司|先生|小姐|女士|計[畫劃]|方案|語言|曲線|細胞|射線|染色體|[世時]代)"
    r"|\^.{1,3}\^"
)
_FLAT = {full: half for full, half in FULL_TO_HALF.items() if half in gbk_tables.MARKS}
_READS, _LONG = -9.0, -7.7  # mean score, below which what is restored is no text: a few characters, or many
_FEW = 8  # characters
_BEFORE, _AFTER = 8, 3  # characters round it that tell, since words may lie across its ends
# share of the signs of misread UTF-8 round it from which it stands amid such, and characters on either side
_DENSE, _AROUND = 0.15, 20
_AGAIN = 5  # times from which a rare character is one that the document is about
_SHORT = 3  # characters, of which that cannot be told
# odds for a mark where a lost byte is possible too: kits make all Traditional that they damage; and odds
# against one where text is not, or still has a full-width mark of the two that they hit wherever they stand
_RATHER, _SPARED, _FULL = 9.0, 3.0, re.compile(f"[{''.join(map(HALF_TO_FULL.__getitem__, HIT))}]")


@dataclass(frozen=True, slots=True)
class Trace:
    """A sign of a slip: what stands from `start` to `run` stands for one of `heads`.

    `against` are the log odds against a slip where such a trace stands.
    """

    rule: str
    start: int
    run: int
    heads: tuple[Slots, ...]
    against: float


@dataclass(frozen=True, slots=True)
class Found:
    """A restoration, the trace that led to it, and the log odds that it is right."""

    odds: float
    trace: Trace
    restored: Restored

    def outcome(self, text: str, start: int) -> str:
        """Return what stands from `start` on afterwards, as far as it can differ."""
        after = text[self.restored.end : self.restored.end + 40]
        return text[start : self.trace.start] + self.restored.text + after


def repair(search: Search, text: str, traces: Iterable[Trace]) -> Edit | None:
    """Return the repair that the traces, all of one slip, speak for most."""
    found = _weighed(search, text, traces)
    if not found:
        return None
    chosen = max(found, key=lambda f: (f.odds, f.restored.text))
    new = chosen.restored.text
    named = chosen.trace.against <= 0  # a misfitting reading is proof enough
    at, end = chosen.trace.start, chosen.restored.end
    reads = mean(new + text[end : end + _AFTER], text[max(0, at - _BEFORE) : at])
    least = _READS if len(new) <= _FEW else _LONG
    if (
        chosen.odds <= 0
        or (reads < least and not (named and len(new) <= _SHORT))
        or _in_misread(text, at, end)
        or _meant(search, text[at:end])
    ):
        return None
    start = min(f.trace.start for f in found)
    rivals = {f.outcome(text, start)[:60]: f.odds for f in sorted(found, key=lambda f: f.odds)}
    rivals.pop(chosen.outcome(text, start)[:60])
    doubt = sum(exp(odds - chosen.odds) for odds in rivals.values())
    if not any(chr(full) in text for full in _FLAT):
        new = new.translate(_FLAT)
    # half of it that there is a slip, and half that every character is right
    confidence = (1 / (1 + exp(-chosen.odds))) * (0.5 + 0.5 / (1 + doubt))
    why = f"the bytes, read one off, say so; {chosen.restored.gain:.0f} nats likelier"
    return replace(text, Span(at, end), new, chosen.trace.rule, confidence, why)


def _in_misread(text: str, at: int, end: int) -> bool:
    """Tell whether the text before `at` and after `end` is UTF-8 that was read as GBK."""
    return gbk_tables.misread(text[max(0, at - _AROUND) : at] + text[end : end + _AROUND], _DENSE)


def _meant(search: Search, damaged: str) -> bool:
    """Tell whether all rare characters of it are common in the document: one of phonetics is full of 仄."""
    rare = set(filter(gbk_tables.rare, damaged))
    return bool(rare) and all(search.model.own(char) >= _AGAIN for char in rare)


def _weighed(search: Search, text: str, traces: Iterable[Trace]) -> list[Found]:
    found = []
    for trace in traces:
        run = Run(search, text, trace.start, trace.run)
        found += [Found(r.gain - trace.against, trace, r) for head in trace.heads for r in run.restored(head)]
    if not search.traditional or _FULL.search(text):
        rule, nats = "/mark", _SPARED
    else:
        marked = any(f.odds > 0 and f.trace.rule.endswith("/mark") for f in found)
        rule, nats = "/lost", _RATHER if marked else 0.0
    return [Found(f.odds - nats, f.trace, f.restored) if f.trace.rule.endswith(rule) else f for f in found]

"""Weigh what a slip's traces say, and make the repair that they speak for most."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import exp

from jiaokan.core.edits import Edit, Span, make_replacement
from jiaokan.repairs import gbk_tables
from jiaokan.repairs.beam_search import BeamSearch, PartialBytes
from jiaokan.repairs.byte_slips.realignment import HIT_MARKS, MisalignedRun, Restoration
from jiaokan.text.language_model import mean_log_prob
from jiaokan.text.unicode_ranges import FULL_TO_HALF, HALF_TO_FULL

MAX_FAILED_SEARCHES = 100  # searches in vain, after which a text has some other trouble than slips
# a letter that explains itself: it names something (A級, U型, T恤, X光, C語言), or is of a face (^ω^)
EXPLAINED_LETTER = (
    "[A-Za-z](?:[級型形字式類種組班隊區座棟樓層房室號段輪等檔位版面股線點軸端口槽盤柱領恤光肝片咖罩君站值菜]"
    "|公司|先生|小姐|女士|計[畫劃]|方案|語言|曲線|細胞|射線|染色體|[世時]代)"
    r"|\^.{1,3}\^"
)
_FULL_TO_HALF_MARKS = {
    full: half for full, half in FULL_TO_HALF.items() if half in gbk_tables.MARK_TRAIL_BYTES
}
_MIN_SHORT_MEAN_NATS, _MIN_LONG_MEAN_NATS = (
    -9.0,
    -7.7,
)  # mean score, below which what is restored is no text: a few characters, or many
_MAX_SHORT_CHARS = 8  # characters
_LEFT_CONTEXT_CHARS, _RIGHT_CONTEXT_CHARS = (
    8,
    3,
)  # characters round it that tell, since words may lie across its ends
# share of the signs of misread UTF-8 round it from which it stands amid such, and characters on either side
_MAX_MISREAD_SHARE, _MISREAD_CONTEXT_CHARS = 0.15, 20
_MIN_TOPIC_COUNT = 5  # times from which a rare character is one that the document is about
_MAX_UNSCORED_CHARS = 3  # characters, of which that cannot be told
# odds for a mark where a lost byte is possible too: kits make all Traditional that they damage; and odds
# against one where text is not, or still has a full-width mark of the two that they hit wherever they stand
_MARK_OVER_LOST_NATS, _UNLIKELY_MARK_NATS, _FULL_WIDTH_HIT_MARK = (
    9.0,
    3.0,
    re.compile(f"[{''.join(map(HALF_TO_FULL.__getitem__, HIT_MARKS))}]"),
)


@dataclass(frozen=True, slots=True)
class SlipSign:
    """A sign of a slip: what stands from `start` to `run` stands for one of `heads`.

    `against` are the log odds against a slip where such a trace stands.
    """

    rule: str
    start: int
    run_start: int
    heads: tuple[PartialBytes, ...]
    log_odds_against: float


@dataclass(frozen=True, slots=True)
class ScoredRestoration:
    """A restoration, the trace that led to it, and the log odds that it is right."""

    log_odds: float
    slip_sign: SlipSign
    restoration: Restoration

    def render_outcome(self, text: str, start: int) -> str:
        """Return what stands from `start` on afterwards, as far as it can differ."""
        after = text[self.restoration.end : self.restoration.end + 40]
        return text[start : self.slip_sign.start] + self.restoration.text + after


def propose_repair(search: BeamSearch, text: str, traces: Iterable[SlipSign]) -> Edit | None:
    """Return the repair that the traces, all of one slip, speak for most."""
    found = _score_restorations(search, text, traces)
    if not found:
        return None
    chosen = max(found, key=lambda f: (f.log_odds, f.restoration.text))
    new = chosen.restoration.text
    named = chosen.slip_sign.log_odds_against <= 0  # a misfitting reading is proof enough
    at, end = chosen.slip_sign.start, chosen.restoration.end
    reads = mean_log_prob(
        new + text[end : end + _RIGHT_CONTEXT_CHARS], text[max(0, at - _LEFT_CONTEXT_CHARS) : at]
    )
    least = _MIN_SHORT_MEAN_NATS if len(new) <= _MAX_SHORT_CHARS else _MIN_LONG_MEAN_NATS
    if (
        chosen.log_odds <= 0
        or (reads < least and not (named and len(new) <= _MAX_UNSCORED_CHARS))
        or _is_in_misread_text(text, at, end)
        or _is_meant(search, text[at:end])
    ):
        return None
    start = min(f.slip_sign.start for f in found)
    rivals = {f.render_outcome(text, start)[:60]: f.log_odds for f in sorted(found, key=lambda f: f.log_odds)}
    rivals.pop(chosen.render_outcome(text, start)[:60])
    doubt = sum(exp(odds - chosen.log_odds) for odds in rivals.values())
    if not any(chr(full) in text for full in _FULL_TO_HALF_MARKS):
        new = new.translate(_FULL_TO_HALF_MARKS)
    # half of it that there is a slip, and half that every character is right
    confidence = (1 / (1 + exp(-chosen.log_odds))) * (0.5 + 0.5 / (1 + doubt))
    why = f"the bytes, read one off, say so; {chosen.restoration.gain_nats:.0f} nats likelier"
    return make_replacement(text, Span(at, end), new, chosen.slip_sign.rule, confidence, why)


def _is_in_misread_text(text: str, at: int, end: int) -> bool:
    """Tell whether the text before `at` and after `end` is UTF-8 that was read as GBK."""
    return gbk_tables.is_misread_utf8(
        text[max(0, at - _MISREAD_CONTEXT_CHARS) : at] + text[end : end + _MISREAD_CONTEXT_CHARS],
        _MAX_MISREAD_SHARE,
    )


def _is_meant(search: BeamSearch, damaged: str) -> bool:
    """Tell whether all rare characters of it are common in the document: one of phonetics is full of 仄."""
    rare = set(filter(gbk_tables.is_rare_char, damaged))
    return bool(rare) and all(search.model.count_in_document(char) >= _MIN_TOPIC_COUNT for char in rare)


def _score_restorations(search: BeamSearch, text: str, traces: Iterable[SlipSign]) -> list[ScoredRestoration]:
    found = []
    for trace in traces:
        run = MisalignedRun(search, text, trace.start, trace.run_start)
        found += [
            ScoredRestoration(r.gain_nats - trace.log_odds_against, trace, r)
            for head in trace.heads
            for r in run.generate_restorations(head)
        ]
    if not search.traditional or _FULL_WIDTH_HIT_MARK.search(text):
        rule, nats = "/mark", _UNLIKELY_MARK_NATS
    else:
        marked = any(f.log_odds > 0 and f.slip_sign.rule.endswith("/mark") for f in found)
        rule, nats = "/lost", _MARK_OVER_LOST_NATS if marked else 0.0
    return [
        ScoredRestoration(f.log_odds - nats, f.slip_sign, f.restoration)
        if f.slip_sign.rule.endswith(rule)
        else f
        for f in found
    ]

"""Score the restorations that the signs of a slip suggest, and return the best repair."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import exp
from typing import NamedTuple

from jiaokan.core.edits import Edit, Span, make_replacement
from jiaokan.repairs import gbk_tables
from jiaokan.repairs.beam_search import BeamSearch, PartialBytes
from jiaokan.repairs.byte_slips.ending_scores import BestLogOdds, Restoration
from jiaokan.repairs.byte_slips.realignment import HIT_MARKS, MisalignedRun
from jiaokan.text.language_model import mean_log_prob
from jiaokan.text.unicode_ranges import FULL_TO_HALF, HALF_TO_FULL

MARK_RULE, QUESTION_MARK_RULE = "byte-slip/mark", "byte-slip/question-mark"
MAX_FAILED_SEARCHES = 100  # failed searches, after which the damage of a text must be of another kind
# a letter that is part of a name (A級, U型, T恤, X光, C語言) or of an emoticon (^ω^)
EXPLAINED_LETTER = (
    "[A-Za-z](?:[級型形字式類種組班隊區座棟樓層房室號段輪等檔位版面股線點軸端口槽盤柱領恤光肝片咖罩君站值菜]"
    "|公司|先生|小姐|女士|計[畫劃]|方案|語言|曲線|細胞|射線|染色體|[世時]代)"
    r"|\^.{1,3}\^"
)
_FULL_TO_HALF_MARKS = {
    full: half for full, half in FULL_TO_HALF.items() if half in gbk_tables.MARK_TRAIL_BYTES
}
# nats per character below which a restored text is no text: for a few characters, and for many
_MIN_SHORT_MEAN_NATS, _MIN_LONG_MEAN_NATS = -9.0, -7.7
_MAX_SHORT_CHARS = 8
# code points on each side that are scored with it, because words may lie across its ends
_LEFT_CONTEXT_CHARS, _RIGHT_CONTEXT_CHARS = 8, 3
# share of signs of misread UTF-8 above which the surroundings are misread, and code points on each side
_MAX_MISREAD_SHARE, _MISREAD_CONTEXT_CHARS = 0.15, 20
_MIN_TOPIC_COUNT = 5  # occurrences from which the document is about a rare character
_MAX_UNSCORED_CHARS = 3  # characters; so few have no reliable score
# log odds for a mark where a lost byte is possible too: these programs turn all text into Traditional
_MARK_OVER_LOST_NATS = 9.0
# log odds against a mark in Simplified text, or where full-width marks of the replaced kinds are left
_UNLIKELY_MARK_NATS = 3.0
_FULL_WIDTH_HIT_MARK = re.compile(f"[{''.join(map(HALF_TO_FULL.__getitem__, HIT_MARKS))}]")


@dataclass(frozen=True, slots=True)
class SlipSign:
    """A sign of a slip.

    Attributes:
        rule: Rule id of the repair.
        start: Offset of the sign.
        run_start: Offset of the run that may be one byte off.
        heads: Bytes that the text from `start` to `run_start` may stand for.
        log_odds_against: Log odds against a slip at such a sign.
    """

    rule: str
    start: int
    run_start: int
    heads: tuple[PartialBytes, ...]
    log_odds_against: float


class ScoredRestoration(NamedTuple):
    """A restoration with the evidence for it.

    Attributes:
        log_odds: Log odds that it is right.
        slip_sign: The sign that led to it.
        restoration: The restored text.
    """

    log_odds: float
    slip_sign: SlipSign
    restoration: Restoration

    def render_outcome(self, text: str, start: int) -> str:
        """Return the text from `start` on after the repair, as far as outcomes may differ."""
        text_after = text[self.restoration.end : self.restoration.end + 40]
        return text[start : self.slip_sign.start] + self.restoration.text + text_after


def _rate_confidence(chosen: ScoredRestoration, candidates: Iterable[ScoredRestoration], text: str) -> float:
    """Return the confidence of a repair: a factor for the slip, and one for the choice of characters."""
    ordered = sorted(candidates, key=lambda candidate: candidate.log_odds)
    start = min(candidate.slip_sign.start for candidate in ordered)
    log_odds_by_outcome = {one.render_outcome(text, start)[:60]: one.log_odds for one in ordered}
    log_odds_by_outcome.pop(chosen.render_outcome(text, start)[:60])
    rival_odds = sum(exp(odds - chosen.log_odds) for odds in log_odds_by_outcome.values())
    return (1 / (1 + exp(-chosen.log_odds))) * (0.5 + 0.5 / (1 + rival_odds))


def propose_repair(search: BeamSearch, text: str, signs: Iterable[SlipSign]) -> Edit | None:
    """Return the repair that the signs, all of one slip, support best; None where they support none."""
    candidates = _score_restorations(search, text, signs)
    if not candidates:
        return None
    chosen = max(candidates, key=lambda candidate: (candidate.log_odds, candidate.restoration.text))
    new = chosen.restoration.text
    is_misfit_pinyin = chosen.slip_sign.log_odds_against <= 0  # this is proof enough
    sign_start, end = chosen.slip_sign.start, chosen.restoration.end
    mean_score = mean_log_prob(
        new + text[end : end + _RIGHT_CONTEXT_CHARS],
        text[max(0, sign_start - _LEFT_CONTEXT_CHARS) : sign_start],
    )
    min_mean_score = _MIN_SHORT_MEAN_NATS if len(new) <= _MAX_SHORT_CHARS else _MIN_LONG_MEAN_NATS
    is_short = len(new) <= _MAX_UNSCORED_CHARS
    if (
        chosen.log_odds <= 0
        or (is_short and any(map(gbk_tables.is_rare_char, new)))  # more rare characters are no restoration
        or (mean_score < min_mean_score and not (is_misfit_pinyin and is_short))
        or _is_in_misread_text(text, sign_start, end)
        or _is_meant(search, text[sign_start:end])
    ):
        return None
    confidence = _rate_confidence(chosen, candidates, text)
    if not any(chr(full) in text for full in _FULL_TO_HALF_MARKS):
        new = new.translate(_FULL_TO_HALF_MARKS)
    why = f"the bytes, read one off, say so; {chosen.restoration.gain_nats:.0f} nats likelier"
    return make_replacement(text, Span(sign_start, end), new, chosen.slip_sign.rule, confidence, why)


def _is_in_misread_text(text: str, start: int, end: int) -> bool:
    """Return whether the text before `start` and after `end` is UTF-8 read as GBK."""
    return gbk_tables.is_misread_utf8(
        text[max(0, start - _MISREAD_CONTEXT_CHARS) : start] + text[end : end + _MISREAD_CONTEXT_CHARS],
        _MAX_MISREAD_SHARE,
    )


def _is_meant(search: BeamSearch, damaged: str) -> bool:
    """Return whether all rare characters are frequent in the document, as 仄 in a text on phonetics."""
    rare_chars = set(filter(gbk_tables.is_rare_char, damaged))
    return bool(rare_chars) and all(
        search.model.count_in_document(char) >= _MIN_TOPIC_COUNT for char in rare_chars
    )


def _score_restorations(search: BeamSearch, text: str, signs: Iterable[SlipSign]) -> list[ScoredRestoration]:
    candidates, best_log_odds = [], BestLogOdds()
    for sign in signs:
        run = MisalignedRun(search, text, sign.start, sign.run_start)
        candidates += [
            ScoredRestoration(restoration.gain_nats - sign.log_odds_against, sign, restoration)
            for head in sign.heads
            for restoration in run.generate_restorations(head, best_log_odds, sign.log_odds_against)
        ]
    if not search.traditional or _FULL_WIDTH_HIT_MARK.search(text):
        rule, cost = MARK_RULE, _UNLIKELY_MARK_NATS
    else:
        has_likely_mark = any(
            candidate.log_odds > 0 and candidate.slip_sign.rule == MARK_RULE for candidate in candidates
        )
        rule, cost = QUESTION_MARK_RULE, _MARK_OVER_LOST_NATS if has_likely_mark else 0.0
    return [
        ScoredRestoration(candidate.log_odds - cost, candidate.slip_sign, candidate.restoration)
        if candidate.slip_sign.rule == rule
        else candidate
        for candidate in candidates
    ]

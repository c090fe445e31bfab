"""Undo byte slips in GBK text: 暫;钋菰讱⒔灰 was 暫停活禽宰殺交易 before one byte was lost.

A program that knew bytes but not characters replaced a pair of bytes that lay across two
characters: a full-width mark by its half-width double (A3 BB by 3B), or a character by itself
and its reading in brackets. The first character's lead byte is orphaned, and every pair after
it is read one byte off until a single byte brings the reader into step again. The mark, or a
reading that does not fit the character before it, shows where; the bytes tell the rest.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from jiaokan.core.edits import Edit
from jiaokan.repairs import gbk_tables
from jiaokan.repairs.beam_search import BeamSearch, find_rare_brackets, is_traditional
from jiaokan.repairs.byte_slips import slip_prefilter, straddling_pinyin
from jiaokan.repairs.byte_slips.slip_scoring import (
    EXPLAINED_LETTER,
    MAX_FAILED_SEARCHES,
    SlipSign,
    propose_repair,
)
from jiaokan.repairs.pinyin_dictionary import PRINTED_READING, strip_inner_reading
from jiaokan.text.language_model import LanguageModel, is_amid_japanese
from jiaokan.text.unicode_ranges import HAN

TRIGGER_CHARS = frozenset("?;(（")
# a mark hit in mid-run, and a reading that may stand where it cannot belong; marks that a spammer
# strews between all characters have hit nothing
_NOT_STREWN = "(?<![?;].[?;].)(?![?;].[?;].[?;])"
_CLOSING_MARKS = "”’》）」』】"
_SIGN_PATTERN = re.compile(
    f"{_NOT_STREWN}[?;(（](?:(?<=[?;])(?P<mark>)(?=[^\x00-\x7f]|(?<=[{HAN}{_CLOSING_MARKS}].)[@-~](?:[^\x00-\x7f]|$))"
    f"|(?<=[(（])(?P<reading>{PRINTED_READING})[)）])"
)
# a word that asks, and its clause up to the mark; and what mostly ends in one
_QUESTION_CLAUSE = re.compile(
    f"(?:什[么麼]|怎|哪|[谁誰何吗嗎呢啥咋几幾乎哉耶歟欤孰曷岂豈讵詎]|多少|是否|([{HAN}])[不没沒]\\1)[^，。：；？！,:;?!\n]*\\Z"
)
_QUESTION_PARTICLES = frozenset("吗嗎呢乎")
_QUESTION_CONTEXT_CHARS = 30  # characters before the mark in which such a word may stand
# an account that is addressed, a bracket, and what else explains itself; the letter of one of several choices
_SELF_EXPLAINED = re.compile(rf"@[\w-]{{1,20}}\s?[:：?？]|\[(?:\.|[^][\n]{{1,30}}[]】])|{EXPLAINED_LETTER}")
_CHOICE_LABEL = re.compile("([A-Za-z])([、.．:：)）])")
# log odds against a slip where such a trace stands; a "?" may be a lost byte as well as a mark
_MARK_AGAINST_NATS, _QUESTION_MARK_AGAINST_NATS, _PINYIN_AGAINST_NATS, _TONELESS_AGAINST_NATS = (
    3.5,
    6.5,
    0.0,
    12.0,
)
_HIDDEN_AGAINST_NATS = 6.0  # more against a mark of which nothing but a letter shows: a pair was lost between
_ASKED_AGAINST_NATS, _ASKED_LAST_AGAINST_NATS = (
    3.0,
    6.0,
)  # more against it where the text asks, and where its last word does


def propose_edits(text: str) -> Iterator[Edit]:
    """Propose to restore the text of every slip that shows a trace."""
    found = [(m.start(), traces) for m in _SIGN_PATTERN.finditer(text) if (traces := _find_signs(text, m))]
    if not found:
        return
    runs = ((trace.run_start, trace.heads[0][-1]) for _, traces in found for trace in traces)
    between, anew = slip_prefilter.split_at_runs(text, runs)
    # the damage itself is no wording of the document's own, but what its bytes are tells the script
    own, whole = LanguageModel("\n".join(between)), "".join((*between, *anew))
    search = BeamSearch(own, LanguageModel(), is_traditional(whole), find_rare_brackets(text))
    end = misses = 0
    for start, traces in found:
        if start < end:
            continue
        if edit := propose_repair(search, text, traces):
            end = edit.end
            yield edit
        elif (misses := misses + 1) == MAX_FAILED_SEARCHES:
            return


def _find_signs(text: str, match: re.Match[str]) -> list[SlipSign]:
    """Return what the match may be the trace of."""
    start, run = match.span()
    if match["mark"] is not None:
        return list(_find_mark_signs(text, match[0], start, run))
    owner, reading = text[max(0, start - 1) : start], strip_inner_reading(match["reading"])
    if owner not in gbk_tables.codes_by_char() or not straddling_pinyin.is_slip(
        text, start - 1, reading, run
    ):
        return []
    heads = tuple(
        (second,)
        for second in straddling_pinyin.find_trail_bytes_with_reading(owner, reading)
        if second in gbk_tables.LEAD_BYTES
    )
    against = _TONELESS_AGAINST_NATS if reading.isascii() else _PINYIN_AGAINST_NATS
    return [SlipSign("gbk_slip/reading", start, run, heads, against)] if heads else []


def _find_mark_signs(text: str, mark: str, start: int, run: int) -> Iterator[SlipSign]:
    """Yield what a mark may be the trace of; a "?" is also what stands for a lost byte."""
    second = gbk_tables.MARK_TRAIL_BYTES[mark]
    alone = text[run].isascii()
    # in a pattern, what stands before it may be left out
    if (alone and _is_self_explained(text, run)) or (text[start - 1 : start] == ")" and "(?:" in text):
        return
    hit = slip_prefilter.may_be_misaligned(text, run, second)
    hidden = alone and not hit and _is_traditional_text(text)
    lost = mark == "?" and (alone or slip_prefilter.may_be_misaligned(text, run, None))
    if (hit or hidden or lost) and not is_amid_japanese(text, start):
        asked = _question_log_odds(text, start) if mark == "?" else 0.0
        if hit or hidden:
            against = _MARK_AGAINST_NATS + asked + (_HIDDEN_AGAINST_NATS if hidden else 0.0)
            yield SlipSign("gbk_slip/mark", start, run, ((None, 0xA3, second),), against)
        if lost:
            yield SlipSign("gbk_slip/lost", start, run, ((None,),), _QUESTION_MARK_AGAINST_NATS + asked)


def _question_log_odds(text: str, at: int) -> float:
    """Return the log odds for a question mark at `at` that the words before it give."""
    if text[at - 1 : at] in _QUESTION_PARTICLES:
        return _ASKED_LAST_AGAINST_NATS
    return (
        _ASKED_AGAINST_NATS
        if _QUESTION_CLAUSE.search(text, max(0, at - _QUESTION_CONTEXT_CHARS), at)
        else 0.0
    )


def _is_self_explained(text: str, at: int) -> bool:
    """Tell whether the letter at `at` explains itself, as by an account, a bracket, or choices."""
    if _SELF_EXPLAINED.match(text, at) or (text[at] == "@" and text.count("@") > text.count("?@")):
        return True
    label = _CHOICE_LABEL.match(text, at)
    return label is not None and any(
        chr(ord(label[1]) + step) + label[2] in _find_labels(text) for step in (1, -1)
    )


@lru_cache(1)  # every trace of a text may ask it, and the next
def _is_traditional_text(text: str) -> bool:
    return is_traditional(text)


@lru_cache(1)
def _find_labels(text: str) -> frozenset[str]:
    return frozenset(match[0] for match in _CHOICE_LABEL.finditer(text))

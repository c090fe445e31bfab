"""Undo byte slips of GBK text that left a mark: 暫;钋菰讱⒔灰 was 暫停活禽宰殺交易 before a byte was lost.

A program that processes bytes instead of characters replaced a pair of bytes that lay across two
characters: a full-width mark by its half-width form (A3 BB by 3B), or a character by itself with
its pinyin in brackets. The lead byte of the first character is then alone, and every pair after
it is read one byte off, until a single byte ends the run. The mark shows where it begins, or
pinyin that does not fit the character before it; the bytes give the rest.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Edit
from jiaokan.repairs import gbk_tables
from jiaokan.repairs.beam_search import BeamSearch, find_rare_brackets, is_traditional
from jiaokan.repairs.byte_slips import slip_prefilter, straddling_pinyin
from jiaokan.repairs.byte_slips.slip_scoring import (
    EXPLAINED_LETTER,
    MARK_RULE,
    MAX_FAILED_SEARCHES,
    QUESTION_MARK_RULE,
    SlipSign,
    propose_repair,
)
from jiaokan.repairs.pinyin_dictionary import PRINTED_READING, has_reading, strip_inner_reading
from jiaokan.repairs.step_budget import SearchBudget
from jiaokan.text.japanese import is_amid_japanese
from jiaokan.text.language_model import LanguageModel
from jiaokan.text.unicode_ranges import HAN

TRIGGER_CHARS = frozenset("?;(（")
# behind a sign: it is none of the marks that a spammer puts between all characters
_NOT_STREWN = "(?<![?;].[?;]..)(?!(?<=[?;]).[?;].[?;])"
_CLOSING_MARKS = "”’》）」』】"
# a mark or pinyin that may replace a pair
_SIGN_PATTERN = compile_on_use(
    rf"""
    [?;(（]{_NOT_STREWN}                                    # the mark first: a search skips to it
    (?:
        (?<=[(（])(?P<reading>{PRINTED_READING})[)）]       # 聞(wù)归
      | (?<=\?)(?P<eaten>{PRINTED_READING})[)）]            # 變?yōu)楫a: its bracket went with the lead byte
      | (?<=[?;])(?P<mark>)                                 # 暫;钋菰
        (?=
            [^\x00-\x7f]
          | (?<=[{HAN}{_CLOSING_MARKS}].)[@-~](?:[^\x00-\x7f]|$)
        )
    )
    """,
    re.VERBOSE,
)
# a word that asks, with its clause up to the mark
_QUESTION_CLAUSE = compile_on_use(
    rf"""
    (?:
        什[么麼]|怎|哪|[谁誰何吗嗎呢啥咋几幾乎哉耶歟欤孰曷岂豈讵詎]|多少|是否    # 为什么
      | ([{HAN}])[不没沒]\1                                                     # 是不是
    )
    [^，。：；？！,:;?!\n]*\Z
    """,
    re.VERBOSE,
)
_QUESTION_PARTICLES = frozenset("吗嗎呢乎")
_QUESTION_CONTEXT_CHARS = 30  # code points before the mark in which such a word may stand
# ASCII after a mark that explains itself
_SELF_EXPLAINED = compile_on_use(
    rf"""
      @[\w-]{{1,20}}\s?[:：?？]               # an account: @name:
    | \[(?:\.|[^][\n]{{1,30}}[]】])           # a bracket: [图片]
    | {EXPLAINED_LETTER}
    """,
    re.VERBOSE,
)
_CHOICE_LABEL = re.compile("([A-Za-z])([、.．:：)）])")  # the letter of a choice: A.
# log odds against a slip at such a sign; a "?" may be a lost byte as well as a mark
_MARK_AGAINST_NATS, _QUESTION_MARK_AGAINST_NATS = 3.5, 6.5
_PINYIN_AGAINST_NATS, _TONELESS_AGAINST_NATS = 0.0, 12.0
_HIDDEN_AGAINST_NATS = 6.0  # further log odds against a mark before a single letter: a pair was lost between
# further log odds against it after a clause with a word that asks, and after a particle that asks
_ASKED_AGAINST_NATS, _ASKED_LAST_AGAINST_NATS = 3.0, 6.0


def propose_edits(text: str) -> Iterator[Edit]:
    """Propose to restore the text of every slip that left a sign.

    >>> text = "做好清潔消毒、暫;钋菰讱⒔灰椎纫咔榉雷o(hù)措施,避免聚集。"
    >>> [(edit.old, edit.new) for edit in propose_edits(text)]
    [(';钋菰讱⒔灰椎纫咔榉雷o(hù)', '停活禽宰殺交易等疫情防護')]
    """
    signs_by_offset = [
        (m.start(), signs) for m in _SIGN_PATTERN.finditer(text) if (signs := _find_signs(text, m))
    ]
    if not signs_by_offset:
        return
    runs = ((sign.run_start, sign.heads[0][-1]) for _, signs in signs_by_offset for sign in signs)
    between, realigned = slip_prefilter.split_at_runs(text, runs)
    # the damage is not evidence of the document's wording, but its bytes are evidence of the script
    model, undamaged = LanguageModel("\n".join(between)), "".join((*between, *realigned))
    search = BeamSearch(
        model,
        LanguageModel(),
        is_traditional(undamaged),
        find_rare_brackets(text),
        SearchBudget.for_text(text),
    )
    previous_end = failures = 0
    for start, signs in signs_by_offset:
        if start < previous_end:
            continue
        edit = propose_repair(search, text, signs)
        if search.budget.is_spent:
            return
        if edit:
            previous_end = edit.end
            yield edit
        elif (failures := failures + 1) == MAX_FAILED_SEARCHES:
            return


def _find_signs(text: str, match: re.Match[str]) -> list[SlipSign]:
    """Return what kinds of sign the match may be."""
    start, run_start = match.span()
    if match["mark"] is not None:
        # the lead byte before it may stand as a "?": 底?;顒 was 底。活, 。 being A1 A3 and ; being A3 BB
        lead_shown = text[start - 1 : start] == "?" and not _question_log_odds(text, start - 1)
        return list(_find_mark_signs(text, match[0], start - lead_shown, run_start))
    owner = text[max(0, start - 1) : start]
    reading = strip_inner_reading(match["reading"] or match["eaten"])
    if owner not in gbk_tables.codes_by_char() or (match["eaten"] and has_reading(owner, reading)):
        return []
    if not straddling_pinyin.is_slip(text, start - 1, reading, run_start):
        return []
    heads = tuple(
        (trail,)
        for trail in straddling_pinyin.find_trail_bytes_with_reading(owner, reading)
        if trail in gbk_tables.LEAD_BYTES
    )
    log_odds_against = _TONELESS_AGAINST_NATS if reading.isascii() else _PINYIN_AGAINST_NATS
    return [SlipSign("byte-slip/pinyin", start, run_start, heads, log_odds_against)] if heads else []


def _find_mark_signs(text: str, mark: str, start: int, run_start: int) -> Iterator[SlipSign]:
    """Yield what kinds of sign a mark may be; a "?" may also stand for a lost byte."""
    trail = gbk_tables.MARK_TRAIL_BYTES[mark]
    is_ascii_after = text[run_start].isascii()
    # a regular expression in prose makes a part optional: (?:…)?
    if (is_ascii_after and _is_self_explained(text, run_start)) or (
        text[start - 1 : start] == ")" and "(?:" in text
    ):
        return
    is_replaced_mark = slip_prefilter.may_be_misaligned(text, run_start, trail)
    is_hidden = is_ascii_after and not is_replaced_mark and _is_traditional_text(text)
    is_lost_byte = mark == "?" and (is_ascii_after or slip_prefilter.may_be_misaligned(text, run_start, None))
    if (is_replaced_mark or is_hidden or is_lost_byte) and not is_amid_japanese(text, start):
        question_nats = _question_log_odds(text, start) if mark == "?" else 0.0
        if is_replaced_mark or is_hidden:
            log_odds_against = (
                _MARK_AGAINST_NATS + question_nats + (_HIDDEN_AGAINST_NATS if is_hidden else 0.0)
            )
            yield SlipSign(MARK_RULE, start, run_start, ((None, 0xA3, trail),), log_odds_against)
        if is_lost_byte:
            yield SlipSign(
                QUESTION_MARK_RULE, start, run_start, ((None,),), _QUESTION_MARK_AGAINST_NATS + question_nats
            )


def _question_log_odds(text: str, offset: int) -> float:
    """Return the log odds for a question mark at `offset`, by the words before it."""
    if text[offset - 1 : offset] in _QUESTION_PARTICLES:
        return _ASKED_LAST_AGAINST_NATS
    return (
        _ASKED_AGAINST_NATS
        if _QUESTION_CLAUSE.search(text, max(0, offset - _QUESTION_CONTEXT_CHARS), offset)
        else 0.0
    )


def _is_self_explained(text: str, offset: int) -> bool:
    """Return whether the ASCII at `offset` explains itself, as an account, a bracket, or a choice."""
    if _SELF_EXPLAINED.match(text, offset) or (text[offset] == "@" and text.count("@") > text.count("?@")):
        return True
    label = _CHOICE_LABEL.match(text, offset)
    return label is not None and any(
        chr(ord(label[1]) + step) + label[2] in _find_labels(text) for step in (1, -1)
    )


@lru_cache(1)  # called for every sign of a text
def _is_traditional_text(text: str) -> bool:
    return is_traditional(text)


@lru_cache(1)
def _find_labels(text: str) -> frozenset[str]:
    return frozenset(match[0] for match in _CHOICE_LABEL.finditer(text))

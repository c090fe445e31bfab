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
from jiaokan.repairs.beam_search import Search, brackets, is_traditional
from jiaokan.repairs.byte_slips import slip_prefilter, straddling_pinyin
from jiaokan.repairs.byte_slips.slip_scoring import EXPLAINED, MISSES, Trace, repair
from jiaokan.repairs.pinyin_dictionary import PRINTED, outer
from jiaokan.text.language_model import Model, japanese
from jiaokan.text.unicode_ranges import HAN

NEEDS = frozenset("?;(（")
# a mark hit in mid-run, and a reading that may stand where it cannot belong; marks that a spammer
# strews between all characters have hit nothing
_STREWN = "(?<![?;].[?;].)(?![?;].[?;].[?;])"
_CLOSED = "”’》）」』】"
_TRACE = re.compile(
    f"{_STREWN}[?;(（](?:(?<=[?;])(?P<mark>)(?=[^\x00-\x7f]|(?<=[{HAN}{_CLOSED}].)[@-~](?:[^\x00-\x7f]|$))"
    f"|(?<=[(（])(?P<reading>{PRINTED})[)）])"
)
# a word that asks, and its clause up to the mark; and what mostly ends in one
_QUESTION = re.compile(
    f"(?:什[么麼]|怎|哪|[谁誰何吗嗎呢啥咋几幾乎哉耶歟欤孰曷岂豈讵詎]|多少|是否|([{HAN}])[不没沒]\\1)[^，。：；？！,:;?!\n]*\\Z"
)
_ENDS = frozenset("吗嗎呢乎")
_CLAUSE = 30  # characters before the mark in which such a word may stand
# an account that is addressed, a bracket, and what else explains itself; the letter of one of several choices
_NAMED = re.compile(rf"@[\w-]{{1,20}}\s?[:：?？]|\[(?:\.|[^][\n]{{1,30}}[]】])|{EXPLAINED}")
_LABEL = re.compile("([A-Za-z])([、.．:：)）])")
# log odds against a slip where such a trace stands; a "?" may be a lost byte as well as a mark
_MARK, _LOST, _READING, _TONELESS = 3.5, 6.5, 0.0, 12.0
_HIDDEN = 6.0  # more against a mark of which nothing but a letter shows: a pair was lost between
_ASKED, _ASKED_LAST = 3.0, 6.0  # more against it where the text asks, and where its last word does


def propose(text: str) -> Iterator[Edit]:
    """Propose to restore the text of every slip that shows a trace."""
    found = [(m.start(), traces) for m in _TRACE.finditer(text) if (traces := _traces(text, m))]
    if not found:
        return
    runs = ((trace.run, trace.heads[0][-1]) for _, traces in found for trace in traces)
    between, anew = slip_prefilter.parted(text, runs)
    # the damage itself is no wording of the document's own, but what its bytes are tells the script
    own, whole = Model("\n".join(between)), "".join((*between, *anew))
    search = Search(own, Model(), is_traditional(whole), brackets(text))
    end = misses = 0
    for start, traces in found:
        if start < end:
            continue
        if edit := repair(search, text, traces):
            end = edit.end
            yield edit
        elif (misses := misses + 1) == MISSES:
            return


def _traces(text: str, match: re.Match[str]) -> list[Trace]:
    """Return what the match may be the trace of."""
    start, run = match.span()
    if match["mark"] is not None:
        return list(_by_mark(text, match[0], start, run))
    owner, reading = text[max(0, start - 1) : start], outer(match["reading"])
    if owner not in gbk_tables.codes() or not straddling_pinyin.is_slip(text, start - 1, reading, run):
        return []
    heads = tuple(
        (second,) for second in straddling_pinyin.seconds(owner, reading) if second in gbk_tables.LEADS
    )
    against = _TONELESS if reading.isascii() else _READING
    return [Trace("gbk_slip/reading", start, run, heads, against)] if heads else []


def _by_mark(text: str, mark: str, start: int, run: int) -> Iterator[Trace]:
    """Yield what a mark may be the trace of; a "?" is also what stands for a lost byte."""
    second = gbk_tables.MARKS[mark]
    alone = text[run].isascii()
    # in a pattern, what stands before it may be left out
    if (alone and _at_home(text, run)) or (text[start - 1 : start] == ")" and "(?:" in text):
        return
    hit = slip_prefilter.off(text, run, second)
    hidden = alone and not hit and _traditional(text)
    lost = mark == "?" and (alone or slip_prefilter.off(text, run, None))
    if (hit or hidden or lost) and not japanese(text, start):
        asked = _asked(text, start) if mark == "?" else 0.0
        if hit or hidden:
            against = _MARK + asked + (_HIDDEN if hidden else 0.0)
            yield Trace("gbk_slip/mark", start, run, ((None, 0xA3, second),), against)
        if lost:
            yield Trace("gbk_slip/lost", start, run, ((None,),), _LOST + asked)


def _asked(text: str, at: int) -> float:
    """Return the log odds for a question mark at `at` that the words before it give."""
    if text[at - 1 : at] in _ENDS:
        return _ASKED_LAST
    return _ASKED if _QUESTION.search(text, max(0, at - _CLAUSE), at) else 0.0


def _at_home(text: str, at: int) -> bool:
    """Tell whether the letter at `at` explains itself, as by an account, a bracket, or choices."""
    if _NAMED.match(text, at) or (text[at] == "@" and text.count("@") > text.count("?@")):
        return True
    label = _LABEL.match(text, at)
    return label is not None and any(
        chr(ord(label[1]) + step) + label[2] in _labels(text) for step in (1, -1)
    )


@lru_cache(1)  # every trace of a text may ask it, and the next
def _traditional(text: str) -> bool:
    return is_traditional(text)


@lru_cache(1)
def _labels(text: str) -> frozenset[str]:
    return frozenset(match[0] for match in _LABEL.finditer(text))

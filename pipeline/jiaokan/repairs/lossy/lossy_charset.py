"""Decode text again that was read in a wrong charset and lost bytes: 鍙戝竷鐨?was 发布的。

A decoder writes "?" or U+FFFD for bytes that it cannot read, or drops them. The remaining bytes limit
what each lost one may have been, and the language model chooses.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import ceil

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Edit, Span, drop_overlapping_edits, make_replacement
from jiaokan.repairs import gbk_tables, suspect_spans
from jiaokan.repairs.lossy.byte_lattice import BIG5, GBK, UTF_8, ByteSlot, SourceCharset, decode_slots
from jiaokan.repairs.lossy.unreadable_bytes import (
    CharsetTable,
    count_loss_signs,
    load_charset_table,
    make_slots_with_loss_marks,
    make_slots_without_loss_marks,
)
from jiaokan.text.charsets import codecs
from jiaokan.text.language_model import is_mostly_chinese, mean_log_prob
from jiaokan.text.unicode_ranges import extract_han

_MISREAD_UTF8_CHARS = gbk_tables.misread_utf8_chars()
_TWO_MISREAD_CHARS = compile_on_use(
    f"[{_MISREAD_UTF8_CHARS}][^{_MISREAD_UTF8_CHARS}\n]*[{_MISREAD_UTF8_CHARS}]"
)
_MIN_SIGN_SHARE = 0.12  # share of such characters, or of half-width kana, above which a line is suspect
_WHOLE_UTF8_CHAR = re.compile(rb"[\xe2-\xe9\xef][\x80-\xbf]{2}")
_MIN_WELL_FORMED_SHARE = 0.25  # share of the non-ASCII bytes that must be in such sequences
_MAX_LINE_CHARS = 10_000  # code points of a line; a longer one is not repaired
_MIN_MEAN_NATS = -8.5  # nats per character above which the result is accepted
# nats per Han character against chance: one of 3,755, and for UTF-8 also that the bytes are well-formed
_CHANCE_NATS_PER_HAN = {"utf-8": 13.0, "gbk": 9.6, "big5hkscs": 9.6}
_BYTES_PER_HAN = {"utf-8": 3, "gbk": 2, "big5hkscs": 2}
_MIN_PROOF_NATS = 20.0  # nats of evidence that the characters without a lost byte must give
_MIN_MEAN_GAIN_NATS = 1.0  # nats per character that the result must gain
_MAX_FOREIGN_PER_HAN = 0.25  # foreign letters allowed for each Han character

_SINGLE_BYTE_PAGES = ("cp1252", "latin-1", "cp1250", "cp1251")
_MIN_LEADS = 4  # lead bytes; a stretch with fewer is not suspect
_MIN_WHOLE_SHARE = 0.35  # share of them that must have all their trail bytes
# code points of a stretch; a shorter one cannot have so many lead bytes, and trail bytes for the share
_MIN_MISREAD_CHARS = _MIN_LEADS + 2 * ceil(_MIN_WHOLE_SHARE * _MIN_LEADS)
_REPLACEMENT_LINE = re.compile("[^\n]*\ufffd[^\n]*")
LossyPlan = tuple[SourceCharset, str]  # the right charset and the wrong one
_EAST_ASIAN_CHARSETS = {
    UTF_8: ("cp932", "shift_jis", "cp949"),
    GBK: ("big5", "cp949", "cp932", "shift_jis"),
    BIG5: ("gbk",),
}
_EAST_ASIAN_PLANS: tuple[LossyPlan, ...] = tuple(
    (right, wrong) for right, wrongs in _EAST_ASIAN_CHARSETS.items() for wrong in wrongs
)
# plans that produce half-width kana, by which they are detected without U+FFFD
_JAPANESE_PLANS = tuple(
    (right, wrong) for right, wrong in _EAST_ASIAN_PLANS if wrong in ("cp932", "shift_jis")
)
_HALF_KANA = re.compile("[\uff61-\uff9f]")
_TWO_HALF_KANA = re.compile(f"{_HALF_KANA.pattern}[^\n]*{_HALF_KANA.pattern}")
_FILLER_BYTE = 0xB5  # lead or trail byte of common characters in every charset of byte pairs
_MIN_FILLED_MEAN_NATS = (
    -9.5
)  # nats per character, with that byte for every lost one, above which a search is worthwhile


def propose_edits(text: str) -> Iterator[Edit]:
    """Propose the likeliest text for each stretch that was read with losses.

    >>> text = "各级各部门要打起精神，加强工作。".encode().decode("gbk", "replace")
    >>> [edit.new for edit in propose_edits(text)]
    ['各级各部门要打起精神，加强工作。']
    """
    plans: defaultdict[Span, list[LossyPlan]] = defaultdict(list)
    for span, span_plans in _find_suspects(text):
        plans[span] += span_plans
    edits = (_restore_span(text, span, span_plans) for span, span_plans in plans.items())
    return iter(drop_overlapping_edits(edit for edit in edits if edit))


def _find_suspects(text: str) -> Iterator[tuple[Span, Iterable[LossyPlan]]]:
    """Yield the stretches that may have been read with losses, each with the possible plans."""
    for start, end in suspect_spans.find_matching_lines(_TWO_MISREAD_CHARS, text):
        if gbk_tables.is_misread_utf8(text[start:end], _MIN_SIGN_SHARE):
            yield Span(start, end), ((UTF_8, "gbk"),)
    for start, end in suspect_spans.find_matching_lines(_TWO_HALF_KANA, text):
        if len(_HALF_KANA.findall(text[start:end])) > _MIN_SIGN_SHARE * (end - start):
            yield Span(start, end), _JAPANESE_PLANS
    for match in _REPLACEMENT_LINE.finditer(text) if "\ufffd" in text else ():
        if suspect_spans.WIDE_CHAR.search(match[0]):
            yield Span(*match.span()), _EAST_ASIAN_PLANS
    yield from _find_narrow_suspects(text)


def _find_narrow_suspects(text: str) -> Iterator[tuple[Span, Iterable[LossyPlan]]]:
    """Yield the stretches that may have been read in a single-byte charset with losses."""
    if not any(lead in text for lead in _lead_chars()):
        return
    for match in suspect_spans.LOSSY_NARROW_RUN.finditer(text):
        if len(match[0]) >= _MIN_MISREAD_CHARS:
            pages = (page for page in _SINGLE_BYTE_PAGES if _looks_misread(match[0], page))
            yield Span(*match.span()), [(UTF_8, page) for page in pages]


def _restore_span(text: str, span: Span, plans: Iterable[LossyPlan]) -> Edit | None:
    """Return the edit to the best text of the span by one of the plans."""
    old = span.slice_text(text)
    candidates = []
    for right, wrong in plans if len(old) <= _MAX_LINE_CHARS else ():
        restored = (
            None
            if _is_lossless(old, right, wrong)
            else _restore_by_plan(old, right, load_charset_table(wrong))
        )
        if restored and _is_believable(old, restored[0], right.charset):
            candidates.append((_mean_han_log_prob(restored[0]), *restored, right.charset, wrong))
    if not candidates:
        return None
    _, new, share, right_name, wrong_name = max(candidates)
    why = f"{right_name} read as {wrong_name}; lost bytes chosen by the language model"
    rule = f"lossy-charset/{right_name}-as-{wrong_name}".replace("_", "-")
    return make_replacement(text, span, new, rule, 0.5 + 0.39 * share, why)


def _is_believable(old: str, new: str, charset: str) -> bool:
    """Return whether the new text is Chinese with a good score, long enough to be no coincidence."""
    han = extract_han(new)
    mean_score = mean_log_prob(han)
    certain_count = len(set(han)) - count_loss_signs(old) / _BYTES_PER_HAN[charset]
    return (
        mean_score > _MIN_MEAN_NATS
        and certain_count * (mean_score + _CHANCE_NATS_PER_HAN[charset]) > _MIN_PROOF_NATS
        and (not extract_han(old) or mean_score > _mean_han_log_prob(old) + _MIN_MEAN_GAIN_NATS)
        and is_mostly_chinese(new, _MAX_FOREIGN_PER_HAN)
    )


def _mean_han_log_prob(text: str) -> float:
    return mean_log_prob(extract_han(text))


def _is_lossless(text: str, right: SourceCharset, wrong: str) -> bool:
    """Return whether no byte was lost except at the ends."""
    data = codecs.encode_strictly(text, "cp936" if wrong == "gbk" else wrong)
    if data is None:
        return False
    is_only_cut = wrong in codecs.SINGLE_BYTE_CHARSETS and any(
        codecs.find_cut_byte_counts(data, right.charset)
    )
    return is_only_cut or codecs.decode_strictly(data, right.charset) is not None


def _restore_by_plan(text: str, right: SourceCharset, wrong: CharsetTable) -> tuple[str, float] | None:
    """Return the likeliest text and its share of the probability, with marks of loss or without."""
    for slots in (
        make_slots_with_loss_marks(text, right, wrong),
        make_slots_without_loss_marks(text, right, wrong),
    ):
        if (
            slots
            and (not wrong.trails_by_lead or _is_plausible(slots, right))
            and (decoded := decode_slots(slots, right))
        ):
            return decoded
    return None


def _is_plausible(slots: list[ByteSlot], right: SourceCharset) -> bool:
    """Return whether a quick check shows that the remaining bytes may be text."""
    if right is UTF_8:
        data = bytes(
            slot.choices[0] if len(slot.choices) == 1 else 0x80 for slot in slots if not slot.is_optional
        )
        return 3 * len(_WHOLE_UTF8_CHAR.findall(data)) > _MIN_WELL_FORMED_SHARE * sum(b >= 0x80 for b in data)
    data = bytes(
        slot.choices[0] if len(slot.choices) == 1 else _FILLER_BYTE for slot in slots if not slot.is_optional
    )
    return _mean_han_log_prob(data.decode(right.charset, "replace")) > _MIN_FILLED_MEAN_NATS


def _looks_misread(stretch: str, page: str) -> bool:
    """Return whether the stretch has lead bytes of UTF-8, most of them with their two trail bytes."""
    lead_pattern, whole_pattern = _compile_patterns(page)
    lead_count = len(lead_pattern.findall(stretch))
    return lead_count >= _MIN_LEADS and len(whole_pattern.findall(stretch)) >= _MIN_WHOLE_SHARE * lead_count


@lru_cache
def _compile_patterns(page: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile the lead bytes of Han as characters of a code page, and whole Han characters."""
    chars = codecs.list_byte_characters(page)
    leads, trails = (
        re.escape("".join(chars[b] for b in row)) for row in (UTF_8.lead_bytes, UTF_8.trail_bytes)
    )
    return re.compile(f"[{leads}]"), re.compile(f"[{leads}][{trails}]{{2}}")


@lru_cache(1)
def _lead_chars() -> frozenset[str]:
    """Return the lead bytes of Han as characters of some code page."""
    return frozenset(
        codecs.list_byte_characters(name)[b]
        for name in _SINGLE_BYTE_PAGES
        for b in UTF_8.lead_bytes
        if b != 0xE2
    )

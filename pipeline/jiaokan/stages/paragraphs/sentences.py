"""Sentences of a paragraph; what stands in quotes or brackets is never cut."""

import re

from jiaokan.core.edits import Span
from jiaokan.stages.paragraphs.text_lines import ALL_BLANKS
from jiaokan.text.unicode_ranges import BLANK_CHARS, CLOSING_MARKS

PAIRED_MARKS = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "（": "）",
    "(": ")",
    "《": "》",
    "【": "】",
    "〔": "〕",
    "[": "]",
}
# a half-width mark within a word is none (a URL); a full stop ends a Latin sentence after a whole word
_SENTENCE_END = re.compile(
    rf"(?:[。！？…｡]|[!?](?![A-Za-z0-9_=&/.])|(?<=[a-z]{{3}})\.(?=[{BLANK_CHARS}]+[A-Z“\"]))+[{CLOSING_MARKS}]*[{BLANK_CHARS}]*"
)
_PAIRED_MARK = re.compile("[" + re.escape("".join(PAIRED_MARKS) + "".join(PAIRED_MARKS.values())) + "]")
# after a quotation the sentence goes on: with a mark, a particle, or by saying who spoke
_SENTENCE_CONTINUATION = re.compile(
    "[，、；：。,;:的地等和与及就便却]|[^，。！？；：,!?;:“”「」]{0,8}(?:说|道|问|答|喊|叫|称|嚷|骂|說|問|稱|罵)(?![明法话服理不])"
)
_LETTER = re.compile(r"\w")


def split_sentences(text: str, span: Span) -> tuple[Span, ...]:
    """Return the spans of the sentences that a span of the text holds, less the white space between them."""
    body = span.slice_text(text)
    pairs = _find_mark_pairs(body)
    found: list[Span] = []
    start = at = 0
    for stop in _SENTENCE_END.finditer(body):
        while at < len(pairs) and pairs[at].end <= stop.start():
            at += 1
        if at < len(pairs) and _is_inside_pair(body, pairs[at], stop):
            continue
        found.append(Span(start, stop.start() + len(stop[0].rstrip(ALL_BLANKS))))
        start = stop.end()
    if start < len(body):
        found.append(Span(start, len(body)))
    return tuple(Span(span.start + one.start, span.start + one.end) for one in found)


def _is_inside_pair(body: str, pair: Span, stop: re.Match[str]) -> bool:
    """Tell whether a stop stands in a pair of marks, and the sentence goes on after it."""
    if not pair.start < stop.start():
        return False
    if body[pair.start] == "《" or (body[pair.start] in "（(" and _LETTER.match(body, pair.start - 1)):
        return stop.end() < len(body)
    return stop.end() < pair.end or bool(_SENTENCE_CONTINUATION.match(body, stop.end()))


def _find_mark_pairs(body: str) -> list[Span]:
    """Return the outermost pairs of marks, in order; a mark without its other half is no pair."""
    opened: list[tuple[str, int]] = []
    pairs: list[Span] = []
    for mark in _PAIRED_MARK.finditer(body):
        if mark[0] in PAIRED_MARKS:
            opened.append((PAIRED_MARKS[mark[0]], mark.start()))
        elif any(half == mark[0] for half, _ in opened[-4:]):
            while (last := opened.pop())[0] != mark[0]:
                pass  # an opening mark in between has lost its other half
            while pairs and pairs[-1].start > last[1]:
                pairs.pop()
            pairs.append(Span(last[1], mark.end()))
    return pairs

"""Sentences of a paragraph; what stands in quotes or brackets is never cut."""

import re

from jiaokan.core.edits import Span
from jiaokan.stages.paragraphs.text_lines import BLANKS
from jiaokan.text.unicode_ranges import BLANK, CLOSERS

PAIRS = {
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
_STOP = re.compile(
    rf"(?:[。！？…｡]|[!?](?![A-Za-z0-9_=&/.])|(?<=[a-z]{{3}})\.(?=[{BLANK}]+[A-Z“\"]))+[{CLOSERS}]*[{BLANK}]*"
)
_MARK = re.compile("[" + re.escape("".join(PAIRS) + "".join(PAIRS.values())) + "]")
# after a quotation the sentence goes on: with a mark, a particle, or by saying who spoke
_GOES_ON = re.compile(
    "[，、；：。,;:的地等和与及就便却]|[^，。！？；：,!?;:“”「」]{0,8}(?:说|道|问|答|喊|叫|称|嚷|骂|說|問|稱|罵)(?![明法话服理不])"
)
_LETTER = re.compile(r"\w")


def sentences(text: str, span: Span) -> tuple[Span, ...]:
    """Return the spans of the sentences that a span of the text holds, less the white space between them."""
    body = span.of(text)
    pairs = _pairs(body)
    found: list[Span] = []
    start = at = 0
    for stop in _STOP.finditer(body):
        while at < len(pairs) and pairs[at].end <= stop.start():
            at += 1
        if at < len(pairs) and _held(body, pairs[at], stop):
            continue
        found.append(Span(start, stop.start() + len(stop[0].rstrip(BLANKS))))
        start = stop.end()
    if start < len(body):
        found.append(Span(start, len(body)))
    return tuple(Span(span.start + one.start, span.start + one.end) for one in found)


def _held(body: str, pair: Span, stop: re.Match[str]) -> bool:
    """Tell whether a stop stands in a pair of marks, and the sentence goes on after it."""
    if not pair.start < stop.start():
        return False
    if body[pair.start] == "《" or (body[pair.start] in "（(" and _LETTER.match(body, pair.start - 1)):
        return stop.end() < len(body)
    return stop.end() < pair.end or bool(_GOES_ON.match(body, stop.end()))


def _pairs(body: str) -> list[Span]:
    """Return the outermost pairs of marks, in order; a mark without its other half is no pair."""
    opened: list[tuple[str, int]] = []
    pairs: list[Span] = []
    for mark in _MARK.finditer(body):
        if mark[0] in PAIRS:
            opened.append((PAIRS[mark[0]], mark.start()))
        elif any(half == mark[0] for half, _ in opened[-4:]):
            while (last := opened.pop())[0] != mark[0]:
                pass  # an opening mark in between has lost its other half
            while pairs and pairs[-1].start > last[1]:
                pairs.pop()
            pairs.append(Span(last[1], mark.end()))
    return pairs

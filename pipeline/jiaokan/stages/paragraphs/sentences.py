"""Split a paragraph into sentences; quotations and brackets stay whole."""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
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
# a half-width mark inside a word (a URL) ends no sentence; a full stop ends a Latin sentence after a word
_SENTENCE_END = compile_on_use(
    rf"""
      (?:
          [。！？…｡]                                    # 好。
        | [!?](?![A-Za-z0-9_=&/.])                      # 好! but not a?b=1
        | (?<=[a-z]{{3}})\.(?=[{BLANK_CHARS}]+[A-Z“"])   # the end. The next
      )+
      [{CLOSING_MARKS}]*                                # ”
      [{BLANK_CHARS}]*
    """,
    re.VERBOSE,
)
_STOP_MARK = re.compile("[。！？…｡!?.]")
_PAIRED_MARK = re.compile("[" + re.escape("".join(PAIRED_MARKS) + "".join(PAIRED_MARKS.values())) + "]")
# a sentence goes on after a quotation with a mark, a particle, or the name of the speaker: ”他说
_SENTENCE_CONTINUATION = re.compile(
    """
      [，、；：。,;:的地等和与及就便却]          # ”，他 ”的
    | [^，。！？；：,!?;:“”「」]{0,8}             # ”小王高兴地说
      (?:说|道|问|答|喊|叫|称|嚷|骂|說|問|稱|罵)
      (?![明法话服理不])                         # not 说明, 叫法
    """,
    re.VERBOSE,
)
_LETTER = re.compile(r"\w")


def split_sentences(text: str, span: Span) -> tuple[Span, ...]:
    """Return the spans of the sentences in a span of the text, without the white space between them.

    >>> text = "他来了。“走吧。”她说。"
    >>> [span.slice_text(text) for span in split_sentences(text, Span(0, len(text)))]
    ['他来了。', '“走吧。”她说。']
    """
    body, offset = span.slice_text(text), span.start
    pairs: list[Span] | None = None  # found with the first stop
    sentences: list[Span] = []
    start = next_pair = 0
    for stop in _find_stops(body):
        at, end = stop.span()
        if pairs is None:
            pairs = _find_mark_pairs(body)
        while next_pair < len(pairs) and pairs[next_pair].end <= at:
            next_pair += 1
        if next_pair < len(pairs) and _is_inside_pair(body, pairs[next_pair], stop):
            continue
        visible = 1 if end == at + 1 else len(stop[0].rstrip(ALL_BLANKS))
        sentences.append(Span(offset + start, offset + at + visible))
        start = end
    if start < len(body):
        sentences.append(Span(offset + start, span.end))
    return tuple(sentences)


def _find_stops(body: str) -> Iterator[re.Match[str]]:
    """Yield what `_SENTENCE_END.finditer` does; a search for its first marks skips the text between."""
    end = 0
    for mark in _STOP_MARK.finditer(body):
        at = mark.start()
        if at >= end and (stop := _SENTENCE_END.match(body, at)):
            end = stop.end()
            yield stop


def _is_inside_pair(body: str, pair: Span, stop: re.Match[str]) -> bool:
    """Tell whether a stop is inside a pair of marks and the sentence continues after it."""
    if not pair.start < stop.start():
        return False
    if body[pair.start] == "《" or (body[pair.start] in "（(" and _LETTER.match(body, pair.start - 1)):
        return stop.end() < len(body)
    return stop.end() < pair.end or bool(_SENTENCE_CONTINUATION.match(body, stop.end()))


def _find_mark_pairs(body: str) -> list[Span]:
    """Return the outermost pairs of marks in order; a mark without its counterpart is no pair."""
    open_marks: list[tuple[str, int]] = []
    pairs: list[Span] = []
    for mark in _PAIRED_MARK.finditer(body):
        char = mark[0]
        if char in PAIRED_MARKS:
            open_marks.append((PAIRED_MARKS[char], mark.start()))
        elif char in [closing for closing, _ in open_marks[-4:]]:
            while (opening := open_marks.pop())[0] != char:
                pass  # an opening mark in between has no closing mark
            while pairs and pairs[-1].start > opening[1]:
                pairs.pop()
            pairs.append(Span(opening[1], mark.end()))
    return pairs

"""Tell markup that was left in a text from markup that the text shows or speaks of."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jiaokan.core.edits import Span, find_line_spans, make_coverage_test
from jiaokan.stages.strip.markup.tag_names import BREAKS, VOID, WORDS
from jiaokan.stages.strip.markup.tag_tokens import CLOSE, OPEN, SCRIPT, Token, find_pairs
from jiaokan.text.unicode_ranges import HAN
from jiaokan.text.verbatim import (
    find_code_strings,
    find_fenced_lines,
    find_verbatim_lines,
    is_about_markup,
    is_named_in_prose,
)

_HAN = re.compile(f"[{HAN}]")
_GLUED = re.compile(r"[A-Za-z0-9_)\]]$")
_JOINS = re.compile("(?:(?:标签|元素)?[和与、或到至及,，/ ]{1,3}(?:标签|元素)?)?")
_SHOWN_IN = frozenset(("pre", "code", "textarea", "xmp", "samp"))
_TALK = re.compile("标签|标记|元素|HTML|XML", re.IGNORECASE)
_ITEM = re.compile(f"[ \u00a0\u3000:：-]{{1,4}}[{HAN}][^\\n]{{0,30}}(?:\\n|$)")
_SHORT = 12  # code points that are looked at inside an element from each end
_NEAR = 40  # code points beside a tag that show whether it begins or ends its line
_STRONG = 2  # tags outside listings that show that the text itself is marked up
_SOURCE = 3  # tags from which a word in angle brackets is a tag too


@dataclass(frozen=True, slots=True)
class MarkupSource:
    """A text, decoded, and its tokens: `pairs` leads a tag to its other half; `escaped` were entities.

    `in_code` tells whether a place is in code that the text shows, and `in_element` whether it is in one of
    the `elements` of code; `talks`: the text is about markup.
    """

    text: str
    tokens: Sequence[Token]
    pairs: dict[int, int]
    escaped: frozenset[int]
    in_code: Callable[[int], bool]
    elements: Sequence[Span]
    in_element: Callable[[int], bool]
    is_about_markup: bool


def read_source(text: str, tokens: Sequence[Token], escaped: frozenset[int]) -> MarkupSource:
    """Gather what the evidence on the tokens of a text needs."""
    pairs = find_pairs(tokens)
    elements: list[Span] = []
    for first, last in sorted(pairs.items()):
        span = Span(tokens[first].span.end, tokens[last].span.start)
        inside = bool(elements) and span.end <= elements[-1].end
        if first < last and first not in escaped and tokens[first].name in _SHOWN_IN and not inside:
            elements.append(span)
    code = _find_code(text, tokens)
    return MarkupSource(
        text, tokens, pairs, escaped, code, elements, make_coverage_test(elements), _is_about_markup(text)
    )


def _is_about_markup(text: str) -> bool:
    """Tell whether a text is about markup."""
    return len(_TALK.findall(text)) >= _STRONG


def find_markup(source: MarkupSource) -> list[int]:
    """Return the places of the tokens that are markup left in the text."""
    found = [at for at in range(len(source.tokens)) if _is_left(source, at)]
    strong = sum(_is_strong(source, at) for at in found)
    kept = [at for at in found if strong >= _SOURCE or not _is_word(source, at)]
    return _without_lone_halves(source, kept)


def _is_left(source: MarkupSource, at: int) -> bool:
    """Tell whether a token is no code, no comparison, and is not named in prose.

    In an element of code, plain tags are the page's, and what was escaped is shown.
    """
    token = source.tokens[at]
    if source.in_element(token.span.start):
        return at not in source.escaped
    if source.in_code(token.span.start):
        return False
    return not (_is_compared(source, at) or _is_spoken_of(source, at))


def _is_strong(source: MarkupSource, at: int) -> bool:
    """Tell whether a token can be nothing but markup."""
    token = source.tokens[at]
    return (
        token.has_attributes
        or token.kind == SCRIPT
        or (at in source.pairs and _has_enclosed_text(source, at))
    )


def _is_word(source: MarkupSource, at: int) -> bool:
    """Tell whether a token may be a word in angle brackets: it has neither attributes nor another half."""
    token = source.tokens[at]
    return token.kind == OPEN and token.name in WORDS and not token.has_attributes and at not in source.pairs


def _is_compared(source: MarkupSource, at: int) -> bool:
    """Tell whether a token is of a comparison or a generic type: a<b>c, List<Object>."""
    start = source.tokens[at].span.start
    return _is_word(source, at) and _GLUED.search(source.text[max(0, start - 1) : start]) is not None


def _has_enclosed_text(source: MarkupSource, at: int) -> bool:
    """Tell whether a tag and its other half hold text, and more than words that join their names."""
    inner = _read_inner(source, at)
    return bool(inner.strip()) and not _JOINS.fullmatch(inner)


def _read_inner(source: MarkupSource, at: int) -> str:
    """Return what stands between a tag and its other half; of what is long, the two ends."""
    first, last = sorted((at, source.pairs[at]))
    start, end = source.tokens[first].span.end, source.tokens[last].span.start
    if end - start <= _SHORT:
        return source.text[start:end]
    return source.text[start : start + _SHORT] + source.text[max(start, end - _SHORT) : end]


def _is_spoken_of(source: MarkupSource, at: int) -> bool:
    """Tell whether the text speaks of a token."""
    span = source.tokens[at].span
    if at in source.pairs:
        inner = _read_inner(source, at)
        if _JOINS.fullmatch(inner):  # <p> and </p>, or <p></p>
            return _is_pair_named(source, at, bool(inner))
        if inner[0] not in " \n" and inner[-1] not in " \n":
            return False
    elif source.is_about_markup and _is_item(source, span):
        return True
    return not _ends_line(source, at) and is_named_in_prose(source.text, span.start, span.end)


def _is_item(source: MarkupSource, span: Span) -> bool:
    """Tell whether a tag opens an item of a list of tags: <br> 换行."""
    return _at_line_ends(source.text, span)[0] and _ITEM.match(source.text, span.end) is not None


def _ends_line(source: MarkupSource, at: int) -> bool:
    """Tell whether a tag stands on its line as it does in markup: alone, or it closes what the line holds."""
    token = source.tokens[at]
    starts, ends = _at_line_ends(source.text, token.span)
    glued = not source.text[max(0, token.span.start - 1) : token.span.start].isspace()
    return ends and (starts or token.kind == CLOSE or (token.name in VOID and glued))


def _is_pair_named(source: MarkupSource, at: int, joined: bool) -> bool:
    """Tell whether prose names a tag and its other half, of which a word that joins them stands between."""
    first, last = sorted((at, source.pairs[at]))
    start, end = source.tokens[first].span.start, source.tokens[last].span.end
    return is_named_in_prose(source.text, start, end) or (joined and is_about_markup(source.text, start, end))


def _at_line_ends(text: str, span: Span) -> tuple[bool, bool]:
    """Tell whether a span is the first thing on its line, and whether it is the last."""
    before = text[max(0, span.start - _NEAR) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + _NEAR].partition("\n")[0]
    return not before.strip(), not after.strip()


def _find_code(text: str, tokens: Sequence[Token]) -> Callable[[int], bool]:
    """Return what tells whether a place is in code: fences, inline code, and listings.

    Where the text itself is marked up, a line is a listing only for what it holds beside tags.
    """
    lines = text.split("\n")
    spans = list(find_line_spans(lines))
    fenced = find_fenced_lines(lines)
    listed = find_verbatim_lines(lines) - fenced
    if listed:
        in_lines = make_coverage_test(spans[at] for at in listed | fenced)
        outside = [token for token in tokens if not in_lines(token.span.start) and token.name]
        if sum(token.has_attributes or token.name in BREAKS for token in outside) >= _STRONG:
            listed = frozenset(at for at in listed if _holds_code(spans[at], text, tokens))
    return make_coverage_test([*(spans[at] for at in fenced | listed if spans[at]), *find_code_strings(text)])


def _holds_code(line: Span, text: str, tokens: Sequence[Token]) -> bool:
    """Tell whether a line says something beside its tags, and no Han outside them."""
    rest = list(line.slice_text(text))
    for token in tokens:
        start, end = max(token.span.start, line.start), min(token.span.end, line.end)
        if start < end:
            rest[start - line.start : end - line.start] = " " * (end - start)
    left = "".join(rest)
    return bool(left.strip()) and not _HAN.search(left)


def _without_lone_halves(source: MarkupSource, kept: Sequence[int]) -> list[int]:
    """Return the tokens but those whose other half stays."""
    known = set(kept)
    return [at for at in kept if source.pairs.get(at, at) in known]

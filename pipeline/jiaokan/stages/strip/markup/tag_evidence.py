"""Distinguish markup left in a text from markup that the text shows as code or writes about."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Span, find_line_spans, make_coverage_test
from jiaokan.stages.strip.markup.tag_names import BREAKS, VOID, WORDS
from jiaokan.stages.strip.markup.tag_tokens import CLOSE, OPEN, SCRIPT, Token, find_tag_pairs
from jiaokan.text.unicode_ranges import HAN, HAN_CHAR_PATTERN
from jiaokan.text.verbatim import (
    find_code_strings,
    find_fenced_lines,
    find_verbatim_lines,
    is_about_markup,
    is_named_in_prose,
)

_WORD_BEFORE = re.compile(r"[A-Za-z0-9_)\]]$")
_NAME_CONJUNCTION = re.compile("(?:(?:标签|元素)?[和与、或到至及,，/ ]{1,3}(?:标签|元素)?)?")
_CODE_ELEMENTS = frozenset(("pre", "code", "textarea", "xmp", "samp"))
_MARKUP_WORD = re.compile("标签|标记|元素|HTML|XML", re.IGNORECASE)
_ITEM_TEXT = compile_on_use(f"[ \u00a0\u3000:：-]{{1,4}}[{HAN}][^\\n]{{0,30}}(?:\\n|$)")
_OPEN_SENTENCE = compile_on_use(f"[{HAN}][^\\n]*[{HAN}\\w]\\n$")  # the line above, which ends with a word
_GOES_ON = re.compile("\n[,，。、;；:：！？!?)）]")
_HAN_BELOW = compile_on_use(f"\n ?[{HAN}]")
_INNER_END_CHARS = 12  # examined at each end of the text inside an element
_MAX_MARGIN_CHARS = 40  # examined on each side of a tag, to see whether it begins or ends its line
_MIN_MARKED_TAGS = 2  # tags outside listings from which the text itself is marked up
_MIN_SOURCE_TAGS = 3  # certain tags from which a word in angle brackets is a tag too


@dataclass(frozen=True, slots=True)
class MarkupSource:
    """A decoded text and its tokens.

    Attributes:
        text: the text.
        tokens: the tokens in order.
        pairs: for a tag the index of its counterpart, in both directions.
        escaped: indexes of tokens whose "<" was an entity.
        in_code: tells whether an offset is in code that the text shows.
        elements: spans of the text inside elements of code.
        in_element: tells whether an offset is in one of `elements`.
        is_about_markup: whether the text is about markup.
    """

    text: str
    tokens: Sequence[Token]
    pairs: dict[int, int]
    escaped: frozenset[int]
    in_code: Callable[[int], bool]
    elements: Sequence[Span]
    in_element: Callable[[int], bool]
    is_about_markup: bool


def build_markup_source(text: str, tokens: Sequence[Token], escaped: frozenset[int]) -> MarkupSource:
    """Collect the facts about a text that decide which of its tokens are markup."""
    pairs = find_tag_pairs(tokens)
    elements: list[Span] = []
    for first, last in sorted(pairs.items()):
        span = Span(tokens[first].span.end, tokens[last].span.start)
        is_nested = bool(elements) and span.end <= elements[-1].end
        if first < last and first not in escaped and tokens[first].name in _CODE_ELEMENTS and not is_nested:
            elements.append(span)
    in_code = _find_code(text, tokens)
    return MarkupSource(
        text, tokens, pairs, escaped, in_code, elements, make_coverage_test(elements), _is_about_markup(text)
    )


def _is_about_markup(text: str) -> bool:
    """Tell whether a text is about markup."""
    return len(_MARKUP_WORD.findall(text)) >= _MIN_MARKED_TAGS


def find_markup(source: MarkupSource) -> list[int]:
    """Return the indexes of the tokens that are leftover markup."""
    leftover = [i for i in range(len(source.tokens)) if _is_leftover(source, i)]
    certain_count = sum(_is_certain_markup(source, i) for i in leftover)
    kept = [i for i in leftover if certain_count >= _MIN_SOURCE_TAGS or not _may_be_word(source, i)]
    return _drop_unpaired(source, kept)


def _is_leftover(source: MarkupSource, i: int) -> bool:
    """Tell whether a token is neither code nor a comparison, and is not named in prose.

    In an element of code, plain tags belong to the page, and escaped ones are shown as code.
    """
    token = source.tokens[i]
    if source.in_element(token.span.start):
        return i not in source.escaped
    if source.in_code(token.span.start):
        return False
    return not (_is_comparison(source, i) or _is_named_by_text(source, i))


def _is_certain_markup(source: MarkupSource, i: int) -> bool:
    """Tell whether a token can only be markup."""
    token = source.tokens[i]
    return (
        token.has_attributes or token.kind == SCRIPT or (i in source.pairs and _has_enclosed_text(source, i))
    )


def _may_be_word(source: MarkupSource, i: int) -> bool:
    """Tell whether a token may be a word in angle brackets: it has neither attributes nor a counterpart."""
    token = source.tokens[i]
    return token.kind == OPEN and token.name in WORDS and not token.has_attributes and i not in source.pairs


def _is_comparison(source: MarkupSource, i: int) -> bool:
    """Tell whether a token is part of a comparison or a generic type: a<b>c, List<Object>."""
    start = source.tokens[i].span.start
    return _may_be_word(source, i) and _WORD_BEFORE.search(source.text[max(0, start - 1) : start]) is not None


def _has_enclosed_text(source: MarkupSource, i: int) -> bool:
    """Tell whether a tag and its counterpart enclose text, and not only a conjunction between their names."""
    inner_text = _get_inner_text(source, i)
    return bool(inner_text.strip()) and not _NAME_CONJUNCTION.fullmatch(inner_text)


def _get_inner_text(source: MarkupSource, i: int) -> str:
    """Return the text between a tag and its counterpart; of a long text, the two ends."""
    first, last = sorted((i, source.pairs[i]))
    start, end = source.tokens[first].span.end, source.tokens[last].span.start
    if end - start <= _INNER_END_CHARS:
        return source.text[start:end]
    return (
        source.text[start : start + _INNER_END_CHARS] + source.text[max(start, end - _INNER_END_CHARS) : end]
    )


def _is_named_by_text(source: MarkupSource, i: int) -> bool:
    """Tell whether the text writes about a token."""
    span = source.tokens[i].span
    if i in source.pairs:
        inner_text = _get_inner_text(source, i)
        if _NAME_CONJUNCTION.fullmatch(inner_text):  # <p> and </p>, or <p></p>
            return _is_pair_named(source, i, bool(inner_text))
        if inner_text[0] not in " \n" and inner_text[-1] not in " \n":
            return False
    elif (source.is_about_markup and _is_list_item(source, span)) or _stands_in_sentence(source, i):
        return True
    return not _is_at_markup_place(source, i) and is_named_in_prose(source.text, span.start, span.end)


def _stands_in_sentence(source: MarkupSource, i: int) -> bool:
    """Tell whether a tag alone on its line is a word of the sentence that the lines around it make.

    Readers that set each string of a page on a line of its own part sentences so at inline code. The line
    below goes on with a mark; or the text is about markup and the sentence above has not ended. A tag that
    ends lines needs the mark.
    """
    token = source.tokens[i]
    if token.has_attributes or token.kind != OPEN or not all(_find_line_ends(source.text, token.span)):
        return False
    above = source.text[max(0, token.span.start - _MAX_MARGIN_CHARS) : token.span.start].rstrip(" \t")
    below = source.text[token.span.end : token.span.end + _MAX_MARGIN_CHARS].lstrip(" \t")
    if not _OPEN_SENTENCE.search(above):
        return False
    if _GOES_ON.match(below):
        return True
    ends_lines = token.name in BREAKS and token.name not in _CODE_ELEMENTS
    return source.is_about_markup and not ends_lines and _HAN_BELOW.match(below) is not None


def _is_list_item(source: MarkupSource, span: Span) -> bool:
    """Tell whether a tag begins an item of a list of tags: <br> 换行."""
    return _find_line_ends(source.text, span)[0] and _ITEM_TEXT.match(source.text, span.end) is not None


def _is_at_markup_place(source: MarkupSource, i: int) -> bool:
    """Tell whether a tag is where markup has tags: alone on its line, or as a closing tag at its end."""
    token = source.tokens[i]
    begins_line, ends_line = _find_line_ends(source.text, token.span)
    follows_text = not source.text[max(0, token.span.start - 1) : token.span.start].isspace()
    return ends_line and (begins_line or token.kind == CLOSE or (token.name in VOID and follows_text))


def _is_pair_named(source: MarkupSource, i: int, joined: bool) -> bool:
    """Tell whether prose names a tag and its counterpart, with or without a conjunction between them."""
    first, last = sorted((i, source.pairs[i]))
    start, end = source.tokens[first].span.start, source.tokens[last].span.end
    return is_named_in_prose(source.text, start, end) or (joined and is_about_markup(source.text, start, end))


def _find_line_ends(text: str, span: Span) -> tuple[bool, bool]:
    """Tell whether a span is the first text on its line, and whether it is the last."""
    before = text[max(0, span.start - _MAX_MARGIN_CHARS) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + _MAX_MARGIN_CHARS].partition("\n")[0]
    return not before.strip(), not after.strip()


def _find_code(text: str, tokens: Sequence[Token]) -> Callable[[int], bool]:
    """Return a test for offsets in code: fences, inline code, and listings.

    If the text itself is marked up, a line is a listing only if it has code beside its tags.
    """
    lines = text.split("\n")
    spans = list(find_line_spans(lines))
    fenced_lines = find_fenced_lines(lines)
    listing_lines = find_verbatim_lines(lines) - fenced_lines
    if listing_lines:
        is_in_listing = make_coverage_test(spans[i] for i in listing_lines | fenced_lines)
        outside = [token for token in tokens if not is_in_listing(token.span.start) and token.name]
        if sum(token.has_attributes or token.name in BREAKS for token in outside) >= _MIN_MARKED_TAGS:
            listing_lines = frozenset(i for i in listing_lines if _has_code_text(spans[i], text, tokens))
    return make_coverage_test(
        [*(spans[i] for i in fenced_lines | listing_lines if spans[i]), *find_code_strings(text)]
    )


def _has_code_text(line: Span, text: str, tokens: Sequence[Token]) -> bool:
    """Tell whether a line has text beside its tags, and no Han in it."""
    chars = list(line.slice_text(text))
    for token in tokens:
        start, end = max(token.span.start, line.start), min(token.span.end, line.end)
        if start < end:
            chars[start - line.start : end - line.start] = " " * (end - start)
    remaining = "".join(chars)
    return bool(remaining.strip()) and not HAN_CHAR_PATTERN.search(remaining)


def _drop_unpaired(source: MarkupSource, kept: Sequence[int]) -> list[int]:
    """Return the tags, without those whose counterpart stays."""
    kept_set = set(kept)
    return [i for i in kept if source.pairs.get(i, i) in kept_set]

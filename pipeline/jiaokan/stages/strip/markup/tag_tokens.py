"""Find text that may be markup: tags, comments, scripts, and the remains of broken ones."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Span
from jiaokan.stages.strip.markup.tag_names import ATTRIBUTE, ELEMENTS, FLAGS, RAW, VOID
from jiaokan.text.unicode_ranges import HAN, count_han

OPEN, CLOSE, COMMENT, SCRIPT, BROKEN = "open", "close", "comment", "script", "broken"

_MARKUP_START = compile_on_use(r"<(?=[A-Za-z/!?])")
_NAME = r"[A-Za-z][A-Za-z0-9]{0,15}"
# a value with angle brackets, as scripts have, holds no Han: its second quotation mark may be another's
_VALUE = rf"""
    (?:
        "[^"<>]{{0,2000}}"          # "box"
      | '[^'<>]{{0,2000}}'
      | "[^"\n{HAN}]{{0,600}}"      # "if(a>b)c"
      | '[^'\n{HAN}]{{0,600}}'
      | [^\s"'<>{HAN}]{{1,2000}}    # 100%
    )
"""
_WELL_FORMED_TAG = compile_on_use(
    rf"""
    <(?P<slash>/?)(?P<name>{_NAME})
    (?P<attributes>
        (?:
            [\s/]{{1,80}}+
            (?:
                [A-Za-z_:@][\w:.@-]{{0,60}}+\s{{0,8}}+=\s{{0,8}}+{_VALUE}    # <p class="a">
              | (?:{FLAGS})(?=[\s/>])                                        # <input disabled>
            )
        )*+
    )
    [\s/]{{0,80}}+>
    """,
    re.IGNORECASE | re.VERBOSE,
)
# attributes that are not well-formed, at least one of them with a known name: <p class=a" "b>
_LOOSE_TAG = compile_on_use(
    rf"""
    <(?P<name>{_NAME})
    (?=[\s/][^<>]{{0,1000}}?\b{ATTRIBUTE}\s?=)
    [\s/][^<>]{{0,1500}}>
    """,
    re.IGNORECASE | re.VERBOSE,
)
# the blank after the name was lost: <spanstyle="…">
_GLUED_TAG = compile_on_use(
    rf"""
    <(?P<name>
        a|abbr|body|center|div|em|font|h[1-6]|iframe|img|input|li|ol|p|pre|section|span|strong|table|td|tr|ul
    )
    (?={ATTRIBUTE}\s?=){ATTRIBUTE}\s?=\s?["'\w\#][^<>]{{0,1500}}>   # style="…">
    """,
    re.IGNORECASE | re.VERBOSE,
)
# a tag without its end: its line ends, or the next tag begins, or the text was cut inside it
_ATTRIBUTE_PART = rf"[\s/]{{1,80}}+[A-Za-z_:@][\w:.@-]{{0,60}}+\s?=\s?{_VALUE}"
_UNCLOSED_TAG = compile_on_use(
    rf"""
    <(?P<name>{_NAME})(?=\s{{1,8}}{ATTRIBUTE}\s?=)
    (?:{_ATTRIBUTE_PART}){{1,40}}+
    [ \t/]{{0,8}}(?=\n|<|\Z)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_CUT_TAG = compile_on_use(
    rf"""
    <
    (?:
        (?P<name>{_NAME})(?=\s{{1,8}}{ATTRIBUTE}\b)(?:{_ATTRIBUTE_PART}){{0,40}}
        (?:\s{{1,8}}[A-Za-z-]{{1,30}}(?:\s?=\s?["']?[^"'<>\n{HAN}]{{0,600}})?)?    # <img src="a" alt="b
      | /(?P<closed>{_NAME})\s?                                                    # </div
      | (?P<bare>br|div|span|img|font|strong)\s?/?                                 # <br /
    )
    \Z
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BROKEN_TAGS = ((_GLUED_TAG, OPEN), (_LOOSE_TAG, OPEN), (_UNCLOSED_TAG, BROKEN), (_CUT_TAG, BROKEN))
_QUOTED_STRING = compile_on_use(r"\"[^\"\n]*\"|'[^'\n]*'")
_PROSE_MARK = compile_on_use("[，。！？；]")
_MAX_HAN_IN_TAG = 8  # outside the strings of a tag that lost a quotation mark
_OFFICE_TAG = compile_on_use(
    r"""
      </?(?:o|v|w|m|st1):[a-z]{1,30}[^<>]{0,500}>         # <o:p>
    | </?xml>
    | <!(?:doctype)\b[^<>]{0,300}>                        # <!DOCTYPE html>
    | <\?xml[^<>]{0,200}>                                 # <?xml version="1.0"?>
    | <!\[(?:if|endif|CDATA\[)[^<>]{0,80}(?:\]>)?         # <![endif]>
    """,
    re.IGNORECASE | re.VERBOSE,
)
_CLOSING_TAGS = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in RAW}
# the end of a tag whose start was lost: onload="if(this.width>500)this.width=500" />
_TAG_REMAINDER = compile_on_use(
    rf"""
    \bon(?:load|click|error|mouse\w{{2,6}}|resize|dblclick)\s?=\s?                             # onload=
    (?:"[^"\n]{{0,300}}"|'[^'\n]{{0,300}}'|[^\s"'<]{{1,80}}?>)                                 # "if(…)"
    (?:\s{{1,4}}{ATTRIBUTE}\s?=\s?(?:"[^"\n]{{0,300}}"|'[^'\n]{{0,300}}'))*                    # alt="…"
    \s{{0,4}}/?>?
    """,
    re.VERBOSE,
)
_MAX_TAG_CHARS = 3_000
_MAX_SCRIPT_CHARS = 20_000  # of a comment too
_MAX_HAN_IN_SCRIPT_LINE = 12  # outside its strings
_SCRIPT_STRING = compile_on_use(r"\"[^\"\n]*\"|'[^'\n]*'|//[^\n]*|/\*.*?\*/", re.DOTALL)

_CODE_MARK, _CODE_END = re.compile(r"[{}();=]"), re.compile(r"[{}();,>]\s*$")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text that may be markup.

    Attributes:
        span: half-open, in code points of the decoded text.
        kind: OPEN, CLOSE, COMMENT, SCRIPT or BROKEN.
        name: the element in lower case, "" if there is none.
        has_attributes: whether it is known to have attributes.
    """

    span: Span
    kind: str
    name: str = ""
    has_attributes: bool = False


def find_tokens(text: str) -> list[Token]:
    """Return the pieces of a text that may be markup, in order and without overlap.

    >>> [(token.kind, token.name) for token in find_tokens("看<b>海</b>")]
    [('open', 'b'), ('close', 'b')]
    """
    tokens: list[Token] = []
    end = 0
    for match in _MARKUP_START.finditer(text):
        if match.start() >= end and (token := _parse_token(text, match.start())):
            tokens.append(token)
            end = token.span.end
    tokens.extend(_find_remainders(text, tokens))
    return sorted(tokens, key=lambda token: token.span)


def _parse_token(text: str, start: int) -> Token | None:
    """Return the token that begins at a "<", None if none does."""
    if text.startswith("<!--", start):
        end = text.find("-->", start + 4, start + _MAX_SCRIPT_CHARS)
        return Token(Span(start, end + 3 if end > 0 else start + 4), COMMENT, "!--")
    if tag := _WELL_FORMED_TAG.match(text, start):
        return _parse_tag(text, tag) if tag["name"].lower() in ELEMENTS else None
    if office := _OFFICE_TAG.match(text, start):
        return Token(Span(*office.span()), BROKEN)
    return _parse_broken_tag(text, start)


def _parse_broken_tag(text: str, start: int) -> Token | None:
    """Return the token of a malformed tag, None if the "<" begins none."""
    patterns = _BROKEN_TAGS if len(text) - start < _MAX_TAG_CHARS else _BROKEN_TAGS[:-1]
    for pattern, kind in patterns:
        if tag := pattern.match(text, start):
            name = next(filter(None, tag.groups()), "").lower()
            if name in ELEMENTS and not _has_prose(tag[0]):
                return Token(Span(*tag.span()), kind, name, True)
    return None


def _has_prose(tag: str) -> bool:
    """Tell whether a broken tag holds text of the page: a clause outside its strings."""
    outside_strings = _QUOTED_STRING.sub("", tag)
    return count_han(outside_strings) > _MAX_HAN_IN_TAG or _PROSE_MARK.search(outside_strings) is not None


def _parse_tag(text: str, tag: re.Match[str]) -> Token | None:
    """Return the token of a well-formed tag; a script or style sheet includes its content."""
    name = tag["name"].lower()
    if tag["slash"]:
        return Token(Span(*tag.span()), CLOSE, name)
    if name in RAW and (end := _find_script_end(text, name, tag.end())) > tag.end():
        return Token(Span(tag.start(), end), SCRIPT, name, bool(tag["attributes"]))
    return Token(Span(*tag.span()), OPEN, name, bool(tag["attributes"]))


def _find_script_end(text: str, name: str, start: int) -> int:
    """Return the end of a script, or `start` if the text after its tag is prose.

    A script without a closing tag ends with its last line that ends as code does.
    """
    closing_tag = _CLOSING_TAGS[name].search(text, start, start + _MAX_SCRIPT_CHARS)
    if closing_tag:
        code = _SCRIPT_STRING.sub("", text[start : closing_tag.start()])
        has_prose_line = any(count_han(line) > _MAX_HAN_IN_SCRIPT_LINE for line in code.split("\n"))
        is_han_without_code = count_han(code) > 0 and not _CODE_MARK.search(code)
        return start if has_prose_line or is_han_without_code else closing_tag.end()
    end = start
    for line in text[start : start + _MAX_SCRIPT_CHARS].split("\n"):
        if count_han(_SCRIPT_STRING.sub("", line)) or (line.strip() and not _CODE_END.search(line)):
            break
        end += len(line) + 1
    return max(start, min(end - 1, len(text)))


def _find_remainders(text: str, tokens: list[Token]) -> Iterator[Token]:
    """Yield attributes whose tag has lost its start."""
    if "on" not in text or ('="' not in text and "='" not in text):
        return
    known_tokens = iter(tokens)
    token = next(known_tokens, None)
    for match in _TAG_REMAINDER.finditer(text):
        while token and token.span.end <= match.start():
            token = next(known_tokens, None)
        if not token or match.end() <= token.span.start:
            yield Token(Span(*match.span()), BROKEN, "", True)


def find_tag_pairs(tokens: Sequence[Token]) -> dict[int, int]:
    """Return, for each tag with a counterpart, the index of the counterpart among the tokens."""
    open_tags: dict[str, list[int]] = {}
    pairs: dict[int, int] = {}
    for i, token in enumerate(tokens):
        if token.kind == OPEN and token.name not in VOID:
            open_tags.setdefault(token.name, []).append(i)
        elif token.kind == CLOSE and open_tags.get(token.name):
            opening = open_tags[token.name].pop()
            pairs |= {opening: i, i: opening}
    return pairs

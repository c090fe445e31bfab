"""Find what may be markup in a text: tags, comments, scripts, and what is left of broken ones."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jiaokan.core.edits import Span
from jiaokan.stages.strip.markup.tag_names import ATTRIBUTE, ELEMENTS, FLAGS, RAW, VOID
from jiaokan.text.unicode_ranges import HAN, count_han

OPEN, CLOSE, COMMENT, SCRIPT, BROKEN = "open", "close", "comment", "script", "broken"

_START = re.compile(r"<(?=[A-Za-z/!?])")
# a value may hold angle brackets, as scripts do, but then no Han: its quotation mark may be another's
_VALUE = (
    r"(?:\"[^\"<>]{0,2000}\"|'[^'<>]{0,2000}'"
    rf"|\"[^\"\n{HAN}]{{0,600}}\"|'[^'\n{HAN}]{{0,600}}'|[^\s\"'<>{HAN}]{{1,2000}})"
)
_TAG = re.compile(
    rf"<(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9]{{0,15}})"
    rf"(?P<attributes>(?:[\s/]{{1,80}}+(?:[A-Za-z_:@][\w:.@-]{{0,60}}+\s{{0,8}}+=\s{{0,8}}+{_VALUE}|(?:{FLAGS})(?=[\s/>])))*+)"
    r"[\s/]{0,80}+>",
    re.IGNORECASE,
)
# attributes that are not well-formed, of which one is known at least
_LOOSE = re.compile(
    rf"<(?P<name>[A-Za-z][A-Za-z0-9]{{0,15}})(?=[\s/][^<>]{{0,1000}}?\b{ATTRIBUTE}\s?=)[\s/][^<>]{{0,1500}}>",
    re.IGNORECASE,
)
# the blank behind the name was lost: <spanstyle="…">
_GLUED = re.compile(
    rf"<(?P<name>a|abbr|body|center|div|em|font|h[1-6]|iframe|img|input|li|ol|p|pre|section|span|strong|table|td|tr|ul)"
    rf"(?={ATTRIBUTE}\s?=){ATTRIBUTE}\s?=\s?[\"'\w#][^<>]{{0,1500}}>",
    re.IGNORECASE,
)
# a tag without its end: its line ends, or the next one begins, or the text is cut within it
_PART = rf"[\s/]{{1,80}}+[A-Za-z_:@][\w:.@-]{{0,60}}+\s?=\s?{_VALUE}"
_UNCLOSED = re.compile(
    rf"<(?P<name>[A-Za-z][A-Za-z0-9]{{0,15}})(?=\s{{1,8}}{ATTRIBUTE}\s?=)(?:{_PART}){{1,40}}+"
    r"[ \t/]{0,8}(?=\n|<|\Z)",
    re.IGNORECASE,
)
_CUT = re.compile(
    rf"<(?:(?P<name>[A-Za-z][A-Za-z0-9]{{0,15}})(?=\s{{1,8}}{ATTRIBUTE}\b)(?:{_PART}){{0,40}}"
    rf"(?:\s{{1,8}}[A-Za-z-]{{1,30}}(?:\s?=\s?[\"']?[^\"'<>\n{HAN}]{{0,600}})?)?"
    r"|/(?P<closed>[A-Za-z][A-Za-z0-9]{0,15})\s?|(?P<bare>br|div|span|img|font|strong)\s?/?)\Z",
    re.IGNORECASE,
)
_BROKEN = ((_GLUED, OPEN), (_LOOSE, OPEN), (_UNCLOSED, BROKEN), (_CUT, BROKEN))
_QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_MARKS = re.compile("[，。！？；]")
_FEW_HAN = 8  # that stand outside the strings of a tag which lost a quotation mark
# tags of Word, and what heads a document
_OFFICE = re.compile(
    r"</?(?:o|v|w|m|st1):[a-z]{1,30}[^<>]{0,500}>|</?xml>|<!(?:doctype)\b[^<>]{0,300}>|<\?xml[^<>]{0,200}>"
    r"|<!\[(?:if|endif|CDATA\[)[^<>]{0,80}(?:\]>)?",
    re.IGNORECASE,
)
_CLOSINGS = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in RAW}
# what is left where the head of a tag is gone: onload="if(this.width>500)this.width=500" />
_REST = re.compile(
    r"\bon(?:load|click|error|mouse\w{2,6}|resize|dblclick)\s?=\s?(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'|[^\s\"'<]{1,80}?>)"
    rf"(?:\s{{1,4}}{ATTRIBUTE}\s?=\s?(?:\"[^\"\n]{{0,300}}\"|'[^'\n]{{0,300}}'))*\s{{0,4}}/?>?"
)
_LONGEST_TAG = 3_000  # code points
_LONGEST = 20_000  # code points of a comment or a script
_PROSE_HAN = 12  # Han of a line that no script has outside its strings
_SAID = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|//[^\n]*|/\*.*?\*/", re.DOTALL)

_CODE_MARK, _CODE_END = re.compile(r"[{}();=]"), re.compile(r"[{}();,>]\s*$")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text that may be markup: its place, its kind, and its element in lower case."""

    span: Span
    kind: str
    name: str = ""
    has_attributes: bool = False


def find_tokens(text: str) -> list[Token]:
    """Return what may be markup in a text, in order; no two overlap."""
    found: list[Token] = []
    end = 0
    for start in _START.finditer(text):
        if start.start() >= end and (token := _read_token(text, start.start())):
            found.append(token)
            end = token.span.end
    found.extend(_find_rests(text, found))
    return sorted(found, key=lambda token: token.span)


def _read_token(text: str, at: int) -> Token | None:
    """Return the token that begins at a "<", None where none does."""
    if text.startswith("<!--", at):
        close = text.find("-->", at + 4, at + _LONGEST)
        return Token(Span(at, close + 3 if close > 0 else at + 4), COMMENT, "!--")
    if tag := _TAG.match(text, at):
        return _read_tag(text, tag) if tag["name"].lower() in ELEMENTS else None
    if office := _OFFICE.match(text, at):
        return Token(Span(*office.span()), BROKEN)
    return _read_broken(text, at)


def _read_broken(text: str, at: int) -> Token | None:
    """Return the token of a tag that is not well-formed, None where a "<" begins none."""
    patterns = _BROKEN if len(text) - at < _LONGEST_TAG else _BROKEN[:-1]
    for pattern, kind in patterns:
        if tag := pattern.match(text, at):
            name = next(filter(None, tag.groups()), "").lower()
            if name in ELEMENTS and not _holds_prose(tag[0]):
                return Token(Span(*tag.span()), kind, name, True)
    return None


def _holds_prose(tag: str) -> bool:
    """Tell whether a broken tag holds text of the page: a clause outside its strings."""
    bare = _QUOTED.sub("", tag)
    return count_han(bare) > _FEW_HAN or _MARKS.search(bare) is not None


def _read_tag(text: str, tag: re.Match[str]) -> Token | None:
    """Return the token of a well-formed tag, with all that a script or a style sheet holds."""
    name = tag["name"].lower()
    if tag["slash"]:
        return Token(Span(*tag.span()), CLOSE, name)
    if name in RAW and (end := _find_script_end(text, name, tag.end())) > tag.end():
        return Token(Span(tag.start(), end), SCRIPT, name, bool(tag["attributes"]))
    return Token(Span(*tag.span()), OPEN, name, bool(tag["attributes"]))


def _find_script_end(text: str, name: str, start: int) -> int:
    """Return where a script ends, `start` where what stands behind its tag is prose and no script.

    One that is never closed goes on as far as its lines end as code does.
    """
    closed = _CLOSINGS[name].search(text, start, start + _LONGEST)
    if closed:
        inner = _SAID.sub("", text[start : closed.start()])
        prose = any(count_han(line) > _PROSE_HAN for line in inner.split("\n"))
        told = count_han(inner) > 0 and not _CODE_MARK.search(inner)
        return start if prose or told else closed.end()
    end = start
    for line in text[start : start + _LONGEST].split("\n"):
        if count_han(_SAID.sub("", line)) or (line.strip() and not _CODE_END.search(line)):
            break
        end += len(line) + 1
    return max(start, min(end - 1, len(text)))


def _find_rests(text: str, tokens: list[Token]) -> Iterator[Token]:
    """Yield attributes without the head of their tag."""
    if "on" not in text or ('="' not in text and "='" not in text):
        return
    taken = iter(tokens)
    token = next(taken, None)
    for match in _REST.finditer(text):
        while token and token.span.end <= match.start():
            token = next(taken, None)
        if not token or match.end() <= token.span.start:
            yield Token(Span(*match.span()), BROKEN, "", True)


def find_pairs(tokens: Sequence[Token]) -> dict[int, int]:
    """Return, for each tag that has its other half, the place of that among the tokens."""
    open_tags: dict[str, list[int]] = {}
    pairs: dict[int, int] = {}
    for at, token in enumerate(tokens):
        if token.kind == OPEN and token.name not in VOID:
            open_tags.setdefault(token.name, []).append(at)
        elif token.kind == CLOSE and open_tags.get(token.name):
            first = open_tags[token.name].pop()
            pairs |= {first: at, at: first}
    return pairs

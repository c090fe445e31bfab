"""Undo escapes that some program left: &#20013; %E4%B8%AD \\u4e2d %u4E2D =E4=B8=AD.

An escape goes only where the text that comes of it is Chinese, and not where it does its work:
in a URL, or in source code.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html.entities import html5
from urllib.parse import unquote_to_bytes

from pipeline.edit import Edit, Span, disjoint, replace
from pipeline.han import HAN
from pipeline.language import chinese, mean

NEEDS = frozenset("#&%\\=")
_HAN = re.compile(f"[{HAN}]")
_TAG = re.compile("</?[A-Za-z]")
_IN_STRING = re.compile(r"(?:^|[=(\[{,:+])\s*[a-zA-Z]{0,2}[\"'`/][^\"'`]*$")
_TOKEN = re.compile(r"[^\s\u2e80-\uffff]*$")
_ESCAPED = re.compile("%(?:u[0-9a-fA-F]{4}|[0-9a-fA-F]{2})")
# a scheme anywhere, or what parts a path or a query before the first escape
_URL = re.compile(r".*(?:[a-z][a-z0-9+.-]*:/|www\.)|[^%]*[?&=/@]", re.IGNORECASE)
_SEEN = 200  # code points before an escape that are looked at
_SOFT = range(73, 77)  # code points of a quoted-printable line that is broken, "=" and all
_GBK_READS = -9.0  # mean score from which bytes that are no UTF-8 may be GBK

# without a semicolon only the digits tell where it ends: Han and full-width marks have five
# (a search that begins with a class of characters skips to it)
_BARE = re.compile(r"[&#](?:(?<=&)(?:amp;)*#)?(?<=#)([0-9]{2,6}(?=;)|[1-6][0-9]{4}|8[0-9]{3});?")
_BARE_RUN = re.compile(f"(?:{_BARE.pattern})(?:[ -~]{{0,12}}?(?:{_BARE.pattern}))+")

_ENTITY = re.compile(r"&(?:amp;)*(?:#[0-9]{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,8});")


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to escape: its pattern, how a match is decoded, and whether it is at work there.

    `single` escapes prove themselves; the others must bring two Han characters in a row.
    """

    name: str
    sign: str
    pattern: re.Pattern[str]
    decode: Callable[[str], str | None]
    at_work: Callable[[str, re.Match[str], str], bool]
    single: bool = False


def propose(text: str) -> Iterator[Edit]:
    """Propose the characters that escapes stand for."""
    return iter(disjoint(edit for kind in _KINDS if kind.sign in text for edit in _undone(text, kind)))


def _undone(text: str, kind: Kind) -> list[Edit]:
    """Return the edits for one kind, none where they bring too little Han to light."""
    found = []
    for match in kind.pattern.finditer(text):
        new = kind.decode(match[0])
        if (
            new is not None
            and new != match[0]
            and (not new or chinese(new))
            and not kind.at_work(text, match, new)
        ):
            found.append(replace(text, Span(*match.span()), new, f"escapes/{kind.name}"))
    if kind.name == "entity" and _HAN.search(text):
        return found
    han = [len(_HAN.findall(edit.new)) for edit in found]
    return found if sum(han) > 1 and (kind.single or max(han) > 1) else []


def _left(text: str, match: re.Match[str]) -> str:
    """Return what stands before the match on its line, as far as it is looked at."""
    return text[max(0, match.start() - _SEEN) : match.start()].rpartition("\n")[2]


def _in_code(text: str, match: re.Match[str], _: str) -> bool:
    """Tell whether the match stands in a string of source code, or bounds a range of a pattern."""
    in_range = text[match.end() : match.end() + 2] == "-\\" or text[match.start() - 1 : match.start()] in (
        "-",
        "[",
    )
    return in_range or _IN_STRING.search(_left(text, match)) is not None


def _in_url(text: str, match: re.Match[str], _: str) -> bool:
    """Tell whether the match is part of a URL; the marks between escapes may be those of a sentence."""
    token = _TOKEN.search(_left(text, match))
    assert token is not None  # it may be empty
    seen = token[0]
    if len(seen) == _SEEN:  # it may begin within an escape
        seen = seen[max(0, seen.find("%")) :]
    return _URL.match(_ESCAPED.sub("%", seen)) is not None


def _in_line(text: str, match: re.Match[str], new: str) -> bool:
    """Tell whether the match is a mere "=" at the end of a line that nothing made so long as to be broken."""
    return not new and match.end() - 1 - text.rfind("\n", 0, match.start()) - 1 not in _SOFT


def _in_markup(text: str, match: re.Match[str], new: str) -> bool:
    """Tell whether the text is markup, or speaks of it: &lt; beside a plain < is meant as such."""
    if new in "<>&\"'":
        line = _left(text, match) + text[match.end() : match.end() + _SEEN].partition("\n")[0]
        return new in _ENTITY.sub("", line) or _has_tags(text)
    return not _HAN.search(new) and _has_tags(text)


@lru_cache(1)  # every entity of a text asks it
def _has_tags(text: str) -> bool:
    return _TAG.search(text) is not None


def _never(_: str, __: re.Match[str], ___: str) -> bool:
    return False


def _entity(escaped: str) -> str | None:
    """Return the characters of entities, however often their ampersand was escaped too."""
    return re.sub(r"&?(?:amp;)*(#?\w+);?", lambda m: _entity_char(m[1]) or m[0], escaped)


def _entity_char(name: str) -> str | None:
    if not name.startswith("#"):
        return html5.get(name + ";")
    code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    return chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else None


def _bare(escaped: str) -> str | None:
    """Return the characters of entities that lost an ampersand or a semicolon."""
    return _BARE.sub(lambda m: _entity_char("#" + m[1]) or m[0], escaped)


def _bytes(data: bytes) -> str | None:
    """Return the Chinese text that the bytes are in UTF-8, or in GBK where it reads well."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return text if len(_HAN.findall(text)) > 1 and mean(text) > _GBK_READS else None


def _percent(escaped: str) -> str | None:
    """Return the text of percent escapes; a letter after the last may be a GBK trail byte or a letter."""
    text = _bytes(unquote_to_bytes(escaped))
    if text is None and escaped[-3] != "%":
        rest = _bytes(unquote_to_bytes(escaped[:-1]))
        return rest and rest + escaped[-1]
    return text


def _code_points(escaped: str) -> str | None:
    try:
        utf16 = re.sub(r"[\\%][uUx]([0-9a-fA-F]+)", lambda m: chr(int(m[1], 16)), escaped)
        return utf16.encode("utf-16", "surrogatepass").decode("utf-16")
    except (ValueError, UnicodeDecodeError):
        return None


def _quoted(escaped: str) -> str | None:
    return _bytes(bytes.fromhex(re.sub(r"=(?:\r?\n)?", "", escaped)))


def _run(sign: str, rest: str) -> str:
    """Return the pattern of one escape or more; a search that begins with a character skips to it."""
    return f"{sign}(?:{rest})(?:{sign}(?:{rest}))*"


_HEX = "[0-9a-fA-F]"
_PERCENT = _run("%", f"{_HEX}{{2}}(?:[A-Za-z0-9_.~!*'()/-]{{1,40}}(?=%{_HEX}{{2}}))?")
_BACKSLASH = _run(r"\\", f"u{_HEX}{{4}}|x{_HEX}{{2}}|U000[0-3]{_HEX}{{4}}")
_KINDS = (
    Kind("entity", "&", _ENTITY, _entity, _in_markup, True),
    Kind("bare", "#", _BARE_RUN, _bare, _never),
    Kind("percent_u", "%u", re.compile(_run("%u", f"{_HEX}{{4}}")), _code_points, _in_url, True),
    Kind("percent", "%", re.compile(f"{_PERCENT}[@-~]?"), _percent, _in_url, True),
    Kind("backslash", "\\", re.compile(_BACKSLASH), _code_points, _in_code),
    Kind("quoted_printable", "=", re.compile(_run("=", r"[0-9A-F]{2}|\r?\n")), _quoted, _in_line),
)

"""Undo escapes that some program left: &#20013; %E4%B8%AD \\u4e2d %u4E2D =E4=B8=AD.

An escape goes only where the text that comes of it is Chinese, and not where it does its work:
in a URL, or in source code. A line whose every Han character is escaped, some of them where none
does its work, one program escaped throughout: there every escape goes.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from jiaokan.core.edits import Edit, Span, disjoint, replace
from jiaokan.repairs.escapes import escape_contexts, escape_decoders
from jiaokan.text.language_model import mostly_chinese
from jiaokan.text.unicode_ranges import HAN

NEEDS = frozenset("#&%\\=")
_HAN = re.compile(f"[{HAN}]")
_LINE = re.compile("[^\n]+")
_OTHERS = 0.9  # letters of other scripts for a Han that Chinese may have


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to escape: its pattern, how a match is decoded, and whether it is at work there.

    `single` escapes prove themselves; the others must bring two Han characters in a row. `throughout`
    returns, for a line that was escaped throughout and its text, the pattern of all its escapes;
    `line` is the pattern of such a line.
    """

    name: str
    sign: str
    pattern: re.Pattern[str]
    decode: Callable[[str], str | None]
    at_work: Callable[[str, re.Match[str], str], bool]
    single: bool = False
    throughout: Callable[[str, str], re.Pattern[str]] | None = None
    line: re.Pattern[str] = _LINE

    def decoded(self, matches: Iterable[re.Match[str]]) -> Iterator[tuple[re.Match[str], str]]:
        """Yield the matches that are escapes of something, with what they stand for."""
        for match in matches:
            new = self.decode(match[0])
            if new is not None and new != match[0]:
                yield match, new

    def proven(self, edits: Iterable[Edit]) -> bool:
        """Tell whether what the edits undo must be escapes, such is the Han that they bring to light."""
        han = [len(_HAN.findall(edit.new)) for edit in edits]
        return sum(han) > 1 and (self.single or max(han) > 1)


_KINDS = (
    Kind("entity", "&", escape_decoders.ENTITY, escape_decoders.entity, escape_contexts.in_markup, True),
    Kind(
        "bare",
        "#",
        escape_decoders.BARE_RUN,
        escape_decoders.bare,
        escape_contexts.as_numbers,
        False,
        escape_decoders.bare_throughout,
    ),
    Kind(
        "percent_u",
        "%u",
        escape_decoders.PERCENT_U,
        escape_decoders.code_units,
        escape_contexts.in_url,
        True,
        escape_decoders.percent_u_throughout,
    ),
    Kind(
        "percent",
        "%",
        escape_decoders.PERCENT,
        escape_decoders.percent,
        escape_contexts.in_url,
        True,
        escape_decoders.percent_throughout,
    ),
    Kind(
        "backslash",
        "\\",
        escape_decoders.BACKSLASH,
        escape_decoders.code_units,
        escape_contexts.in_code,
        False,
        escape_decoders.backslash_throughout,
    ),
    Kind(
        "quoted_printable",
        "=",
        escape_decoders.QUOTED,
        escape_decoders.quoted,
        escape_contexts.in_line,
        False,
        escape_decoders.quoted_throughout,
        escape_decoders.QUOTED_LINE,
    ),
)


def propose(text: str) -> Iterator[Edit]:
    """Propose the characters that escapes stand for."""
    return iter(disjoint(edit for kind in _KINDS if kind.sign in text for edit in _undone(text, kind)))


def _undone(text: str, kind: Kind) -> Iterable[Edit]:
    """Return the edits for one kind, none where they bring too little Han to light."""
    in_chinese = kind.name == "entity" and _HAN.search(text) is not None
    found = [
        _edit(text, kind, Span(*match.span()), new)
        for match, new in kind.decoded(kind.pattern.finditer(text))
        if (in_chinese or not new or mostly_chinese(new, _OTHERS)) and not kind.at_work(text, match, new)
    ]
    if in_chinese:
        return found
    if not kind.proven(found):
        return ()
    return _by_line(text, kind, found) if kind.throughout else found


def _by_line(text: str, kind: Kind, found: list[Edit]) -> Iterator[Edit]:
    """Yield for each line what is found there, or all its escapes where it was escaped throughout."""
    lines = [Span(*match.span()) for match in kind.line.finditer(text)]
    starts = [line.start for line in lines]
    for number, group in groupby(found, lambda edit: bisect_right(starts, edit.start) - 1):
        yield from _on_line(text, kind, lines[number], list(group))


def _on_line(text: str, kind: Kind, span: Span, found: list[Edit]) -> Iterable[Edit]:
    assert kind.throughout is not None
    line = text[span.start : span.end]
    if _HAN.search(line) or not kind.proven(found):
        return found
    return (
        _edit(text, kind, Span(span.start + match.start(), span.start + match.end()), new)
        for match, new in kind.decoded(kind.throughout(line, text).finditer(line))
    )


def _edit(text: str, kind: Kind, span: Span, new: str) -> Edit:
    return replace(text, span, new, f"escapes/{kind.name}")

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

from jiaokan.core.edits import Edit, Span, drop_overlapping_edits, make_replacement
from jiaokan.repairs.escapes import escape_contexts, escape_decoders
from jiaokan.text.language_model import is_mostly_chinese
from jiaokan.text.unicode_ranges import HAN

TRIGGER_CHARS = frozenset("#&%\\=")
_HAN = re.compile(f"[{HAN}]")
_LINE = re.compile("[^\n]+")
_MAX_FOREIGN_PER_HAN = 0.9  # letters of other scripts for a Han that Chinese may have


@dataclass(frozen=True, slots=True)
class EscapeKind:
    """One way to escape: its pattern, how a match is decoded, and whether it is at work there.

    `single` escapes prove themselves; the others must bring two Han characters in a row. `throughout`
    returns, for a line that was escaped throughout and its text, the pattern of all its escapes;
    `line` is the pattern of such a line.
    """

    name: str
    sign: str
    pattern: re.Pattern[str]
    decode: Callable[[str], str | None]
    is_functional: Callable[[str, re.Match[str], str], bool]
    is_single_enough: bool = False
    select_pattern: Callable[[str, str], re.Pattern[str]] | None = None
    line_pattern: re.Pattern[str] = _LINE

    def decode_matches(self, matches: Iterable[re.Match[str]]) -> Iterator[tuple[re.Match[str], str]]:
        """Yield the matches that are escapes of something, with what they stand for."""
        for match in matches:
            new = self.decode(match[0])
            if new is not None and new != match[0]:
                yield match, new

    def is_proven(self, edits: Iterable[Edit]) -> bool:
        """Tell whether what the edits undo must be escapes, such is the Han that they bring to light."""
        han = [len(_HAN.findall(edit.new)) for edit in edits]
        return sum(han) > 1 and (self.is_single_enough or max(han) > 1)


_ESCAPE_KINDS = (
    EscapeKind(
        "entity",
        "&",
        escape_decoders.ENTITY_PATTERN,
        escape_decoders.decode_entities,
        escape_contexts.is_in_markup,
        True,
    ),
    EscapeKind(
        "bare",
        "#",
        escape_decoders.BARE_ENTITY_RUN,
        escape_decoders.decode_bare_entities,
        escape_contexts.is_number_list,
        False,
        escape_decoders.select_bare_pattern,
    ),
    EscapeKind(
        "percent_u",
        "%u",
        escape_decoders.PERCENT_U_PATTERN,
        escape_decoders.decode_code_units,
        escape_contexts.is_in_url,
        True,
        escape_decoders.select_percent_u_pattern,
    ),
    EscapeKind(
        "percent",
        "%",
        escape_decoders.PERCENT_PATTERN,
        escape_decoders.decode_percent,
        escape_contexts.is_in_url,
        True,
        escape_decoders.select_percent_pattern,
    ),
    EscapeKind(
        "backslash",
        "\\",
        escape_decoders.BACKSLASH_PATTERN,
        escape_decoders.decode_code_units,
        escape_contexts.is_in_code,
        False,
        escape_decoders.select_backslash_pattern,
    ),
    EscapeKind(
        "quoted_printable",
        "=",
        escape_decoders.QUOTED_PRINTABLE_PATTERN,
        escape_decoders.decode_quoted_printable,
        escape_contexts.is_literal_equals_sign,
        False,
        escape_decoders.select_quoted_printable_pattern,
        escape_decoders.QUOTED_PRINTABLE_LINE,
    ),
)


def propose_edits(text: str) -> Iterator[Edit]:
    """Propose the characters that escapes stand for."""
    return iter(
        drop_overlapping_edits(
            edit for kind in _ESCAPE_KINDS if kind.sign in text for edit in _propose_kind(text, kind)
        )
    )


def _propose_kind(text: str, kind: EscapeKind) -> Iterable[Edit]:
    """Return the edits for one kind, none where they bring too little Han to light."""
    in_chinese = kind.name == "entity" and _HAN.search(text) is not None
    found = [
        _make_edit(text, kind, Span(*match.span()), new)
        for match, new in kind.decode_matches(kind.pattern.finditer(text))
        if (in_chinese or not new or is_mostly_chinese(new, _MAX_FOREIGN_PER_HAN))
        and not kind.is_functional(text, match, new)
    ]
    if in_chinese:
        return found
    if not kind.is_proven(found):
        return ()
    return _propose_by_line(text, kind, found) if kind.select_pattern else found


def _propose_by_line(text: str, kind: EscapeKind, found: list[Edit]) -> Iterator[Edit]:
    """Yield for each line what is found there, or all its escapes where it was escaped throughout."""
    lines = [Span(*match.span()) for match in kind.line_pattern.finditer(text)]
    starts = [line.start for line in lines]
    for number, group in groupby(found, lambda edit: bisect_right(starts, edit.start) - 1):
        yield from _propose_on_line(text, kind, lines[number], list(group))


def _propose_on_line(text: str, kind: EscapeKind, span: Span, found: list[Edit]) -> Iterable[Edit]:
    assert kind.select_pattern is not None
    line = text[span.start : span.end]
    if _HAN.search(line) or not kind.is_proven(found):
        return found
    return (
        _make_edit(text, kind, Span(span.start + match.start(), span.start + match.end()), new)
        for match, new in kind.decode_matches(kind.select_pattern(line, text).finditer(line))
    )


def _make_edit(text: str, kind: EscapeKind, span: Span, new: str) -> Edit:
    return make_replacement(text, span, new, f"escapes/{kind.name}")

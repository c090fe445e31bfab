r"""Decode escapes that some program left: &#20013; %E4%B8%AD \u4e2d %u4E2D =E4=B8=AD.

An escape is decoded only where it has no function in a URL or in source code, and only if the escapes of
its kind give two Han characters and its own result is Chinese or nothing. An entity of HTML in a text
that has Han needs neither: it is decoded whatever it stands for. A line in which all Han are escaped, some
of them without a function, was escaped throughout by one program: there every escape is decoded.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from jiaokan.core.edits import Edit, Span, drop_overlapping_edits, make_replacement
from jiaokan.repairs.escapes import escape_contexts, escape_decoders
from jiaokan.text.language_model import is_mostly_chinese
from jiaokan.text.unicode_ranges import HAN_CHAR_PATTERN

TRIGGER_CHARS = frozenset("#&%\\=")
_LINE = re.compile("[^\n]+")
_MAX_FOREIGN_PER_HAN = 0.9  # foreign letters allowed for each Han character


@dataclass(frozen=True, slots=True)
class EscapeKind:
    """A kind of escape.

    Attributes:
        name: Name in the rule id.
        sign: Text that every escape of the kind contains.
        pattern: Pattern of a run of escapes.
        decode: Returns the text of a run, None where there is none.
        is_functional: Whether an escape has a function where it stands, by text, match and result.
        is_single_enough: Whether two Han characters are evidence that stand apart, each in a run of escapes
            of its own; otherwise one run must give two.
        select_pattern: Returns the pattern of all escapes of a line that was escaped throughout, by the
            line and its text.
        line_pattern: Pattern of such a line.
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
        """Yield the matches that are escapes, each with the text that it stands for."""
        for match in matches:
            new = self.decode(match[0])
            if new is not None and new != match[0]:
                yield match, new

    def is_proven(self, edits: Iterable[Edit]) -> bool:
        """Return whether the edits give two Han characters, in one run unless `is_single_enough`."""
        han_counts = [len(HAN_CHAR_PATTERN.findall(edit.new)) for edit in edits]
        return sum(han_counts) > 1 and (self.is_single_enough or max(han_counts) > 1)


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
        "percent-u",
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
        "quoted-printable",
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
    """Propose the characters that escapes stand for.

    >>> [edit.new for edit in propose_edits("标题：&#20013;&#25991;")]
    ['中文']
    """
    return iter(
        drop_overlapping_edits(
            edit for kind in _ESCAPE_KINDS if kind.sign in text for edit in _propose_kind(text, kind)
        )
    )


def _propose_kind(text: str, kind: EscapeKind) -> Iterable[Edit]:
    """Return the edits of one kind, none where they give too little Han; entities amid Han need none."""
    is_entity_in_chinese_text = kind.name == "entity" and HAN_CHAR_PATTERN.search(text) is not None
    edits = [
        _make_edit(text, kind, Span(*match.span()), new)
        for match, new in kind.decode_matches(kind.pattern.finditer(text))
        if (is_entity_in_chinese_text or not new or is_mostly_chinese(new, _MAX_FOREIGN_PER_HAN))
        and not kind.is_functional(text, match, new)
    ]
    if is_entity_in_chinese_text:
        return edits
    if not kind.is_proven(edits):
        return ()
    return _propose_by_line(text, kind, edits) if kind.select_pattern else edits


def _propose_by_line(text: str, kind: EscapeKind, edits: list[Edit]) -> Iterator[Edit]:
    """Yield for each line its edits, or those of all its escapes where it was escaped throughout."""
    lines = [Span(*match.span()) for match in kind.line_pattern.finditer(text)]
    starts = [line.start for line in lines]
    for number, line_edits in groupby(edits, lambda edit: bisect_right(starts, edit.start) - 1):
        yield from _propose_on_line(text, kind, lines[number], list(line_edits))


def _propose_on_line(text: str, kind: EscapeKind, span: Span, edits: list[Edit]) -> Iterable[Edit]:
    assert kind.select_pattern is not None
    line = text[span.start : span.end]
    if HAN_CHAR_PATTERN.search(line) or not kind.is_proven(edits):
        return edits
    return (
        _make_edit(text, kind, Span(span.start + match.start(), span.start + match.end()), new)
        for match, new in kind.decode_matches(kind.select_pattern(line, text).finditer(line))
    )


def _make_edit(text: str, kind: EscapeKind, span: Span, new: str) -> Edit:
    return make_replacement(text, span, new, f"escapes/{kind.name}")

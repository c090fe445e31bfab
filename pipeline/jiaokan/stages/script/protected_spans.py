"""Spans that keep their script: other languages, and quotations of originals."""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Span
from jiaokan.stages.script.foreign_sentences import find_foreign_spans, is_korean
from jiaokan.text.japanese import is_japanese
from jiaokan.text.script_conversion import detect_script
from jiaokan.text.script_targets import Direction
from jiaokan.text.unicode_ranges import HANGUL, KANA

# a quotation, up to a limit in code points
_QUOTATION = re.compile(
    r"""
    “([^“”\n]{1,200})”                                               # “数据”
    |‘([^‘’\n]{1,200})’
    |「([^「」\n]{1,200})」
    |『([^『』\n]{1,200})』
    |《([^《》\n]{1,200})》                                          # 《数据》
    |（([^（）\n]{1,200})）                                          # （数据）
    |\(([^()\n]{1,200})\)
    """,
    re.VERBOSE,
)
# a Traditional equivalent in an encyclopedia: 繁体：臺北, 繁體字作龍
_TRADITIONAL_EQUIVALENT = compile_on_use(
    "繁[体體](?:中文|字)?(?:[：:]|作|为|為|写作|寫作)[“「]?([\u3400-\u9fff]+)"
)
_CLAUSE = re.compile("[^，。！？；：、,!?;:“”‘’「」『』《》（）()…\n]+")

_KANA_OR_HANGUL = re.compile(f"[{KANA}{HANGUL}]")


def find_protected_spans(line: str, direction: Direction) -> Iterator[tuple[Span, str]]:
    """Yield the spans of a line that keep their script, each with the rule of its note.

    Spans are half-open and in code points of the line. They may overlap.
    """
    for clause in _CLAUSE.finditer(line) if _KANA_OR_HANGUL.search(line) else ():
        if is_japanese(clause[0]):
            yield Span(*clause.span()), "script/japanese"
        elif is_korean(clause[0]):
            yield Span(*clause.span()), "script/korean"
    for span in find_foreign_spans(line):
        yield span, "script/korean" if is_korean(span.slice_text(line)) else "script/foreign"
    unquoted, quotation_count = _QUOTATION.subn("", line)
    may_quote = quotation_count or _TRADITIONAL_EQUIVALENT.search(line)
    if may_quote and direction.count_foreign_excess(unquoted) < 0:
        for pattern in (_QUOTATION, _TRADITIONAL_EQUIVALENT):
            yield from _find_foreign_quotations(line, pattern, direction.foreign)


def _find_foreign_quotations(line: str, pattern: re.Pattern[str], foreign: str) -> Iterator[tuple[Span, str]]:
    for match in pattern.finditer(line):
        group = match.lastindex or 0
        if detect_script(match[group]) == foreign:
            yield Span(*match.span(group)), "script/quoted-original"

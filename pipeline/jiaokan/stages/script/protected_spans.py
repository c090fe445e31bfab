"""What stays in the script it was written in: other languages, and originals that a text quotes."""

import re
from collections.abc import Iterator

from jiaokan.core.edits import Span
from jiaokan.stages.script.foreign_sentences import find_foreign_spans, is_korean
from jiaokan.text.script_conversion import detect_script, is_japanese
from jiaokan.text.script_targets import Direction

# the longest quotation looked at, in code points
_QUOTATION = re.compile(
    "“([^“”\n]{1,200})”|‘([^‘’\n]{1,200})’|「([^「」\n]{1,200})」|『([^『』\n]{1,200})』"
    "|《([^《》\n]{1,200})》|（([^（）\n]{1,200})）|\\(([^()\n]{1,200})\\)"
)
# the same words in Traditional, as encyclopedias give them: 繁体：臺北, 繁體字作龍
_TRADITIONAL_EQUIVALENT = re.compile(
    "繁[体體](?:中文|字)?(?:[：:]|作|为|為|写作|寫作)[“「]?([\u3400-\u9fff]+)"
)
_CLAUSE = re.compile("[^，。！？；：、,!?;:“”‘’「」『』《》（）()…\n]+")


def find_protected_spans(line: str, direction: Direction) -> Iterator[tuple[Span, str]]:
    """Yield the spans of a line that no conversion touches, with the rule that says why."""
    for clause in _CLAUSE.finditer(line):
        if is_japanese(clause[0]):
            yield Span(*clause.span()), "script/japanese"
        elif is_korean(clause[0]):
            yield Span(*clause.span()), "script/korean"
    for span in find_foreign_spans(line):
        yield span, "script/korean" if is_korean(span.slice_text(line)) else "script/foreign"
    if direction.count_foreign_excess(_QUOTATION.sub("", line)) < 0:
        for pattern in (_QUOTATION, _TRADITIONAL_EQUIVALENT):
            yield from _find_foreign_quotations(line, pattern, direction.foreign)


def _find_foreign_quotations(line: str, pattern: re.Pattern[str], foreign: str) -> Iterator[tuple[Span, str]]:
    for match in pattern.finditer(line):
        inside = match.lastindex or 0
        if detect_script(match[inside]) == foreign:
            yield Span(*match.span(inside)), "script/original"

"""What stays in the script it was written in: other languages, and originals that a text quotes."""

import re
from collections.abc import Iterator

from jiaokan.core.edits import Span
from jiaokan.stages.script.foreign_sentences import foreign_spans, is_korean
from jiaokan.stages.script.targets import Direction
from jiaokan.text.script_conversion import is_japanese, label

# the longest quotation looked at, in code points
_QUOTED = re.compile(
    "“([^“”\n]{1,200})”|‘([^‘’\n]{1,200})’|「([^「」\n]{1,200})」|『([^『』\n]{1,200})』"
    "|《([^《》\n]{1,200})》|（([^（）\n]{1,200})）|\\(([^()\n]{1,200})\\)"
)
# the same words in Traditional, as encyclopedias give them: 繁体：臺北, 繁體字作龍
_GIVEN = re.compile("繁[体體](?:中文|字)?(?:[：:]|作|为|為|写作|寫作)[“「]?([\u3400-\u9fff]+)")
_CLAUSE = re.compile("[^，。！？；：、,!?;:“”‘’「」『』《》（）()…\n]+")


def originals(line: str, direction: Direction) -> Iterator[tuple[Span, str]]:
    """Yield the spans of a line that no conversion touches, with the rule that says why."""
    for clause in _CLAUSE.finditer(line):
        if is_japanese(clause[0]):
            yield Span(*clause.span()), "script/japanese"
        elif is_korean(clause[0]):
            yield Span(*clause.span()), "script/korean"
    for span in foreign_spans(line):
        yield span, "script/korean" if is_korean(span.of(line)) else "script/foreign"
    if direction.balance(_QUOTED.sub("", line)) < 0:
        for pattern in (_QUOTED, _GIVEN):
            yield from _foreign(line, pattern, direction.foreign)


def _foreign(line: str, pattern: re.Pattern[str], foreign: str) -> Iterator[tuple[Span, str]]:
    for match in pattern.finditer(line):
        inside = match.lastindex or 0
        if label(match[inside]) == foreign:
            yield Span(*match.span(inside)), "script/original"

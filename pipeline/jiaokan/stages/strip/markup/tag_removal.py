"""The edits that take markup away: one for each tag, of which one a run stands for the line feed due."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from jiaokan.core.edits import Edit, Span, make_coverage_test, make_replacement
from jiaokan.stages.strip.markup.entities import BLANKS
from jiaokan.stages.strip.markup.tag_evidence import MarkupSource
from jiaokan.stages.strip.markup.tag_names import BREAKS, CELLS
from jiaokan.stages.strip.markup.tag_tokens import BROKEN, COMMENT, SCRIPT, Token

PlacedToken = tuple[Span, Token]  # where a token stands in the text as it is

_GAP = re.compile(rf"(?:\s|{BLANKS.pattern})*")
_REACH = 200  # code points beside a run of tags in which text stands, or none is near
_RULES = {COMMENT: "markup/comment", SCRIPT: "markup/script", BROKEN: "markup/broken"}
_WHYS = {
    "markup/comment": "a comment of the page's source",
    "markup/script": "a script or a style sheet of the page",
    "markup/broken": "what is left of a tag, or what heads a document",
    "markup/break": "a tag that ends a line on the page",
    "markup/tag": "a tag of the page's source",
}


def find_verbatim_elements(source: MarkupSource, spans: Sequence[Span]) -> list[Span]:
    """Return the spans of elements in which each line break counts."""
    return [
        Span(spans[first].end, spans[last].start)
        for first, last in source.pairs.items()
        if first < last and source.tokens[first].name == "pre"
    ]


def take_away(text: str, found: Sequence[PlacedToken], verbatim: Sequence[Span]) -> Iterator[Edit]:
    """Yield an edit for each token."""
    is_verbatim = make_coverage_test(verbatim)
    for run in _group_adjacent(text, found):
        chosen = _choose_break(text, run)
        for item in run:
            span, token = item
            if token.name == "br" and is_verbatim(span.start):
                new = "" if text[span.end : span.end + 1] == "\n" else "\n"
            else:
                new = chosen[1] if chosen and chosen[0] == item else ""
            rule = _RULES.get(token.kind) or ("markup/break" if token.name in BREAKS else "markup/tag")
            yield make_replacement(text, span, new, rule, why=_WHYS[rule])


def _group_adjacent(text: str, found: Sequence[PlacedToken]) -> Iterator[list[PlacedToken]]:
    """Yield the runs of tokens between which nothing but blanks stands."""
    run: list[PlacedToken] = []
    for span, token in found:
        if run and not _GAP.fullmatch(text, run[-1][0].end, span.start):
            yield run
            run = []
        run.append((span, token))
    if run:
        yield run


def _choose_break(text: str, run: Sequence[PlacedToken]) -> tuple[PlacedToken, str] | None:
    """Return the token of a run that becomes a line feed, or the tab between two cells of a table.

    None where a line feed stands there already, at the ends of the text, and where no tag breaks a line.
    """
    start, end = run[0][0].start, run[-1][0].end
    left, right = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    if not left.strip() or not right.strip():
        return None
    breaks = [item for item in run if item[1].name in BREAKS and item[1].kind != BROKEN]
    cells = [item for item in run if item[1].name in CELLS]
    if not breaks:
        return (cells[0], "\t") if cells else None
    gaps = "".join(text[a.end : b.start] for (a, _), (b, _) in pairwise(run))
    around = left[len(left.rstrip()) :] + gaps + right[: len(right) - len(right.lstrip())]
    return None if "\n" in around else (breaks[0], "\n")

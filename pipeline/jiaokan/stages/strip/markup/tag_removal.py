"""Propose the edits that remove markup: one for each tag; one tag of a run becomes a line feed."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from jiaokan.core.edits import Edit, Span, make_coverage_test, make_replacement
from jiaokan.stages.strip.markup.entities import BLANK_ENTITIES
from jiaokan.stages.strip.markup.tag_evidence import MarkupSource
from jiaokan.stages.strip.markup.tag_names import BREAKS, CELL_TAGS
from jiaokan.stages.strip.markup.tag_tokens import BROKEN, COMMENT, SCRIPT, Token

PlacedToken = tuple[Span, Token]  # span in the original text, and the token

_GAP = re.compile(rf"(?:\s|{BLANK_ENTITIES.pattern})*")
_MAX_MARGIN_CHARS = 200  # examined on each side of a run of tags for text
_RULES = {COMMENT: "markup/comment", SCRIPT: "markup/script", BROKEN: "markup/broken"}
_REASONS = {
    "markup/comment": "a comment of the page's source",
    "markup/script": "a script or a style sheet of the page",
    "markup/broken": "what is left of a tag, or what heads a document",
    "markup/break": "a tag that ends a line on the page",
    "markup/tag": "a tag of the page's source",
}


def find_verbatim_elements(source: MarkupSource, spans: Sequence[Span]) -> list[Span]:
    """Return the spans inside elements that keep their line breaks."""
    return [
        Span(spans[first].end, spans[last].start)
        for first, last in source.pairs.items()
        if first < last and source.tokens[first].name == "pre"
    ]


def propose_tag_edits(
    text: str, placed_tokens: Sequence[PlacedToken], verbatim: Sequence[Span]
) -> Iterator[Edit]:
    """Yield one edit for each token.

    Args:
        text: the original text.
        placed_tokens: the tokens to remove, in order.
        verbatim: spans in which each <br> becomes a line feed.
    """
    is_verbatim = make_coverage_test(verbatim)
    for run in _group_adjacent(text, placed_tokens):
        break_token = _choose_break(text, run)
        for placed in run:
            span, token = placed
            if token.name == "br" and is_verbatim(span.start):
                new = "" if text[span.end : span.end + 1] == "\n" else "\n"
            else:
                new = break_token[1] if break_token and break_token[0] == placed else ""
            rule = _RULES.get(token.kind) or ("markup/break" if token.name in BREAKS else "markup/tag")
            yield make_replacement(text, span, new, rule, why=_REASONS[rule])


def _group_adjacent(text: str, placed_tokens: Sequence[PlacedToken]) -> Iterator[list[PlacedToken]]:
    """Yield the runs of tokens with only blanks between them."""
    run: list[PlacedToken] = []
    for span, token in placed_tokens:
        if run and not _GAP.fullmatch(text, run[-1][0].end, span.start):
            yield run
            run = []
        run.append((span, token))
    if run:
        yield run


def _choose_break(text: str, run: Sequence[PlacedToken]) -> tuple[PlacedToken, str] | None:
    """Return the token of a run that becomes a line feed, or a tab between two table cells.

    None if a line feed is there already, at the ends of the text, and if no tag of the run breaks a line.
    """
    start, end = run[0][0].start, run[-1][0].end
    before, after = text[max(0, start - _MAX_MARGIN_CHARS) : start], text[end : end + _MAX_MARGIN_CHARS]
    if not before.strip() or not after.strip():
        return None
    breaks = [placed for placed in run if placed[1].name in BREAKS and placed[1].kind != BROKEN]
    cells = [placed for placed in run if placed[1].name in CELL_TAGS]
    if not breaks:
        return (cells[0], "\t") if cells else None
    gaps = "".join(text[first.end : second.start] for (first, _), (second, _) in pairwise(run))
    blanks = before[len(before.rstrip()) :] + gaps + after[: len(after) - len(after.lstrip())]
    return None if "\n" in blanks else (breaks[0], "\n")

"""The paragraphs stage: line feeds where paragraphs end and nowhere else, and what each paragraph is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace as change

from pipeline.config import Config, Paragraphs
from pipeline.document import Document, Paragraph, Stage
from pipeline.edit import Edit, Span, replace
from pipeline.reading import fold
from pipeline.stages.paragraphs.blocks import splits
from pipeline.stages.paragraphs.joins import glue, join, survey
from pipeline.stages.paragraphs.lines import Line, lines
from pipeline.stages.paragraphs.roles import roles
from pipeline.stages.paragraphs.sentences import sentences

STAGE = "paragraphs"


def build(config: Config) -> Stage:
    """Make the stage."""

    def stage(document: Document) -> Document:
        while edits := tuple(layout(document.text, config.paragraphs)):
            document = document.edited(STAGE, edits)
        return change(document, paragraphs=tuple(_paragraphs(document.text, config.paragraphs)))

    return stage


def layout(text: str, settings: Paragraphs) -> Iterator[Edit]:
    """Propose the edits after which every line is a paragraph."""
    found = tuple(lines(text))
    for span in splits(found, settings):
        yield replace(text, span, "\n", "layout/block", why="a lone space stands for a paragraph break")
    yield from _gaps(text, found, settings)


def _gaps(text: str, found: Sequence[Line], settings: Paragraphs) -> Iterator[Edit]:
    if not found:
        if text:
            yield replace(text, Span(0, len(text)), "", "layout/blank_line")
        return
    page = survey(found, settings)
    ends = ((0, found[0].span.start), (found[-1].span.end, len(text)))
    yield from (replace(text, Span(*e), "", "layout/blank_line") for e in ends if e[0] < e[1])
    for before, after in zip(found, found[1:], strict=False):
        gap = Span(before.span.end, after.span.start)
        if joined := join(before, after, page):
            yield replace(
                text, gap, glue(before.read, after.read), joined.rule, joined.confidence, joined.why
            )
        elif (old := gap.of(text)) != "\n":
            at = old.find("\n")
            if at < 0:
                yield replace(text, gap, "\n", "layout/line_end")
                continue
            if at:
                yield replace(text, Span(gap.start, gap.start + at), "", "layout/line_end")
            if len(old) > at + 1:
                rule = "layout/blank_line" if after.feeds > 1 else "layout/indent"
                yield replace(text, Span(gap.start + at + 1, gap.end), "", rule)


def _paragraphs(text: str, settings: Paragraphs) -> Iterator[Paragraph]:
    if not text:
        return
    parts = text.split("\n")
    named = roles([fold(part) for part in parts], settings)
    at = 0
    for part, role in zip(parts, named, strict=True):
        span = Span(at, at + len(part))
        yield Paragraph(span, role, int(role == "heading"), sentences(text, span))
        at = span.end + 1

"""The paragraphs stage: line feeds where paragraphs end and nowhere else, and what each paragraph is."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.config import Config, Paragraphs
from pipeline.document import Document, Paragraph, Stage
from pipeline.edit import Span
from pipeline.stages.paragraphs.layout import layout
from pipeline.stages.paragraphs.roles import roles
from pipeline.stages.paragraphs.sentences import sentences

STAGE = "paragraphs"


def build(config: Config) -> Stage:
    """Make the stage."""

    def stage(document: Document) -> Document:
        for _ in range(config.paragraphs.rounds):
            before, document = document, document.edited(STAGE, layout(document, config.paragraphs))
            if document is before:
                break
        return replace(document, paragraphs=tuple(_paragraphs(document.text, config.paragraphs)))

    return stage


def _paragraphs(text: str, settings: Paragraphs) -> Iterator[Paragraph]:
    """Yield the lines of the text as paragraphs."""
    parts = text.split("\n") if text else []
    at = 0
    for part, (role, level) in zip(parts, roles(parts, settings), strict=True):
        span = Span(at, at + len(part))
        yield Paragraph(span, role, level, sentences(text, span))
        at = span.end + 1

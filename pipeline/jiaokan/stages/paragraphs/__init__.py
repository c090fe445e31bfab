"""The paragraphs stage: line feeds where paragraphs end and nowhere else, and what each paragraph is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from jiaokan.config.config_loader import Config
from jiaokan.config.schema import ParagraphSettings
from jiaokan.core.document import Document, Paragraph, Stage
from jiaokan.core.edits import find_line_spans
from jiaokan.stages.paragraphs.line_break_edits import propose_layout_edits
from jiaokan.stages.paragraphs.paragraph_roles import assign_roles
from jiaokan.stages.paragraphs.raw_layout import read_raw_layout
from jiaokan.stages.paragraphs.sentences import split_sentences
from jiaokan.stages.paragraphs.text_lines import STAGE_NAME


def build(config: Config) -> Stage:
    """Make the stage."""

    def split_paragraphs(document: Document) -> Document:
        for _ in range(config.paragraphs.rounds):
            before, document = (
                document,
                document.edited(STAGE_NAME, propose_layout_edits(document, config.paragraphs)),
            )
            if document is before:
                break
        made = tuple(_make_paragraphs(document, config.paragraphs))
        if document.has_passed("extract"):
            made = tuple(_apply_markup_roles(made, document.paragraphs))
        return replace(document, paragraphs=made)

    return split_paragraphs


def _apply_markup_roles(made: Sequence[Paragraph], given: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Yield the paragraphs with the parts that the markup of their page gave them.

    A heading that stands first and reads like a title is the title.
    """
    marked = {paragraph.span.start: paragraph for paragraph in given if paragraph.role != "body"}
    for paragraph in made:
        known = marked.get(paragraph.span.start)
        titled = known and known.role == "heading" and paragraph.role == "title"
        yield replace(paragraph, role=known.role, level=known.level) if known and not titled else paragraph


def _make_paragraphs(document: Document, settings: ParagraphSettings) -> Iterator[Paragraph]:
    """Yield the lines of the text as paragraphs; a blank line is left in code alone."""
    parts = document.text.split("\n") if document.text else []
    spans = list(find_line_spans(parts))
    said = [span for span in spans if span]
    named = iter(assign_roles(list(filter(None, parts)), read_raw_layout(document, said, settings), settings))
    for span in spans:
        role, level = next(named) if span else ("code", 0)
        yield Paragraph(span, role, level, split_sentences(document.text, span))

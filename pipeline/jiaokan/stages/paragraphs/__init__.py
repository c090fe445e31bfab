"""The paragraphs stage: one line feed after each paragraph, none inside, and a role for each paragraph.

The modules:

    line_break_edits    proposes the edits, by what the modules below decide on line feeds
    joins    whether two lines are one paragraph, as wrapped lines are, and why
    page_layout, raw_layout, wrap_width    what a page shows as a whole: its wrap width, its indents
    line_markup    what the markup of a page of HTML shows around each paragraph
    broken_sentences    line feeds that split words, and pages of one size
    separate_lines    lines that are rows, entries or code
    page_breaks, page_number_runs, page_number_forms, running_heads    pages of a file joined into one text
    flattened_blocks, inner_spaces    paragraphs that were joined into one line
    list_markers, subtitles    items of lists, and subtitles of films
    paragraph_roles    the role of each paragraph; captions, headings and tables_verse_signatures find some
    text_lines, sentences    a text in lines, a paragraph in sentences
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from jiaokan.config.config_loader import Config
from jiaokan.config.paragraph_settings import ParagraphSettings
from jiaokan.core.document import Document, Paragraph, Stage
from jiaokan.core.edits import Span, find_line_spans
from jiaokan.core.ledger import OffsetChain
from jiaokan.stages.paragraphs.line_break_edits import propose_layout_edits
from jiaokan.stages.paragraphs.paragraph_roles import assign_roles
from jiaokan.stages.paragraphs.raw_layout import read_raw_layout
from jiaokan.stages.paragraphs.sentences import split_sentences
from jiaokan.stages.paragraphs.text_lines import STAGE_NAME

# roles of elements that may hold a picture
_ROLES_AROUND_PICTURES = frozenset(("quote", "list_item", "verse"))


def build(config: Config) -> Stage:
    """Build the stage from the settings in `config.paragraphs`."""

    def split_paragraphs(document: Document) -> Document:
        for _ in range(config.paragraphs.max_rounds):
            before, document = (
                document,
                document.edited(STAGE_NAME, propose_layout_edits(document, config.paragraphs)),
            )
            if document is before:
                break
        paragraphs = tuple(_make_paragraphs(document, config.paragraphs))
        if document.has_passed("extract"):
            paragraphs = tuple(_apply_markup_roles(paragraphs, document.paragraphs))
        return replace(document, paragraphs=paragraphs)

    return split_paragraphs


def _apply_markup_roles(
    paragraphs: Sequence[Paragraph], from_markup: Sequence[Paragraph]
) -> Iterator[Paragraph]:
    """Yield the paragraphs with the roles that the HTML markup of the page gives them."""
    marked_by_start = {
        paragraph.span.start: paragraph for paragraph in from_markup if paragraph.role != "body"
    }
    for paragraph in paragraphs:
        marked = marked_by_start.get(paragraph.span.start)
        if marked is None or _outweighs_markup(paragraph.role, marked.role):
            yield paragraph
        else:
            yield replace(paragraph, role=marked.role, level=marked.level)


def _outweighs_markup(role: str, marked_role: str) -> bool:
    """Tell whether a role that text and pictures show counts before that of the markup.

    What the markup calls a heading was judged with the text. A quotation, a list or a stanza may hold
    pictures and their captions.
    """
    return marked_role == "heading" or (role == "caption" and marked_role in _ROLES_AROUND_PICTURES)


def _make_paragraphs(document: Document, settings: ParagraphSettings) -> Iterator[Paragraph]:
    """Yield each line of the text as a paragraph. Only code holds blank lines."""
    lines = document.text.split("\n") if document.text else []
    spans = list(find_line_spans(lines))
    filled_spans = [span for span in spans if span]
    layout = read_raw_layout(document, filled_spans, settings)
    title = _find_known_title(document, filled_spans)
    roles = iter(assign_roles(list(filter(None, lines)), layout, settings, title))
    for span in spans:
        role, level = next(roles) if span else ("code", 0)
        yield Paragraph(span, role, level, split_sentences(document.text, span))


def _find_known_title(document: Document, paragraphs: Sequence[Span]) -> int | None:
    """Return the index of the paragraph that an earlier stage took for the title, None for none."""
    title = document.find_fact_span("title")
    if title is None:
        return None
    lineage = OffsetChain(document.steps)
    for i, span in enumerate(paragraphs):
        source = lineage.map_back(span)
        if source.end > title.start:
            return i if source.start < title.end else None
    return None

"""Paragraphs of pages as examples for the judge of headings.

Pages labelled by hand name their headings; those whose bytes stand under "html" are read as HTML too. Of
pages of HTML with a known text the headings are lines that the markup shows: elements h2 to h6, and short
lines that are bold as a whole.
"""

import base64
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning

from jiaokan.config.config_loader import load_default
from jiaokan.core.document import Document
from jiaokan.core.edits import Span
from jiaokan.execution.chunks import clean_document
from jiaokan.models.boosted_trees import Int64Array
from jiaokan.stages.extract.extractor import make_raw_document
from jiaokan.stages.paragraphs.headings.heading_features import Columns, describe_paragraphs
from jiaokan.stages.paragraphs.headings.heading_rules import MARKDOWN, HeadingPage, read_heading_page
from jiaokan.stages.paragraphs.line_markup import LineMarkup, read_line_markup
from jiaokan.stages.paragraphs.paragraph_roles import find_taken
from jiaokan.text.normalized_view import normalize_chars
from jiaokan.training.gold_pages import GoldPage, read_gold_pages
from jiaokan.training.labelled_pages import find_source, read_json_lines, read_letters

HEADING, OTHER, UNKNOWN = 1, 0, -1
_TEXT_STAGES = ("strip", "mojibake", "strip_repaired", "script")
_HTML_STAGES = ("extract", *_TEXT_STAGES)
_KNOWN_TEXT_STAGES = ("script",)
_OTHER_ROLES = frozenset(("title", "code", "verse", "table", "signature", "caption"))
_HEADING_TAGS = re.compile("^h[2-6]$")
_BLOCKS = ("p", "div", "td", "li", "section")
_MAX_BOLD_LETTERS = 40
_MIN_PARAGRAPHS = 3


@dataclass(frozen=True, slots=True)
class HeadingExamples:
    """The paragraphs of a page with their labels.

    Attributes:
        id: the name of the page.
        source: the site or repository; its pages are held out together.
        is_labelled: whether the headings were labelled by hand.
        page: the paragraphs, and what rules say of them.
        columns: the features of the paragraphs by name.
        labels: HEADING, OTHER or UNKNOWN for each paragraph.
        lost: the number of labelled headings that are no paragraph.
    """

    id: str
    source: str
    is_labelled: bool
    page: HeadingPage
    columns: Columns
    labels: Int64Array
    lost: int = 0

    @property
    def is_html(self) -> bool:
        """Whether it was read as a page of HTML."""
        return bool(self.page.markup)

    @property
    def rows(self) -> list[int]:
        """The paragraphs that the judge is asked about and whose label is known."""
        return [
            i
            for i in sorted(self.page.candidates)
            if self.labels[i] != UNKNOWN and self.page.kinds[i] != MARKDOWN
        ]


def read_labelled_examples(documents: Path, labels: Path) -> Iterator[HeadingExamples]:
    """Yield the examples of the pages that have an article; the files are as `labelled_pages` says."""
    for row, headings, unknown in _read_labelled_rows(documents, labels):
        document = Document(row["id"], row["text"])
        examples = _make_examples(document, find_source(row), _TEXT_STAGES, headings, unknown)
        if examples:
            yield examples


def read_html_examples(documents: Path, labels: Path) -> Iterator[HeadingExamples]:
    """Yield the same as `read_labelled_examples` for the pages whose bytes the files hold, read as HTML."""
    for row, headings, unknown in _read_labelled_rows(documents, labels):
        if "html" not in row:
            continue
        document = make_raw_document(base64.b64decode(row["html"]), row["id"])
        examples = _make_examples(document, find_source(row), _HTML_STAGES, headings, unknown)
        if examples:
            yield examples


def _read_labelled_rows(documents: Path, labels: Path) -> Iterator[tuple[dict[str, Any], set[str], set[str]]]:
    """Yield the pages that have an article, the letters of their headings, and of lines that may be some."""
    label_of = {label["id"]: label for label in read_json_lines(labels)}
    for row in read_json_lines(documents):
        label = label_of.get(row["id"])
        if label is None or label.get("no_article"):
            continue
        lines = row["text"].split("\n")
        unknown = _read_lines(lines, label.get("ambiguous"))
        yield row, _read_lines(lines, label.get("heading_lines")) - unknown, unknown


def read_gold_examples(folder: Path) -> Iterator[HeadingExamples]:
    """Yield the examples of pages of HTML with a known text that show a heading; see `gold_pages`."""
    for page in read_gold_pages(folder):
        document = Document(page.id, "\n".join(line for line in page.text.split("\n") if line.strip()))
        examples = _make_examples(document, page.group, _KNOWN_TEXT_STAGES, find_shown_headings(page), None)
        if examples and len(examples.labels) >= _MIN_PARAGRAPHS and (examples.labels == HEADING).any():
            yield examples


def _read_lines(lines: Sequence[str], numbers: Sequence[int] | None) -> set[str]:
    return {read_letters(lines[number - 1]) for number in numbers or ()} - {""}


def find_shown_headings(page: GoldPage) -> set[str]:
    """Return the letters of the headings and of the short bold lines of a page of HTML."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(page.html, "html.parser")
    shown = {read_letters(tag.get_text()) for tag in soup.find_all(_HEADING_TAGS)}
    shown |= {read_letters(tag.get_text()) for tag in soup.find_all(("b", "strong")) if _is_bold_line(tag)}
    return shown - {""}


def _is_bold_line(tag: Any) -> bool:
    """Tell whether a bold element is all of its block, or a line feed ends it."""
    block = tag.find_parent(_BLOCKS)
    letters = read_letters(tag.get_text())
    if block is None or not 0 < len(letters) <= _MAX_BOLD_LETTERS:
        return False
    following = tag.next_sibling
    ends_line = isinstance(following, Tag) and following.name == "br"
    return ends_line or letters == read_letters(block.get_text())


def _make_examples(
    document: Document, source: str, stages: tuple[str, ...], headings: set[str], unknown: set[str] | None
) -> HeadingExamples | None:
    """Return the examples of a page after some stages, None for a page without paragraphs.

    Args:
        document: the page.
        source: where it comes from.
        stages: what it goes through before its paragraphs are found.
        headings: the letters of its headings.
        unknown: the letters of lines that may be headings or not; None for a page that nobody labelled.
    """
    config = load_default()
    before = clean_document(document, stages, config)
    cleaned = clean_document(before, ("paragraphs",), config)
    filled = [paragraph for paragraph in cleaned.paragraphs if paragraph.span]
    if not filled:
        return None
    texts = [paragraph.span.slice_text(cleaned.text) for paragraph in filled]
    markup = _read_markup(before, cleaned, [paragraph.span for paragraph in filled])
    roles = {i: paragraph.role for i, paragraph in enumerate(filled) if paragraph.role in _OTHER_ROLES}
    page = read_heading_page(
        normalize_chars("\n".join(texts)).split("\n"), find_taken(roles, markup), config.paragraphs, markup
    )
    letters = list(map(read_letters, texts))
    labels = [
        HEADING if text in headings else UNKNOWN if text in (unknown or ()) else OTHER for text in letters
    ]
    columns, lost = describe_paragraphs(page), len(headings - set(letters))
    return HeadingExamples(
        document.id, source, unknown is not None, page, columns, np.array(labels, np.int64), lost
    )


def _read_markup(before: Document, after: Document, spans: Sequence[Span]) -> tuple[LineMarkup, ...]:
    """Return the markup around the paragraphs, with the roles that it had before these were found."""
    if not after.has_passed("extract"):
        return ()
    for step in after.steps[len(before.steps) :]:
        before = before.edited(step.stage, step.edits)
    return read_line_markup(before, spans)

"""The result of an extraction."""

from collections.abc import Callable
from dataclasses import dataclass, field

from jiaokan.core.document import Document, Paragraph
from jiaokan.core.edits import Span
from jiaokan.metadata import Candidate


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link or a picture in the text.

    `kind` is "link" or "image". `span` is its place in the text, empty for a picture. `source` is its
    place in the raw text, for a picture that of the tag. `target` is the URL as written in the page,
    with entities decoded. `text` is the alternative text of a picture.
    """

    kind: str
    span: Span
    source: Span
    target: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class PlacedParagraph:
    """A paragraph and its place in the page: `source` in code points of the raw text, `data` in bytes."""

    paragraph: Paragraph
    source: Span
    data: Span


@dataclass(frozen=True, slots=True)
class ExtractedPage:
    """The main content of a page.

    The raw text of `document` is the page, and the extraction is the first step of its ledger. For a
    page that cannot be used it is empty, and `reject` has the reason.
    """

    document: Document
    passages: tuple[PlacedParagraph, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    evidence: tuple[Candidate, ...] = ()
    reject: str = ""
    write_markdown: Callable[[], str] = field(default=str, compare=False, repr=False)

    @property
    def markdown(self) -> str:
        """The page as Markdown: headings, lists, tables, fenced code, formulas, links, pictures."""
        return self.write_markdown()

    @property
    def text(self) -> str:
        """The text of the page, its paragraphs joined by line feeds."""
        return self.document.text

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the text, with their roles."""
        return self.document.paragraphs

    @property
    def title(self) -> str:
        """The title without the name of the site, "" where the page has none."""
        return self.find_value("title")

    @property
    def author(self) -> str:
        """The author, several joined by 、, "" where the page names none."""
        return self.find_value("author")

    @property
    def date(self) -> str:
        """The date of publication, ISO 8601, "" where the page has none."""
        return self.published[:10]

    @property
    def published(self) -> str:
        """The time of publication, ISO 8601, as precise as in the page, "" where it has none."""
        return self.find_value("published")

    def find_value(self, field: str) -> str:
        """Return the value of a metadata field, "" where the page has none."""
        return next((candidate.value for candidate in self.evidence if candidate.field == field), "")

"""What an extraction gives."""

from collections.abc import Callable
from dataclasses import dataclass, field

from jiaokan.core.document import Document, Paragraph
from jiaokan.core.edits import Span
from jiaokan.metadata import Candidate


@dataclass(frozen=True, slots=True)
class Annotation:
    """Something that stands in the text and is no text: where a link leads, what a picture shows.

    `kind` is "link" or "image"; `span` is its place in the text, empty for a picture; `source` its
    place in the raw text, for a picture the tag; `target` the URL as the page writes it, entities
    decoded.
    """

    kind: str
    span: Span
    source: Span
    target: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class PlacedParagraph:
    """A paragraph with its place in the page: `source` in code points of the raw text, `data` in bytes."""

    paragraph: Paragraph
    source: Span
    data: Span


@dataclass(frozen=True, slots=True)
class ExtractedPage:
    """The main content of a page.

    `document` has the page as its raw text and the extraction as the first step of its ledger;
    where the page cannot be used it is empty and `reject` says why.
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
        """The author, several joined by 、, "" where nobody is named."""
        return self.find_value("author")

    @property
    def date(self) -> str:
        """The day of publication, ISO 8601, "" where the page does not say."""
        return self.published[:10]

    @property
    def published(self) -> str:
        """The time of publication, ISO 8601, as precise as the page says it, "" where it does not."""
        return self.find_value("published")

    def find_value(self, field: str) -> str:
        """Return the value of a field."""
        return next((one.value for one in self.evidence if one.field == field), "")

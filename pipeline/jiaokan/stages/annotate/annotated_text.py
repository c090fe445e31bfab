"""What the finders of mentions and signals share about a document, made once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from jiaokan.core.document import Document, Paragraph
from jiaokan.core.edits import Span
from jiaokan.text.normalized_view import NormalizedText, normalize_view


@dataclass(frozen=True)  # no slots: the view is made on first use
class AnnotatedText:
    """The clean text of a document with its normalized view and its facts.

    Attributes:
        document: The document; its own facts may lack those that this stage has found.
        facts: Value by field, of all facts known so far.
    """

    document: Document
    facts: Mapping[str, str]

    @property
    def text(self) -> str:
        """The clean text, which spans of mentions refer to."""
        return self.document.text

    @cached_property
    def view(self) -> NormalizedText:
        """The normalized view of the clean text; `view.map_back` leads to spans of the clean text."""
        return normalize_view(self.document.text)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the clean text."""
        return self.document.paragraphs

    @property
    def title(self) -> Span | None:
        """The span of the title in the clean text, None where it has none."""
        return next((p.span for p in self.document.paragraphs if p.role == "title"), None)

    @property
    def published(self) -> str:
        """When the page says it was published, ISO 8601; "" where it does not."""
        return self.facts.get("published", "")

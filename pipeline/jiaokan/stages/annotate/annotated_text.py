"""What the finders of mentions and signals share about a document, made once."""

from collections.abc import Mapping
from dataclasses import dataclass

from jiaokan.core.document import Document, Paragraph
from jiaokan.core.edits import Span
from jiaokan.core.runtime.lazy_properties import lazy_property
from jiaokan.rules.rewriting_evidence import RewritingFinder, RewrittenWord, score_rewriting
from jiaokan.stages.annotate.source_text import normalize_source
from jiaokan.text.language_model.word_cutter import cut_words
from jiaokan.text.normalized_view import NormalizedText, normalize_view


@dataclass(frozen=True)  # no slots: the view is made on first use
class AnnotatedText:
    """The clean text of a document with its normalized view and its facts.

    Attributes:
        document: The document; its own facts may lack those that this stage has found.
        facts: Value by field, of all facts known so far.
        rewriting: Finds the words that a rewriting tool put in; None where nobody asks for them.
        raw_view: The normalized view of the raw text where it is known; None where it is made on first use.
    """

    document: Document
    facts: Mapping[str, str]
    rewriting: RewritingFinder | None = None
    raw_view: NormalizedText | None = None

    @property
    def text(self) -> str:
        """The clean text, which spans of mentions refer to."""
        return self.document.text

    @lazy_property
    def view(self) -> NormalizedText:
        """The normalized view of the clean text; `view.map_back` leads to spans of the clean text."""
        if self.raw_view and self.raw_view.original == self.document.text:  # as on every second page
            return self.raw_view
        return normalize_view(self.document.text)

    @lazy_property
    def source(self) -> str:
        """The normalized view of the raw text, that of HTML without its markup."""
        return self.raw_view.text if self.raw_view else normalize_source(self.document)

    @lazy_property
    def words(self) -> list[str]:
        """The words of the clean text without white space; they are cut once and cost a second per MB."""
        return cut_words(self.document.text)

    @lazy_property
    def rewritten_words(self) -> tuple[RewrittenWord, ...]:
        """The words that a rewriting tool may have put in, in offsets of the view."""
        return self.rewriting.find_words(self.view.text) if self.rewriting else ()

    @lazy_property
    def rewriting_score(self) -> float:
        """How far the text was rewritten, in nats per 1,000 Han."""
        return score_rewriting(self.rewritten_words, self.view.text)

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

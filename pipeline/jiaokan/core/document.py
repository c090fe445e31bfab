"""The document that passes through the stages, its ledger, and the laws that bind them.

replay(raw, steps)   == text
restore(text, steps) == raw
source(span)         leads every span of the text back to a span of the raw text
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Protocol, runtime_checkable

from jiaokan.core.byte_escapes import encode_with_escapes
from jiaokan.core.edits import Edit, OffsetMap, Span, apply_edits, sort_edits, undo_edits


@dataclass(frozen=True, slots=True)
class Step:
    """What one stage did: ordered edits, in offsets of the text that it received."""

    stage: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A span of `Document.text` with the part it plays on the page.

    `role` is one of ROLES; `level` is the depth of a heading from 1, and 0 for all else;
    `sentences` are spans of `Document.text` too; `script` is that of the raw text it came from.
    """

    span: Span
    role: str = "body"
    level: int = 0
    sentences: tuple[Span, ...] = ()
    script: str = ""


HTML_MEDIA = "html"  # the media of an origin whose raw text is a page
PARAGRAPH_ROLES = (
    "title", "heading", "body", "list_item", "caption", "quote", "verse", "table", "code", "signature",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the page says of itself: a field, its value, and the raw span it stands in.

    A field of several values (`region`, `keywords`) holds them joined by "\\n". `raw` is None
    where the value was worked out from the whole page.
    """

    field: str
    value: str
    raw: Span | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the raw text came in.

    `file` is relative to the input that was named, with "/" between its parts; `line` counts
    from 1 in a file of records, 0 for a file that is one document; `fields` holds the other
    fields of the record as JSON, "" where there were none; the raw text in `encoding` is the
    very bytes that came in; `media` says what they are, "text" or HTML.
    """

    file: str = ""
    line: int = 0
    fields: str = ""
    encoding: str = "utf-8"
    media: str = "text"


@dataclass(frozen=True, slots=True)
class Document:
    """One page on its way: its text now, and the ledger of all that was done to it.

    `kind` is "article", or "no_article" where the page holds none and `kind_why` says why.
    """

    id: str
    text: str
    origin: Origin = Origin()
    steps: tuple[Step, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    facts: tuple[Fact, ...] = ()
    kind: str = "article"
    kind_why: str = ""

    @property
    def raw(self) -> str:
        """The text as it came in."""
        return restore(self.text, self.steps)

    @property
    def raw_bytes(self) -> bytes:
        """The very bytes that came in, for a file; a record's text in UTF-8."""
        return encode_with_escapes(self.raw, self.origin.encoding)

    def has_passed(self, stage: str) -> bool:
        """Tell whether the stage has edited the document."""
        return any(step.stage == stage for step in self.steps)

    def edited(self, stage: str, edits: Iterable[Edit]) -> "Document":
        """Return the document after the edits, and with them in its ledger.

        The only way in which text changes; paragraphs that are known go along with their text.
        Raises LawError where the edits do not fit it.
        """
        if not (step := Step(stage, sort_edits(edits))).edits:
            return self
        text = apply_edits(self.text, step.edits)
        moved = _move_paragraphs(self.paragraphs, OffsetMap(step.edits).invert()) if self.paragraphs else ()
        return replace(self, text=text, steps=(*self.steps, step), paragraphs=moved)

    def source(self, span: Span) -> Span:
        """Return the span of the raw text that a span of the text came from."""
        return OffsetChain(self.steps).map_back(span)

    def fact(self, field: str) -> str:
        """Return the value of a field, "" where the page does not say."""
        return next((fact.value for fact in self.facts if fact.field == field), "")


@dataclass(frozen=True, slots=True)
class Reject:
    """What could not be used, with its reason and its very bytes.

    `file` and `line` are those of Origin; `data` is the record's line without its "\\n", or the
    whole file.
    """

    file: str
    line: int
    reason: str
    data: bytes


def _move_paragraphs(paragraphs: Iterable[Paragraph], forward: OffsetMap) -> tuple[Paragraph, ...]:
    """Return the paragraphs where an edit has put them, those of which nothing is left out."""
    moved = (
        replace(p, span=forward.map_back(p.span), sentences=tuple(forward.map_back(s) for s in p.sentences))
        for p in paragraphs
    )
    return tuple(paragraph for paragraph in moved if paragraph.span)


Stage = Callable[[Document], Document]


@runtime_checkable
class BatchStage(Protocol):
    """A stage that takes many documents sooner at once than one by one, and each to the same result."""

    def __call__(self, document: Document) -> Document:
        """Return the document after the stage."""

    def process_many(self, documents: Sequence[Document]) -> list[Document]:
        """Return the documents after the stage, in order; one that fails fails them all."""


class OffsetChain:
    """Lead many spans through the same steps; make it once and ask it often."""

    __slots__ = ("_traces",)

    def __init__(self, steps: Sequence[Step]) -> None:
        self._traces = [OffsetMap(step.edits) for step in steps]

    def map_back(self, span: Span, after: int | None = None) -> Span:
        """Return the raw span of `span` in the text after the first `after` steps (all of them)."""
        start, end = span.start, span.end
        for trace in reversed(self._traces[:after]):
            start, end = trace.map_range(start, end)
        return Span(start, end)


def replay(raw: str, steps: Iterable[Step]) -> str:
    """Do every step again on the raw text; raises LawError where one does not fit."""
    return reduce(lambda text, step: apply_edits(text, step.edits), steps, raw)


def restore(text: str, steps: Sequence[Step]) -> str:
    """Undo every step, the last one first; raises LawError where one does not fit."""
    return reduce(lambda after, step: undo_edits(after, step.edits), reversed(steps), text)

"""The document that passes through the stages, with its ledger and what the stages found of it."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Protocol, runtime_checkable

from jiaokan.core.annotations import Mention, RepeatFindings, Score, Signal
from jiaokan.core.byte_escapes import encode_with_escapes
from jiaokan.core.edits import Edit, Span, apply_edits, sort_edits
from jiaokan.core.ledger import OffsetChain, Step, restore
from jiaokan.core.offsets import OffsetMap
from jiaokan.core.refusals import Refusal, find_refusal, note_refusal


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A span of `Document.text` with its role on the page.

    `role` is title, heading, body, list_item, caption, quote, verse, table, code or signature; `level` is
    the depth of a heading from 1, and 0 for other roles;
    `sentences` are spans of `Document.text` too; `script` is the script of the raw text of the
    paragraph: "hans", "hant", "mixed", "neutral", or "" before the annotate stage.
    """

    span: Span
    role: str = "body"
    level: int = 0
    sentences: tuple[Span, ...] = ()
    script: str = ""


URL_FIELDS = ("url", "uri", "link")  # fields of a record that may hold its address
UNREAD, READER_FAILED = (
    "cannot be read: ",
    "its reader failed here: ",
)  # reasons of a reject without its bytes
HTML_MEDIA = "html"  # `Origin.media` of a document whose raw text is a page of HTML


@dataclass(frozen=True, slots=True)
class Fact:
    """Metadata of a page: a field, its value, and the span of the raw text that the value stands in.

    A field with several values (`region`, `keywords`) holds them joined by "\\n". `raw` is None
    where the value was derived from the whole page.
    """

    field: str
    value: str
    raw: Span | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """The place that a raw text was read from.

    `file` is relative to the named input, with "/" between its parts. `line` is the number of the
    record in its file, from 1; 0 for a file that is one document. `fields` holds the other fields of
    the record as JSON, or "". The raw text encoded in `encoding` gives the bytes that were read.
    `media` is "text" or HTML_MEDIA.
    """

    file: str = ""
    line: int = 0
    fields: str = ""
    encoding: str = "utf-8"
    media: str = "text"

    def read_url(self) -> str:
        """Return the address among the fields of the record, "" for none.

        >>> Origin("pages.jsonl", 1, '{"uri": "https://a.example/1"}').read_url()
        'https://a.example/1'
        """
        fields = json.loads(self.fields) if self.fields else {}
        return next((url for key in URL_FIELDS if isinstance(url := fields.get(key), str) and url), "")


@dataclass(frozen=True, slots=True)
class Document:
    """A page between two stages: its current text, and the ledger of all edits since the raw text.

    `kind` is "article", or "no_article" where the page holds no article; `kind_why` then says why.
    `mentions`, `signals` and `scores` describe the text that annotate saw, and `repeats` how it stands to the
    others of its corpus (None where they were not compared); they go where a later step edits it.
    `refusals` are edits that a reviewer refused; they belong to a run and are not kept with the document.

    >>> document = Document("a", "分享到:今天").edited("strip", [Edit(0, "分享到:", "", "share/bar")])
    >>> document.text, document.raw, document.source(Span(0, 2))
    ('今天', '分享到:今天', Span(start=4, end=6))
    """

    id: str
    text: str
    origin: Origin = Origin()
    steps: tuple[Step, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    facts: tuple[Fact, ...] = ()
    kind: str = "article"
    kind_why: str = ""
    mentions: tuple[Mention, ...] = ()
    signals: tuple[Signal, ...] = ()
    scores: tuple[Score, ...] = ()
    repeats: RepeatFindings | None = None
    refusals: tuple[Refusal, ...] = field(default=(), compare=False, repr=False)
    _raw: str | None = field(default=None, repr=False, compare=False)  # known once a stage has edited it

    @property
    def raw(self) -> str:
        """The text that was read, before all edits."""
        return restore(self.text, self.steps) if self._raw is None else self._raw

    @property
    def raw_bytes(self) -> bytes:
        """The bytes of the file that was read; of a record, its text in UTF-8."""
        return encode_with_escapes(self.raw, self.origin.encoding)

    def has_passed(self, stage: str) -> bool:
        """Return whether the stage has edited the document."""
        return any(step.stage == stage for step in self.steps)

    def edited(self, stage: str, edits: Iterable[Edit]) -> "Document":
        """Return the document after a stage: its text edited, and the edits in its ledger.

        This is the only way in which text changes. Paragraphs that are known move with their text. An edit
        that a reviewer refused becomes a note.

        Args:
            stage: Name of the stage.
            edits: Edits in offsets of the current text, in any order. Without edits the document
                stays as it is, without a step.

        Raises:
            LawError: The edits overlap or do not fit the text.
        """
        if self.refusals:
            return _drop_refused_edits(self, tuple(edits), stage)
        if not (step := Step(stage, sort_edits(edits))).edits:
            return self
        text = apply_edits(self.text, step.edits)
        moved = _move_paragraphs(self.paragraphs, step.offset_map.invert()) if self.paragraphs else ()
        after = replace(self, text=text, steps=(*self.steps, step), paragraphs=moved, _raw=self.raw)
        is_described = self.mentions or self.signals or self.scores or self.repeats
        return replace(after, mentions=(), signals=(), scores=(), repeats=None) if is_described else after

    def source(self, span: Span) -> Span:
        """Return the span of the raw text that a span of the current text came from."""
        return OffsetChain(self.steps).map_back(span)

    def _repr_html_(self) -> str:
        """Return the document for a notebook, with its changes marked."""
        renderer = import_module("jiaokan.core.document_html")  # which itself imports this module
        return str(renderer.render_document(self))

    def fact(self, field: str) -> str:
        """Return the value of a field of the metadata, or ""."""
        return next((fact.value for fact in self.facts if fact.field == field), "")

    def find_fact_span(self, field: str) -> Span | None:
        """Return where a field of the metadata stands in the raw text; None if no fact of it has a place."""
        return next((fact.raw for fact in self.facts if fact.field == field and fact.raw), None)

    def list_other_facts(self, field: str) -> tuple[Fact, ...]:
        """Return the metadata without that of a field."""
        return tuple(fact for fact in self.facts if fact.field != field)

    def without_article(self, why: str) -> "Document":
        """Return the document as one that holds no article, and so has no title; `why` is the reason."""
        return replace(self, kind="no_article", kind_why=why, facts=self.list_other_facts("title"))


@dataclass(frozen=True, slots=True)
class Reject:
    """A record or file that could not be used, with the reason and its bytes.

    `file` and `line` are as in Origin; `data` is the line of the record without its "\\n", or the
    whole file.
    """

    file: str
    line: int
    reason: str
    data: bytes

    @property
    def lacks_bytes(self) -> bool:
        """Whether its bytes could not be read; a file of 0 bytes lacks none."""
        return not self.data and (self.line > 0 or self.reason.startswith((UNREAD, READER_FAILED)))


def _drop_refused_edits(document: Document, edits: Sequence[Edit], stage: str) -> Document:
    """Return the document after a stage without the edits that were refused; each leaves one note."""
    lineage = OffsetChain(document.steps)
    refusals, made = list(document.refusals), []
    for edit in edits:
        number = find_refusal(edit, lineage.map_back(edit.span), refusals)
        if number < 0:
            made.append(edit)
        elif not refusals[number].is_noted:
            made.append(note_refusal(edit, refusals[number]))
            refusals[number] = replace(refusals[number], is_noted=True)
    after = replace(document, refusals=()).edited(stage, made)
    return replace(after, refusals=tuple(refusals)) if made else document


def _move_paragraphs(paragraphs: Iterable[Paragraph], forward: OffsetMap) -> tuple[Paragraph, ...]:
    """Return the paragraphs in offsets of the edited text, without those that became empty."""
    moved = (
        replace(p, span=forward.map_back(p.span), sentences=tuple(forward.map_back(s) for s in p.sentences))
        for p in paragraphs
    )
    return tuple(paragraph for paragraph in moved if paragraph.span)


Stage = Callable[[Document], Document]


@runtime_checkable
class BatchStage(Protocol):
    """A stage that is faster on many documents at once; the result is the same as one by one."""

    def __call__(self, document: Document) -> Document:
        """Return the document after the stage."""

    def process_many(self, documents: Sequence[Document]) -> list[Document]:
        """Return the documents after the stage, in order; an error in one is an error for all."""

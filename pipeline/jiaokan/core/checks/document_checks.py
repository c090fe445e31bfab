"""Check a document read from a ledger: its types, its spans, and that its bytes can be made again."""

import codecs
import json
from collections.abc import Iterator, Sequence
from itertools import chain

from jiaokan.core.annotations import REPEAT_KINDS, RepeatFindings
from jiaokan.core.byte_escapes import ESCAPED_SUFFIX, encode_with_escapes
from jiaokan.core.document import HTML_MEDIA, Document, Origin, Paragraph
from jiaokan.core.edits import Edit, Span
from jiaokan.core.ledger import Step

MAX_LINE_NUMBER = 2**63 - 1  # a release stores it in 64 bits
_KINDS = ("article", "no_article")


def find_document_problem(document: Document) -> str:
    """Return what makes a document unfit to be published, "" where nothing does.

    Every check is one that a document made by the stages passes.
    """
    return next(_find_problems(document), "")


def _find_problems(document: Document) -> Iterator[str]:
    yield from _find_origin_problems(document.origin)
    for step in document.steps:
        yield from _find_step_problems(step)
    for paragraph in document.paragraphs:
        yield from _find_paragraph_problems(paragraph, len(document.text))
    raw = document.raw
    for fact in document.facts:
        if type(fact.field) is not str or type(fact.value) is not str:
            yield "a fact is no text"
        if fact.raw is not None and not _is_span_within(fact.raw, len(raw)):
            yield "a fact stands outside the raw text"
    yield from _find_annotation_problems(document)
    yield from _find_repeat_problems(document.repeats, len(document.paragraphs))
    if document.kind not in _KINDS or type(document.kind_why) is not str:
        yield f"kind is none of {', '.join(_KINDS)}"
    try:
        encode_with_escapes(raw, document.origin.encoding)
    except (UnicodeError, LookupError) as error:
        yield f"its encoding does not hold its text: {error}"


def _find_annotation_problems(document: Document) -> Iterator[str]:
    for mention in document.mentions:
        texts = (
            mention.kind,
            mention.norm,
            mention.code,
            mention.date_from,
            mention.date_to,
            mention.evidence,
        )
        if any(type(value) is not str for value in texts):
            yield "kind, norm, code, dates and evidence of a mention should be text"
        if not _is_span_within(mention.span, len(document.text)):
            yield "a mention stands outside the text"
    for signal in document.signals:
        value = signal.value
        is_number = type(value) in (int, float)
        if type(signal.name) is not str or not (is_number or _is_list_of_names(value)):
            yield "a signal should be a name, and a number or a list of names"
    for score in document.scores:
        names = (score.scorer, score.version, score.name)
        if any(type(name) is not str for name in names) or type(score.value) is not float:
            yield "a score should be three names and a number"


def _is_list_of_names(value: object) -> bool:
    return type(value) is tuple and all(type(item) is str for item in value)


def _find_repeat_problems(found: RepeatFindings | None, paragraphs: int) -> Iterator[str]:
    if not found:
        return
    if type(found.cluster) is not str or type(found.cluster_size) is not int or found.cluster_size < 1:
        yield "a cluster should be an id and a number from 1"
    if len(found.also_in) != paragraphs or any(type(n) is not int or n < 0 for n in found.also_in):
        yield "also_in should be a number for each paragraph"
    shares = [found.repeated_share, *(n for one in found.repeats for n in (one.jaccard, one.containment))]
    if any(type(share) not in (int, float) or not 0 <= share <= 1 for share in shares):
        yield "a share of what is repeated should be a number from 0 to 1"
    if any(type(one.other) is not str or one.kind not in REPEAT_KINDS for one in found.repeats):
        yield f"a repeat should be an id and one of {', '.join(REPEAT_KINDS)}"


def _find_origin_problems(origin: Origin) -> Iterator[str]:
    texts = (origin.file, origin.fields, origin.encoding, origin.media)
    if any(type(value) is not str for value in texts):
        yield "file, fields, encoding and media should be text"
        return
    if type(origin.line) is not int or not 0 <= origin.line <= MAX_LINE_NUMBER:
        yield f"line {origin.line!r} is no number of a line"
    if origin.media not in ("text", HTML_MEDIA):
        yield f"media {origin.media!r} is neither text nor {HTML_MEDIA}"
    if not _is_json_object(origin.fields):
        yield "fields are no JSON object"
    try:
        codecs.lookup(origin.encoding.removesuffix(ESCAPED_SUFFIX))
    except (LookupError, ValueError):
        yield f"encoding {origin.encoding!r} is unknown"


def _is_json_object(text: str) -> bool:
    try:
        return not text or isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _find_step_problems(step: Step) -> Iterator[str]:
    if type(step.stage) is not str or not step.stage:
        yield "a step names no stage"
    if not step.edits:
        yield "a step has no edits"
    elif not _are_sound_edits(step.edits):
        unsound = next(edit for edit in step.edits if not _are_sound_edits([edit]))
        yield f"an edit is not [start, old, new, rule, confidence, why]: {list(unsound)!r:.80}"


def _are_sound_edits(edits: Sequence[Edit]) -> bool:
    starts, old, new, rules, confidences, whys = zip(*edits, strict=True)
    return (
        set(map(type, starts)) == {int}
        and set(map(type, chain(old, new, rules, whys))) == {str}
        and set(map(type, confidences)) <= {int, float}
        and all(0 <= confidence <= 1 for confidence in set(confidences))
    )


def _find_paragraph_problems(paragraph: Paragraph, size: int) -> Iterator[str]:
    if (
        type(paragraph.role) is not str
        or type(paragraph.script) is not str
        or type(paragraph.level) is not int
    ):
        yield "a paragraph's role and script should be text, and its level a number"
    if not all(_is_span_within(span, size) for span in (paragraph.span, *paragraph.sentences)):
        yield "a paragraph or sentence stands outside the text"


def _is_span_within(span: Span, size: int) -> bool:
    return type(span.start) is type(span.end) is int and 0 <= span.start <= span.end <= size

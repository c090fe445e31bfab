"""What is kept of a document to compare it with all others."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from jiaokan.config.schema import RepeatSettings
from jiaokan.core.document import Document
from jiaokan.stages.repeats.folded_text import FoldedText, digest_points, fold_with_places
from jiaokan.stages.repeats.minhash import PERMUTATIONS, Hashes, hash_grams, make_signature

EMPTY_SIGNATURE = np.zeros(PERMUTATIONS, np.uint32)


@dataclass(frozen=True, slots=True)
class ParagraphKey:
    """A paragraph that is long enough to be compared: its place in the document, digest and letters."""

    index: int
    key: int
    letters: int


@dataclass(frozen=True, slots=True)
class DocumentSketch:
    """What is kept of a document.

    Attributes:
        chars: Code points of the clean text.
        letters: Code points of the folded text.
        text_key: Digest of the folded text; of no meaning where it is empty.
        grams: Different 5-grams; 0 where the text is too short for anything but equality.
        signature: Of the 5-grams, (PERMUTATIONS,); of no meaning where `grams` is 0.
        paragraphs: The paragraphs that are compared.
    """

    chars: int
    letters: int
    text_key: int
    grams: int
    signature: Hashes
    paragraphs: tuple[ParagraphKey, ...]


def make_empty_sketch(document: Document) -> DocumentSketch:
    """Return the sketch of a document that is like no other."""
    return DocumentSketch(len(document.text), 0, 0, 0, EMPTY_SIGNATURE, ())


def sketch_document(document: Document, settings: RepeatSettings) -> DocumentSketch:
    """Return the sketch of a document."""
    folded = fold_with_places(document.text)
    letters = len(folded.points)
    grams, signature = 0, EMPTY_SIGNATURE
    if letters >= settings.min_letters:
        hashes = hash_grams(folded.points)
        grams, signature = len(hashes), make_signature(hashes)
    text_key = digest_points(folded.points)
    paragraphs = tuple(_find_paragraph_keys(document, folded, settings.paragraph_letters))
    return DocumentSketch(len(document.text), letters, text_key, grams, signature, paragraphs)


def _find_paragraph_keys(document: Document, folded: FoldedText, min_letters: int) -> Iterator[ParagraphKey]:
    for index, paragraph in enumerate(document.paragraphs):
        points = folded.slice_points(paragraph.span)
        if len(points) >= min_letters:
            yield ParagraphKey(index, digest_points(points), len(points))

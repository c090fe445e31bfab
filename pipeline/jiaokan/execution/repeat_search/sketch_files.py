"""The sketches of a shard's documents as arrays in files, keys sorted."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from jiaokan.config.config_loader import Config
from jiaokan.core.document import Document
from jiaokan.execution.stage_parts import PART_NAME_FORMAT
from jiaokan.execution.storage import open_storage
from jiaokan.readers import Item
from jiaokan.stages.repeats.document_sketch import DocumentSketch, make_empty_sketch, sketch_document
from jiaokan.stages.repeats.minhash import PERMUTATIONS, Keys, make_band_keys
from jiaokan.stages.repeats.similarity import Ints

SKETCHES_FOLDER = "sketches"
PARTS_FOLDER = "parts"  # of the documents, where they are written as parts
CHARS, LETTERS, GRAMS = range(3)  # columns of the array of documents
ROW, PARAGRAPH, PARAGRAPH_LETTERS = range(3)  # columns that stand beside keys; texts and bands have the first
KeyKind = Literal["texts", "bands", "paragraphs"]
Array = npt.NDArray[Any]


class SketchWriter:
    """Take the documents of a shard as they go by, and write their sketches."""

    def __init__(self, config: Config) -> None:
        self._settings, self._unpublished_kind = config.repeats, config.publish.reject_kind
        self._sketches: list[DocumentSketch] = []

    def sketch_items(self, items: Iterator[Item]) -> Iterator[Item]:
        """Yield the items; keep a sketch of each document."""
        for item in items:
            if isinstance(item, Document):
                self.add(item)
            yield item

    def add(self, document: Document) -> None:
        """Keep the sketch of a document; one that is not published is like no other."""
        is_published = document.kind != self._unpublished_kind
        sketch = sketch_document(document, self._settings) if is_published else make_empty_sketch(document)
        self._sketches.append(sketch)

    def write_files(self, folder: Path, number: int) -> list[str]:
        """Write the arrays of a shard below a folder; return their names in it."""
        arrays = {**self._make_document_arrays(), **self._make_key_arrays()}
        (folder / SKETCHES_FOLDER).mkdir(parents=True, exist_ok=True)
        for name, array in arrays.items():
            np.save(folder / make_array_name(number, name), array)
        return [make_array_name(number, name) for name in arrays]

    def _make_document_arrays(self) -> dict[str, Array]:
        rows = [(sketch.chars, sketch.letters, sketch.grams) for sketch in self._sketches]
        signatures = [sketch.signature for sketch in self._sketches]
        return {
            "documents": np.array(rows, np.int64).reshape(-1, 3),
            "signatures": np.array(signatures, np.uint32).reshape(-1, PERMUTATIONS),
        }

    def _make_key_arrays(self) -> dict[str, Array]:
        texts = [(s.text_key, row) for row, s in enumerate(self._sketches) if s.letters]
        compared = [row for row, s in enumerate(self._sketches) if s.grams]
        signatures = np.array([self._sketches[row].signature for row in compared], np.uint32)
        bands = make_band_keys(signatures.reshape(-1, PERMUTATIONS))
        paragraphs = [
            (p.key, row, p.index, p.letters) for row, s in enumerate(self._sketches) for p in s.paragraphs
        ]
        return {
            **_sort_keys("texts", [key for key, _ in texts], [[row] for _, row in texts]),
            **_sort_keys("bands", bands.ravel(), np.repeat(np.array(compared, np.uint32), bands.shape[1])),
            **_sort_keys("paragraphs", [p[0] for p in paragraphs], [p[1:] for p in paragraphs]),
        }


def _sort_keys(kind: KeyKind, keys: Sequence[int] | Keys, values: Sequence[Any] | Array) -> dict[str, Array]:
    known = np.array(keys, np.uint64)
    order = np.argsort(known, kind="stable")
    columns = 3 if kind == "paragraphs" else 1
    return {
        f"{kind}-keys": known[order],
        f"{kind}-values": np.array(values, np.uint32).reshape(-1, columns)[order],
    }


def make_array_name(number: int, name: str) -> str:
    """Return the name of a shard's array in the working folder.

    >>> make_array_name(3, "documents")
    'sketches/00003-documents.npy'
    """
    return f"{SKETCHES_FOLDER}/{number:05}-{name}.npy"


@contextmanager
def open_arrays(folder: str, names: Sequence[str]) -> Iterator[list[Array]]:
    """Yield the arrays of some files; large ones stay on the disk."""
    storage = open_storage(folder)
    with ExitStack() as stack:
        yield [load_array(stack.enter_context(storage.open_local(name))) for name in names]


def load_array(path: Path) -> Array:
    """Return the array of a file, mapped into memory; an empty one cannot be."""
    head: Array = np.load(path, mmap_mode="r", allow_pickle=False)
    return head


@dataclass(frozen=True, slots=True)
class CorpusSketches:
    """The sketches of all shards; documents are numbered through, in the order of the corpus.

    Attributes:
        folder: Working folder, a path or an address.
        counts: Documents of each shard.
        documents: Name in it of the file of a shard's documents, as `str.format` takes it.
    """

    folder: str
    counts: tuple[int, ...]
    documents: str = f"{PARTS_FOLDER}/{PART_NAME_FORMAT}"

    def name_documents(self, shard: int) -> str:
        """Return the name of the file of a shard's documents in the working folder."""
        return self.documents.format(shard)

    @property
    def first_documents(self) -> Ints:
        """The number of each shard's first document, and after the last the number of all."""
        return np.array([0, *accumulate(self.counts)], np.int64)

    def read_documents(self) -> Ints:
        """Return the numbers that are kept of each document, (documents, 3)."""
        parts = []
        for number in range(len(self.counts)):
            with open_arrays(self.folder, [make_array_name(number, "documents")]) as (array,):
                parts.append(np.array(array))
        return np.concatenate(parts)

    def count_keys(self, kind: KeyKind) -> int:
        """Return the number of keys of a kind."""
        total = 0
        for number in range(len(self.counts)):
            with open_arrays(self.folder, [make_array_name(number, f"{kind}-keys")]) as (keys,):
                total += len(keys)
        return total

    def read_keys(self, kind: KeyKind, part: int, parts: int) -> tuple[Keys, Ints]:
        """Return the keys that lie in one of `parts` equal ranges, with what stands beside them.

        Returns:
            The keys, those of a shard sorted and before those of later ones; and of each key the number of
            its document, then the other columns.
        """
        lowest, beyond = (part << 64) // parts, ((part + 1) << 64) // parts
        found: list[tuple[Keys, Ints]] = []
        for number, first in enumerate(self.first_documents[:-1]):
            names = [make_array_name(number, f"{kind}-{what}") for what in ("keys", "values")]
            with open_arrays(self.folder, names) as (keys, values):
                start = int(np.searchsorted(keys, np.uint64(lowest)))
                end = int(np.searchsorted(keys, np.uint64(beyond))) if beyond < 1 << 64 else len(keys)
                own = values[start:end].astype(np.int64)
                own[:, ROW] += first
                found.append((np.array(keys[start:end]), own))
        return np.concatenate([keys for keys, _ in found]), np.concatenate([own for _, own in found])

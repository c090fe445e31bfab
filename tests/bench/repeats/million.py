"""Measure memory and time of a search for repeats: `python million.py 1000000 FOLDER`.

Documents are words drawn from the vocabulary of a topic and from one that all share, with Zipf's
frequencies, so that different ones share 5-grams as pages of one topic do. Every tenth is a twin of an
earlier one with some words replaced. FOLDER takes about 2 kB a document and is kept, to run it again.
"""

import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa

from jiaokan.config import config_loader
from jiaokan.core.document import Document, Paragraph
from jiaokan.core.edits import Span
from jiaokan.engines.serial_engine import SerialEngine
from jiaokan.execution.repeat_search.search_driver import search_repeats
from jiaokan.execution.repeat_search.search_job import SearchJob
from jiaokan.execution.repeat_search.sketch_files import PARTS_FOLDER, CorpusSketches, SketchWriter
from jiaokan.execution.stage_parts import PART_NAME_FORMAT
from jiaokan.readers.parquet_reader import STAGE_SCHEMA, open_stage_writer

SHARD_DOCUMENTS = 5_000
TOPICS, TOPIC_WORDS, COMMON_WORDS, WORDS = 50, 3_000, 5_000, 150
CONFIG = config_loader.load_default()


def make_documents(shard: int, count: int) -> Iterator[Document]:
    """Yield the documents of a shard; every tenth is a twin of the one five before."""
    random = np.random.Generator(np.random.PCG64(shard))
    words = make_words()
    chosen = choose_words(random, count)
    is_kept = random.random((count, WORDS)) < 0.95
    chosen[9::10] = np.where(is_kept[9::10], chosen[4::10], chosen[9::10])
    for number, row in enumerate(chosen):
        lines = ["".join(words[i] for i in row[at : at + 30]) for at in range(0, WORDS, 30)]
        paragraphs, at = [], 0
        for line in lines:
            paragraphs.append(Paragraph(Span(at, at + len(line))))
            at += len(line) + 1
        yield Document(f"{shard:05}-{number}", "\n".join(lines), paragraphs=tuple(paragraphs))


def make_words() -> list[str]:
    random = np.random.Generator(np.random.PCG64(0))
    chars = random.integers(0x4E00, 0x6500, (COMMON_WORDS + TOPICS * TOPIC_WORDS, 2))
    return [chr(a) + chr(b) for a, b in chars]


def choose_words(
    random: np.random.Generator, count: int
) -> "np.ndarray[tuple[int, ...], np.dtype[np.int64]]":
    rank = (random.random((count, WORDS)) ** 4 * TOPIC_WORDS).astype(int)  # a few words are most of them
    topic = random.integers(0, TOPICS, (count, 1))
    is_common = random.random((count, WORDS)) < 0.4
    return np.where(is_common, rank, COMMON_WORDS + topic * TOPIC_WORDS + rank)


def write_shard(folder: Path, shard: int, count: int) -> None:
    part = folder / PARTS_FOLDER / PART_NAME_FORMAT.format(shard)
    if part.exists():
        return
    sketches = SketchWriter(CONFIG)
    documents = list(sketches.sketch_items(make_documents(shard, count)))
    sketches.write_files(folder, shard)
    part.parent.mkdir(parents=True, exist_ok=True)
    rows = [{"id": d.id, "text": d.text, "ledger": "{}"} for d in documents if isinstance(d, Document)]
    with open_stage_writer(part) as writer:
        writer.write_table(pa.Table.from_pylist(rows, STAGE_SCHEMA))


def main(count: int, folder: Path) -> None:
    shards = -(-count // SHARD_DOCUMENTS)
    start = time.perf_counter()
    for shard in range(shards):
        write_shard(folder, shard, SHARD_DOCUMENTS)
    print(f"made and sketched {time.perf_counter() - start:7.1f} s, {read_memory():,.0f} MB", flush=True)
    sketches = CorpusSketches(str(folder), (SHARD_DOCUMENTS,) * shards)
    start = time.perf_counter()
    search_repeats(SearchJob(sketches, CONFIG.repeats, f"bench-{time.time_ns()}"), SerialEngine())
    print(f"searched {time.perf_counter() - start:7.1f} s, {read_memory():,.0f} MB", flush=True)


def read_memory() -> float:
    """Return the most memory that this process has taken, in MB; pages of mapped files are in it."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))

"""Take items through stages in chunks, for the command line, for DVC and for programs.

Every item that comes in goes out, in order: a document after the stages, or a reject. The chunks depend on
the items alone, so the result depends neither on the number of workers nor on where a run was broken off.
"""

import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache, partial
from time import perf_counter

from jiaokan.config.config_loader import Config
from jiaokan.core.document import BatchStage, Document, Reject, Stage
from jiaokan.core.errors import InputError
from jiaokan.core.runtime.garbage_collection import allow_garbage_collection, pause_garbage_collection
from jiaokan.execution import review_overrides
from jiaokan.execution.engine import Engine, LostTask
from jiaokan.execution.packed_settings import PackedSettings, unpack_settings
from jiaokan.execution.redaction import redaction_stage
from jiaokan.execution.run_counts import EXTRACT_STAGE
from jiaokan.readers import Item
from jiaokan.readers.jsonl_reader import encode_raw_record
from jiaokan.stages import STAGES

Chunk = tuple[int, list[Item]]
ChunkFunction = Callable[[Chunk], Chunk]
NoteTime = Callable[[str, float], None]

# what one task of a worker holds at most; a longer document makes a chunk of its own
MAX_CHUNK_ITEMS = 64
MAX_CHUNK_CHARS = 1_000_000
MAX_CHUNKS_UNDER_WAY = 64  # of a stream: so many are read before the first comes back
# processes that die on an item by itself before it is rejected; one more died on its chunk before that
MAX_ITEM_ATTEMPTS = 2


def clean_document(document: Document, stages: Sequence[str], config: Config) -> Document:
    """Return the document after the named stages; raises LawError where one breaks a law."""
    with pause_garbage_collection():  # the first document loads tables of many strings
        for _, stage in _build_stages(tuple(stages), config):
            document = stage(document)
    return document


def group_into_chunks(items: Iterable[Item]) -> Iterator[Chunk]:
    """Number the items in groups that depend on the items alone."""
    group: list[Item] = []
    number = size = 0
    for item in items:
        length = len(item.text) if isinstance(item, Document) else len(item.data)
        if group and (len(group) == MAX_CHUNK_ITEMS or size + length > MAX_CHUNK_CHARS):
            yield number, group
            group, size, number = [], 0, number + 1
        group.append(item)
        size += length
    if group:
        yield number, group


def process_chunks(
    numbered: Iterable[Chunk], stages: Sequence[str], settings: PackedSettings, engine: Engine
) -> Iterator[Chunk]:
    """Yield every chunk after the named stages, in order.

    A document that fails, or kills its process, becomes a reject with its raw bytes.
    """
    work = partial(_process_task, tuple(stages), settings)
    sent: deque[Chunk] = deque()
    for result in engine.map(work, _keep_sent(numbered, sent), window=MAX_CHUNKS_UNDER_WAY):
        number, items = sent.popleft()
        if isinstance(result, LostTask):
            yield number, list(_process_one_by_one(work, items, engine))
        else:
            yield result


def _keep_sent(numbered: Iterable[Chunk], sent: deque[Chunk]) -> Iterator[Chunk]:
    for chunk in numbered:
        sent.append(chunk)
        yield chunk


def _process_one_by_one(work: ChunkFunction, items: Sequence[Item], engine: Engine) -> Iterator[Item]:
    """Take each item of a chunk through by itself, so that a death costs no other."""
    singles: list[Chunk] = [(number, [item]) for number, item in enumerate(items)]
    results = engine.map(work, singles, attempts=MAX_ITEM_ATTEMPTS, window=MAX_CHUNKS_UNDER_WAY)
    for item, result in zip(items, results, strict=True):
        if not isinstance(result, LostTask):
            yield result[1][0]
        else:
            yield item if isinstance(item, Reject) else make_death_reject(item)


def make_death_reject(document: Document) -> Reject:
    """Return a document as a reject because processes die on it."""
    return make_reject(document, f"the process died on {document.id!r}; it may need more memory")


def _process_task(stages: tuple[str, ...], settings: PackedSettings, chunk: Chunk) -> Chunk:
    return process_chunk(stages, unpack_settings(settings), chunk)


@lru_cache(maxsize=8)
def _build_stages(stages: tuple[str, ...], config: Config) -> tuple[tuple[str, Stage], ...]:
    """Return the named stages, each with its name; extract, which pages of HTML need, stands before them."""
    first = (("review", review_overrides.build(config)),) if config.review.file else ()
    names = dict.fromkeys((EXTRACT_STAGE, *stages))
    last = (("redact", _build_redaction(config)),) if config.annotate.redact and "annotate" in stages else ()
    return (*first, *((name, STAGES[name](config)) for name in names), *last)


def _build_redaction(config: Config) -> Stage:
    """Make the step that takes a page through all stages again where it holds personal data."""
    plain = replace(
        config, annotate=replace(config.annotate, redact=()), review=replace(config.review, file="")
    )
    return redaction_stage.build(config, [stage for _, stage in _build_stages(tuple(STAGES), plain)])


def redact_items(items: Iterable[Item], config: Config) -> Iterator[Item]:
    """Yield items, documents without the personal data that the settings name; what cannot be is a reject."""
    if not config.annotate.redact:
        yield from items
        return
    redact = _build_redaction(config)
    for item in items:
        yield _run_stage_or_reject(redact, item, 0.0) if isinstance(item, Document) else item


def process_chunk(
    stages: tuple[str, ...], config: Config, chunk: Chunk, note_time: NoteTime | None = None
) -> Chunk:
    """Return a chunk after the named stages; a document that fails as a reject.

    Args:
        stages: Names of the stages.
        config: Settings.
        chunk: The items, and the number of the chunk.
        note_time: Is called with each stage's name and the seconds that it took.
    """
    number, items = chunk
    for name, stage in _build_stages(stages, config):
        start = perf_counter()
        with allow_garbage_collection() if _makes_cycles(name, config) else pause_garbage_collection():
            items = (
                _run_batch_stage(stage, items)
                if isinstance(stage, BatchStage) and not config.input.stage_seconds
                else _run_stage_on_each(stage, items, config.input.stage_seconds)
            )
        if note_time:
            note_time(name, perf_counter() - start)
    return number, items


def _makes_cycles(stage: str, config: Config) -> bool:
    """Tell whether a stage makes objects that hold each other, as the trees of Beautiful Soup do."""
    return stage == EXTRACT_STAGE and config.extract.parser == "bs4"


def _run_batch_stage(stage: BatchStage, items: list[Item]) -> list[Item]:
    """Take the documents through a stage together; where that fails, each by itself shows which one."""
    try:
        done = iter(stage.process_many([item for item in items if isinstance(item, Document)]))
    except Exception:
        return _run_stage_on_each(stage, items)
    return [next(done) if isinstance(item, Document) else item for item in items]


def _run_stage_on_each(stage: Stage, items: list[Item], seconds: float = 0.0) -> list[Item]:
    return [
        _run_stage_or_reject(stage, item, seconds) if isinstance(item, Document) else item for item in items
    ]


def _run_stage_or_reject(stage: Stage, document: Document, seconds: float) -> Item:
    try:
        with _limit_time(seconds):
            return stage(document)
    except InputError as error:  # the page's own fault
        return make_reject(document, str(error))
    except Exception as error:
        return make_reject(document, f"a stage failed on {document.id!r}: {type(error).__name__}: {error}")


@contextmanager
def _limit_time(seconds: float) -> Iterator[None]:
    """Raise InputError once so many seconds have passed, 0 for never.

    Only the main thread of a process can be interrupted so, on systems that have such a timer.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if not seconds or not is_main or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: object) -> None:
        raise InputError(f"a stage takes more than {seconds:g} seconds for the page (input.stage_seconds)")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def make_reject(document: Document, reason: str) -> Reject:
    """Return the document as it came in, with the reason why it cannot be used."""
    origin = document.origin
    data = encode_raw_record(document) if origin.line else document.raw_bytes
    return Reject(origin.file, origin.line, reason, data)

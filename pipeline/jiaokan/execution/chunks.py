"""Items in, items out: what the command line, DVC and a program all call.

Every item that comes in goes out, in order: a document after the stages, or a reject. So the
result depends on neither the number of workers nor on where a run was broken off.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache, partial
from itertools import chain, islice
from multiprocessing import get_context

from jiaokan.config.config_loader import Config
from jiaokan.core.document import BatchStage, Document, Reject, Stage
from jiaokan.core.errors import InputError
from jiaokan.readers import Item
from jiaokan.readers.jsonl_reader import encode_raw_record
from jiaokan.stages import STAGES
from jiaokan.stages.extract import page_stage as extraction

Chunk = tuple[int, list[Item]]
ChunkFunction = Callable[[Chunk], Chunk]

# what one task of a worker holds at most; a longer document makes a chunk of its own
MAX_CHUNK_ITEMS = 64
MAX_CHUNK_CHARS = 1_000_000


def clean_document(document: Document, stages: Sequence[str], config: Config) -> Document:
    """Return the document after the named stages; raises LawError where one breaks a law."""
    for stage in _build_stages(tuple(stages), config):
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
    numbered: Iterable[Chunk], stages: Sequence[str], config: Config, workers: int = 1
) -> Iterator[Chunk]:
    """Yield every chunk after the named stages, in order; one chunk alone needs no second process.

    A document that fails, or kills its worker, becomes a reject with its raw bytes.
    """
    work = partial(_process_chunk, tuple(stages), config)
    source = iter(numbered)
    first = list(islice(source, 2))
    if workers == 1 or len(first) < 2:
        return map(work, chain(first, source))
    return _process_in_parallel(work, chain(first, source), workers)


@lru_cache(maxsize=8)  # pages of HTML become text before the first stage; texts pass through
def _build_stages(stages: tuple[str, ...], config: Config) -> tuple[Stage, ...]:
    return (extraction.build(config), *(STAGES[name](config) for name in stages))


def _process_chunk(stages: tuple[str, ...], config: Config, chunk: Chunk) -> Chunk:
    number, items = chunk
    for stage in _build_stages(stages, config):
        items = (
            _run_batch_stage(stage, items)
            if isinstance(stage, BatchStage)
            else _run_stage_on_each(stage, items)
        )
    return number, items


def _run_batch_stage(stage: BatchStage, items: list[Item]) -> list[Item]:
    """Take the documents through a stage together; where that fails, each by itself shows which one."""
    try:
        done = iter(stage.process_many([item for item in items if isinstance(item, Document)]))
    except Exception:
        return _run_stage_on_each(stage, items)
    return [next(done) if isinstance(item, Document) else item for item in items]


def _run_stage_on_each(stage: Stage, items: list[Item]) -> list[Item]:
    return [_run_stage_or_reject(stage, item) if isinstance(item, Document) else item for item in items]


def _run_stage_or_reject(stage: Stage, document: Document) -> Item:
    try:
        return stage(document)
    except InputError as error:  # the page's own fault
        return make_reject(document, str(error))
    except Exception as error:
        return make_reject(document, f"a stage failed on {document.id!r}: {type(error).__name__}: {error}")


def make_reject(document: Document, reason: str) -> Reject:
    """Return the document as it came in, with the reason why it cannot be used."""
    origin = document.origin
    data = encode_raw_record(document) if origin.line else document.raw_bytes
    return Reject(origin.file, origin.line, reason, data)


def _process_in_parallel(work: ChunkFunction, numbered: Iterable[Chunk], workers: int) -> Iterator[Chunk]:
    """Keep three chunks a worker on their way and yield them in order."""
    pool = _start_pool(workers)
    waiting: deque[tuple[Chunk, Future[Chunk]]] = deque()
    source = iter(numbered)
    try:
        while True:
            waiting.extend(
                (chunk, pool.submit(work, chunk)) for chunk in islice(source, 3 * workers - len(waiting))
            )
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:  # a worker died, in this chunk or in one that waits
                pool.shutdown(cancel_futures=True)
                yield chunk[0], [_process_in_isolation(work, item) for item in chunk[1]]
                pool = _start_pool(workers)
                waiting = deque((late, pool.submit(work, late)) for late, _ in waiting)
    finally:
        pool.shutdown(cancel_futures=True)


def _process_in_isolation(work: ChunkFunction, item: Item) -> Item:
    """Give one item a process of its own, so that its death costs no other."""
    if isinstance(item, Reject):
        return item
    with _start_pool(1) as pool:
        try:
            return pool.submit(work, (0, [item])).result()[1][0]
        except BrokenProcessPool:
            return make_reject(item, f"the process died on {item.id!r}; it may need more memory")


def _start_pool(workers: int) -> ProcessPoolExecutor:
    # spawn: a fork would copy pyarrow's threads in the middle of their work
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))

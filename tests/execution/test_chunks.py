"""The same items give the same result, whatever the workers do, and nothing is lost on the way."""

import os
import signal
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from jiaokan.config import config_loader
from jiaokan.core.document import BatchStage, Document, Origin, Reject
from jiaokan.core.errors import LawError
from jiaokan.engines.processes_engine import ProcessEngine
from jiaokan.engines.serial_engine import SerialEngine
from jiaokan.execution import chunks
from jiaokan.execution.packed_settings import pack_settings
from jiaokan.readers import Item
from jiaokan.stages import STAGES

CONFIG = config_loader.load_default()


def pages(count: int) -> list[Item]:
    return [
        Document(f"{i:04}", f"第{i}章 標題\n\n正文,說{i}次。\n分享到:", Origin("x.jsonl", i + 1))
        for i in range(count)
    ]


def through(items: list[Item], workers: int, stages: tuple[str, ...] = tuple(STAGES)) -> list[Item]:
    engine = SerialEngine() if workers == 1 else ProcessEngine(workers)
    numbered = chunks.process_chunks(chunks.group_into_chunks(items), stages, pack_settings(CONFIG), engine)
    return [item for _, chunk in numbered for item in chunk]


def test_chunks_hold_every_item_once_and_in_order() -> None:
    items: list[Item] = [
        *pages(200),
        Reject("f", 1, "r", b"x"),
        Document("big", "字" * 2_000_000),
        Document("end", ""),
    ]
    numbered = list(chunks.group_into_chunks(items))
    assert [number for number, _ in numbered] == list(range(len(numbered)))
    assert [item for _, chunk in numbered for item in chunk] == items
    assert max(len(chunk) for _, chunk in numbered) == chunks.MAX_CHUNK_ITEMS


def test_workers_do_not_change_the_result() -> None:
    items = pages(150)
    assert through(items, 2) == through(items, 1)


def test_a_stage_that_fails_rejects_its_document_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(document: Document) -> Document:
        if document.id == "0001":
            raise LawError("no such law")
        return document

    monkeypatch.setitem(STAGES, "strip", lambda _: broken)
    chunks._build_stages.cache_clear()
    first, reject, last = through(pages(3), 1, ("strip",))
    chunks._build_stages.cache_clear()
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert isinstance(reject, Reject)
    assert (reject.file, reject.line) == ("x.jsonl", 2)
    assert reject.reason == "a stage failed on '0001': LawError: no such law"
    assert reject.data.startswith('{"id":"0001","text":"第1章 標題'.encode())


def test_a_stage_that_takes_many_at_once_gives_what_it_gives_one_by_one() -> None:
    items = [*pages(70), Reject("f", 1, "r", b"x"), Document("empty", "")]
    stage = STAGES["strip"](CONFIG)
    assert isinstance(stage, BatchStage)
    alone = [stage(item) if isinstance(item, Document) else item for item in items]
    assert through(items, 1, ("strip",)) == alone


def test_a_document_that_fails_among_many_is_rejected_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Brittle:
        def __call__(self, document: Document) -> Document:
            if document.id == "0001":
                raise LawError("no such law")
            return replace(document, kind="seen")

        def process_many(self, documents: Sequence[Document]) -> list[Document]:
            return [self(document) for document in documents]

    monkeypatch.setitem(STAGES, "strip", lambda _: Brittle())
    chunks._build_stages.cache_clear()
    first, reject, last = through(pages(3), 1, ("strip",))
    chunks._build_stages.cache_clear()
    assert isinstance(reject, Reject)
    assert reject.reason == "a stage failed on '0001': LawError: no such law"
    assert [item.kind for item in (first, last) if isinstance(item, Document)] == ["seen", "seen"]


class DeadlyEngine:
    """Run each chunk through the processes, with one that kills them."""

    def __init__(self, name: str) -> None:
        self.name, self.inner = name, ProcessEngine(2)

    def map(self, _, tasks, *, attempts=1, window=None):  # type: ignore[no-untyped-def]
        return self.inner.map(DieOn(self.name), tasks, attempts=attempts, window=window)


class DieOn:
    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, chunk: chunks.Chunk) -> chunks.Chunk:
        """Kill this process where the chunk holds the document, as the system does when memory runs out."""
        if any(isinstance(item, Document) and item.id == self.name for item in chunk[1]):
            os.kill(os.getpid(), signal.SIGKILL)
        return chunk


def test_a_document_that_kills_its_worker_is_rejected_and_the_rest_goes_on() -> None:
    numbered = chunks.group_into_chunks(pages(150))
    results = list(chunks.process_chunks(numbered, (), pack_settings(CONFIG), DeadlyEngine("0070")))
    assert [number for number, _ in results] == [0, 1, 2]
    items = [item for _, chunk in results for item in chunk]
    assert items[:70] + items[71:] == pages(150)[:70] + pages(150)[71:]
    assert isinstance(items[70], Reject)
    assert "died" in items[70].reason


def test_the_rules_of_a_configuration_of_ones_own_are_found(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('[script]\ntarget = "keep"\n', "utf-8")
    own = config_loader.load(tmp_path / "own.toml")
    assert own.script.target == "keep"
    assert own.rules_folders == CONFIG.rules_folders

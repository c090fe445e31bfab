"""A result appears whole or not at all, and goes on where it was broken off."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from jiaokan.config import config_loader
from jiaokan.core.document import Document, Origin, Reject
from jiaokan.core.errors import OutputError
from jiaokan.execution import checkpoints, chunks
from jiaokan.execution.chunks import Chunk
from jiaokan.readers import Item, read_inputs

ITEMS: list[Item] = [
    *(Document(f"{i:05}", f"文{i}", Origin("x.jsonl", i + 1)) for i in range(64 * 70)),
    Reject("x.jsonl", 9999, "因", b"\xff"),
]


def unchanged(numbered: Iterable[Chunk]) -> Iterator[Chunk]:
    yield from numbered


def put(output: Path, items: list[Item] = ITEMS, mark: str = "a") -> list[Item]:
    return list(checkpoints.store_items(chunks.group_into_chunks(items), unchanged, str(output), mark))


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize("name", ["x.jsonl", "x"])
def test_what_is_stored_comes_in_again(tmp_path: Path, name: str) -> None:
    assert put(tmp_path / name) == ITEMS
    assert list(read_inputs([str(tmp_path / name)])) == ITEMS
    again = tmp_path / "again"
    put(again / name)
    written = {path: data for path, data in files(tmp_path).items() if not path.startswith("again")}
    assert files(again) == written


def test_a_folder_goes_on_where_it_was_broken_off(tmp_path: Path) -> None:
    seen: list[int] = []

    def breaking(numbered: Iterable[Chunk]) -> Iterator[Chunk]:
        for number, items in numbered:
            seen.append(number)
            if number == 40 and seen.count(40) == 1:
                raise KeyboardInterrupt
            yield number, items

    for attempt in range(2):
        numbered = chunks.group_into_chunks(ITEMS)
        if attempt == 0:
            with pytest.raises(KeyboardInterrupt):
                list(checkpoints.store_items(numbered, breaking, str(tmp_path / "x"), "a"))
            assert not (tmp_path / "x").exists()
        else:
            assert list(checkpoints.store_items(numbered, breaking, str(tmp_path / "x"), "a")) == ITEMS
    assert seen.count(5) == 1  # the first shard was whole and was not made again
    put(tmp_path / "y")
    assert files(tmp_path / "x") == files(tmp_path / "y")


def test_a_folder_of_another_run_is_begun_anew(tmp_path: Path) -> None:
    partial = tmp_path / "x.partial"
    partial.mkdir()
    (partial / "fingerprint").write_text("of other settings", "utf-8")
    (partial / "part-00000.parquet").write_bytes(b"stale")
    assert put(tmp_path / "x") == ITEMS


def test_a_folder_that_no_stage_wrote_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_bytes(b"mine")
    with pytest.raises(OutputError, match=r"thesis\.doc"):
        put(tmp_path)
    assert files(tmp_path) == {"thesis.doc": b"mine"}


def test_a_file_that_breaks_off_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b"old")

    def breaking(numbered: Iterable[Chunk]) -> Iterator[Chunk]:
        yield next(iter(numbered))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(checkpoints.store_items(chunks.group_into_chunks(ITEMS), breaking, str(path), "a"))
    assert files(tmp_path) == {"x.jsonl": b"old"}


def test_the_fingerprint_knows_settings_and_input(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲", "utf-8")
    name, base = str(tmp_path), config_loader.load_default()
    first = checkpoints.compute_fingerprint([name], ["strip"], base)
    assert first == checkpoints.compute_fingerprint([name], ["strip"], base)
    other = config_loader.load(overrides=["script.target=keep"])
    assert first != checkpoints.compute_fingerprint([name], ["strip"], other)
    assert first != checkpoints.compute_fingerprint([name], ["script"], base)
    (tmp_path / "a.txt").write_text("甲乙", "utf-8")
    assert first != checkpoints.compute_fingerprint([name], ["strip"], base)


def test_the_fingerprint_knows_what_the_settings_name(tmp_path: Path) -> None:
    counts = tmp_path / "counts.jsonl"
    own = config_loader.load(overrides=[f"strip.repeats.file='{counts}'"])
    counts.write_text("1\n", "utf-8")
    first = checkpoints.compute_fingerprint([], ["strip"], own)
    assert first == checkpoints.compute_fingerprint([], ["strip"], own)
    counts.write_text("2\n", "utf-8")
    assert first != checkpoints.compute_fingerprint([], ["strip"], own)


def test_standard_input_is_never_taken_for_what_it_was() -> None:
    base = config_loader.load_default()
    assert checkpoints.compute_fingerprint(["-"], ["strip"], base) != checkpoints.compute_fingerprint(
        ["-"], ["strip"], base
    )

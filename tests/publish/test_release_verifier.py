"""`verify` notices every kind of damage to a release and names the place."""

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from jiaokan import publish
from jiaokan.config import config_loader
from jiaokan.core.document import Reject
from jiaokan.core.errors import InputError
from jiaokan.publish import manifest
from tests.publish.corpus import from_files, page, settings_with

BAD = [Reject("bad.txt", 0, "not UTF-8", b"\xff\xfe")]
SHARD = "documents/train-00001-of-00002.parquet"


@pytest.fixture
def release(tmp_path: Path) -> Path:
    return publish.write_release(from_files(), BAD, tmp_path, settings_with(documents_per_shard=2)).path


def flip_byte(release: Path) -> None:
    data = bytearray((release / SHARD).read_bytes())
    data[len(data) // 2] ^= 1
    (release / SHARD).write_bytes(data)


def swap_shards(release: Path) -> None:
    one, other = release / SHARD, release / SHARD.replace("00001-of", "00000-of")
    data = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(data)


DAMAGE: dict[str, tuple[Callable[[Path], object], dict[str, str]]] = {
    "flipped byte": (flip_byte, {SHARD: "SHA-256 is"}),
    "missing shard": (lambda release: (release / SHARD).unlink(), {SHARD: "missing"}),
    "swapped files": (
        swap_shards,
        {SHARD: "its bytes are those of documents/train-00000", SHARD.replace("1-of", "0-of"): SHARD},
    ),
    "cut short": (lambda r: (r / SHARD).write_bytes((r / SHARD).read_bytes()[:-9]), {SHARD: "bytes"}),
    "a word in the card": (lambda r: (r / "README.md").write_text("better"), {"README.md": "SHA-256 is"}),
    "a file too many": (
        lambda r: (r / "documents" / "more.parquet").write_text(""),
        {"documents/more.parquet": "not in"},
    ),
}


def test_a_sound_release_has_no_flaw(release: Path) -> None:
    assert publish.verify(release) == ()
    assert publish.verify(release, release) == ()


@pytest.mark.parametrize(("damage", "named"), DAMAGE.values(), ids=DAMAGE)
def test_damage_is_named(release: Path, damage: Callable[[Path], object], named: dict[str, str]) -> None:
    damage(release)
    flaws = {flaw.place: flaw.problem for flaw in publish.verify(release)}
    assert {where: what for where, what in named.items() if what in flaws.get(where, "")} == named
    assert {where for where in flaws if where.endswith((".parquet", ".md"))} == named.keys()


def test_one_flipped_bit_in_any_file_is_named(release: Path) -> None:
    for name in manifest.read_manifest(release).files:
        path, sound = release / name, (release / name).read_bytes()
        at = len(sound) * 2 // 3
        path.write_bytes(sound[:at] + bytes([sound[at] ^ 1]) + sound[at + 1 :])
        assert name in {flaw.place for flaw in publish.verify(release)}
        path.write_bytes(sound)
    assert publish.verify(release) == ()


# a forger who writes the manifest anew is still caught by the laws
FORGED = {
    "documents": ("text", "更好的"),
    "paragraphs": ("text", "更好的"),
    "edits": ("before", "更好的"),
    "facts": ("raw_end", 99),
}


def forge_value(release: Path, table: str, column: str, value: str | int) -> None:
    path = next((release / table).iterdir())
    read = pq.read_table(path)
    at = read.schema.get_field_index(column)
    kept = pc.equal(pa.array(range(len(read))), len(read) - 1)
    new = pc.if_else(kept, pa.scalar(value, read.schema.field(at).type), read[column])
    pq.write_table(read.set_column(at, read.schema.field(at), new), path)
    said = json.loads((release / manifest.MANIFEST_FILE).read_text("utf-8"))
    found = manifest.list_files(release)
    said["files"] = {name: {"sha256": f.sha256, "bytes": f.bytes} for name, f in found.items()}
    (release / manifest.MANIFEST_FILE).write_text(json.dumps(said))


@pytest.mark.parametrize("table", FORGED)
def test_a_forged_table_breaks_a_law(tmp_path: Path, table: str) -> None:
    release = publish.write_release(
        [page("a", "分享到正文"), page("b", "分享到正文")], [], tmp_path, config_loader.load_default()
    ).path
    forge_value(release, table, *FORGED[table])
    assert {flaw.place for flaw in publish.verify(release)} == {"b"}


def test_rejects_that_differ_are_noticed_by_the_digest_of_the_input(release: Path) -> None:
    forge_value(release, "rejects", "reason", "other")
    assert publish.verify(release) == ()  # a reason is no part of the input
    forge_value(release, "rejects", "line", 3)
    assert [flaw.place for flaw in publish.verify(release)] == [manifest.MANIFEST_FILE]


def test_a_second_document_of_an_id_is_named(tmp_path: Path) -> None:
    twice = [page("a", "分享到正文"), page("b", "正文"), page("a", "分享到正文二")]
    release = publish.write_release(twice, [], tmp_path, config_loader.load_default()).path
    assert [(flaw.place, flaw.problem) for flaw in publish.verify(release)] == [
        ("a", "a second document of this id")
    ]


def test_a_rebuild_that_differs_names_its_files(release: Path, tmp_path: Path) -> None:
    changed = [replace(document, kind="no_article") for document in from_files()]
    again = publish.write_release(changed, BAD, tmp_path / "again", settings_with(documents_per_shard=2)).path
    assert {flaw.place for flaw in publish.verify(release, again)} >= {SHARD, "README.md"}
    shutil.rmtree(again / "edits")
    assert any(flaw.problem == "not in the rebuild" for flaw in publish.verify(release, again))


def test_a_rebuild_without_the_release_before_is_the_same(tmp_path: Path) -> None:
    publish.write_release(from_files()[:2], [], tmp_path / "dist", settings_with(version="1.0.0"))
    second = publish.write_release(from_files(), [], tmp_path / "dist", settings_with(version="1.1.0"))
    alone = publish.write_release(from_files(), [], tmp_path / "again", settings_with(version="1.1.0"))
    assert publish.verify(str(second.path), str(alone.path)) == ()


def test_a_folder_without_a_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"manifest\.json"):
        publish.verify(tmp_path)


def drop_columns(release: Path, table: str, names: list[str]) -> None:
    """Take columns from a table and put the right digests into the manifest, as an earlier version wrote it."""
    stated = json.loads((release / "manifest.json").read_text("utf-8"))
    for path in (release / table).glob("*.parquet"):
        pq.write_table(pq.read_table(path).drop_columns(names), path)
        data = path.read_bytes()
        entry = stated["files"][f"{table}/{path.name}"]
        entry.update(sha256=hashlib.sha256(data).hexdigest(), bytes=len(data))
    (release / "manifest.json").write_text(json.dumps(stated), "utf-8")


def test_a_release_of_a_version_without_a_column_is_read_and_verified(release: Path) -> None:
    drop_columns(release, "documents", ["authors", "genre"])
    assert publish.verify(release) == ()
    assert [document.id for document in publish.read_documents(release)] == ["a", "sub/b", "empty"]


def test_a_release_without_a_column_that_it_needs_is_refused(release: Path) -> None:
    drop_columns(release, "documents", ["raw_sha256"])
    (flaw,) = publish.verify(release)
    assert "has no column raw_sha256" in flaw.problem

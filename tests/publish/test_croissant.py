"""The Croissant description is valid; mlcroissant finds the rows and notices a changed file."""

import json
from importlib.metadata import version
from pathlib import Path

import pytest

from jiaokan import publish
from jiaokan.config import config_loader
from jiaokan.core.document import Reject
from jiaokan.publish.manifest import read_manifest
from jiaokan.stages import ALL_STAGES
from tests.publish.corpus import from_files, settings_with

pytestmark = pytest.mark.filterwarnings("ignore")  # those of mlcroissant's own dependencies
mlcroissant = pytest.importorskip("mlcroissant", reason="uv sync --group readers")

BAD = [Reject("bad.txt", 0, "not UTF-8", b"\xff\xfe")]


@pytest.mark.parametrize("size", [2, 5000], ids=["two shards", "one shard"])
def test_it_validates_without_a_word_and_loads_every_table(tmp_path: Path, size: int) -> None:
    release = publish.write_release(from_files(), BAD, tmp_path, settings_with(documents_per_shard=size))
    dataset = mlcroissant.Dataset(str(release.path / "croissant.json"))
    assert (dataset.metadata.issues.errors, dataset.metadata.issues.warnings) == (set(), set())
    for table, count in release.counts:
        assert len(list(dataset.records(table))) == count
    first = next(iter(dataset.records("documents")))
    assert first["documents/region"] == ["江西省".encode(), "萍乡市".encode()]
    assert first["documents/text"].decode() == next(publish.read_documents(release.path)).text


def test_it_says_what_made_the_release(tmp_path: Path) -> None:
    """A stage has an activity with a digest of its settings; those of other stages do not change it."""
    release = publish.write_release(from_files(), BAD, tmp_path / "1", settings_with(rights="as named"))
    node = json.loads((release.path / "croissant.json").read_text("utf-8"))
    activities = node["prov:wasGeneratedBy"]
    assert [one["prov:label"] for one in activities] == list(ALL_STAGES)
    assert activities[0]["prov:wasAssociatedWith"]["softwareVersion"] == version("jiaokan")
    manifest = read_manifest(release.path)
    assert node["prov:wasDerivedFrom"]["identifier"] == f"sha256:{manifest.input}"
    assert node["usageInfo"]["text"] == "as named"
    other = config_loader.load(None, ["script.target=keep"])
    again = publish.write_release(from_files(), BAD, tmp_path / "2", other)
    changed = json.loads((again.path / "croissant.json").read_text("utf-8"))["prov:wasGeneratedBy"]
    differ = [a["prov:label"] for a, b in zip(activities, changed, strict=True) if a != b]
    assert differ == ["script", "settle"]  # which runs it again


def test_another_file_in_the_place_of_a_shard_is_noticed(tmp_path: Path) -> None:
    release = publish.write_release(from_files(), [], tmp_path / "1", settings_with())
    other = publish.write_release(from_files()[:1], [], tmp_path / "2", settings_with())
    name = "documents/train-00000-of-00001.parquet"
    (release.path / name).write_bytes((other.path / name).read_bytes())
    dataset = mlcroissant.Dataset(str(release.path / "croissant.json"))
    with pytest.raises(Exception, match="Download") as refused:
        list(dataset.records("documents"))
    assert "Hash of downloaded file" in str(refused.value.__cause__)

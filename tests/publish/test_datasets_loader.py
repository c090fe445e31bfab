"""A release loads with `datasets`: by table, split and column, and as a stream."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jiaokan import publish
from jiaokan.config import config_loader
from jiaokan.core.document import Reject
from jiaokan.core.errors import InputError
from tests.publish.corpus import from_files

# settings of `datasets` are read at import: a process of its own, with a fresh cache and no network
PROGRAM = """
import sys
from datasets import get_dataset_config_names, load_dataset
from jiaokan.publish.tables.release_tables import TABLES
path = sys.argv[1]
assert get_dataset_config_names(path) == list(TABLES), get_dataset_config_names(path)
documents = load_dataset(path, split="train")
assert documents["id"][:] == ["a", "sub/b", "empty"] and str(documents.version) == "1.0.0"
assert documents["region"][0] == ["江西省", "萍乡市"] and documents["title"][0] is None
for table, columns in TABLES.items():
    loaded = load_dataset(path, table)["train"]
    assert loaded.column_names == [column.name for column in columns], table
    streamed = list(load_dataset(path, table, split="train", streaming=True))
    assert streamed == list(loaded), table
assert load_dataset(path, "paragraphs", split="train", columns=["text"]).column_names == ["text"]
assert load_dataset(path, "edits", split="train[:1]")["before"][:] == ["\\ufeff分享"]
"""


CHECKOUT = Path(__file__).parents[2]


def run_alone(program: str, *arguments: str, home: Path, **settings: str) -> str:
    """Run a program in a process of its own, offline unless told otherwise, with an empty cache."""
    own = {"HF_HOME": str(home), "HF_HUB_OFFLINE": "1", "HF_DATASETS_DISABLE_PROGRESS_BARS": "1"}
    command = [sys.executable, "-c", program, *arguments]
    env = {
        **os.environ,
        **own,
        **settings,
        "JIAOKAN_CACHE": str(home / "jiaokan"),
        "PYTHONPATH": f"{CHECKOUT / 'pipeline'}{os.pathsep}{CHECKOUT}",
    }
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "hf_" not in done.stderr
    return done.stdout


def test_every_table_loads(tmp_path: Path) -> None:
    bad = [Reject("bad.txt", 0, "not UTF-8", b"\xff\xfe")]
    release = publish.write_release(from_files(), bad, tmp_path, config_loader.load_default())
    run_alone(PROGRAM, str(release.path), home=tmp_path / "home")


def test_a_release_of_nothing_loads(tmp_path: Path) -> None:
    release = publish.write_release([], [], tmp_path, config_loader.load_default())
    program = "import sys; from jiaokan import publish; from pathlib import Path\n" + "\n".join(
        f"assert len(publish.load(Path(sys.argv[1]), {table!r})) == 0"
        for table in ("documents", "paragraphs", "edits", "facts", "mentions", "signals", "scores", "repeats")
    )
    run_alone(program, str(release.path), home=tmp_path / "home")


REPLACED = """
import os, sys
from pathlib import Path
from jiaokan import publish
from tests.publish.corpus import page, settings_with
rows = []
for raw in ("分享到甲", "分享到乙"):
    release = publish.write_release([page("a", raw)], [], Path(sys.argv[1]), settings_with(), replace=True)
    for path in release.path.rglob("*"):
        os.utime(path, (1, 1))
    rows.append((publish.load(release.path)["text"][0], sum(p.stat().st_size for p in release.path.rglob("*.parquet"))))
assert rows == [("甲", rows[0][1]), ("乙", rows[0][1])], rows
"""


def test_another_release_of_equal_name_size_and_time_is_not_taken_from_a_cache(tmp_path: Path) -> None:
    run_alone(REPLACED, str(tmp_path / "dist"), home=tmp_path / "home")


def test_a_table_that_is_not_there_is_named(tmp_path: Path) -> None:
    release = publish.write_release(from_files(), [], tmp_path, config_loader.load_default())
    with pytest.raises(InputError, match="'rejects'"):
        publish.load(release.path, "rejects")

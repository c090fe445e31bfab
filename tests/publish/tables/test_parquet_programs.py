"""Other programs that read Parquet read the same rows."""

from pathlib import Path

import pytest

from jiaokan import publish
from jiaokan.core.document import Reject
from jiaokan.publish.tables import parquet_writer
from jiaokan.publish.tables.release_tables import TABLES
from tests.publish.corpus import from_files, settings_with

BAD = [Reject("bad.txt", 0, "not UTF-8", b"\xff\xfe")]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("readers")
    return publish.write_release(from_files(), BAD, place, settings_with(documents_per_shard=2)).path


def rows(release: Path, table: str) -> list[dict[str, object]]:
    names = [column.name for column in TABLES[table]]
    return [dict(zip(names, row, strict=True)) for row in parquet_writer.read_rows(release, table)]


@pytest.mark.parametrize("table", TABLES)
def test_pandas(release: Path, table: str) -> None:
    pandas = pytest.importorskip("pandas")
    read = pandas.read_parquet(release / table, dtype_backend="pyarrow")
    assert list(read.columns) == [column.name for column in TABLES[table]]
    assert read[read.columns[0]].tolist() == [row[read.columns[0]] for row in rows(release, table)]


@pytest.mark.parametrize("table", TABLES)
def test_polars(release: Path, table: str) -> None:
    polars = pytest.importorskip("polars", reason="uv sync --group readers")
    assert polars.read_parquet(release / table / "*.parquet").to_dicts() == rows(release, table)


@pytest.mark.parametrize("table", TABLES)
def test_duckdb(release: Path, table: str) -> None:
    duckdb = pytest.importorskip("duckdb", reason="uv sync --group readers")
    read = duckdb.sql(f"select * from read_parquet('{release}/{table}/train-*.parquet')")
    assert [dict(zip(read.columns, row, strict=True)) for row in read.fetchall()] == rows(release, table)


def test_sql_joins_edits_to_their_documents(release: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="uv sync --group readers")
    found = duckdb.sql(
        f"select d.file, e.before from '{release}/documents/*.parquet' d "
        f"join '{release}/edits/*.parquet' e on e.document_id = d.id order by d.file"
    ).fetchall()
    assert found == [("a.txt", "\ufeff分享"), ("empty.txt", ""), ("sub/b.txt", "分享到")]


def test_equal_rows_give_equal_bytes_however_they_came(release: Path, tmp_path: Path) -> None:
    again = publish.write_release(
        publish.read_documents(release),
        publish.read_rejects(release),
        tmp_path,
        settings_with(documents_per_shard=2),
    )
    assert publish.verify(release, again.path) == ()


def test_the_card_is_one_that_the_hub_understands(release: Path) -> None:
    hub = pytest.importorskip("huggingface_hub")
    data = hub.DatasetCard.load(release / "README.md").data
    assert (data.license, data.pretty_name, data.size_categories) == ("other", "zh-web", ["n<1K"])
    assert [config["config_name"] for config in data.configs] == list(TABLES)

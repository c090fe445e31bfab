"""Apply a condition to the documents of a release, and write those for which it holds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from jiaokan.config import config_loader
from jiaokan.config.config_loader import Config
from jiaokan.core.errors import ConfigError, InputError
from jiaokan.publish import manifest, release_reader, release_writer
from jiaokan.publish.release_finder import find_release
from jiaokan.publish.selection.where_columns import WhereColumn
from jiaokan.publish.selection.where_parser import Condition, parse_where
from jiaokan.publish.selection_source import ConditionCost, SelectionSource
from jiaokan.publish.standing_release import Release
from jiaokan.publish.tables import parquet_writer

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Selection:
    """Documents of a release for which a condition holds.

    Attributes:
        path: Folder of the release.
        source: What it is, the condition, and what each part of that costs.
        mask: Whether each document is selected, in order.
    """

    path: Path
    source: SelectionSource
    mask: Mask


def filter_release(
    release: str | Path, where: str, output: str | Path = "dist", name: str = "", replace: bool = False
) -> Release:
    """Write the documents of a release for which a condition holds as a release of their own.

    Args:
        release: As `find_release` takes it.
        where: The condition, as in "n_chars > 200 and 'law' != kind and cluster == id".
        output: The selection goes to OUTPUT/NAME/VERSION; its version is that of the release.
        name: Its name; by default that of the release and "-selection".
        replace: Replace another selection that stands there.

    Raises:
        ConfigError: The condition names what is not there or cannot be read.
        InputError: There is no such release, or the condition holds for none of its documents.
        OutputError: Another release of this name and version stands there.
    """
    return write_selected(select_documents(release, where), Path(output), name, replace)


def select_documents(release: str | Path, where: str) -> Selection:
    """Apply a condition to the documents of a release; raises as `filter_release` does."""
    conditions = parse_where(where)
    path = find_release(release)
    about = manifest.read_manifest(path)
    holds = [_apply_conditions(path, number, conditions) for number in _list_shard_numbers(path)]
    masks = np.concatenate([np.zeros((0, len(conditions)), np.bool_), *holds])
    costs = tuple(_count_costs(conditions, masks))
    digest = manifest.digest_file(path / manifest.MANIFEST_FILE).sha256
    source = SelectionSource(about, digest, where.strip(), len(masks), costs)
    return Selection(path, source, np.asarray(masks.all(axis=1)))


def write_selected(selection: Selection, output: Path, name: str = "", replace: bool = False) -> Release:
    """Write a selection as a release of its own; arguments and errors are those of `filter_release`."""
    if not selection.mask.any():
        count = f"{len(selection.mask):,} documents of {selection.path}"
        raise InputError(f"--where: holds for none of the {count}, so nothing was written")
    config = _make_config(selection.source.manifest, name)
    documents = compress(release_reader.read_documents(selection.path), selection.mask.tolist())
    return release_writer.write_selection(documents, output, config, selection.source, replace)


def _make_config(about: manifest.Manifest, name: str) -> Config:
    config = config_loader.load(None, manifest.list_overrides(about))
    own = replace(config.publish, name=name or f"{about.name}-selection", version=about.version)
    if own.name == about.name:
        raise ConfigError(f"--name {name}: is the name of the release itself; choose another")
    return replace(config, publish=own)


def _list_shard_numbers(path: Path) -> list[int]:
    return [parquet_writer.parse_shard_number(p.name) for p in parquet_writer.list_shards(path, "documents")]


def _apply_conditions(path: Path, number: int, conditions: Sequence[Condition]) -> Mask:
    """Return whether each condition holds for each document of a shard, (documents, conditions)."""
    from pyarrow import dataset  # noqa: PLC0415  (it imports pandas, which takes a second)

    named = sorted({column for condition in conditions for column in condition.columns}, key=str)
    table = _read_columns(path, number, named)
    expressions = {str(i): condition.expression for i, condition in enumerate(conditions)}
    try:
        found = dataset.dataset(table).to_table(columns=expressions, use_threads=False)
    except (pa.ArrowException, TypeError) as error:
        raise ConfigError(f"--where: cannot be applied to {path} ({error})") from error
    columns = [found[name].to_numpy(zero_copy_only=False).astype(np.bool_) for name in expressions]
    return np.stack(columns, axis=1)


def _read_columns(path: Path, number: int, columns: Iterable[WhereColumn]) -> pa.Table:
    """Return the columns of the documents of a shard under their full names, those of `documents` first."""
    by_table: dict[str, list[WhereColumn]] = {"documents": []}
    for column in columns:
        by_table.setdefault(column.table, []).append(column)
    documents = _read_shard(path, "documents", number, ["id", *(c.name for c in by_table["documents"])])
    arrays = {"id": documents["id"]}
    for table, named in by_table.items():
        rows = documents
        if table != "documents":
            other = _read_shard(path, table, number, ["document_id", *(c.name for c in named)])
            rows = other.take(pc.index_in(documents["id"], value_set=other["document_id"]))
        arrays.update({column.full_name: _flatten_lists(rows[column.name], column) for column in named})
    return pa.table(arrays)


def _read_shard(path: Path, table: str, number: int, names: Sequence[str]) -> pa.Table:
    shards = parquet_writer.list_shards(path, table, (number,))
    wanted = list(dict.fromkeys(names))
    if not shards:
        return parquet_writer.make_schema(table).empty_table().select(wanted)
    try:
        with pq.ParquetFile(shards[0]) as file:
            return file.read(columns=wanted).select(wanted)
    except (pa.ArrowException, OSError, KeyError) as error:
        raise InputError(f"{shards[0]}: cannot be read ({error}); run verify on the release") from error


def _flatten_lists(values: pa.ChunkedArray, column: WhereColumn) -> pa.ChunkedArray:
    """Return lists of texts as one text, each between line feeds; other columns as they are."""
    if column.kind != "texts":
        return values
    joined = pc.binary_join(values.combine_chunks(), "\n")
    return pc.binary_join_element_wise("", joined, "", "\n")


def _count_costs(conditions: Sequence[Condition], masks: Mask) -> Iterator[ConditionCost]:
    left = np.ones(len(masks), np.bool_)
    for number, condition in enumerate(conditions):
        others = np.delete(masks, number, axis=1).all(axis=1)
        fails = ~masks[:, number]
        left &= masks[:, number]
        counts = (np.count_nonzero(rows) for rows in (fails, fails & others, left))
        yield ConditionCost(condition.text, *map(int, counts))

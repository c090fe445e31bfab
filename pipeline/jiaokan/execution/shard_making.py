"""Make the shards of a run on an engine, and make those again that repeat ids of earlier ones."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

import pyarrow.parquet as pq

from jiaokan.core.errors import EngineError
from jiaokan.execution import storage
from jiaokan.execution.engine import Engine, LostTask
from jiaokan.execution.id_register import find_repeated_ids
from jiaokan.execution.planning.shard_plan import Shard
from jiaokan.execution.shard_marker import ShardMarker
from jiaokan.execution.shard_worker import ShardJob, ShardTask, digest_repeated, make_ids_name, process_shard

MAX_SHARD_ATTEMPTS = 12  # processes that may die on a shard before the run is given up


def make_shards(job: ShardJob, tasks: Iterable[ShardTask], engine: Engine) -> Iterator[ShardMarker]:
    """Make shards on an engine and yield their markers in order.

    Raises:
        EngineError: Processes die on a shard again and again.
    """
    wanted = list(tasks)
    results = engine.map(partial(process_shard, job), wanted, attempts=MAX_SHARD_ATTEMPTS)
    for task, marker in zip(wanted, results, strict=True):
        if isinstance(marker, LostTask):
            names = ", ".join(piece.file.name for piece in task.shard.slices[:3])
            raise EngineError(
                f"shard {task.shard.number} ({names}): {marker.reason}, {MAX_SHARD_ATTEMPTS} times; "
                "give it more memory, or fewer workers"
            )
        yield marker


def settle_repeated_ids(
    job: ShardJob, shards: Sequence[Shard], markers: Sequence[ShardMarker], engine: Engine
) -> list[ShardMarker]:
    """Make those shards again that hold ids of earlier ones, without them.

    A file that loses its id is called by its whole name, which another document may have: so ids are
    compared again until nothing changes.
    """
    place = storage.open_storage(job.folder)

    def open_ids(number: int) -> Any:
        # `read_table` imports the data sets of Arrow, and with them pandas: half a second
        with place.open_local(make_ids_name(number)) as path, pq.ParquetFile(path) as file:
            return file.read()

    current = list(markers)
    while len(current) > 1:
        repeated = find_repeated_ids([marker.ids for marker in current], open_ids)
        wrong = [
            ShardTask(shard, repeated.get(shard.number, {}))
            for shard, marker in zip(shards, current, strict=True)
            if marker.repeated != digest_repeated(repeated.get(shard.number, {}))
        ]
        if not wrong:
            break
        made = {marker.number: marker for marker in make_shards(job, wrong, engine)}
        current = [made.get(marker.number, marker) for marker in current]
    return current

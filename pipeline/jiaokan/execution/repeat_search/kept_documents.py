"""Read the documents that the first round of a search has written, as a part or as a table of a release."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from jiaokan.execution.repeat_search.search_job import SearchJob
from jiaokan.execution.storage import open_storage
from jiaokan.publish.tables.kept_tables import KEPT_ENDING, read_kept_groups

_BATCH_ROWS = 256  # rows of a part in memory at a time


def read_batches(job: SearchJob, shard: int, column: str) -> Iterator[pa.Array]:
    """Yield a column of the documents of a shard in pieces: "id" or "text"."""
    name = job.sketches.name_documents(shard)
    with open_storage(job.sketches.folder).open_local(name) as path:
        if name.endswith(KEPT_ENDING):
            yield from (group[column] for group in read_kept_groups(path, [column]))
            return
        with pq.ParquetFile(path) as file:
            yield from (batch[column] for batch in file.iter_batches(_BATCH_ROWS, columns=[column]))

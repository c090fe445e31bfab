"""The progress bar of a run: how much of it is done, how fast, and how long the rest takes."""

import logging
import sys
from collections.abc import Iterable, Iterator
from time import perf_counter
from types import TracebackType

from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from jiaokan.cli.safe_output import make_safe_console
from jiaokan.core.document import Document
from jiaokan.execution.shard_marker import ShardMarker
from jiaokan.readers import Item

LOGGER = logging.getLogger("jiaokan.run")
FINISHING = "tables, card and manifest"  # what is left once all shards are done


class RunProgress:
    """A bar on standard error, shown on a terminal alone, from the first item to the last file.

    Args:
        what: Name of the command.
        quiet: Show nothing.
    """

    def __init__(self, what: str, quiet: bool) -> None:
        self._what = what
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[count]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=make_safe_console(stderr=True, quiet=quiet),
            transient=True,
            disable=quiet or not sys.stderr.isatty(),
        )
        self._task = self._bar.add_task(what, total=None, count="")

    def __enter__(self) -> "RunProgress":
        self._bar.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.__exit__(kind, error, trace)

    def show_shards(self, markers: Iterator[ShardMarker], total: int) -> Iterator[ShardMarker]:
        """Yield the markers and show how many shards of the total are done."""
        self._bar.update(self._task, total=total, completed=0)
        documents = characters = 0
        start = perf_counter()
        for marker in markers:
            counts = marker.counts
            documents, characters = documents + counts.documents, characters + counts.raw_chars
            shown = format_rate(documents, characters, perf_counter() - start)
            self._bar.update(self._task, advance=1, count=shown)
            LOGGER.info(
                "shard %d of %d: %d documents, %d rejected",
                *(marker.number + 1, total, counts.documents, counts.rejected),
            )
            yield marker
        self._bar.update(self._task, description=f"{self._what}: {FINISHING}", total=None)

    def show_items(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield the items and show how many there were so far."""
        characters = 0
        start = perf_counter()
        for number, item in enumerate(items, 1):
            characters += len(item.text) if isinstance(item, Document) else 0
            self._bar.update(self._task, count=format_rate(number, characters, perf_counter() - start))
            yield item


def format_rate(documents: int, characters: int, seconds: float) -> str:
    """Return how much is done, and the characters a second.

    >>> format_rate(1200, 3_000_000, 60)
    '1,200 documents, 3.0 M characters, 50,000 a second'
    """
    rate = f", {characters / seconds:,.0f} a second" if seconds >= 1 else ""
    return f"{documents:,} documents, {characters / 1e6:,.1f} M characters{rate}"

"""The progress bar of a run: how much of it is done, how fast, and how long the rest takes."""

import logging
import sys
from collections.abc import Iterable, Iterator
from time import perf_counter
from types import TracebackType
from typing import TYPE_CHECKING, Any

from jiaokan.cli.safe_output import make_safe_console
from jiaokan.core.document import Document
from jiaokan.execution.shard_marker import ShardMarker
from jiaokan.readers import Item

if TYPE_CHECKING:
    from rich.progress import Progress

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
        self._bar = None if quiet or not sys.stderr.isatty() else _make_bar()
        self._task = self._bar.add_task(what, total=None, count="") if self._bar else None

    def __enter__(self) -> "RunProgress":
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def _update(self, **values: Any) -> None:
        """Change what the bar shows; the names are those of `Progress.update`."""
        if self._bar and self._task is not None:
            self._bar.update(self._task, **values)

    def show_shards(self, markers: Iterator[ShardMarker], total: int) -> Iterator[ShardMarker]:
        """Yield the markers and show how many shards of the total are done."""
        self._update(total=total, completed=0)
        documents = characters = 0
        start = perf_counter()
        for marker in markers:
            counts = marker.counts
            documents, characters = documents + counts.documents, characters + counts.raw_chars
            shown = format_rate(documents, characters, perf_counter() - start)
            self._update(advance=1, count=shown)
            LOGGER.info(
                "shard %d of %d: %d documents, %d rejected",
                *(marker.number + 1, total, counts.documents, counts.rejected),
            )
            yield marker
        self._update(description=f"{self._what}: {FINISHING}", total=None)

    def show_items(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield the items and show how many there were so far."""
        characters = 0
        start = perf_counter()
        for number, item in enumerate(items, 1):
            characters += len(item.text) if isinstance(item, Document) else 0
            self._update(count=format_rate(number, characters, perf_counter() - start))
            yield item


def _make_bar() -> "Progress":
    """Return a bar; what draws it is imported where one is shown."""
    from rich import progress  # noqa: PLC0415

    return progress.Progress(
        progress.SpinnerColumn(),
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.TextColumn("{task.fields[count]}"),
        progress.TimeElapsedColumn(),
        progress.TimeRemainingColumn(),
        console=make_safe_console(stderr=True),
        transient=True,
    )


def format_rate(documents: int, characters: int, seconds: float) -> str:
    """Return how much is done, and the characters a second.

    >>> format_rate(1200, 3_000_000, 60)
    '1,200 documents, 3.0 M characters, 50,000 a second'
    """
    rate = f", {characters / seconds:,.0f} a second" if seconds >= 1 else ""
    return f"{documents:,} documents, {characters / 1e6:,.1f} M characters{rate}"

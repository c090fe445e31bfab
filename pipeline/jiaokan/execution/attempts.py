"""What a shard was at when its process died, so that the next try finds the document that did it."""

import json
from collections import Counter

from jiaokan.execution.storage import Storage, is_remote

# processes that die before a document is rejected: one while its chunk ran as a whole, the others while the
# document ran alone; at most one more on an object store, where the first try notes no later chunk
MAX_DEATHS = 3
Position = tuple[int, int]  # number of the chunk, and of the item in it; -1 for all of them

ATTEMPTS_FOLDER = "attempts"


class AttemptLog:
    """Note where a shard is before each step; a note that is left says where the process died.

    The chunk in which a process died is gone through item by item at the next try. An item on which
    `MAX_DEATHS - 1` processes then died is given up. On an object store the first try leaves one note
    alone, that it has begun.
    """

    def __init__(self, storage: Storage, number: int) -> None:
        self._storage = storage
        self._name = f"{ATTEMPTS_FOLDER}/{number:05}.json"
        self._deaths: Counter[Position] = Counter()
        left = storage.read(self._name)
        self._is_exact = not is_remote(storage.url) or left is not None
        if left is not None:
            attempt = json.loads(left)
            self._deaths = Counter({(chunk, item): n for chunk, item, n in attempt["deaths"]})
            self._deaths[tuple(attempt["at"])] += 1
        self._note((0, -1))

    def note_position(self, chunk: int, item: int = -1) -> None:
        """Note that an item of a chunk, or all of it, comes next."""
        if self._is_exact:
            self._note((chunk, item))

    def is_suspect(self, chunk: int) -> bool:
        """Tell whether a process died in a chunk."""
        return any(number == chunk for number, _ in self._deaths)

    def is_deadly(self, chunk: int, item: int) -> bool:
        """Tell whether an item is given up."""
        # the first death was noted for the chunk, as (chunk, -1), and does not count here
        return self._deaths[chunk, item] >= MAX_DEATHS - 1

    def clear(self) -> None:
        """Forget it all: the shard is done."""
        self._storage.remove(self._name)

    def _note(self, at: Position) -> None:
        deaths = [[*position, n] for position, n in self._deaths.items()]
        self._storage.put_bytes(self._name, json.dumps({"at": at, "deaths": deaths}).encode(), durable=False)

"""Hold back the collector of cycles while much is made that has none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def pause_garbage_collection() -> Iterator[None]:
    """Hold back the garbage collector, if it is on, until all is made.

    It would go through every tuple that lives each time some hundreds more do; tuples of strings and
    numbers hold no cycle, and go with their last reference. Mercurial does the same: `util.nogc`.
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()

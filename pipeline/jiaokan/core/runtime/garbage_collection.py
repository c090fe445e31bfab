"""Pause the garbage collector while many objects without cycles are made, and let it work meanwhile."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def pause_garbage_collection() -> Iterator[None]:
    """Pause the garbage collector, if it is on, for the time of the `with` block.

    The collector visits all live tuples each time that some hundreds of objects were added. Tuples of
    strings and numbers hold no cycles and are freed with their last reference, so that its work is
    wasted on them. Mercurial does the same in `util.nogc`.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def allow_garbage_collection() -> Iterator[None]:
    """Let the garbage collector work for the time of the `with` block: what is made in it holds cycles."""
    was_enabled = gc.isenabled()
    gc.enable()
    try:
        yield
    finally:
        if not was_enabled:
            gc.disable()

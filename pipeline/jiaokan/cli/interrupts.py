"""Ctrl-C: the first ends the run and its workers, a second one ends the program at once."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

EXIT_INTERRUPTED = 130
STOPPED = "jiaokan: stopped; a folder that was being written goes on from here next time"


@contextmanager
def end_at_once_on_second() -> Iterator[None]:
    """Raise KeyboardInterrupt at the first interrupt, and end the process at the second.

    Nothing is lost by that: what is done is marked, and workers end when their pipes close.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, _interrupt)
    try:
        yield
    except BaseException as error:
        if not isinstance(error, KeyboardInterrupt):
            signal.signal(signal.SIGINT, before)
        raise
    else:
        signal.signal(signal.SIGINT, before)


def report_stop() -> int:
    """Say that the run was stopped, once however often it is interrupted; return the exit status."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    print(STOPPED, file=sys.stderr)
    return EXIT_INTERRUPTED


def _interrupt(signal_number: int, frame: FrameType | None) -> None:  # noqa: ARG001
    signal.signal(signal.SIGINT, _end)
    raise KeyboardInterrupt


def _end(signal_number: int, frame: FrameType | None) -> None:  # noqa: ARG001
    os.write(2, f"{STOPPED}\n".encode())
    os._exit(EXIT_INTERRUPTED)

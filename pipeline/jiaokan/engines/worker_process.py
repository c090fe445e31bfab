"""The other end of the process engine: take a function, then tasks, and send back what it returns.

Another function may come when all tasks of one are done.
"""

import os
import pickle
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from typing import IO, Any

WORK, TASK = b"w", b"t"  # first byte of what the parent sends: a function, or what to apply it to
_LENGTH_BYTES = 8


def write_frame(stream: IO[bytes], data: bytes) -> None:
    """Write some bytes with their length before them."""
    stream.write(len(data).to_bytes(_LENGTH_BYTES, "big") + data)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """Return the bytes of a frame, None where the other end is gone."""
    head = stream.read(_LENGTH_BYTES)
    if len(head) < _LENGTH_BYTES:
        return None
    data = stream.read(length := int.from_bytes(head, "big"))
    return data if len(data) == length else None


def main() -> None:
    """Serve the parent until it closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "rb") as nothing:  # noqa: PTH123  (what is printed must not go among the answers)
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    tasks: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_receive_tasks, args=(source, tasks), daemon=True).start()
    while True:
        data = tasks.get()
        if data[:1] == WORK:
            work = _receive_work(data[1:], answers)
        else:
            write_frame(answers, _apply(work, data[1:]))


def _receive_tasks(source: IO[bytes], tasks: "queue.SimpleQueue[bytes]") -> None:
    """Take tasks as they come; end the process when the parent is gone, whatever it is doing."""
    while (data := read_frame(source)) is not None:
        tasks.put(data)
    os._exit(1)


def _receive_work(data: bytes, answers: IO[bytes]) -> Callable[[Any], Any]:
    try:
        work: Callable[[Any], Any] = pickle.loads(data)
    except Exception as error:
        write_frame(answers, _dump_error(error))
        sys.exit(1)
    write_frame(answers, b"")
    return work


def _apply(work: Callable[[Any], Any], data: bytes) -> bytes:
    try:
        return pickle.dumps((True, work(pickle.loads(data))))
    except BaseException as error:  # whatever it is, the parent has to know
        error.add_note(traceback.format_exc())
        return pickle.dumps((False, pickle.loads(_dump_error(error))))


def _dump_error(error: BaseException) -> bytes:
    """Return an exception pickled, as a RuntimeError where it cannot be."""
    try:
        data = pickle.dumps(error)
        pickle.loads(data)
    except Exception:
        data = pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))
    return data

"""What the tests of engines have done in other processes."""

import os
import signal
import time
from pathlib import Path


def square(number: int) -> int:
    time.sleep(0.001 * (number % 3))
    print("what is printed is no answer")
    return number * number


def tell_process(_: int) -> int:
    return os.getpid()


def die_often(folder: Path, deaths: int, number: int) -> int:
    """Kill this process on the task 3, so many times."""
    if number == 3 and len(list(folder.iterdir())) < deaths:
        (folder / str(os.getpid())).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def fail(number: int) -> int:
    raise ValueError(f"no such number: {number}")


def sleep_and_tell(folder: str) -> None:
    (Path(folder) / str(os.getpid())).touch()
    time.sleep(60)

"""Engines: where the work is done. A small file each, all of them `jiaokan.execution.engine.Engine`."""

import os
from collections.abc import Callable, Mapping

from jiaokan.core.errors import ConfigError
from jiaokan.engines.process_engine import ProcessEngine
from jiaokan.engines.ray_engine import RayEngine
from jiaokan.engines.serial_engine import SerialEngine
from jiaokan.execution.engine import Engine

# what makes each engine, from a number of processes and the address of a cluster
ENGINES: Mapping[str, Callable[[int, str | None], Engine]] = {
    "serial": lambda _workers, _address: SerialEngine(),
    "processes": lambda workers, _address: ProcessEngine(workers) if workers > 1 else SerialEngine(),
    "ray": lambda _workers, address: RayEngine(address),
}


def make_engine(name: str, workers: int | None = None, address: str | None = None) -> Engine:
    """Return an engine by its name.

    Args:
        name: One of `ENGINES`.
        workers: Processes of the engine "processes"; all cores by default.
        address: Address of a Ray cluster, "auto" for the one that this machine belongs to; a cluster
            of this machine alone by default.

    Raises:
        ConfigError: There is no such engine, or it cannot have so many workers.
    """
    if workers is not None and workers < 1:
        raise ConfigError(f"--workers {workers}: should be 1 or more")
    if name not in ENGINES:
        raise ConfigError(f"--engine {name}: is none of {', '.join(ENGINES)}")
    return ENGINES[name](workers or count_cores(), address)


def count_cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

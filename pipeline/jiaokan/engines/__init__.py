"""Engines: where the work is done. A small file each, all of them `jiaokan.execution.engine.Engine`.

A module `NAME_engine` of this folder is the engine NAME of the command line. Its function
`make_engine(workers, address)` makes one; what it needs is imported only then.
"""

import os
from importlib import import_module
from pkgutil import iter_modules

from jiaokan.core.errors import ConfigError
from jiaokan.execution.engine import Engine

_ENDING = "_engine"  # of the modules that hold an engine


def list_engines() -> list[str]:
    """Return the names of all engines.

    >>> list_engines()
    ['processes', 'ray', 'serial']
    """
    names = sorted(module.name for module in iter_modules(__path__))
    return [name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING)]


def make_engine(name: str, workers: int | None = None, address: str | None = None) -> Engine:
    """Return an engine by its name.

    Args:
        name: One of `list_engines()`.
        workers: Processes of the engine "processes"; all cores by default.
        address: Address of a Ray cluster, "auto" for the one that this machine belongs to; a cluster
            of this machine alone by default.

    Raises:
        ConfigError: There is no such engine, or it cannot have so many workers.
    """
    if workers is not None and workers < 1:
        raise ConfigError(f"--workers {workers}: should be 1 or more")
    if name not in (names := list_engines()):
        raise ConfigError(f"--engine {name}: is none of {', '.join(names)}")
    made: Engine = import_module(f"{__name__}.{name}{_ENDING}").make_engine(workers or count_cores(), address)
    return made


def count_cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

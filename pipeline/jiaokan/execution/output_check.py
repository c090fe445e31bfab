"""Outputs that would destroy or feed on their own input are refused before anything is done."""

from collections.abc import Iterable
from pathlib import Path

from jiaokan.core.errors import OutputError
from jiaokan.execution.storage import is_remote
from jiaokan.readers import STDIN


def check_overlap(inputs: Iterable[str], output: str) -> None:
    """Find out whether an output lies in an input, or an input in the output.

    Raises:
        OutputError: It does: a later run would read what this one writes, or this one replaces what it reads.
    """
    for name in inputs:
        if name == STDIN or is_remote(name) != is_remote(output):
            continue
        one, other = _resolve(name), _resolve(output)
        if one == other or one in other.parents:
            raise OutputError(f"{output}: lies in the input {name}; name a folder outside of it")
        if other in one.parents:
            raise OutputError(f"{output}: holds the input {name}; name another output")


def _resolve(name: str) -> Path:
    return Path(name) if is_remote(name) else Path(name).resolve()

"""Outputs that would destroy or feed on their own input are refused before anything is done."""

from collections.abc import Iterable
from pathlib import Path

from jiaokan.core.errors import OutputError
from jiaokan.execution import stage_parts
from jiaokan.execution.item_streams import STDOUT, is_stream
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


def check_stage_output(inputs: Iterable[str], output: str) -> None:
    """Find out whether a stage may write its output: a folder, a file X.jsonl, or "-".

    Raises:
        OutputError: It overlaps with an input, lies on an object store, or holds what no stage has written.
    """
    if not is_stream(output):
        check_stage_folder(inputs, output)
    elif output != STDOUT:
        check_overlap(inputs, output)


def check_stage_folder(inputs: Iterable[str], output: str) -> None:
    """Find out whether a stage may write a folder; raises as `check_stage_output` does."""
    check_overlap(inputs, output)
    if is_remote(output):
        raise OutputError(f"{output}: a stage writes to a disk; `run` can write there")
    stage_parts.check_replaceable(Path(output))


def check_release_output(inputs: Iterable[str], target: str, name: str, version: str) -> None:
    """Find out whether the release of the inputs may go to TARGET/NAME/VERSION; raises as `check_overlap`."""
    for output in (f"{target.rstrip('/')}/{name}/{version}", f"{target}/{name}"):
        check_overlap(inputs, output)


def _resolve(name: str) -> Path:
    return Path(name) if is_remote(name) else Path(name).resolve()

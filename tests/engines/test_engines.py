"""Engines give results in the order of the tasks, survive deaths, and leave nobody behind."""

import os
import signal
import subprocess
import sys
import time
from functools import partial
from itertools import islice
from pathlib import Path

import pytest

from jiaokan.core.errors import ConfigError, EngineError
from jiaokan.engines import count_cores, make_engine
from jiaokan.engines.processes_engine import ProcessEngine
from jiaokan.engines.ray_engine import RayEngine
from jiaokan.engines.serial_engine import SerialEngine
from jiaokan.execution.engine import Engine, LostTask
from tests.engines.tasks import die_often, fail, square, tell_process


@pytest.mark.parametrize("engine", [SerialEngine(), ProcessEngine(2)], ids=["serial", "processes"])
def test_results_come_in_the_order_of_the_tasks(engine: Engine) -> None:
    assert list(engine.map(square, range(20))) == [n * n for n in range(20)]
    assert list(engine.map(square, range(0))) == []
    assert list(engine.map(square, range(20), window=3)) == [n * n for n in range(20)]


def test_a_window_bounds_what_is_begun() -> None:
    begun: list[int] = []

    def tasks():  # type: ignore[no-untyped-def]
        for number in range(50):
            begun.append(number)
            yield number

    results = ProcessEngine(2).map(square, tasks(), window=4)
    assert list(islice(results, 2)) == [0, 1]
    assert len(begun) <= 2 + 4 + 1


@pytest.mark.parametrize(("deaths", "attempts", "expected"), [(2, 3, 3), (3, 3, None)])
def test_a_task_whose_process_dies_is_tried_again(
    tmp_path: Path, deaths: int, attempts: int, expected: int | None
) -> None:
    results = list(ProcessEngine(2).map(partial(die_often, tmp_path, deaths), range(6), attempts=attempts))
    assert [r for n, r in enumerate(results) if n != 3] == [0, 1, 2, 4, 5]
    assert results[3] == expected if expected else isinstance(results[3], LostTask)


def test_a_process_waits_for_the_next_function_and_ends_with_its_engine() -> None:
    engine = ProcessEngine(2)
    (first,) = engine.map(tell_process, [0])
    assert list(engine.map(square, range(1))) == [0]
    assert list(engine.map(tell_process, [0])) == [first]
    del engine
    assert not is_alive(first)


def test_a_process_that_died_while_it_waited_is_replaced() -> None:
    engine = ProcessEngine(2)
    (first,) = engine.map(tell_process, [0])
    os.kill(first, signal.SIGKILL)
    (second,) = engine.map(tell_process, [0], attempts=2)
    assert second != first


def test_functions_may_be_mapped_at_the_same_time() -> None:
    engine = ProcessEngine(2)
    results = engine.map(square, range(4), window=2)
    assert next(results) == 0
    assert list(engine.map(square, range(4))) == [0, 1, 4, 9]
    assert list(results) == [1, 4, 9]


def test_an_error_in_a_task_is_raised_here() -> None:
    with pytest.raises(ValueError, match="no such number"):
        list(ProcessEngine(2).map(fail, range(3)))


@pytest.mark.parametrize("workers", [0, -1])
def test_no_workers_are_refused(workers: int) -> None:
    with pytest.raises(ConfigError, match="1 or more"):
        make_engine("processes", workers)


def test_all_cores_are_the_default() -> None:
    engine = make_engine("processes")
    assert engine == (ProcessEngine(count_cores()) if count_cores() > 1 else SerialEngine())


PROGRAM = """
import sys, time
from jiaokan.engines.processes_engine import ProcessEngine
from tests.engines.tasks import square
print(list(ProcessEngine(2).map(square, range(4))))
"""


def test_a_program_without_a_guard_and_a_script_from_a_pipe_work(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAM)
    root = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": str(root)}
    for words, given in (([str(tmp_path / "program.py")], ""), (["-"], PROGRAM)):
        done = subprocess.run(
            [sys.executable, *words], input=given, env=environment, capture_output=True, text=True, check=True
        )
        assert done.stdout == "[0, 1, 4, 9]\n"


SLEEPER = """
from jiaokan.engines.processes_engine import ProcessEngine
from tests.engines.tasks import sleep_and_tell
list(ProcessEngine(2).map(sleep_and_tell, [{folder!r}] * 2))
"""


def is_alive(pid: int) -> bool:
    try:
        return "(zombie)" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks into /proc")
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_no_worker_outlives_its_parent(tmp_path: Path, sent: signal.Signals) -> None:
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    program = SLEEPER.format(folder=str(tmp_path))
    with subprocess.Popen([sys.executable, "-c", program], env=environment, stderr=subprocess.DEVNULL) as run:
        while len(list(tmp_path.iterdir())) < 2:
            assert run.poll() is None
            time.sleep(0.02)
        run.send_signal(sent)
        run.wait()
    pids = [int(path.name) for path in tmp_path.iterdir()]
    for _ in range(200):
        if not any(map(is_alive, pids)):
            break
        time.sleep(0.05)
    assert not [pid for pid in pids if is_alive(pid)]


TWICE = """
import sys
from jiaokan import cli
from jiaokan.engines.processes_engine import ProcessEngine
from tests.engines.tasks import sleep_and_tell
from jiaokan.cli import stage_commands
stage_commands._run_all = lambda args: list(ProcessEngine(2).map(sleep_and_tell, [{folder!r}] * 2))
sys.exit(cli.main(["run"]))
"""


@pytest.mark.parametrize("times", [1, 2])
def test_an_interrupt_ends_the_command_with_one_line(tmp_path: Path, times: int) -> None:
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    program = TWICE.format(folder=str(tmp_path))
    with subprocess.Popen([sys.executable, "-c", program], env=environment, stderr=subprocess.PIPE) as run:
        while len(list(tmp_path.iterdir())) < 2:
            assert run.poll() is None
            time.sleep(0.02)
        for _ in range(times):
            run.send_signal(signal.SIGINT)
        told = run.communicate(timeout=30)[1].decode()
    assert run.returncode == 130
    assert told.startswith("jiaokan: stopped")
    assert told.count("\n") == 1


def test_ray_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(EngineError, match=r"jiaokan\[ray\]"):
        list(RayEngine().map(square, [1]))

"""The examples in docstrings run, and give what they show."""

import doctest
import importlib
import pkgutil

import pytest

import jiaokan

# modules that run a command when they are imported
_COMMANDS = {"jiaokan.__main__"}
MODULE_NAMES = sorted(
    {"jiaokan", *(module.name for module in pkgutil.walk_packages(jiaokan.__path__, "jiaokan."))} - _COMMANDS
)


@pytest.mark.parametrize("name", MODULE_NAMES, ids=MODULE_NAMES)
def test_examples_of_a_module(name: str) -> None:
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as error:  # what only the commands that train need
        if not name.startswith("jiaokan.training.") or str(error.name).startswith("jiaokan"):
            raise
        pytest.skip(f"{error.name} is not installed: the extra `train` brings it")
    results = doctest.testmod(module)
    assert results.failed == 0, f"{results.failed} of {results.attempted} examples fail; see the output"


def test_modules_with_examples_are_collected() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    attempted = sum(
        bool(test.examples)
        for name in ("jiaokan", "jiaokan.text.unicode_ranges")
        for test in finder.find(importlib.import_module(name))
    )
    assert attempted >= 2

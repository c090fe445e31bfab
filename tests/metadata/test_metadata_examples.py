"""The examples in the docstrings of the reader of metadata hold."""

import doctest
import importlib
import pkgutil

import pytest

import jiaokan.metadata

MODULES = sorted(module.name for module in pkgutil.iter_modules(jiaokan.metadata.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_hold(name: str) -> None:
    module = importlib.import_module(f"jiaokan.metadata.{name}")
    assert doctest.testmod(module).failed == 0


def test_most_forms_have_examples() -> None:
    modules = [importlib.import_module(f"jiaokan.metadata.{name}") for name in MODULES]
    assert sum(doctest.testmod(module).attempted for module in modules) >= 15

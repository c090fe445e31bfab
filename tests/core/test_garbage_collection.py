"""The garbage collector is paused and then restored to its former state."""

import gc

import pytest

from jiaokan.core.runtime.garbage_collection import allow_garbage_collection, pause_garbage_collection


def test_the_collector_is_off_inside_the_block() -> None:
    with pause_garbage_collection():
        assert not gc.isenabled()
        with pause_garbage_collection():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_restores_it() -> None:
    with pytest.raises(ValueError, match="no page"), pause_garbage_collection():
        raise ValueError("no page")
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with pause_garbage_collection():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_the_collector_works_where_cycles_are_made() -> None:
    with pause_garbage_collection():
        with allow_garbage_collection():
            assert gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()

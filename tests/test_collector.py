"""The collector of cycles: held back, and given back as it was."""

import gc

import pytest

from jiaokan.core.garbage_collection import pause_garbage_collection


def test_the_collector_rests_while_the_work_is_done() -> None:
    with pause_garbage_collection():
        assert not gc.isenabled()
        with pause_garbage_collection():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_work_that_fails_gives_it_back() -> None:
    with pytest.raises(ValueError, match="no page"), pause_garbage_collection():
        raise ValueError("no page")
    assert gc.isenabled()


def test_a_program_that_has_switched_it_off_finds_it_so() -> None:
    gc.disable()
    try:
        with pause_garbage_collection():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()

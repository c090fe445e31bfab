"""A deferred pattern behaves as the compiled one."""

import pickle
import re

import pytest

from jiaokan.core.deferred_patterns import compile_on_use


def test_methods_and_attributes_are_those_of_the_compiled_pattern() -> None:
    deferred, compiled = compile_on_use("第([0-9]+)页", re.I), re.compile("第([0-9]+)页", re.I)
    assert deferred.findall("第3页,第12页") == compiled.findall("第3页,第12页")
    assert deferred.pattern == compiled.pattern
    assert deferred.groups == compiled.groups
    assert deferred.flags == compiled.flags


def test_equal_patterns_are_equal_and_survive_another_process() -> None:
    deferred = compile_on_use("甲+")
    assert deferred.fullmatch("甲甲")
    again = pickle.loads(pickle.dumps(deferred))
    assert again == deferred == compile_on_use("甲+") != compile_on_use("乙+")
    assert hash(again) == hash(deferred)
    assert again.fullmatch("甲甲")


def test_a_wrong_pattern_shows_at_its_first_use() -> None:
    wrong = compile_on_use("(")
    with pytest.raises(re.error, match="missing"):
        wrong.search("")

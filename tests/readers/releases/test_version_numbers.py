"""The step of a version is at least as large as the change since the release before."""

from pathlib import Path

import pytest

from jiaokan.core.errors import ConfigError
from jiaokan.readers.releases.version_numbers import (
    find_least_version,
    find_previous_release,
    find_step_level,
    list_versions,
    parse_version,
)


@pytest.mark.parametrize("text", ["1.0", "v1.0.0", "1.0.0-rc1", "01.0.0", "１.0.0", "1.0.0\n", ""])
def test_anything_but_three_numbers_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match=r"publish\.version"):
        parse_version(text)


@pytest.mark.parametrize(
    ("older", "newer", "level"),
    [
        ("1.0.0", "1.0.0", "none"),
        ("1.2.0", "1.1.9", "none"),
        ("1.0.9", "1.0.10", "patch"),
        ("1.9.9", "1.10.0", "minor"),
        ("1.9.9", "2.0.0", "major"),
    ],
)
def test_a_step_is_as_large_as_its_first_number_that_differs(older: str, newer: str, level: str) -> None:
    assert find_step_level(older, newer) == level


def test_the_least_version_is_the_one_that_tells_the_change() -> None:
    told = [find_least_version("1.2.3", level) for level in ("none", "patch", "minor", "major")]
    assert told == ["1.2.3", "1.2.4", "1.3.0", "2.0.0"]


def test_versions_stand_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    for name in ("1.10.0", "1.9.0", ".1.11.0.77", "notes", "1.2.0"):
        (tmp_path / name).mkdir()
    assert list_versions(tmp_path) == ["1.2.0", "1.9.0", "1.10.0"]
    assert find_previous_release(tmp_path, "1.10.0") == tmp_path / "1.9.0"
    assert find_previous_release(tmp_path, "1.2.0") is None
    assert list_versions(tmp_path / "none") == []

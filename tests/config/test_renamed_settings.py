"""Settings that were renamed lead to settings that exist, and a setting is explained once."""

import re
from dataclasses import fields, is_dataclass

import pytest

from jiaokan.config import renamed_settings
from jiaokan.config.config_loader import CONFIGS_FOLDER, PACKAGE, load_default
from jiaokan.config.renamed_settings import find_current_setting


def list_settings(table: object, path: str = "") -> list[str]:
    """Return the paths of all settings and tables below an object of settings."""
    if not is_dataclass(table):
        return []
    below = [(f"{path}.{field.name}".lstrip("."), getattr(table, field.name)) for field in fields(table)]
    return [name for key, value in below for name in [key, *list_settings(value, key)]]


SETTINGS = list_settings(load_default())


def test_every_renamed_setting_leads_to_one_that_exists() -> None:
    names = renamed_settings._CURRENT_NAMES
    assert len(names) > 100
    assert sorted(set(names.values()) - set(SETTINGS)) == []
    assert sorted(names.keys() & set(SETTINGS)) == []


@pytest.mark.parametrize("name", ["script.target", "paragraphs.wrap", "no.such"])
def test_other_names_stay(name: str) -> None:
    assert find_current_setting(name) == name


def test_the_meaning_of_a_setting_is_said_in_the_toml_file_alone() -> None:
    classes = [
        (PACKAGE / "config" / f"{name}.py").read_text("utf-8")
        for name in ("schema", "strip_settings", "paragraph_settings")
    ]
    commented = [
        line for text in classes for line in text.split("\n") if re.match(r" {4}[a-z_]+: .*  # ", line)
    ]
    assert commented == []
    text = (CONFIGS_FOLDER / "pipeline.toml").read_text("utf-8").partition("[publish]")[0]
    bare = [line for line in text.split("\n") if re.match(r"[a-z_]+ = [\d\"]", line) and "#" not in line]
    # what its name and the comment of the line above say already
    assert [line.partition(" =")[0] for line in bare] == ["max_title_letters"]

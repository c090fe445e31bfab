"""Settings: what is wrong is said at once, with file and key; what is right overrides what is shipped."""

from pathlib import Path

import pytest

from jiaokan.config.config_loader import CONFIGS_FOLDER, load, load_default
from jiaokan.core.errors import ConfigError


def put(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_file_says_only_what_differs(tmp_path: Path) -> None:
    own = load(put(tmp_path, '[script]\ntarget = "keep"\n[strip.echoes]\npart = 0.7\n'))
    assert (own.script.target, own.strip.echoes.part) == ("keep", 0.7)
    assert own.strip.echoes.title_min == load_default().strip.echoes.title_min
    assert own.publish == load_default().publish
    assert own.rules_folder == CONFIGS_FOLDER / "rules"


def test_overrides_come_last_and_reach_into_tables(tmp_path: Path) -> None:
    path = put(tmp_path, '[script]\ntarget = "keep"\n')
    own = load(
        path, ["script.target=hant", "strip.echoes.part=1", "annotate.region=false", "publish.name=my corpus"]
    )
    assert own.script.target == "hant"
    assert own.strip.echoes.part == 1.0
    assert own.annotate.region is False
    assert own.publish.name == "my corpus"


def test_rules_of_ones_own_stand_beside_the_file(tmp_path: Path) -> None:
    assert load(put(tmp_path, '[strip]\nrules = "mine"\n')).rules_folder == tmp_path / "mine"


@pytest.mark.parametrize(
    ("text", "overrides", "told"),
    [
        (
            "[script]\ntarget = 3\nwidth = 1\n[foo]\na = 1\n",
            [],
            ["script.target: 3", "script.width: no such key", "foo: no such table"],
        ),
        (
            "",
            ["script.target=up", "annotate.region=1"],
            ["script.target: 'up' is none of", "annotate.region: 1 should be bool"],
        ),
        ("[strip]\nechoes = 3\n", [], ["strip.echoes: 3 should be"]),
        ("", ["strip.echoes.x=1"], ["strip.echoes.x: no such key"]),
        ("", ["script=keep"], ["--set script=keep: write table.key=value"]),
        ("", ["script.target"], ["--set script.target: write table.key=value"]),
        ("[script", [], ["own.toml: not TOML"]),
    ],
    ids=["file", "overrides", "no table", "nested", "no key", "no value", "broken"],
)
def test_all_that_is_wrong_is_said_at_once(
    tmp_path: Path, text: str, overrides: list[str], told: list[str]
) -> None:
    with pytest.raises(ConfigError) as caught:
        load(put(tmp_path, text), overrides)
    assert all(part in str(caught.value) for part in told), caught.value


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.toml: cannot be read"):
        load(tmp_path / "nowhere.toml")

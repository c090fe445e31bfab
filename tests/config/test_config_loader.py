"""The loader of settings: overrides apply in order, and one error names all wrong keys."""

from pathlib import Path

import pytest

from jiaokan.config.config_loader import CONFIGS_FOLDER, load, load_default
from jiaokan.core.errors import ConfigError


def write_config(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_file_holds_only_what_differs(tmp_path: Path) -> None:
    config = load(
        write_config(tmp_path, '[script]\ntarget = "keep"\n[strip.repeated_text]\nmin_title_share = 0.7\n')
    )
    assert (config.script.target, config.strip.repeated_text.min_title_share) == ("keep", 0.7)
    assert (
        config.strip.repeated_text.min_title_letters == load_default().strip.repeated_text.min_title_letters
    )
    assert config.publish == load_default().publish
    assert config.rules_folders == (CONFIGS_FOLDER / "rules",)


def test_overrides_come_last_and_reach_into_tables(tmp_path: Path) -> None:
    path = write_config(tmp_path, '[script]\ntarget = "keep"\n')
    config = load(
        path,
        [
            "script.target=hant",
            "strip.repeated_text.min_title_share=1",
            "annotate.region=false",
            "publish.name=my corpus",
        ],
    )
    assert config.script.target == "hant"
    assert config.strip.repeated_text.min_title_share == 1.0
    assert config.annotate.region is False
    assert config.publish.name == "my corpus"


def test_the_rules_folder_is_relative_to_the_file_that_names_it(tmp_path: Path) -> None:
    assert load(write_config(tmp_path, '[strip]\nrules = "mine"\n')).rules_folders == (tmp_path / "mine",)


@pytest.mark.parametrize(
    ("text", "overrides", "messages"),
    [
        (
            "[script]\ntarget = 3\nwidth = 1\n[foo]\na = 1\n",
            [],
            ["script.target: 3", "script.width: no such key", "foo: no such table"],
        ),
        (
            "",
            ["script.target=up", "annotate.region=1"],
            ["script.target: 'up' is none of", "annotate.region: 1 should be true or false"],
        ),
        ("[strip]\nrepeated_text = 3\n", [], ["strip.repeated_text: 3 should be"]),
        ("", ["strip.repeated_text.x=1"], ["strip.repeated_text.x: no such key"]),
        ("", ["script.targt=keep"], ["script.targt: no such key; did you mean target?"]),
        (
            "[paragraphs]\nwrap_lines = 3\n[strip.echoes]\npart = 0.7\n[strip.judge]\nsure = 0.9\n",
            ["strip.passes=2"],
            [
                "paragraphs.wrap_lines: no such key; did you mean paragraphs.wrap.min_lines,",
                "strip.echoes: no such key; did you mean strip.repeated_text,",
                "strip.judge.sure: no such key; did you mean strip.judge.certain_confidence,",
                "strip.passes: no such key; did you mean strip.max_passes,",
            ],
        ),
        ("", ["script=keep"], ["--set script=keep: write table.key=value"]),
        ("", ["script.target"], ["--set script.target: write table.key=value"]),
        ("[script", [], ["own.toml: not TOML"]),
    ],
    ids=["file", "overrides", "no table", "nested", "misspelt", "old names", "no key", "no value", "broken"],
)
def test_one_error_names_all_wrong_keys(
    tmp_path: Path, text: str, overrides: list[str], messages: list[str]
) -> None:
    with pytest.raises(ConfigError) as caught:
        load(write_config(tmp_path, text), overrides)
    assert all(part in str(caught.value) for part in messages), caught.value


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.toml: cannot be read"):
        load(tmp_path / "nowhere.toml")

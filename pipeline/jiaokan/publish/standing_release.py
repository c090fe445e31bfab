"""The folder that a release stands in: its path, what stands there already, and how a new one gets there."""

import filecmp
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from jiaokan.config.config_loader import Config
from jiaokan.config.setting_checks import check_publish_settings
from jiaokan.core.errors import OutputError
from jiaokan.publish import manifest

_WOULD_CHANGE = (
    "{}: a release stands here and would change; set another publish.version, or replace it knowingly"
)
ReleaseState = Literal["written", "unchanged", "replaced"]


@dataclass(frozen=True, slots=True)
class Release:
    """A release that stands in `path`; `counts` are rows of each table, in the tables' order."""

    path: Path
    name: str
    version: str
    state: ReleaseState
    counts: tuple[tuple[str, int], ...]

    def count_rows(self, table: str) -> int:
        """Return the number of rows of a table, 0 for one that the release does not have."""
        return dict(self.counts).get(table, 0)


def check_release_path(target: Path, config: Config) -> Path:
    """Return the folder of the release that the settings name, under `target`.

    Raises:
        ConfigError: The name or the version cannot be that of a folder.
    """
    check_publish_settings(config.publish)
    return target / config.publish.name / config.publish.version


def check_standing_release(path: Path, config: Config, replace: bool) -> None:
    """Find out before any work whether a release that stands in `path` would have to change.

    Its manifest names the settings, rules and packages that it was made with: with others no file
    `manifest.json` can be the same.

    Raises:
        OutputError: It would change and `replace` is not set, or no release stands there.
    """
    if path.exists() and not path.is_dir():
        raise OutputError(f"{path}: a file stands where the release should go")
    if replace or not (path / manifest.MANIFEST_FILE).is_file():
        return
    standing = manifest.read_manifest(path)
    planned = manifest.make_manifest(standing.files, standing.input, config)
    if planned != standing:
        raise OutputError(_WOULD_CHANGE.format(path))


def move_into_place(made: Path, path: Path, replace: bool) -> ReleaseState:
    """Put the finished folder in its place, or leave what stands there.

    Raises:
        OutputError: Another release stands there and `replace` is not set.
    """
    if not path.exists():
        made.rename(path)
        return "written"
    if is_same_folder(made, path):
        return "unchanged"
    if not replace:
        raise OutputError(_WOULD_CHANGE.format(path))
    old = made.with_name(f"{made.name}.old")
    path.rename(old)
    made.rename(path)
    shutil.rmtree(old)
    return "replaced"


def is_same_folder(one: Path, other: Path) -> bool:
    """Tell whether two folders hold the same files with the same bytes."""
    files = [sorted(p.relative_to(top) for p in top.rglob("*") if p.is_file()) for top in (one, other)]
    return files[0] == files[1] and all(
        filecmp.cmp(one / name, other / name, shallow=False) for name in files[0]
    )

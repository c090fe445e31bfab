"""Version numbers of releases, MAJOR.MINOR.PATCH, and the step that a change requires.

- major: the text of a document has changed, or a document was removed.
- minor: documents were added.
- patch: only metadata, paragraphs or the ledger changed.
"""

import re
from pathlib import Path
from typing import Literal

from jiaokan.core.errors import ConfigError, OutputError

ChangeLevel = Literal["none", "patch", "minor", "major"]
Version = tuple[int, int, int]

CHANGE_LEVELS: tuple[ChangeLevel, ...] = ("none", "patch", "minor", "major")
_NUMBER_REGEX = r"(0|[1-9]\d*)"
_VERSION_PATTERN = re.compile(rf"{_NUMBER_REGEX}\.{_NUMBER_REGEX}\.{_NUMBER_REGEX}", re.ASCII)


def parse_version(text: str) -> Version:
    """Return the three numbers of a version.

    Raises:
        ConfigError: The text is not MAJOR.MINOR.PATCH.

    >>> parse_version("1.10.0")
    (1, 10, 0)
    """
    if not (match := _VERSION_PATTERN.fullmatch(text)):
        raise ConfigError(f"publish.version: {text!r} should be MAJOR.MINOR.PATCH, as in 1.2.0")
    major, minor, patch = map(int, match.groups())
    return major, minor, patch


def is_version(text: str) -> bool:
    """Return whether a text is MAJOR.MINOR.PATCH."""
    return _VERSION_PATTERN.fullmatch(text) is not None


def list_versions(folder: Path) -> list[str]:
    """Return the versions in the folder of a data set, the oldest first."""
    names = [path.name for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []
    return sorted(filter(is_version, names), key=parse_version)


def find_previous_release(folder: Path, version: str) -> Path | None:
    """Return the release in the folder of a data set that comes right before a version, or None."""
    earlier = [name for name in list_versions(folder) if parse_version(name) < parse_version(version)]
    return folder / earlier[-1] if earlier else None


def find_step_level(older: str, newer: str) -> ChangeLevel:
    """Return the level of the step from one version to a later one; "none" if it is not later.

    >>> find_step_level("1.2.0", "1.3.0")
    'minor'
    """
    one, other = parse_version(older), parse_version(newer)
    if other <= one:
        return "none"
    return next(level for level, a, b in zip(CHANGE_LEVELS[::-1], one, other, strict=False) if a != b)


def find_least_version(older: str, level: ChangeLevel) -> str:
    """Return the smallest version after `older` that is allowed for a change of a level.

    >>> find_least_version("1.2.3", "minor")
    '1.3.0'
    """
    major, minor, patch = parse_version(older)
    after = {"major": (major + 1, 0, 0), "minor": (major, minor + 1, 0), "patch": (major, minor, patch + 1)}
    return ".".join(map(str, after.get(level, (major, minor, patch))))


def check_version(older: str, newer: str, level: ChangeLevel) -> None:
    """Check that the step between two versions is large enough for a change.

    Raises:
        OutputError: It is too small.
    """
    if CHANGE_LEVELS.index(find_step_level(older, newer)) < CHANGE_LEVELS.index(level):
        raise OutputError(
            f"publish.version: {newer} understates what changed since {older} ({level}); "
            f"{find_least_version(older, level)} is the least that tells it"
        )

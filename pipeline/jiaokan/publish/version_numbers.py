"""What a version number promises, and whether a release keeps it.

major: the text of a document that was there has changed, or the document is gone.
minor: documents were added. patch: metadata, paragraphs, or the ledger alone changed.
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
    """Return the three numbers of a version; raises ConfigError for anything but MAJOR.MINOR.PATCH."""
    if not (found := _VERSION_PATTERN.fullmatch(text)):
        raise ConfigError(f"publish.version: {text!r} should be MAJOR.MINOR.PATCH, as in 1.2.0")
    major, minor, patch = map(int, found.groups())
    return major, minor, patch


def is_version(text: str) -> bool:
    """Tell whether a text is MAJOR.MINOR.PATCH."""
    return _VERSION_PATTERN.fullmatch(text) is not None


def list_versions(folder: Path) -> list[str]:
    """Return the versions that stand in the folder of a dataset, the oldest first."""
    names = [path.name for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []
    return sorted(filter(is_version, names), key=parse_version)


def find_previous_release(folder: Path, version: str) -> Path | None:
    """Return the release that stands in the folder right before a version, None for the first."""
    earlier = [name for name in list_versions(folder) if parse_version(name) < parse_version(version)]
    return folder / earlier[-1] if earlier else None


def find_step_level(older: str, newer: str) -> ChangeLevel:
    """Return how large a step leads from one version to a later one, "none" where it is not later."""
    one, other = parse_version(older), parse_version(newer)
    if other <= one:
        return "none"
    return next(level for level, a, b in zip(CHANGE_LEVELS[::-1], one, other, strict=False) if a != b)


def find_least_version(older: str, level: ChangeLevel) -> str:
    """Return the least version after `older` that tells of a change of this level."""
    major, minor, patch = parse_version(older)
    after = {"major": (major + 1, 0, 0), "minor": (major, minor + 1, 0), "patch": (major, minor, patch + 1)}
    return ".".join(map(str, after.get(level, (major, minor, patch))))


def check_version(older: str, newer: str, level: ChangeLevel) -> None:
    """Raise OutputError where the step between two versions is smaller than what changed."""
    if CHANGE_LEVELS.index(find_step_level(older, newer)) < CHANGE_LEVELS.index(level):
        raise OutputError(
            f"publish.version: {newer} understates what changed since {older} ({level}); "
            f"{find_least_version(older, level)} is the least that tells it"
        )

"""What a version number promises, and whether a release keeps it.

major: the text of a document that was there has changed, or the document is gone.
minor: documents were added. patch: metadata, paragraphs, or the ledger alone changed.
"""

import re
from pathlib import Path
from typing import Literal

from jiaokan.core.errors import ConfigError, OutputError

Level = Literal["none", "patch", "minor", "major"]
Version = tuple[int, int, int]

LEVELS: tuple[Level, ...] = ("none", "patch", "minor", "major")
_NUMBER = r"(0|[1-9]\d*)"
_VERSION = re.compile(rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}", re.ASCII)


def parse(text: str) -> Version:
    """Return the three numbers of a version; raises ConfigError for anything but MAJOR.MINOR.PATCH."""
    if not (found := _VERSION.fullmatch(text)):
        raise ConfigError(f"publish.version: {text!r} should be MAJOR.MINOR.PATCH, as in 1.2.0")
    major, minor, patch = map(int, found.groups())
    return major, minor, patch


def is_version(text: str) -> bool:
    """Tell whether a text is MAJOR.MINOR.PATCH."""
    return _VERSION.fullmatch(text) is not None


def versions(folder: Path) -> list[str]:
    """Return the versions that stand in the folder of a dataset, the oldest first."""
    names = [path.name for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []
    return sorted(filter(is_version, names), key=parse)


def before(folder: Path, version: str) -> Path | None:
    """Return the release that stands in the folder right before a version, None for the first."""
    earlier = [name for name in versions(folder) if parse(name) < parse(version)]
    return folder / earlier[-1] if earlier else None


def step(older: str, newer: str) -> Level:
    """Return how large a step leads from one version to a later one, "none" where it is not later."""
    one, other = parse(older), parse(newer)
    if other <= one:
        return "none"
    return next(level for level, a, b in zip(LEVELS[::-1], one, other, strict=False) if a != b)


def least(older: str, level: Level) -> str:
    """Return the least version after `older` that tells of a change of this level."""
    major, minor, patch = parse(older)
    after = {"major": (major + 1, 0, 0), "minor": (major, minor + 1, 0), "patch": (major, minor, patch + 1)}
    return ".".join(map(str, after.get(level, (major, minor, patch))))


def check(older: str, newer: str, level: Level) -> None:
    """Raise OutputError where the step between two versions is smaller than what changed."""
    if LEVELS.index(step(older, newer)) < LEVELS.index(level):
        raise OutputError(
            f"publish.version: {newer} understates what changed since {older} ({level}); "
            f"{least(older, level)} is the least that tells it"
        )

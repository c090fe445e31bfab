"""Which files of a folder are rule files, and in which order their rules speak."""

from pathlib import Path


def list_rule_files(folder: Path) -> list[Path]:
    """Return the rule files of a folder and of the folders in it, in the order of the names of files.

    The order is that of the rules, so a file may move to another folder and change nothing.
    """
    files = [*folder.glob("*.toml"), *folder.glob("*/*.toml")]
    return sorted(files, key=lambda path: (path.name, path))

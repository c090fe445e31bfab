"""List the rule files of a folder in the order in which their rules apply."""

from pathlib import Path


def list_rule_files(folder: Path) -> list[Path]:
    """Return the rule files of a folder and of the folders in it, sorted by the name of the file alone.

    Their rules apply in this order, so that a file can move to another folder without any other effect.
    """
    files = [*folder.glob("*.toml"), *folder.glob("*/*.toml")]
    return sorted(files, key=lambda path: (path.name, path))

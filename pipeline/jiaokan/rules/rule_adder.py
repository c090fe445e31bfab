"""Check rules of one's own and file them in a folder of rules."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from jiaokan.config.rule_files import list_rule_files
from jiaokan.core.errors import ConfigError
from jiaokan.rules.rule_loader import load_rules, prove_rules


def add_rules(data: bytes, folder: Path, file_name: str, others: Iterable[Path] = ()) -> tuple[str, ...]:
    """Append rules to a file in a folder and return their ids; nothing is written where one is refused.

    Args:
        data: The rules as TOML in UTF-8.
        folder: Folder of rule files, made if it is missing.
        file_name: File in it that takes the rules.
        others: Folders of rules that are in use; no id may stand in them.

    Raises:
        ConfigError: A rule is refused; the message names every problem.
    """
    added = _check_rules(data)
    folders = {place.resolve() for place in (*others, folder) if list_rule_files(place)}
    for place in sorted(folders):
        if repeated := [rule.id for rule in load_rules(place) if rule.id in added]:
            raise ConfigError(f"{place}: has a rule {repeated[0]} already; give yours another id")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file_name
    before = path.read_bytes().rstrip(b"\n") + b"\n\n" if path.is_file() else b""
    path.write_bytes(before + data.strip(b"\n") + b"\n")
    prove_rules(folder)
    return added


def _check_rules(data: bytes) -> tuple[str, ...]:
    """Return the ids of the rules; raises ConfigError naming all that is wrong with them."""
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "new.toml").write_bytes(data)
        try:
            return tuple(rule.id for rule in load_rules(Path(name)))
        except ConfigError as error:
            raise ConfigError(str(error).removeprefix(f"{name}: ").replace("new.toml: ", "")) from error

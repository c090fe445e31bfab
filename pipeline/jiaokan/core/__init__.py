"""Documents, edits, offsets and errors. All other folders use them; nothing here is about Chinese."""

import sys
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module


def make_name_importer(package: str, homes: Mapping[str, Iterable[str]]) -> Callable[[str], object]:
    """Return a `__getattr__` for a package that imports its public names when they are first asked for.

    Args:
        package: The name of the package.
        homes: The names by the module that holds them; one that begins with a dot is of the package.
    """
    home_by_name = {name: home for home, names in homes.items() for name in names}

    def import_name(name: str) -> object:
        if name not in home_by_name:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value: object = getattr(import_module(home_by_name[name], package), name)
        setattr(sys.modules[package], name, value)
        return value

    return import_name

"""Regular expressions that are compiled when they are first used.

A class of all Han costs half a millisecond to compile, and most pages need few of the patterns that have
one. It costs six times as much where a pattern ignores case: such a class is written (?-i:[…]) there.
"""

import re
from typing import cast


class _DeferredPattern:
    """Behaves as the compiled pattern; its methods become attributes of the object at the first use."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._source = pattern, flags

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        if name == "pattern":  # other patterns are made of its text
            return self._source[0]
        compiled = re.compile(*self._source)
        self.__dict__.update({key: getattr(compiled, key) for key in dir(compiled) if key[:2] != "__"})
        return getattr(compiled, name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _DeferredPattern) and other._source == self._source

    def __hash__(self) -> int:
        return hash(self._source)

    def __reduce__(self) -> tuple[object, ...]:
        return _DeferredPattern, self._source


def compile_on_use(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that compiles at its first use; a mistake in it shows no earlier.

    >>> compile_on_use("第[0-9]+页").sub("", "上文第3页下文")
    '上文下文'
    """
    return cast(re.Pattern[str], _DeferredPattern(pattern, flags))

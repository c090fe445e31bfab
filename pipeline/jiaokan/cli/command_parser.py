"""The parser of the command line, which says what a word that it does not know may have meant."""

import argparse
import difflib
import re
import sys
from collections.abc import Iterable, Sequence
from typing import NoReturn

from jiaokan.core.control_escapes import show_controls_in_line

_UNKNOWN_PATTERN = re.compile(r"unrecognized arguments: (\S+)|invalid choice: '([^']*)'")


class CommandParser(argparse.ArgumentParser):
    """A parser whose errors name the option or command that is nearest to a word it does not know."""

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Do as the base class, and note in `erring` the innermost command that does not know a word."""
        found, unknown = super().parse_known_args(args, namespace)
        if unknown and not hasattr(found, "erring"):
            found.erring = self
        return found, unknown

    def parse_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> argparse.Namespace:
        """Return the arguments; for a word that is not known, print the usage of its command and exit."""
        found, unknown = self.parse_known_args(args, namespace)
        if unknown:
            self.stop(f"unrecognized arguments: {' '.join(unknown)}", found.erring)
        return found

    def error(self, message: str) -> NoReturn:
        """Print the usage and the error, and exit with status 2."""
        self.stop(message, self)

    def stop(self, message: str, command: argparse.ArgumentParser) -> NoReturn:
        """Print the usage of a command and what may have been meant, and exit with status 2."""
        match = _UNKNOWN_PATTERN.search(message)
        word = (match[1] or match[2]) if match else ""
        name = word.partition("=")[0]
        nearest = find_nearest(name, self._list_words())
        hint = f"; did you mean {nearest}?" if nearest else ""
        if name and nearest == name:
            hint = f"; {', '.join(self._find_commands(name))} take it, this command does not"
        command.print_usage(sys.stderr)
        self.exit(2, f"{command.prog}: error: {show_controls_in_line(message + hint)}\n")

    def _find_commands(self, option: str) -> Iterable[str]:
        """Yield the commands that have an option."""
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction):
                commands = action.choices.items()
                yield from (
                    name
                    for name, parser in commands
                    if any(option in one.option_strings for one in parser._actions)
                )

    def _list_words(self) -> Iterable[str]:
        """Yield the options and the commands of the parser and of its commands."""
        for action in self._actions:
            yield from action.option_strings
            if isinstance(action, argparse._SubParsersAction):
                for name, parser in action.choices.items():
                    yield name
                    yield from (word for one in parser._actions for word in one.option_strings)
            else:
                yield from map(str, action.choices or ())


def find_nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is nearest to one with a slip of the keys, "" where none is near.

    >>> find_nearest("--ouput", ["--input", "--output", "--quiet"])
    '--output'
    """
    by_lowered = {one.lower(): one for one in sorted(set(known))}
    found = difflib.get_close_matches(word.lower(), sorted(by_lowered), n=1, cutoff=0.7) if word else []
    return word if word in set(by_lowered.values()) else by_lowered[found[0]] if found else ""

"""The commands, each with its short help and the module that adds it; a module is imported when it is needed.

The modules import what their commands need, which takes half a second; the help of all commands needs none.
"""

import argparse
from collections.abc import Collection, Sequence
from importlib import import_module
from typing import NoReturn

from jiaokan.cli.command_parser import CommandParser
from jiaokan.stages import CORPUS_STAGES, STAGES

# short help of each command by the module of `jiaokan.cli` that adds it, in the order of the help
COMMANDS = {
    "stage_commands": {
        "run": "run all stages and publish the dataset",
        **{name: info.help for name, info in (STAGES | CORPUS_STAGES).items()},
    },
    "release_commands": {
        "publish": "make a release of the last stage's output, and upload it where --hub says",
        "verify": "check a release: every hash, every ledger, every offset",
        "restore": "write the raw corpus back from a release, byte for byte",
    },
    "report_commands": {
        "diff": "compare two releases: what changed, and which rule or setting did it",
        "report": "write a release as one HTML page: raw against clean, every change marked",
    },
    "review_commands": {
        "review": "let people judge edits, and let their verdicts count: export, import",
    },
    "inspect_commands": {
        "inspect": "let a reader say of documents drawn at random what is wrong with them",
    },
    "document_commands": {
        "explain": "show a document with all its changes and their reasons",
        "evaluate": "compare a dataset with gold documents and print the figures",
    },
    "filter_command": {
        "filter": "select documents of a release by a condition, and write them as a release of their own",
    },
    "export_command": {
        "export": "write the clean texts of a release as plain files",
    },
    "rule_commands": {
        "rules": "the rulebook: list, test, hits, add, count, mine, pairs",
    },
}


class NotUnderstoodError(Exception):
    """The words of a command are wrong; a parser of all commands says how."""


class OneCommandParser(CommandParser):
    """A parser of one command, which leaves errors to a parser of all: that one knows the nearest word."""

    def stop(self, message: str, command: argparse.ArgumentParser) -> NoReturn:  # noqa: ARG002 (as in the base)
        """Raise NotUnderstoodError."""
        raise NotUnderstoodError(message)


def find_modules(words: Sequence[str]) -> Collection[str]:
    """Return the modules that parse the words of a command: one, none for the help of all, or all."""
    first = words[0] if words else ""
    if first in ("-h", "--help", "--version"):
        return ()
    return [module for module, helps in COMMANDS.items() if first in helps] or COMMANDS.keys()


def find_short_help(command: str) -> str:
    """Return the short help of a command."""
    return next(helps[command] for helps in COMMANDS.values() if command in helps)


def add_commands(parser: argparse.ArgumentParser, modules: Collection[str]) -> None:
    """Add all commands to a parser, those of other modules with their names and short help alone."""
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module, helps in COMMANDS.items():
        if module in modules:
            import_module(f"jiaokan.cli.{module}").add_commands(commands)
        else:
            for name, text in helps.items():
                commands.add_parser(name, help=text)

"""The command line, `jiaokan COMMAND`.

Exit status: 0 done; 1 an error, and the message says which; 2 wrong arguments; 3 done, but some
records were rejected.
"""

import argparse
import logging
import sys
from collections.abc import Collection, Sequence
from importlib import import_module

from jiaokan.cli import interrupts
from jiaokan.cli.command_parser import CommandParser
from jiaokan.cli.command_table import (
    COMMANDS,
    NotUnderstoodError,
    OneCommandParser,
    add_commands,
    find_modules,
)
from jiaokan.core.control_escapes import show_controls_in_line
from jiaokan.core.errors import JiaokanError

REPORT_HINT = "this is a fault of jiaokan: please report it with what --debug prints"
EPILOG = """\
Start with:   jiaokan run --input seeds --output dist
One stage:    jiaokan strip --input pages.jsonl --output stripped.jsonl
A pipe:       cat pages.jsonl | jiaokan strip | jiaokan mojibake > repaired.jsonl
Look closer:  jiaokan explain dist/zh-web/1.0.0 DOCUMENT_ID
Choose:       jiaokan filter dist/zh-web/1.0.0 --where "n_chars > 200 and cluster == id"
See it all:   jiaokan report dist/zh-web/1.0.0 --output report.html
Take it out:  jiaokan export dist/zh-web/1.0.0 --format txt --output texts
Go back:      jiaokan restore dist/zh-web/1.0.0 --output raw

Exit status:  0 done; 1 nothing done, and the message says why; 2 the words of the command are wrong;
              3 done, but some records were rejected; 130 stopped by Ctrl-C
"""


def make_parser(modules: Collection[str] = COMMANDS.keys()) -> argparse.ArgumentParser:
    """Return the parser of all commands; of those that other modules add it knows the names alone."""
    parser_class = CommandParser if len(modules) == len(COMMANDS) else OneCommandParser
    main_parser = parser_class(
        prog="jiaokan",
        description="Clean and annotate scraped Chinese web text, with a ledger of every change.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    main_parser.add_argument("--version", action=_PrintVersion, help="show program's version number and exit")
    add_commands(main_parser, modules)
    return main_parser


class _PrintVersion(argparse.Action):
    """The option that prints the version: to find it out takes as long as all the rest of the help."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str) -> None:
        super().__init__(option_strings, dest, nargs=0, default=argparse.SUPPRESS, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print the version and exit."""
        print(f"jiaokan {import_module('importlib.metadata').version('jiaokan')}")
        parser.exit()


def parse_words(words: Sequence[str]) -> argparse.Namespace:
    """Return what the words of a command say; end the program where they are wrong or ask for help."""
    try:
        return make_parser(find_modules(words)).parse_args(words)
    except NotUnderstoodError:
        return make_parser().parse_args(words)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status.

    Args:
        argv: Words of the command without "jiaokan"; None stands for those of the process.
    """
    allow_any_character()
    args = parse_words(sys.argv[1:] if argv is None else argv)
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("jiaokan").setLevel(args.log_level.upper())
    try:
        with interrupts.end_at_once_on_second():
            return int(args.command(args))
    except JiaokanError as error:
        return _report_error(str(error))
    except BrokenPipeError:  # the reader of our output has closed the pipe
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        return interrupts.report_stop()
    except Exception as error:
        if getattr(args, "debug", False):
            raise
        return _report_error(describe_unexpected_error(error))


def allow_any_character() -> None:
    """Let standard output and standard error show characters that their encoding does not have."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def describe_unexpected_error(error: Exception) -> str:
    """Return one line on an error that nobody expected: what happened, and how to report it."""
    what = f"{type(error).__name__}: {error}"
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        return f"{place}{error.strerror or what}"
    if isinstance(error, MemoryError):
        return "the memory does not suffice; fewer --workers need less"
    return f"unexpected {what}; {REPORT_HINT}"


def _report_error(message: str) -> int:
    if sys.stderr:
        print(f"jiaokan: {show_controls_in_line(message)}", file=sys.stderr)
    return 1

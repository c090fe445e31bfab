"""The command line, `jiaokan COMMAND`.

Exit status: 0 done; 1 an error, and the message says which; 2 wrong arguments; 3 done, but some
records were rejected.
"""

import argparse
import logging
import sys
from collections.abc import Sequence
from importlib.metadata import version

from jiaokan.cli import (
    document_commands,
    export_command,
    filter_command,
    inspect_commands,
    interrupts,
    release_commands,
    report_commands,
    review_commands,
    rule_commands,
    stage_commands,
)
from jiaokan.cli.command_parser import CommandParser
from jiaokan.cli.safe_output import allow_any_character
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


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    main_parser = CommandParser(
        prog="jiaokan",
        description="Clean and annotate scraped Chinese web text, with a ledger of every change.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    main_parser.add_argument("--version", action="version", version=f"jiaokan {version('jiaokan')}")
    commands = main_parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in (
        stage_commands,
        release_commands,
        report_commands,
        review_commands,
        inspect_commands,
        document_commands,
        filter_command,
        export_command,
        rule_commands,
    ):
        module.add_commands(commands)
    return main_parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status.

    Args:
        argv: Words of the command without "jiaokan"; None stands for those of the process.
    """
    allow_any_character()
    args = make_parser().parse_args(argv)
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

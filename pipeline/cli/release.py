"""Releases: make one of a stage's output, and bring the raw corpus back from one."""

import argparse
from pathlib import Path

from rich.markup import escape

from pipeline import publish
from pipeline.cli import common, stages


def add_commands(commands: "common.Commands[argparse.ArgumentParser]") -> None:
    """Add the commands about releases."""
    made = common.add(commands, "publish", _publish, "make a release of the last stage's output folder")
    made.add_argument("--input", required=True, type=Path, metavar="FOLDER", help="output folder of annotate")
    made.add_argument(
        "--output",
        default=Path("dist"),
        type=Path,
        metavar="FOLDER",
        help="goes to FOLDER/NAME/VERSION (default dist)",
    )
    made.add_argument("--replace", action="store_true", help="replace a release of this version that differs")
    common.add_settings(made)
    restore = common.add(
        commands, "restore", _restore, "write the raw corpus back from a release, byte for byte"
    )
    restore.add_argument("dataset", type=Path, metavar="DATASET", help="folder of a release")
    restore.add_argument("--output", required=True, type=Path, metavar="FOLDER", help="a new folder")


def _publish(args: argparse.Namespace) -> int:
    release = stages.publish_folder(args.input, args.output, common.settings(args), args.replace)
    counts = ", ".join(f"{rows:,} {table}" for table, rows in release.counts)
    common.console().print(f"{escape(str(release.path))} {release.state}: {counts}")
    return common.DONE


def _restore(args: argparse.Namespace) -> int:
    count = publish.restore_files(args.dataset, args.output)
    common.console().print(f"{count:,} documents restored byte for byte to {escape(str(args.output))}")
    return common.DONE

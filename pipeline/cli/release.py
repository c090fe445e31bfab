"""Releases: make one of a stage's output, and bring the raw corpus back from one."""

import argparse
from collections.abc import Callable
from pathlib import Path

from rich.markup import escape

from pipeline import publish
from pipeline.cli import common, stages
from pipeline.publish import Difference, rendering


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
    compared = common.add(
        commands, "diff", _diff, "compare two releases: what changed, and which rule or setting did it"
    )
    compared.add_argument("older", type=Path, metavar="OLDER", help="folder of a release")
    compared.add_argument("newer", type=Path, metavar="NEWER", help="folder of a later one")
    compared.add_argument(
        "--format", choices=RENDERERS, default="text", help="text (default), json, html or markdown"
    )
    checked = common.add(commands, "verify", _verify, VERIFY)
    checked.add_argument("release", type=Path, metavar="RELEASE", help="folder of a release")
    checked.add_argument(
        "--rebuilt", type=Path, metavar="FOLDER", help="the same release made again: must be equal"
    )
    restore = common.add(
        commands, "restore", _restore, "write the raw corpus back from a release, byte for byte"
    )
    restore.add_argument("dataset", type=Path, metavar="DATASET", help="folder of a release")
    restore.add_argument("--output", required=True, type=Path, metavar="FOLDER", help="a new folder")


VERIFY = """check a release: every hash, the laws on every document, every offset

Exit status 0 for a sound release, 1 for one with flaws; each flaw is named.
"""
RENDERERS: dict[str, Callable[[Difference], str]] = {
    "text": rendering.to_text,
    "json": rendering.to_json,
    "html": rendering.to_html,
    "markdown": rendering.to_markdown,
}


def _diff(args: argparse.Namespace) -> int:
    print(RENDERERS[args.format](publish.diff(args.older, args.newer)))
    return common.DONE


def _verify(args: argparse.Namespace) -> int:
    flaws = publish.verify(args.release, args.rebuilt)
    for flaw in flaws:
        print(f"{flaw.where}: {flaw.what}")
    common.console().print(
        f"{escape(str(args.release))}: {len(flaws)} flaws" if flaws else f"{args.release}: sound"
    )
    return common.FLAWED if flaws else common.DONE


def _publish(args: argparse.Namespace) -> int:
    release = stages.publish_folder(args.input, args.output, common.settings(args), args.replace)
    counts = ", ".join(f"{rows:,} {table}" for table, rows in release.counts)
    common.console().print(f"{escape(str(release.path))} {release.state}: {counts}")
    return common.DONE


def _restore(args: argparse.Namespace) -> int:
    count = publish.restore_files(args.dataset, args.output)
    common.console().print(f"{count:,} documents restored byte for byte to {escape(str(args.output))}")
    return common.DONE

"""The commands about releases: `publish`, `verify` and `restore`."""

import argparse
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jiaokan import publish
from jiaokan.cli import options, stage_commands
from jiaokan.cli.run_summary import count_noun
from jiaokan.cli.safe_output import escape_data
from jiaokan.config import config_loader
from jiaokan.core.control_escapes import show_controls_in_line
from jiaokan.execution import output_check
from jiaokan.publish import manifest
from jiaokan.publish.selection_source import check_is_no_selection


def add_commands(commands: "options.Commands[argparse.ArgumentParser]") -> None:
    """Add `publish`, `verify` and `restore`."""
    _add_publish_command(commands)
    verify = options.add_command(commands, "verify", _run_verify, VERIFY_DETAILS)
    verify.add_argument("release", metavar="RELEASE", help=RELEASE_HELP)
    verify.add_argument(
        "--input", action="append", metavar="INPUT", help="the raw input: make the release again and compare"
    )
    verify.add_argument("--rebuilt", type=Path, metavar="FOLDER", help="compare with a release made again")
    verify.add_argument("--key", type=Path, metavar="FILE", help=KEY_HELP)
    restore = options.add_command(commands, "restore", _run_restore, RESTORE_DETAILS)
    restore.add_argument("dataset", metavar="DATASET", help=RELEASE_HELP)
    for command in (verify, restore):
        options.add_summary_options(command)
    restore.add_argument("-o", "--output", required=True, type=Path, metavar="FOLDER", help="a new folder")
    restore.add_argument("--key", type=Path, metavar="FILE", help=KEY_HELP)


def _add_publish_command(commands: "options.Commands[argparse.ArgumentParser]") -> None:
    publish_command = options.add_command(commands, "publish", _run_publish, PUBLISH_DETAILS)
    publish_command.add_argument(
        "-i", "--input", required=True, type=Path, metavar="FOLDER", help="annotate's output, or a release"
    )
    publish_command.add_argument(
        "-o",
        "--output",
        default=Path("dist"),
        type=Path,
        metavar="FOLDER",
        help="goes to FOLDER/NAME/VERSION (default dist)",
    )
    publish_command.add_argument(
        "--replace", action="store_true", help="replace a release of this version that differs"
    )
    publish_command.add_argument(
        "--hub", metavar="OWNER/NAME", help="upload it to the Hugging Face Hub, tagged vVERSION"
    )
    publish_command.add_argument(
        "--private", action="store_true", help="with --hub: make a new repository private"
    )
    options.add_summary_options(publish_command, has_dry_run=True)
    options.add_settings_options(publish_command)


RELEASE_HELP = "folder of a release, NAME under dist, or OWNER/NAME on the Hub; @VERSION may follow"
KEY_HELP = "the key of a redacted release, which was written to TARGET.keys/"
PUBLISH_DETAILS = """\
A release is never overwritten. Its version must be a large enough step from the one before:
major where text that was there changed, minor where documents were added, patch for the rest.
The Hub's token is the one of `hf auth login`.
"""
RESTORE_DETAILS = """\
Files come back under their names, records of JSON lines as the lines that came in (less blank lines and
line ends), in raw.jsonl. Rows of Parquet and CSV and records of web archives come back there as JSON of
equal value. What was rejected stands beside them: files under their names, records in rejected.jsonl.
What could not be read when the release was made is named, and no file is written for it.
A redacted release needs its key.
"""
VERIFY_DETAILS = """\
Of a redacted release the raw text with its markers is checked; with --key, the true raw text too.
With --input it is made again too, with the settings in its manifest, and every file compared.
Exit status 0 for a sound release, 1 for one with flaws; each flaw is named.
"""


def _run_verify(args: argparse.Namespace) -> int:
    release = publish.find_release(args.release)
    with TemporaryDirectory() as folder:
        rebuilt = args.rebuilt
        if args.input:
            check_is_no_selection(release)
            settings = config_loader.load(None, manifest.list_overrides(manifest.read_manifest(release)))
            rebuilt = stage_commands.rebuild_release(args.input, Path(folder) / "dist", settings).path
        flaws = publish.verify(release, rebuilt, args.key)
    if args.json:
        found = [{"place": flaw.place, "problem": flaw.problem} for flaw in flaws]
        options.print_json({"release": str(release), "sound": not flaws, "flaws": found})
        return options.EXIT_FLAWED if flaws else options.EXIT_DONE
    for flaw in flaws:
        print(show_controls_in_line(f"{flaw.place}: {flaw.problem}"))
    verdict = count_noun(len(flaws), "flaw") if flaws else "sound"
    options.make_console(args.quiet).print(f"{escape_data(args.release)}: {verdict}")
    return options.EXIT_FLAWED if flaws else options.EXIT_DONE


def _run_publish(args: argparse.Namespace) -> int:
    figures: dict[str, object] = {}
    with ExitStack() as stack:
        path = args.input
        if not (path / manifest.MANIFEST_FILE).is_file():
            target = stack.enter_context(TemporaryDirectory()) if args.dry_run else args.output
            settings = options.load_settings(args)
            name, version = settings.publish.name, settings.publish.version
            output_check.check_release_output([str(path)], str(args.output), name, version)
            release = stage_commands.publish_folder(path, Path(target), settings, args.replace)
            state = "would be written" if args.dry_run else release.state
            figures |= {
                "release": f"{release.name} {release.version}",
                "state": state,
                "rows": dict(release.counts),
            }
            path = release.path
        if args.hub:
            upload = publish.push_release(path, args.hub, args.dry_run, args.private)
            figures |= {
                "hub": args.hub,
                "tag": upload.tag,
                "upload": upload.state,
                "files": dict(upload.files),
            }
    if args.json:
        options.print_json(figures)
    elif not args.quiet:
        _print_publication(figures, "" if args.dry_run else str(path))
    return options.EXIT_DONE


def _print_publication(figures: dict[str, Any], path: str) -> None:
    print_line = options.make_console().print
    if rows := figures.get("rows"):
        counts = ", ".join(f"{number:,} {table}" for table, number in rows.items())
        print_line(f"{escape_data(path or figures['release'])} {figures['state']}: {counts}")
    if "hub" in figures:
        for name, size in figures["files"].items():
            print_line(f"  {escape_data(name)}  {size:,} bytes")
        head = f"{escape_data(figures['hub'])} {figures['tag']} {figures['upload']}"
        print_line(f"{head}: {count_noun(len(figures['files']), 'file')}")


def _run_restore(args: argparse.Namespace) -> int:
    restored = publish.restore_corpus(publish.find_release(args.dataset), args.output, args.key)
    if args.json:
        options.print_json(asdict(restored))
        return options.EXIT_DONE
    parts = [f"{count_noun(restored.files, 'file')} byte for byte"] if restored.files else []
    where = escape_data(restored.records_file)
    if restored.records:
        parts.append(f"{count_noun(restored.records, 'record')}, each the line that came in, in {where}")
    if restored.rows:
        parts.append(
            f"{count_noun(restored.rows, 'row')} of tables or archives as JSON of equal value, in {where}"
        )
    named_counts = "; ".join(parts) or "nothing: the release is empty"
    options.make_console(args.quiet).print(
        f"{count_noun(restored.documents, 'document')} restored to {escape_data(str(args.output))}: "
        f"{named_counts}"
    )
    _report_unread(restored.unread, args)
    return options.EXIT_DONE


def _report_unread(unread: Sequence[str], args: argparse.Namespace) -> None:
    """Tell what could not come back, since it could not be read; a few by name."""
    print_line = options.make_console(args.quiet).print
    for one in unread[: options.MAX_SHOWN_REJECTS]:
        print_line(f"[yellow]not restored[/] {escape_data(one)}")
    if len(unread) > options.MAX_SHOWN_REJECTS:
        print_line(f"[yellow]not restored[/] and {len(unread) - options.MAX_SHOWN_REJECTS:,} more")

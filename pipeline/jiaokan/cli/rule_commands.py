"""The rulebook: what it holds, whether it proves itself, how it fares on a corpus, what it lacks."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from jiaokan import readers
from jiaokan.cli import options
from jiaokan.core.document import Document
from jiaokan.rules import rulebook
from jiaokan.stages import strip
from jiaokan.stages.strip import corpus_line_counts
from jiaokan.stages.strip.corpus import rule_mining, rule_report

ABOUT = """the rulebook: list, test, hits, count, mine

  list           every rule with its reason
  test           prove every rule by its own hits and misses
  hits CORPUS    how often each rule fires, on what, and where it hesitates
  count CORPUS   count the lines that stand on many pages, for [strip.repeats] file
  mine CORPUS    propose rules for what stands on many pages, in the rulebook's own form
"""


def add_commands(commands: "options.Commands[argparse.ArgumentParser]") -> None:
    """Add `rules` and what it can do."""
    made = options.add(commands, "rules", _list, ABOUT)
    actions = made.add_subparsers(title="actions", metavar="ACTION", required=True)
    for name, command, text in ACTIONS:
        action = options.add(actions, name, command, text)
        options.add_settings(action)
        if name in ("hits", "count", "mine"):
            action.add_argument("corpus", nargs="+", metavar="CORPUS", help="as --input of the strip stage")
        if name == "count":
            action.add_argument("--output", type=Path, required=True, metavar="FILE", help="where to write")
        if name == "mine":
            action.add_argument(
                "--output", type=Path, metavar="FILE", help="write here, not to standard output"
            )
        if name == "hits":
            action.add_argument(
                "--examples", type=int, default=3, metavar="N", help="of each rule (default 3)"
            )


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a corpus, as often as somebody asks for them."""

    inputs: tuple[str, ...]

    def __iter__(self) -> Iterator[str]:
        return (item.text for item in readers.read(self.inputs) if isinstance(item, Document))


def _list(args: argparse.Namespace) -> int:
    table = Table("rule", "scope", "kind", "why", box=None, header_style="bold")
    for rule in rulebook(options.settings(args).rules).rules:
        table.add_row(Text(rule.id, "cyan"), rule.scope, rule.kind, Text(rule.why))
    Console(highlight=False).print(table)
    return options.DONE


def _test(args: argparse.Namespace) -> int:
    proof = rule_report.proved(options.settings(args).rules)
    for problem in proof.problems:
        print(problem)
    verdict = (
        f"{len(proof.problems)} problems" if proof.problems else f"{len(proof.rules)} rules prove themselves"
    )
    options.console().print(verdict)
    return options.FLAWED if proof.problems else options.DONE


def _hits(args: argparse.Namespace) -> int:
    console = Console(highlight=False, soft_wrap=True)
    for one in rule_report.used(
        Texts(tuple(args.corpus)), strip.tools(options.settings(args)), args.examples
    ):
        if one.pages:
            told = (
                f"[cyan]{escape(one.id)}[/]  {one.pages:,} pages, {one.fired:,} fired, {one.held:,} held back"
            )
            console.print(told)
            for mark, lines in (("[red]-[/]", one.examples), ("[yellow]?[/]", one.hesitations)):
                for line in lines:
                    console.print(f"  {mark} {escape(line[:100])}")
    return options.DONE


def _count(args: argparse.Namespace) -> int:
    found = corpus_line_counts.counted(Texts(tuple(args.corpus)), options.settings(args).strip.repeats)
    found.save(args.output)
    options.console().print(f"{len(found.lines):,} lines of {found.pages:,} pages")
    return options.DONE


def _mine(args: argparse.Namespace) -> int:
    settings = options.settings(args)
    proposals = rule_mining.mined(Texts(tuple(args.corpus)), rulebook(settings.rules), settings.strip.repeats)
    told = "\n".join(proposal.toml() for proposal in proposals)
    if args.output:
        args.output.write_text(told, "utf-8", newline="\n")
    else:
        print(told)
    options.console().print(f"{len(proposals):,} proposals; read each before you put it into a rule file")
    return options.DONE


ACTIONS = (
    ("list", _list, "list every rule with its reason"),
    ("test", _test, "prove every rule by its own hits and misses"),
    ("hits", _hits, "tell how often each rule fires, on what, and where it hesitates"),
    ("count", _count, "count the lines that stand on many pages, for [strip.repeats] file"),
    ("mine", _mine, "propose rules for what stands on many pages, in the rulebook's own form"),
)

"""The command `rules`: list and test the rulebook, and run it on a corpus."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.table import Table
from rich.text import Text

from jiaokan import publish, readers
from jiaokan.cli import options
from jiaokan.cli.run_summary import count_noun
from jiaokan.cli.safe_output import escape_data, make_safe_console, print_data
from jiaokan.core.document import Document
from jiaokan.core.errors import ConfigError, InputError
from jiaokan.rules import load_rulebook
from jiaokan.rules.reasons import load_coded_reasons
from jiaokan.rules.rewriting_pairs import load_rewriting_finder, prove_rewriting_pairs
from jiaokan.rules.rule_adder import add_rules


def add_commands(commands: "options.Commands[argparse.ArgumentParser]") -> None:
    """Add `rules` with its actions."""
    rules = options.add_command(commands, "rules", _run_list)
    actions = rules.add_subparsers(title="actions", metavar="ACTION", required=True)
    for name, command, text in RULES_ACTIONS:
        action = options.add_action(actions, name, command, text)
        options.add_settings_options(action)
        if name not in ("mine", "pairs"):  # which print TOML
            options.add_summary_options(action)
        _add_options_of_action(action, name)


def _add_options_of_action(action: argparse.ArgumentParser, name: str) -> None:
    if name in ("hits", "count", "mine", "pairs"):
        action.add_argument("corpus", nargs="+", metavar="CORPUS", help="as --input of the strip stage")
    if name == "add":
        action.add_argument("file", metavar="FILE.toml", help='the rules as TOML; "-" is standard input')
        action.add_argument(
            "--to", type=Path, required=True, metavar="FOLDER", help="folder of rules of your own"
        )
    if name == "count":
        action.add_argument("--output", type=Path, required=True, metavar="FILE", help="where to write")
    if name == "mine":
        action.add_argument("--output", type=Path, metavar="FILE", help="write here, not to standard output")
    if name == "pairs":
        action.add_argument(
            "--synonyms",
            type=Path,
            required=True,
            metavar="FILE",
            help="words of one meaning on each line",
        )
    if name == "hits":
        action.add_argument("--examples", type=int, default=3, metavar="N", help="of each rule (default 3)")


@dataclass(frozen=True, slots=True)
class CorpusTexts:
    """The texts of a corpus; they are read again each time that the object is iterated."""

    inputs: tuple[str, ...]

    def __iter__(self) -> Iterator[str]:
        return (item.text for item in publish.read_inputs(self.inputs) if isinstance(item, Document))


def _run_list(args: argparse.Namespace) -> int:
    """List the rulebook and then the rules in code, which have the scope "code" and no kind."""
    book = load_rulebook(*options.load_settings(args).rules_folders).rules
    coded = load_coded_reasons().items()
    rows = [
        *((rule.id, rule.scope, rule.kind, rule.why) for rule in book),
        *((rule_id, "code", "", why.english) for rule_id, why in coded if not rule_id.endswith("/any")),
    ]
    if args.json:
        options.print_json([dict(zip(("id", "scope", "kind", "why"), row, strict=True)) for row in rows])
        return options.EXIT_DONE
    table = Table("rule", "scope", "kind", "why", box=None, header_style="bold")
    for rule_id, scope, kind, why in rows:
        table.add_row(Text(rule_id, "cyan"), scope, kind, Text(why))
    make_safe_console().print(table, soft_wrap=False)
    return options.EXIT_DONE


def _run_test(args: argparse.Namespace) -> int:
    from jiaokan.stages.strip.corpus import rule_report  # noqa: PLC0415 - takes half a second

    settings = options.load_settings(args)
    proof = rule_report.check_rules(*settings.rules_folders)
    problems, pair_count = [*proof.problems], 0
    try:
        pair_count = prove_rewriting_pairs(settings.find_file(settings.annotate.rewriting))
    except ConfigError as error:
        problems.append(str(error))
    if args.json:
        options.print_json({"rules": len(proof.rules), "pairs": pair_count, "problems": problems})
        return options.EXIT_FLAWED if problems else options.EXIT_DONE
    for problem in problems:
        print_data(problem)
    verdict = f"{len(proof.rules)} rules and {pair_count} pairs of words prove themselves"
    options.make_console(args.quiet).print(f"{len(problems)} problems" if problems else verdict)
    return options.EXIT_FLAWED if problems else options.EXIT_DONE


def _run_hits(args: argparse.Namespace) -> int:
    from jiaokan.review.stripped_texts import strip_corpus  # noqa: PLC0415 - takes half a second
    from jiaokan.stages.strip.corpus import rule_report  # noqa: PLC0415

    console, settings = make_safe_console(), options.load_settings(args)
    book = load_rulebook(*settings.rules_folders)
    usages = rule_report.measure_rule_usage(strip_corpus(args.corpus, settings), book, args.examples)
    if args.json:
        options.print_json([asdict(usage) for usage in usages if usage.pages])
        return options.EXIT_DONE
    for usage in usages:
        if usage.pages:
            counts = (
                f"{count_noun(usage.pages, 'page')}, {usage.edits:,} fired, {usage.kept_claims:,} held back"
            )
            console.print(f"[cyan]{escape_data(usage.id)}[/]  {counts}")
            for mark, lines in (("[red]-[/]", usage.examples), ("[yellow]?[/]", usage.kept_examples)):
                for line in lines:
                    console.print(f"  {mark} {escape_data(line[:100])}")
    return options.EXIT_DONE


def _run_add(args: argparse.Namespace) -> int:
    settings = options.load_settings(args)
    data = sys.stdin.buffer.read() if args.file == readers.STDIN else _read_rule_file(Path(args.file))
    name = OWN_RULES_FILE if args.file == readers.STDIN else Path(args.file).name
    try:
        added = add_rules(data, args.to, name, settings.rules_folders)
    except ConfigError as error:
        raise ConfigError(f"{args.file}: {error}") from error
    if args.json:
        options.print_json({"added": added, "file": str(args.to / name)})
        return options.EXIT_DONE
    print_line = options.make_console(args.quiet).print
    print_line(f"{escape_data(', '.join(added))} added to {escape_data(str(args.to / name))}")
    if args.to.resolve() not in [folder.resolve() for folder in settings.rules_folders]:
        folders = json.dumps([*settings.strip.rules, str(args.to)], ensure_ascii=False)
        print_line(escape_data(f"To use it:  --set 'strip.rules={folders}', or this in the file of --config"))
    return options.EXIT_DONE


def _read_rule_file(path: Path) -> bytes:
    if path.suffix != ".toml":
        raise InputError(f"{path}: rules stand in a file that ends in .toml")
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error


def _run_count(args: argparse.Namespace) -> int:
    from jiaokan.stages.strip import corpus_line_counts  # noqa: PLC0415 - takes half a second

    counts = corpus_line_counts.count_templates(
        CorpusTexts(tuple(args.corpus)), options.load_settings(args).strip.corpus_lines
    )
    counts.save(args.output)
    if args.json:
        options.print_json({"lines": len(counts.pages_by_template), "pages": counts.page_count})
    else:
        options.make_console(args.quiet).print(
            f"{len(counts.pages_by_template):,} lines of {counts.page_count:,} pages"
        )
    return options.EXIT_DONE


def _run_mine(args: argparse.Namespace) -> int:
    from jiaokan.stages.strip.corpus import rule_mining  # noqa: PLC0415 - takes half a second

    settings = options.load_settings(args)
    proposals = rule_mining.mine_rules(
        CorpusTexts(tuple(args.corpus)), load_rulebook(*settings.rules_folders), settings.strip.corpus_lines
    )
    toml_text = "\n".join(proposal.to_toml() for proposal in proposals)
    if args.output:
        args.output.write_text(toml_text, "utf-8", newline="\n")
    else:
        print_data(toml_text)
    options.make_console().print(
        f"{len(proposals):,} proposals; read each before you put it into a rule file"
    )
    return options.EXIT_DONE


OWN_RULES_FILE = "own.toml"  # takes rules from standard input


def _run_pairs(args: argparse.Namespace) -> int:
    from jiaokan.rules import rewriting_mining  # noqa: PLC0415 - few runs need it

    settings = options.load_settings(args)
    finder = load_rewriting_finder(settings.find_file(settings.annotate.rewriting))
    synonyms = rewriting_mining.read_synonyms(args.synonyms)
    for proposal in rewriting_mining.propose_pairs(CorpusTexts(tuple(args.corpus)), finder, synonyms):
        print_data(proposal.format_toml())
    return options.EXIT_DONE


RULES_ACTIONS = (
    ("list", _run_list, "list the rules of the rulebook and those in code, each with its reason"),
    ("test", _run_test, "check every rule of the rulebook against its own hits and misses"),
    ("hits", _run_hits, "show how often each rule matches, what it removes and what it keeps"),
    ("add", _run_add, "check rules of one's own and file them in the folder --to"),
    ("count", _run_count, "count the lines that stand on many pages, for [strip.corpus_lines] file"),
    ("mine", _run_mine, "propose rules for lines that stand on many pages, as TOML"),
    (
        "pairs",
        _run_pairs,
        "propose pairs of words that rewriting tools exchange, from a file of --synonyms, as TOML",
    ),
)

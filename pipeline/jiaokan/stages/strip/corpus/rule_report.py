"""How a rulebook fares: what it holds, whether it proves itself, what it does to a corpus."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from jiaokan.core.errors import ConfigError
from jiaokan.rules import Rule, load_rules
from jiaokan.stages.strip.page_lines import normalize_page
from jiaokan.stages.strip.rule_claims import is_whole_line
from jiaokan.stages.strip.stripper import Stripper


@dataclass(frozen=True, slots=True)
class RulebookCheck:
    """Whether a folder of rules proves itself; `problems` names file and id of each that does not."""

    rules: tuple[Rule, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleUsage:
    """What one rule does to a corpus.

    `pages` it claims something on, `fired` edits in its name, `held` claims that the context let stay.
    """

    id: str
    pages: int
    edits: int
    kept_claims: int
    examples: tuple[str, ...]
    kept_examples: tuple[str, ...]


@dataclass(slots=True)
class _RuleTally:
    pages: int = 0
    edits: int = 0
    kept_claims: int = 0
    examples: dict[str, None] = field(default_factory=dict)
    kept_examples: dict[str, None] = field(default_factory=dict)


def check_rules(folder: Path) -> RulebookCheck:
    """Hear every rule of a folder, and say what is wrong instead of raising it."""
    try:
        return RulebookCheck(load_rules(folder), ())
    except ConfigError as error:
        return RulebookCheck((), tuple(str(error).removeprefix(f"{folder}: ").split("; ")))


def measure_rule_usage(texts: Iterable[str], stripper: Stripper, examples: int = 3) -> tuple[RuleUsage, ...]:
    """Run the stage over a corpus and return what each rule did, the busiest first.

    Whatever makes edits is counted: rules, the judge, echoes. Rules that did nothing come last.
    """
    tallies: dict[str, _RuleTally] = defaultdict(
        _RuleTally, {rule.id: _RuleTally() for rule in stripper.book.rules}
    )
    for text in texts:
        edits = stripper.propose_edits(text)
        gone = {edit.start for edit in edits}
        for edit in edits:
            _add_example(tallies[edit.rule].examples, edit.old, examples)
            tallies[edit.rule].edits += 1
        page = normalize_page(text)
        claims, places = tuple(stripper.book.find_claims(page.lines)), page.locate_lines()
        for claim in claims:
            if is_whole_line(claim, page.lines) and places.line_starts[claim.line] not in gone:
                tallies[claim.rule.id].kept_claims += 1
                _add_example(tallies[claim.rule.id].kept_examples, page.lines[claim.line], examples)
        for rule in {claim.rule.id for claim in claims} | {edit.rule for edit in edits}:
            tallies[rule].pages += 1
    uses = (
        RuleUsage(
            rule,
            tally.pages,
            tally.edits,
            tally.kept_claims,
            tuple(tally.examples),
            tuple(tally.kept_examples),
        )
        for rule, tally in tallies.items()
    )
    return tuple(sorted(uses, key=lambda use: (-use.edits, -use.kept_claims, use.id)))


def _add_example(seen: dict[str, None], line: str, most: int) -> None:
    if len(seen) < most:
        seen[line.strip()] = None

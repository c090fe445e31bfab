"""Check a rulebook, and report what its rules do to a corpus."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jiaokan.core.edits import Edit
from jiaokan.core.errors import ConfigError
from jiaokan.rules import Rule, Rulebook, load_rules, prove_rules
from jiaokan.stages.strip.normalized_page import normalize_page
from jiaokan.stages.strip.rule_claims import is_whole_line


@dataclass(frozen=True, slots=True)
class RulebookCheck:
    """The rules of a folder, or the problems for which they are refused, each with file and id."""

    rules: tuple[Rule, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleUsage:
    """What one rule does to a corpus.

    Attributes:
        id: the rule.
        pages: number of pages with a claim or an edit of the rule.
        edits: number of edits.
        kept_claims: number of claimed lines that were kept because of their context.
        examples: texts that were edited.
        kept_examples: lines that were kept.
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


def check_rules(*folders: Path) -> RulebookCheck:
    """Prove the rules of folders, write the proofs, and return problems instead of raising ConfigError."""
    problems: list[str] = []
    for folder in folders:
        try:
            prove_rules(folder)
        except ConfigError as error:
            problems += str(error).removeprefix(f"{folder}: ").split("; ")
    try:
        return RulebookCheck(() if problems else load_rules(*folders), tuple(problems))
    except ConfigError as error:
        return RulebookCheck((), (str(error),))


@dataclass(frozen=True, slots=True)
class StrippedText:
    """A text that was given to the stage, what the stage deletes, and what extraction deleted before."""

    text: str
    edits: Sequence[Edit]
    extracted: Sequence[Edit] = ()


def measure_rule_usage(
    pages: Iterable[StrippedText], book: Rulebook, examples: int = 3
) -> tuple[RuleUsage, ...]:
    """Return what each rule did to the pages of a corpus, the rule with the most edits first.

    Every source of edits is counted: rules, the judge, repeated text. Of what extraction deleted from a
    page of HTML only what rules of the book asked for counts. Rules without an effect come last.
    """
    tallies: dict[str, _RuleTally] = defaultdict(_RuleTally, {rule.id: _RuleTally() for rule in book.rules})
    known = frozenset(tallies)
    for one in pages:
        edits = [*one.edits, *(edit for edit in one.extracted if edit.rule in known)]
        edit_starts = {edit.start for edit in one.edits}
        for edit in edits:
            _add_example(tallies[edit.rule].examples, edit.old, examples)
            tallies[edit.rule].edits += 1
        page = normalize_page(one.text)
        claims, places = tuple(book.find_claims(page.lines)), page.locate_lines()
        for claim in claims:
            if is_whole_line(claim, page.lines) and places.line_starts[claim.line] not in edit_starts:
                tallies[claim.rule.id].kept_claims += 1
                _add_example(tallies[claim.rule.id].kept_examples, page.lines[claim.line], examples)
        for rule in {claim.rule.id for claim in claims} | {edit.rule for edit in edits}:
            tallies[rule].pages += 1
    uses = (
        RuleUsage(rule, t.pages, t.edits, t.kept_claims, tuple(t.examples), tuple(t.kept_examples))
        for rule, t in tallies.items()
    )
    return tuple(sorted(uses, key=lambda use: (-use.edits, -use.kept_claims, use.id)))


def _add_example(examples: dict[str, None], line: str, max_count: int) -> None:
    if len(examples) < max_count:
        examples[line.strip()] = None

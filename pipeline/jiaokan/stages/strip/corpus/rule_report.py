"""How a rulebook fares: what it holds, whether it proves itself, what it does to a corpus."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from jiaokan.core.errors import ConfigError
from jiaokan.rules import Rule, load
from jiaokan.stages.strip.page_lines import read
from jiaokan.stages.strip.rule_claims import whole
from jiaokan.stages.strip.stripper import Stripper


@dataclass(frozen=True, slots=True)
class Proof:
    """Whether a folder of rules proves itself; `problems` names file and id of each that does not."""

    rules: tuple[Rule, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """What one rule does to a corpus.

    `pages` it claims something on, `fired` edits in its name, `held` claims that the context let stay.
    """

    id: str
    pages: int
    fired: int
    held: int
    examples: tuple[str, ...]
    hesitations: tuple[str, ...]


@dataclass(slots=True)
class _Tally:
    pages: int = 0
    fired: int = 0
    held: int = 0
    examples: dict[str, None] = field(default_factory=dict)
    hesitations: dict[str, None] = field(default_factory=dict)


def proved(folder: Path) -> Proof:
    """Hear every rule of a folder, and say what is wrong instead of raising it."""
    try:
        return Proof(load(folder), ())
    except ConfigError as error:
        return Proof((), tuple(str(error).removeprefix(f"{folder}: ").split("; ")))


def used(texts: Iterable[str], stripper: Stripper, examples: int = 3) -> tuple[Use, ...]:
    """Run the stage over a corpus and return what each rule did, the busiest first.

    Whatever makes edits is counted: rules, the judge, echoes. Rules that did nothing come last.
    """
    tallies: dict[str, _Tally] = defaultdict(_Tally, {rule.id: _Tally() for rule in stripper.book.rules})
    for text in texts:
        edits = stripper.propose(text)
        gone = {edit.start for edit in edits}
        for edit in edits:
            _note(tallies[edit.rule].examples, edit.old, examples)
            tallies[edit.rule].fired += 1
        page = read(text)
        claims, places = tuple(stripper.book.claims(page.lines)), page.places()
        for claim in claims:
            if whole(claim, page.lines) and places.begins[claim.line] not in gone:
                tallies[claim.rule.id].held += 1
                _note(tallies[claim.rule.id].hesitations, page.lines[claim.line], examples)
        for rule in {claim.rule.id for claim in claims} | {edit.rule for edit in edits}:
            tallies[rule].pages += 1
    uses = (
        Use(rule, tally.pages, tally.fired, tally.held, tuple(tally.examples), tuple(tally.hesitations))
        for rule, tally in tallies.items()
    )
    return tuple(sorted(uses, key=lambda use: (-use.fired, -use.held, use.id)))


def _note(seen: dict[str, None], line: str, most: int) -> None:
    if len(seen) < most:
        seen[line.strip()] = None

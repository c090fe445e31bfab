"""Decide for every line of a page whether it is kept, and by which rule the others go."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from jiaokan.config.config_loader import CONFIGS_FOLDER
from jiaokan.config.schema import ExtractSettings
from jiaokan.models.oblivious_trees import TreeEnsemble, load_ensembles
from jiaokan.rules import load_rules
from jiaokan.stages.extract.html.html_line import Line
from jiaokan.stages.extract.html.line_finder import Lines
from jiaokan.stages.extract.html.page_head import Head
from jiaokan.stages.extract.html.struck_subtrees import GROUNDS, Struck
from jiaokan.stages.extract.html.tree_nodes import Tree
from jiaokan.stages.extract.html.visible_text import FORMULA
from jiaokan.stages.extract.markup_edits import BOILERPLATE, Gone
from jiaokan.stages.extract.scoring.line_features import Described, describe, second
from jiaokan.stages.extract.scoring.line_selection import Claims, choose, smoothed
from jiaokan.stages.extract.scoring.line_table import Flags, Floats, Sheet

STATEMENT = "html/statement"


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The lines that are kept, what goes with the rule that takes it, and which measured lines are chosen."""

    kept: tuple[Line, ...]
    gone: tuple[Gone, ...]
    chosen: Flags


@lru_cache
def scorer() -> tuple[TreeEnsemble, ...]:
    """Return the two passes of the shipped scorer."""
    return load_ensembles("html_lines.json")


@lru_cache
def shipped_rules() -> frozenset[str]:
    """Return the ids of the rules that travel with the package."""
    return frozenset(rule.id for rule in load_rules(CONFIGS_FOLDER / "rules"))


def score_lines(sheet: Sheet, said: Head, claimed: Floats) -> tuple[Floats, Described]:
    """Return the probability of each measured line, by both passes of the scorer."""
    first, then = scorer()
    described = describe(sheet, said, claimed)
    before = first.predict_probabilities(described.columns)
    return then.predict_probabilities(second(sheet, described, before)), described


def judge_page(sheet: Sheet, found: Lines, said: Head, claims: Claims, settings: ExtractSettings) -> Verdicts:
    """Judge the lines of a page by the scorer and by the rules at once."""
    if not sheet.lines:
        return keep_all(sheet.struck, sheet.tree, found)
    rules = claims(sheet.views)
    claimed = np.array([bool(rule) for rule in rules], dtype=np.float64)
    scores, described = score_lines(sheet, said, claimed)
    scores = smoothed(sheet, described.found, scores)
    own = np.array([bool(rule) and rule not in shipped_rules() for rule in rules], dtype=np.bool_)
    chosen = choose(sheet, described, np.where(own, 0.0, scores), settings) & ~own
    named = [rule or STATEMENT * said_so for rule, said_so in zip(rules, sheet.stated.tolist(), strict=True)]
    reasons = [
        _reason(rule, ground, own_rule)
        for rule, ground, own_rule in zip(named, described.found.ground.tolist(), own.tolist(), strict=True)
    ]
    return _verdicts(sheet, found, chosen, scores, reasons)


def keep_all(struck: Struck, tree: Tree, found: Lines) -> Verdicts:
    """Keep every line, of what is known to be text."""
    gone = [*_never(struck, tree), *_repeated(found)]
    return Verdicts(found.lines, tuple(gone), np.zeros(0, dtype=np.bool_))


def _reason(rule: str, ground: int, own: bool) -> str:
    if own or (rule and not ground):
        return rule
    return f"html/{GROUNDS[ground]}" if ground else BOILERPLATE


def _verdicts(sheet: Sheet, found: Lines, chosen: Flags, scores: Floats, reasons: Sequence[str]) -> Verdicts:
    """Gather what is kept and what goes; lines without a letter go as those round them do."""
    measured = {id(line): i for i, line in enumerate(sheet.lines)}
    places = [measured.get(id(line), -1) for line in found.lines]
    flags = [bool(chosen[i]) if i >= 0 else None for i in places]
    kept, gone = [], [*_never(sheet.struck, sheet.tree), *_repeated(found)]
    before = BOILERPLATE, 0.5
    for at, (line, place) in enumerate(zip(found.lines, places, strict=True)):
        if place >= 0:
            before = reasons[place], float(1 - scores[place])
        keep = flags[at]
        if keep if keep is not None else _keeps_company(found.lines, flags, at):
            kept.append(line)
        else:
            gone.append(Gone(line.start, line.end, *before))
    ruled = [one for one in gone if not one.rule.startswith("html/")]
    apart = sorted([(line.start, line.end) for line in kept] + [(one.start, one.end) for one in ruled])
    gone += _struck_wholes(sheet, apart, found.lines)
    return Verdicts(tuple(kept), tuple(gone), chosen)


def _keeps_company(lines: Sequence[Line], flags: Sequence[bool | None], at: int) -> bool:
    """Tell whether a line without a letter stands with lines that are kept.

    Of the nearest lines with letters, that in the same element speaks for it, else both must.
    """
    near = [
        next((i for i in places if flags[i] is not None), -1)
        for places in (range(at - 1, -1, -1), range(at + 1, len(lines)))
    ]
    around = [(flags[i], lines[i].node.parent is lines[at].node.parent) for i in near if i >= 0]
    beside = [bool(flag) for flag, same in around if same]
    if beside:
        return any(beside)
    return len(around) == 2 and all(flag for flag, _ in around)


def _never(struck: Struck, tree: Tree) -> Iterator[Gone]:
    """Yield what is never text: buttons, line numbers, permalinks."""
    for number, rule in struck.never.items():
        node = tree.nodes[number]
        yield Gone(node.start, node.end, f"html/{rule}")


def _repeated(found: Lines) -> Iterator[Gone]:
    for node in found.repeated:
        yield Gone(node.start, node.end, FORMULA, 1.0, "the formula is drawn again beside its TeX")


def _struck_wholes(sheet: Sheet, apart: Sequence[tuple[int, int]], lines: Sequence[Line]) -> Iterator[Gone]:
    """Yield the struck subtrees that hold none of the places `apart`, each as one."""
    tree, grounds = sheet.tree, sheet.struck.grounds
    spans = np.array(apart, dtype=np.int64).reshape(-1, 2)
    starts = np.array([line.start for line in lines], dtype=np.int64)
    until = 0
    for number, ground in sorted(grounds.items()):
        node = tree.nodes[number]
        if number < until:
            continue
        first = np.searchsorted(spans[:, 1], node.start, side="right")
        whole = first >= len(spans) or spans[first, 0] >= node.end
        if whole and np.searchsorted(starts, node.start) < np.searchsorted(starts, node.end):
            until = node.last + 1
            yield Gone(node.start, node.end, f"html/{ground}")

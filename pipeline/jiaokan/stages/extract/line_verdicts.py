"""Decide for every line of a page whether it is kept, and by which rule the others go."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from jiaokan.config.config_loader import CONFIGS_FOLDER
from jiaokan.config.schema import ExtractSettings
from jiaokan.metadata.html_head import HtmlHead
from jiaokan.models.oblivious_trees import TreeEnsemble, load_ensembles
from jiaokan.rules import load_rules
from jiaokan.stages.extract.html.html_line import HtmlLine
from jiaokan.stages.extract.html.line_finder import VisibleLines
from jiaokan.stages.extract.html.struck_subtrees import GROUND_NAMES, ElementGrounds
from jiaokan.stages.extract.html.tree_nodes import PageTree
from jiaokan.stages.extract.html.visible_text import FORMULA_RULE
from jiaokan.stages.extract.markup_edits import BOILERPLATE_RULE, RemovedSpan
from jiaokan.stages.extract.scoring.line_features import LineFeatures, describe_lines, describe_second_pass
from jiaokan.stages.extract.scoring.line_selection import ClaimFinder, choose_lines, smooth_scores
from jiaokan.stages.extract.scoring.line_table import Flags, Floats, LineTable

STATEMENT_RULE = "html/statement"


@dataclass(frozen=True, slots=True)
class LineVerdicts:
    """The lines that are kept, what goes with the rule that takes it, and which measured lines are chosen."""

    kept_lines: tuple[HtmlLine, ...]
    removed_spans: tuple[RemovedSpan, ...]
    chosen_rows: Flags


@lru_cache
def load_scorer() -> tuple[TreeEnsemble, ...]:
    """Return the two passes of the shipped scorer."""
    return load_ensembles("html_lines.json")


@lru_cache
def list_shipped_rules() -> frozenset[str]:
    """Return the ids of the rules that travel with the package."""
    return frozenset(rule.id for rule in load_rules(CONFIGS_FOLDER / "rules"))


def score_lines(sheet: LineTable, said: HtmlHead, claimed: Floats) -> tuple[Floats, LineFeatures]:
    """Return the probability of each measured line, by both passes of the scorer."""
    first, then = load_scorer()
    described = describe_lines(sheet, said, claimed)
    before = first.predict_probabilities(described.columns)
    return then.predict_probabilities(describe_second_pass(sheet, described, before)), described


def judge_page(
    sheet: LineTable, found: VisibleLines, said: HtmlHead, claims: ClaimFinder, settings: ExtractSettings
) -> LineVerdicts:
    """Judge the lines of a page by the scorer and by the rules at once."""
    if not sheet.lines:
        return keep_all(sheet.element_grounds, sheet.tree, found)
    rules = claims(sheet.normalized_texts)
    claimed = np.array([bool(rule) for rule in rules], dtype=np.float64)
    scores, described = score_lines(sheet, said, claimed)
    scores = smooth_scores(sheet, described.regions, scores)
    own = np.array([bool(rule) and rule not in list_shipped_rules() for rule in rules], dtype=np.bool_)
    chosen = choose_lines(sheet, described, np.where(own, 0.0, scores), settings) & ~own
    named = [
        rule or STATEMENT_RULE * said_so
        for rule, said_so in zip(rules, sheet.are_statements.tolist(), strict=True)
    ]
    reasons = [
        _find_rule(rule, ground, own_rule)
        for rule, ground, own_rule in zip(named, described.regions.ground.tolist(), own.tolist(), strict=True)
    ]
    return _gather_verdicts(sheet, found, chosen, scores, reasons)


def keep_all(struck: ElementGrounds, tree: PageTree, found: VisibleLines) -> LineVerdicts:
    """Keep every line, of what is known to be text."""
    gone = [*_list_never_text(struck, tree), *_list_repeated_formulas(found)]
    return LineVerdicts(found.lines, tuple(gone), np.zeros(0, dtype=np.bool_))


def _find_rule(rule: str, ground: int, own: bool) -> str:
    if own or (rule and not ground):
        return rule
    return f"html/{GROUND_NAMES[ground]}" if ground else BOILERPLATE_RULE


def _gather_verdicts(
    sheet: LineTable, found: VisibleLines, chosen: Flags, scores: Floats, reasons: Sequence[str]
) -> LineVerdicts:
    """Gather what is kept and what goes; lines without a letter go as those round them do."""
    measured = {id(line): i for i, line in enumerate(sheet.lines)}
    places = [measured.get(id(line), -1) for line in found.lines]
    flags = [bool(chosen[i]) if i >= 0 else None for i in places]
    kept, gone = [], [*_list_never_text(sheet.element_grounds, sheet.tree), *_list_repeated_formulas(found)]
    before = BOILERPLATE_RULE, 0.5
    for at, (line, place) in enumerate(zip(found.lines, places, strict=True)):
        if place >= 0:
            before = reasons[place], float(1 - scores[place])
        keep = flags[at]
        if keep if keep is not None else _is_beside_kept_lines(found.lines, flags, at):
            kept.append(line)
        else:
            gone.append(RemovedSpan(line.start, line.end, *before))
    ruled = [one for one in gone if not one.rule.startswith("html/")]
    apart = sorted([(line.start, line.end) for line in kept] + [(one.start, one.end) for one in ruled])
    gone += _list_struck_subtrees(sheet, apart, found.lines)
    return LineVerdicts(tuple(kept), tuple(gone), chosen)


def _is_beside_kept_lines(lines: Sequence[HtmlLine], flags: Sequence[bool | None], at: int) -> bool:
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


def _list_never_text(struck: ElementGrounds, tree: PageTree) -> Iterator[RemovedSpan]:
    """Yield what is never text: buttons, line numbers, permalinks."""
    for number, rule in struck.never_text.items():
        node = tree.nodes[number]
        yield RemovedSpan(node.start, node.end, f"html/{rule}")


def _list_repeated_formulas(found: VisibleLines) -> Iterator[RemovedSpan]:
    for node in found.repeated_formulas:
        yield RemovedSpan(
            node.start, node.end, FORMULA_RULE, 1.0, "the formula is drawn again beside its TeX"
        )


def _list_struck_subtrees(
    sheet: LineTable, apart: Sequence[tuple[int, int]], lines: Sequence[HtmlLine]
) -> Iterator[RemovedSpan]:
    """Yield the struck subtrees that hold none of the places `apart`, each as one."""
    tree, grounds = sheet.tree, sheet.element_grounds.grounds
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
            yield RemovedSpan(node.start, node.end, f"html/{ground}")

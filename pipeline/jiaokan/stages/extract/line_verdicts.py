"""Decide for every line of a page whether it is kept, and by which rule it is removed if not."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from jiaokan.config.config_loader import CONFIGS_FOLDER
from jiaokan.config.schema import ExtractSettings
from jiaokan.metadata import Candidate
from jiaokan.metadata.html_head import HtmlHead
from jiaokan.metadata.html_titles import find_html_title
from jiaokan.metadata.page_lines import PageLine
from jiaokan.models.boosted_trees import NamedTrees, load_named_trees
from jiaokan.rules import load_rulebook
from jiaokan.stages.extract.html.html_line import HtmlLine
from jiaokan.stages.extract.html.line_finder import VisibleLines
from jiaokan.stages.extract.html.struck_subtrees import GROUND_NAMES, ElementGrounds
from jiaokan.stages.extract.html.tree_nodes import PageTree
from jiaokan.stages.extract.html.visible_text import FORMULA_RULE
from jiaokan.stages.extract.markup_edits import BOILERPLATE_RULE, RemovedSpan
from jiaokan.stages.extract.page_metadata import find_row, find_shown_title, make_page_lines
from jiaokan.stages.extract.scoring.line_exclusion import find_named_bylines, lower_doubtful_bylines
from jiaokan.stages.extract.scoring.line_features import LineFeatures, describe_lines, describe_second_pass
from jiaokan.stages.extract.scoring.line_selection import ClaimFinder, choose_lines, smooth_scores
from jiaokan.stages.extract.scoring.line_table import Flags, Floats, LineTable
from jiaokan.stages.extract.titles.broken_headings import join_broken_heading
from jiaokan.stages.extract.titles.title_buttons import cut_button
from jiaokan.stages.extract.titles.title_choice import choose_title, make_title_page

STATEMENT_RULE = "html/site-statement"


@dataclass(frozen=True, slots=True)
class LineVerdicts:
    """The kept lines and the removed spans with their rules.

    `chosen_rows` tells which rows of the line table are the text below the title, `page_lines` are all
    rows, and `title` is the title of the page, None where nothing names it. `best_score` is the largest
    probability of a line that it is part of an article.
    """

    kept_lines: tuple[HtmlLine, ...]
    removed_spans: tuple[RemovedSpan, ...]
    chosen_rows: Flags
    page_lines: tuple[PageLine, ...] = ()
    title: Candidate | None = None
    best_score: float = 1.0


@lru_cache
def load_line_scorer() -> tuple[NamedTrees, ...]:
    """Return the models of the two passes of the scorer."""
    return load_named_trees("html_lines.npz", "first", "second")


@lru_cache
def list_shipped_rules() -> frozenset[str]:
    """Return the ids of the rules in the package."""
    return frozenset(rule.id for rule in load_rulebook(CONFIGS_FOLDER / "rules").rules)


@lru_cache
def list_byline_rules() -> frozenset[str]:
    """Return the ids of the rules in the package that claim bylines."""
    return frozenset(
        rule.id for rule in load_rulebook(CONFIGS_FOLDER / "rules").rules if rule.kind == "byline"
    )


@lru_cache(maxsize=8)
def list_own_reasons(folders: tuple[Path, ...]) -> dict[str, str]:
    """Return the reasons of the rules that are not in the package, by their ids."""
    own = (rule for rule in load_rulebook(*folders).rules if rule.id not in list_shipped_rules())
    return {rule.id: rule.why for rule in own}


def give_own_reasons(verdicts: LineVerdicts, folders: tuple[Path, ...]) -> LineVerdicts:
    """Return the verdicts with the reason of each rule of one's own, which no other place knows."""
    reasons = list_own_reasons(folders)
    spans = (span._replace(why=reasons.get(span.rule, span.why)) for span in verdicts.removed_spans)
    return replace(verdicts, removed_spans=tuple(spans)) if reasons else verdicts


def score_lines(table: LineTable, head: HtmlHead, claimed: Floats) -> tuple[Floats, LineFeatures]:
    """Return the probability of each line of the table after both passes, and the features of the first."""
    first, second = load_line_scorer()
    features = describe_lines(table, head, claimed)
    first_scores = first.predict_probabilities(features.columns)
    return second.predict_probabilities(describe_second_pass(table, features, first_scores)), features


def judge_page(
    table: LineTable, visible: VisibleLines, head: HtmlHead, claims: ClaimFinder, settings: ExtractSettings
) -> LineVerdicts:
    """Decide on the lines of a page by their scores and by the text rules."""
    if not table.lines:
        kept = keep_all(table.element_grounds, table.tree, visible)
        return replace(kept, title=find_html_title((), head))
    rules = claims(table.normalized_texts)
    claimed = np.array([bool(rule) for rule in rules], dtype=np.float64)
    scores, features = score_lines(table, head, claimed)
    bylines = np.array([rule in list_byline_rules() for rule in rules], dtype=np.bool_)
    scores = lower_doubtful_bylines(bylines, smooth_scores(table, features.regions, scores))
    is_own_rule = np.array(
        [bool(rule) and rule not in list_shipped_rules() for rule in rules], dtype=np.bool_
    )
    scores = np.where(is_own_rule | find_named_bylines(table, head.names), 0.0, scores)
    chosen = choose_lines(table, features, scores, settings) & ~is_own_rule
    reasons = _list_reasons(table, features, rules, is_own_rule)
    page_lines = make_page_lines(table, chosen)
    rows: list[int] = []
    title = choose_title(make_title_page(page_lines, table.bare_texts, head, features.columns, scores))
    if title and (row := find_row(page_lines, title)) >= 0:
        title = cut_button(title, page_lines[row], table.lines[row], table.tree, head)
        title, rows = join_broken_heading(title, row, page_lines, table.lines, head)
    with_title = chosen.copy()
    if find_shown_title(page_lines, title) >= 0:
        with_title[rows] |= ~is_own_rule[rows]
    verdicts = _gather_verdicts(table, visible, with_title, scores, reasons)
    best = float(scores.max())
    return replace(verdicts, chosen_rows=chosen, page_lines=page_lines, title=title, best_score=best)


def _list_reasons(
    table: LineTable, features: LineFeatures, rules: Sequence[str], is_own_rule: Flags
) -> list[str]:
    """Return for each line the rule by which it goes if it is not chosen."""
    statements, grounds = table.are_statements.tolist(), features.regions.ground.tolist()
    return [
        _find_rule(rule or STATEMENT_RULE * is_statement, ground, is_own)
        for rule, is_statement, ground, is_own in zip(
            rules, statements, grounds, is_own_rule.tolist(), strict=True
        )
    ]


def keep_all(grounds: ElementGrounds, tree: PageTree, visible: VisibleLines) -> LineVerdicts:
    """Keep every line, for a text that has no boilerplate around it."""
    removed = [*_list_never_text(grounds, tree), *_list_repeated_formulas(visible)]
    return LineVerdicts(visible.lines, tuple(removed), np.zeros(0, dtype=np.bool_))


def _find_rule(rule: str, ground: int, is_own: bool) -> str:
    if is_own or (rule and not ground):
        return rule
    return f"html/{GROUND_NAMES[ground]}" if ground else BOILERPLATE_RULE


def _gather_verdicts(
    table: LineTable, visible: VisibleLines, chosen: Flags, scores: Floats, reasons: Sequence[str]
) -> LineVerdicts:
    """Return the kept lines and the removed spans. A line without a letter follows the lines around it."""
    row_of_line = {id(line): i for i, line in enumerate(table.lines)}
    rows = [row_of_line.get(id(line), -1) for line in visible.lines]
    flags = [bool(chosen[i]) if i >= 0 else None for i in rows]
    lettered = [at for at, flag in enumerate(flags) if flag is not None]
    kept, removed = (
        [],
        [*_list_never_text(table.element_grounds, table.tree), *_list_repeated_formulas(visible)],
    )
    before = BOILERPLATE_RULE, 0.5
    for at, (line, row) in enumerate(zip(visible.lines, rows, strict=True)):
        if row >= 0:
            before = reasons[row], float(1 - scores[row])
        keep = flags[at]
        if keep if keep is not None else _is_beside_kept_lines(visible.lines, flags, lettered, at):
            kept.append(line)
        else:
            removed.append(RemovedSpan(line.start, line.end, *before))
    by_text_rule = [span for span in removed if not span.rule.startswith("html/")]
    apart = sorted(
        [(line.start, line.end) for line in kept] + [(span.start, span.end) for span in by_text_rule]
    )
    removed += _list_struck_subtrees(table, apart, visible.lines)
    return LineVerdicts(tuple(kept), tuple(removed), chosen)


def _is_beside_kept_lines(
    lines: Sequence[HtmlLine], flags: Sequence[bool | None], lettered: Sequence[int], at: int
) -> bool:
    """Tell whether a line without a letter is kept because of the lines around it.

    `lettered` are the numbers of the lines with letters. Of the nearest of them, one kept line is enough
    if it is in the same element. Without such a line, both must be kept.
    """
    behind = bisect_left(lettered, at)
    near = lettered[max(0, behind - 1) : behind + 1]
    around = [(flags[i], lines[i].node.parent is lines[at].node.parent) for i in near]
    beside = [bool(flag) for flag, same in around if same]
    if beside:
        return any(beside)
    return len(around) == 2 and all(flag for flag, _ in around)


def _list_never_text(grounds: ElementGrounds, tree: PageTree) -> Iterator[RemovedSpan]:
    """Yield the spans that are never text: buttons, line numbers, permalinks."""
    for number, rule in grounds.never_text.items():
        node = tree.nodes[number]
        yield RemovedSpan(node.start, node.end, f"html/{rule}")


def _list_repeated_formulas(visible: VisibleLines) -> Iterator[RemovedSpan]:
    for node in visible.repeated_formulas:
        yield RemovedSpan(
            node.start, node.end, FORMULA_RULE, 1.0, "the formula is drawn again beside its TeX"
        )


def _list_struck_subtrees(
    table: LineTable, apart: Sequence[tuple[int, int]], lines: Sequence[HtmlLine]
) -> Iterator[RemovedSpan]:
    """Yield each subtree with a ground as one span, unless it holds one of the spans `apart`."""
    tree, grounds = table.tree, table.element_grounds.grounds
    spans = np.array(apart, dtype=np.int64).reshape(-1, 2)
    starts = np.array([line.start for line in lines], dtype=np.int64)
    end_number = 0
    for number, ground in sorted(grounds.items()):
        node = tree.nodes[number]
        if number < end_number:
            continue
        first = np.searchsorted(spans[:, 1], node.start, side="right")
        whole = first >= len(spans) or spans[first, 0] >= node.end
        if whole and np.searchsorted(starts, node.start) < np.searchsorted(starts, node.end):
            end_number = node.last + 1
            yield RemovedSpan(node.start, node.end, f"html/{ground}")

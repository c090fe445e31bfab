"""Pages of HTML as examples for the scorer of lines: the features of each line, its label and its weight."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from jiaokan.config.config_loader import load_default
from jiaokan.core.edits import Span, apply_edits
from jiaokan.models.boosted_trees import Float32Array
from jiaokan.rules import load_rulebook
from jiaokan.stages.extract.html.html_line import HtmlLine
from jiaokan.stages.extract.html.line_finder import find_lines
from jiaokan.stages.extract.html.page_head import read_head
from jiaokan.stages.extract.html.struck_subtrees import find_element_grounds
from jiaokan.stages.extract.html.tree_builder import build_tree
from jiaokan.stages.extract.scoring.line_features import LineFeatures, describe_lines
from jiaokan.stages.extract.scoring.line_selection import make_claim_finder
from jiaokan.stages.extract.scoring.line_table import Floats, LineTable, build_line_table
from jiaokan.text.charsets.html_declaration import decode_html_page
from jiaokan.training.gold_pages import MANUALS, GoldPage, fold_letters, label_lines_by_text

ARTICLE_VARIANTS = 2  # of each article, beside the page itself
ARTICLE_WEIGHT, MANUAL_WEIGHT = 1.5, 0.5  # of a page, where no weight is given for its source
_VARIANT_WEIGHT = 0.5
_LINE_WEIGHT = 30  # times the root of a line's letters, by the letters of the whole text of its page
_MIN_SHOWN_SHARE = 0.5  # of the text in lines of the page; where less is, only a script holds it
_SCRIPT_TEXT_WEIGHT = 1e-6  # of a page whose text only a script holds
_DOUBTFUL_LINE_WEIGHT = 1e-6  # factor for a line that may stand in the text or not
_MIN_LABEL = 0.5  # of a line that counts as part of the text
_CLASS_OR_ID = re.compile(r"\s(?:class|id)\s*=\s*(?:\"[^\"]*\"|'[^']*')", re.I)


@dataclass(frozen=True, slots=True)
class LineExamples:
    """The lines of a page, or of a variant of it.

    Attributes:
        page: the page.
        table: its lines.
        features: what is measured of them.
        labels: the share of each line that stands in the text of the page, 0 to 1.
        weights: the weight of each line in training.
    """

    page: GoldPage
    table: LineTable
    features: LineFeatures
    labels: Float32Array
    weights: Floats


@dataclass(frozen=True, slots=True)
class PageWeights:
    """The weight of a page in training, by its source."""

    by_source: Mapping[str, float] = field(default_factory=dict)

    def get_weight(self, source: str) -> float:
        """Return the weight of a page of a source."""
        return self.by_source.get(source, MANUAL_WEIGHT if source == MANUALS else ARTICLE_WEIGHT)


def make_examples(page: GoldPage, weights: PageWeights) -> LineExamples:
    """Read a page and label its lines by its text."""
    decoded = decode_html_page(page.html)
    table = _tabulate(apply_edits(decoded.raw, decoded.edits))
    labels = np.array(label_lines_by_text(list(table.texts), page), dtype=np.float32)
    sizes = _count_letters(table)
    is_shown = sizes[labels > _MIN_LABEL].sum() >= _MIN_SHOWN_SHARE * len(fold_letters(page.text))
    weight = weights.get_weight(page.source)
    return _describe(page, table, labels, weight if is_shown else weight * _SCRIPT_TEXT_WEIGHT)


def make_all_examples(pages: Sequence[GoldPage], weights: PageWeights) -> list[LineExamples]:
    """Return the examples of the pages that have lines."""
    return [examples for page in pages if (examples := make_examples(page, weights)).table.lines]


def add_variants(pages: Sequence[LineExamples], weights: PageWeights) -> list[LineExamples]:
    """Return the pages with variants of those that are articles."""
    articles = [one for one in pages if one.page.source != MANUALS and (one.labels > _MIN_LABEL).any()]
    made = [make_variant(one, number + 1, weights) for one in articles for number in range(ARTICLE_VARIANTS)]
    return [*pages, *(one for one in made if one.table.lines)]


def make_variant(page: LineExamples, number: int, weights: PageWeights) -> LineExamples:
    """Return the page with a short text or with short lines, and in two of five cases without classes.

    A short text beside much boilerplate, and a list of places and dates, are where extraction fails most,
    and pages of the kind are few. The number and the name of the page decide on the variant.
    """
    chance = random.Random(f"{page.page.id} {number}")
    html, cuts = page.table.tree.text, _choose_cuts(page, chance)
    if chance.random() < 0.4:
        cuts += [Span(*match.span()) for match in _CLASS_OR_ID.finditer(html)]
    kept = _find_kept_ranges(cuts, len(html))
    starts = _move_starts([line.start for line in _list_text_lines(page)], kept)
    table = _tabulate("".join(span.slice_text(html) for span in kept))
    labels = np.array([line.start in starts for line in table.lines], dtype=np.float32)
    return _describe(page.page, table, labels, _VARIANT_WEIGHT * weights.get_weight(page.page.source))


def _list_text_lines(page: LineExamples) -> list[HtmlLine]:
    return [line for line, label in zip(page.table.lines, page.labels, strict=True) if label > _MIN_LABEL]


def _choose_cuts(page: LineExamples, chance: random.Random) -> list[Span]:
    """Return what to cut out of the HTML: all but a few lines of the text, or all but their beginnings."""
    lines = _list_text_lines(page)
    if chance.random() < 0.5:
        count = chance.choice((1, 1, 2, 3, 5))
        first = chance.choice((0, 0, chance.randrange(max(len(lines) - count, 0) + 1)))
        gone = [*lines[:first], *lines[first + count :]]
        return [Span(piece.start, piece.end) for line in gone for piece in line.source_pieces]
    cuts = []
    for line in lines:
        end = line.start + chance.randrange(8, 26)
        cuts += [Span(max(piece.start, end), piece.end) for piece in line.source_pieces if piece.end > end]
    return cuts


def _find_kept_ranges(cuts: Sequence[Span], size: int) -> list[Span]:
    """Return the ranges between cuts, the last of which ends at `size`; a cut inside another is left out."""
    kept, end = [], 0
    for cut in sorted(cuts):
        if cut.start >= end:
            kept.append(Span(end, cut.start))
            end = cut.end
    return [*kept, Span(end, size)]


def _move_starts(starts: Sequence[int], kept: Sequence[Span]) -> set[int]:
    """Return where code points stand once only some ranges are kept, without those that are gone."""
    moved, before = set(), 0
    for span in kept:
        moved |= {start - span.start + before for start in starts if span.start <= start < span.end}
        before += len(span)
    return moved


def _tabulate(html: str) -> LineTable:
    tree = build_tree(html)
    struck = find_element_grounds(tree)
    return build_line_table(tree, struck, find_lines(tree, struck).lines)


def _count_letters(table: LineTable) -> Floats:
    return np.array([len(fold_letters(line)) for line in table.texts], dtype=np.float64)


def _describe(page: GoldPage, table: LineTable, labels: Float32Array, weight: float) -> LineExamples:
    """Measure the lines of a page; a line weighs by the root of its letters, next to nothing if doubtful."""
    find_claims = make_claim_finder(load_rulebook(*load_default().rules_folders))
    claims = find_claims(table.normalized_texts) if table.lines else ()
    claimed = np.array([bool(rule) for rule in claims], dtype=np.float64)
    sizes = _count_letters(table)
    weights = np.sqrt(np.maximum(sizes, 1) / max(float(sizes[labels > _MIN_LABEL].sum()), 100))
    weights[[fold_letters(line) in page.doubtful for line in table.texts]] *= _DOUBTFUL_LINE_WEIGHT
    features = describe_lines(table, read_head(table.tree), claimed)
    return LineExamples(page, table, features, labels, weights * _LINE_WEIGHT * weight)

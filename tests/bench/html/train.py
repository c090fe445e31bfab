"""Train the scorer of lines: python -m tests.bench.html.train FOLDER … [--output FILE]

A FOLDER holds pages with gold (see gold.py). Needs catboost, which nothing else here does.
"""

import argparse
import hashlib
import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from catboost import CatBoostClassifier, Pool

from jiaokan.config.config_loader import load_default
from jiaokan.core.edits import apply_edits
from jiaokan.models.boosted_trees import NamedTrees, from_catboost, name_features
from jiaokan.rules import load_rulebook
from jiaokan.stages.extract.html.line_finder import find_lines
from jiaokan.stages.extract.html.page_head import read_head
from jiaokan.stages.extract.html.struck_subtrees import find_element_grounds
from jiaokan.stages.extract.html.tree_builder import build_tree
from jiaokan.stages.extract.scoring.columns import Columns
from jiaokan.stages.extract.scoring.line_features import LineFeatures, describe_lines, describe_second_pass
from jiaokan.stages.extract.scoring.line_selection import make_claim_finder
from jiaokan.stages.extract.scoring.line_table import Floats, LineTable, build_line_table
from jiaokan.text.charsets.html_declaration import decode_html_page
from tests.bench.html.gold import MANUALS, Sample, bare, labels, samples

OUTPUT = Path(__file__).resolve().parents[3] / "pipeline/jiaokan/models/html_lines.npz"
INNER_FOLDS = 3
# of a page, by how many of its kind there are; silver gold weighs less
SOURCE_WEIGHTS = {"daniel": 2.0, "manuals": 0.5, "hk-spiders": 0.6, "tw-events": 3.0, "magic-forum": 3.0}
OTHER_WEIGHT = 1.5  # of a page of any other source
MIN_SHOWN = 0.5  # share of the gold that lines of the page hold, or a script alone holds it
VARIANTS = 2  # of each page that is no manual, beside itself
VARIANT_WEIGHT = 0.5
NAMES = re.compile(r"\s(?:class|id)\s*=\s*(?:\"[^\"]*\"|'[^']*')", re.I)
TREES = {
    "iterations": 300, "depth": 6, "learning_rate": 0.06, "l2_leaf_reg": 40, "rsm": 0.3, "border_count": 64,
    "bootstrap_type": "Bernoulli", "subsample": 0.7, "random_seed": 0,
}  # fmt: skip


@dataclass(frozen=True)
class Example:
    """A page measured, with the share of each line that is main content and the line's weight."""

    sample: Sample
    sheet: LineTable
    described: LineFeatures
    claims: tuple[str, ...]
    truth: Floats
    weight: Floats


def example(sample: Sample) -> Example:
    """Measure one page and lay it on its gold."""
    decoded = decode_html_page(sample.page)
    sheet = _sheet(apply_edits(decoded.raw, decoded.edits))
    return _example(sample, sheet, np.array(labels(list(sheet.texts), sample), dtype=np.float32), 1.0)


def variant(one: Example, number: int) -> Example:
    """Return the example of a page with a short text, or one of short lines, and perhaps without classes.

    A short text beside long boilerplate, and a list of places and dates, are where extractors
    fail most, and real pages of the kind are few.
    """
    rng = random.Random(f"{one.sample.name} {number}")
    text, cuts = one.sheet.tree.text, _cuts(one, rng)
    if rng.random() < 0.4:
        cuts += [match.span() for match in NAMES.finditer(text)]
    pieces, starts, at, taken = [], {}, 0, 0
    main = [line.start for line, y in zip(one.sheet.lines, one.truth, strict=True) if y > 0.5]
    waiting = sorted(main, reverse=True)
    for start, end in sorted(cuts):
        if start < at:
            continue
        while waiting and waiting[-1] < start:
            starts[waiting.pop() - taken] = True
        while waiting and waiting[-1] < end:
            waiting.pop()
        pieces.append(text[at:start])
        taken += end - start
        at = end
    starts |= {start - taken: True for start in waiting}
    sheet = _sheet("".join([*pieces, text[at:]]))
    truth = np.array([line.start in starts for line in sheet.lines], dtype=np.float32)
    return _example(one.sample, sheet, truth, VARIANT_WEIGHT)


def _cuts(one: Example, rng: random.Random) -> list[tuple[int, int]]:
    """Return what to take out of a page: all but a few lines of its text, or all but their beginnings."""
    body = [line for line, y in zip(one.sheet.lines, one.truth, strict=True) if y > 0.5]
    if rng.random() < 0.5:
        size = rng.choice((1, 1, 2, 3, 5))
        start = rng.choice((0, 0, rng.randrange(max(len(body) - size, 0) + 1)))
        gone = [*body[:start], *body[start + size :]]
        return [(atom.start, atom.end) for line in gone for atom in line.source_pieces]
    cuts = []
    for line in body:
        at = line.start + rng.randrange(8, 26)
        cuts += [(max(atom.start, at), atom.end) for atom in line.source_pieces if atom.end > at]
    return cuts


def _sheet(text: str) -> LineTable:
    tree = build_tree(text)
    struck = find_element_grounds(tree)
    return build_line_table(tree, struck, find_lines(tree, struck).lines)


def _example(sample: Sample, sheet: LineTable, truth: Floats, weight_of_page: float) -> Example:
    claims = (
        tuple(make_claim_finder(load_rulebook(*load_default().rules_folders))(sheet.normalized_texts))
        if sheet.lines
        else ()
    )
    claimed = np.array([bool(rule) for rule in claims], dtype=np.float64)
    sizes = np.array([len(bare(line)) for line in sheet.texts], dtype=np.float64)
    weight = np.sqrt(np.maximum(sizes, 1) / max(float(sizes[truth > 0.5].sum()), 100)) * 30 * weight_of_page
    weight *= SOURCE_WEIGHTS.get(sample.source, OTHER_WEIGHT)
    if sizes[truth > 0.5].sum() < MIN_SHOWN * len(bare(sample.text)) and weight_of_page == 1:
        weight *= 1e-6
    return Example(
        sample, sheet, describe_lines(sheet, read_head(sheet.tree), claimed), claims, truth, weight
    )


def fold_of(example: Example, folds: int, salt: str = "") -> int:
    """Return the fold of a page: pages of one host or repository are in one."""
    return int(hashlib.sha1((salt + example.sample.group).encode()).hexdigest(), 16) % folds


def fit(examples: Sequence[Example], tables: Sequence[Columns]) -> NamedTrees:
    """Train one pass."""
    columns = list(tables[0])
    rows = np.concatenate([np.stack([t[name] for name in columns], 1) for t in tables]).astype(np.float32)
    truth = np.concatenate([e.truth for e in examples])
    weight = np.concatenate([e.weight for e in examples])
    model = CatBoostClassifier(
        **TREES, loss_function="CrossEntropy", verbose=0, thread_count=2, allow_writing_files=False
    )
    model.fit(Pool(rows, truth, weight=weight))
    return name_features(from_catboost(read_model(model)), tuple(columns))


def read_model(model: CatBoostClassifier) -> dict[str, Any]:
    """Return a trained pass as CatBoost's JSON reads."""
    with TemporaryDirectory() as folder:
        model.save_model(str(Path(folder) / "m.json"), format="json")
        return json.loads((Path(folder) / "m.json").read_text("utf-8"))


def train(examples: Sequence[Example]) -> tuple[NamedTrees, NamedTrees]:
    """Train both passes; the second learns from what the first says of pages that it has not seen."""
    first = fit(examples, [e.described.columns for e in examples])
    unseen: dict[int, Floats] = {}
    for k in range(INNER_FOLDS):
        seen = [e for e in examples if fold_of(e, INNER_FOLDS, "inner") != k]
        part = fit(seen, [e.described.columns for e in seen])
        held = [e for e in examples if fold_of(e, INNER_FOLDS, "inner") == k]
        unseen |= {id(e): part.predict_probabilities(e.described.columns) for e in held}
    tables = [describe_second_pass(e.sheet, e.described, unseen[id(e)]) for e in examples]
    return first, fit(examples, tables)


def dump(passes: Sequence[NamedTrees], path: Path) -> None:
    """Write the scorer."""
    arrays = {
        f"{part}.{name}": array
        for part, trees in zip(("first", "second"), passes, strict=True)
        for name, array in trees.to_arrays().items()
    }
    np.savez_compressed(path, allow_pickle=False, **arrays)


def main() -> None:
    """Train on all pages and write the scorer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    given = parser.parse_args()
    examples = [example(sample) for folder in given.folders for sample in samples(folder)]
    dump(train(with_variants(examples)), given.output)


def with_variants(examples: Sequence[Example]) -> list[Example]:
    """Return the examples with the variants of those that are no manuals."""
    varied = [e for e in examples if e.sample.source != MANUALS and (e.truth > 0.5).any()]
    made = [variant(e, number + 1) for e in varied for number in range(VARIANTS)]
    return [*examples, *(e for e in made if e.sheet.lines)]


if __name__ == "__main__":
    main()

"""Train the block scorer: python tests/bench/html/train.py PAGES [OUTPUT]

PAGES is a folder of pages with gold (see gold.py). Needs catboost, which nothing else here does.
"""

import hashlib
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from catboost import CatBoostClassifier, Pool

sys.path.insert(0, str(Path(__file__).parent))

from gold import Sample, bare, labels, samples

from pipeline.edit import apply
from pipeline.extraction.page.blocks import read
from pipeline.extraction.page.charset import decode
from pipeline.extraction.page.head import head
from pipeline.extraction.page.parts import Block, Page, Run
from pipeline.extraction.scoring.columns import Columns
from pipeline.extraction.scoring.features import describe, second
from pipeline.extraction.scoring.likeness import likeness
from pipeline.extraction.scoring.sheet import Floats, Sheet, measure
from pipeline.models.oblivious import SCALE, Forest, forest

HOME = Path(__file__).resolve().parents[3] / "pipeline/extraction/scoring/scorer.json"
FOLDS = 5
VARIANTS = 2  # of each page, beside itself
VARIANT_WEIGHT = 0.5
TREES = {
    "iterations": 200,
    "depth": 6,
    "learning_rate": 0.06,
    "l2_leaf_reg": 40,
    "rsm": 0.3,
    "border_count": 64,
    "bootstrap_type": "Bernoulli",
    "subsample": 0.7,
    "random_seed": 0,
}


@dataclass(frozen=True)
class Example:
    """A page measured, with the share of each block that is main content and the block's weight."""

    sample: Sample
    sheet: Sheet
    columns: Columns
    truth: Floats
    weight: Floats


def example(sample: Sample, variant: int = 0) -> Example:
    """Measure one page, or a variant of it, and lay it on its gold."""
    decoded = decode(sample.page)
    page = read(apply(decoded.raw, decoded.edits))
    sheet = measure(page)
    truth = np.array(labels(list(sheet.lines), sample.text, sample.title), dtype=np.float32)
    weight = 1.0
    if variant:
        main = {block for block, y in zip(sheet.blocks, truth, strict=True) if y > 0.5}
        page = varied(page, main, random.Random(f"{sample.name} {variant}"))
        sheet = measure(page)
        ends = {block.runs[0].start for block in main}
        truth = np.array([block.runs[0].start in ends for block in sheet.blocks], dtype=np.float32)
        weight = VARIANT_WEIGHT
    sizes = np.array([len(bare(line)) for line in sheet.lines])
    shares = np.sqrt(np.maximum(sizes, 1) / max(float(sizes[truth > 0.5].sum()), 100)) * 30 * weight
    return Example(sample, sheet, describe(sheet, *likeness(sheet, head(page))), truth, shares)


def varied(page: Page, main: set[Block], rng: random.Random) -> Page:
    """Return the page with a short text, or a text of short lines, and perhaps without classes.

    A short text beside long boilerplate, and a list of places and dates, are where extractors
    fail most, and real pages of the kind are few.
    """
    body = [block for block in page.blocks if block in main]
    if rng.random() < 0.5:
        size = rng.choice((1, 1, 2, 3, 5))
        start = rng.choice((0, 0, rng.randrange(max(len(body) - size, 0) + 1)))
        changed = dict.fromkeys((*body[:start], *body[start + size :]), ())
    else:
        changed = {block: _shortened(block.runs, rng) for block in body}
    if rng.random() < 0.4:
        page = replace(page, elements=tuple(e._replace(attributes="") for e in page.elements))
    blocks = tuple(block._replace(runs=changed.get(block, block.runs)) for block in page.blocks)
    return replace(page, blocks=blocks)


def _shortened(runs: tuple[Run, ...], rng: random.Random) -> tuple[Run, ...]:
    """Cut a block to the beginning of its first run."""
    return (runs[0]._replace(end=min(runs[0].end, runs[0].start + rng.randrange(8, 26))),)


def fold(example: Example, folds: int, salt: str = "") -> int:
    """Return the fold of a page: pages of one domain are in one."""
    return int(hashlib.sha1((salt + example.sample.host).encode()).hexdigest(), 16) % folds


def fit(examples: Sequence[Example], tables: Sequence[Columns]) -> Forest:
    """Train one pass."""
    names = list(tables[0])
    rows = np.concatenate([np.stack([t[name] for name in names], 1) for t in tables])
    truth = np.concatenate([e.truth for e in examples])
    weight = np.concatenate([e.weight for e in examples])
    model = CatBoostClassifier(
        **TREES, loss_function="CrossEntropy", verbose=0, thread_count=2, allow_writing_files=False
    )
    model.fit(Pool(rows, truth, weight=weight))
    return forest(record(model, names))


def record(model: CatBoostClassifier, names: list[str]) -> dict[str, object]:
    """Return a trained pass in the form of `forest`, with the columns that it asks for alone."""
    with TemporaryDirectory() as folder:
        model.save_model(str(Path(folder) / "m.json"), format="json")
        data = json.loads((Path(folder) / "m.json").read_text("utf-8"))
    trees = data["oblivious_trees"]
    used = sorted({split["float_feature_index"] for tree in trees for split in tree["splits"]})
    depth = TREES["depth"]
    questions, borders, leaves = [], [], []
    for tree in trees:
        splits = tree["splits"]
        lacking = depth - len(splits)
        questions.append([used.index(s["float_feature_index"]) for s in splits] + [0] * lacking)
        borders.append([float(f"{s['border']:.6g}") for s in splits] + [1e30] * lacking)
        values = [round(v / SCALE) for v in tree["leaf_values"]]
        leaves.append(values + [0] * ((1 << depth) - len(values)))
    scale, bias = data["scale_and_bias"]
    assert scale == 1
    names = [names[i] for i in used]
    return {"names": names, "questions": questions, "borders": borders, "leaves": leaves, "bias": bias[0]}


def train(examples: Sequence[Example]) -> tuple[Forest, Forest]:
    """Train both passes; the second learns from what the first says of pages that it has not seen."""
    first = fit(examples, [e.columns for e in examples])
    unseen: dict[int, Floats] = {}
    for k in range(FOLDS):
        seen = [e for e in examples if fold(e, FOLDS, "inner") != k]
        part = fit(seen, [e.columns for e in seen])
        unseen |= {id(e): part.judge(e.columns) for e in examples if fold(e, FOLDS, "inner") == k}
    tables = [second(e.sheet, e.columns, unseen[id(e)]) for e in examples]
    return first, fit(examples, tables)


def dump(passes: Sequence[Forest]) -> str:
    """Return the scorer as JSON."""
    return json.dumps(
        {
            "passes": [
                {
                    "names": list(p.names),
                    "questions": p.questions.tolist(),
                    "borders": [[float(f"{b:.6g}") for b in row] for row in p.borders.tolist()],
                    "leaves": np.rint(p.leaves / SCALE).astype(int).tolist(),
                    "bias": p.bias,
                }
                for p in passes
            ]
        },
        separators=(",", ":"),
    )


def main() -> None:
    """Train on all pages and write the scorer."""
    folder = Path(sys.argv[1])
    output = Path(sys.argv[2]) if len(sys.argv) > 2 else HOME
    examples = [example(s, variant) for s in samples(folder) for variant in range(1 + VARIANTS)]
    output.write_text(dump(train(examples)) + "\n", "utf-8")


if __name__ == "__main__":
    main()

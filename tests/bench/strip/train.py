"""Train the scorer of lines on labelled pages, and measure it on sites it has not seen.

    python -m tests.bench.strip.train FOLDER... --output configs/scorer.json

Boosted oblivious trees (each level asks one question of every line), fitted with numpy alone.
"""

import argparse
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipeline.config import default
from pipeline.rules import rulebook
from pipeline.stages.strip.echoes import letters
from pipeline.stages.strip.evidence import charged, evidence, whole
from pipeline.stages.strip.features import NAMES, features
from pipeline.stages.strip.look import Floats
from pipeline.stages.strip.page import read
from pipeline.stages.strip.scorer import PARTS, Scorer, grown, logits, worth
from tests.bench.strip.pages import Labelled, labelled

LEAST = 200  # letters of a dress that makes a page of its own
TREES, DEPTH, RATE, SMOOTH, BINS, SHARE, FOLDS = 100, 4, 0.15, 4.0, 32, 0.5, 5


@dataclass(frozen=True, slots=True)
class Rows:
    """The judged lines of a page."""

    page: Labelled
    x: Floats
    y: Floats
    size: Floats
    judged: Floats


def rows(page: Labelled) -> Rows | None:
    """Return a page's lines as the scorer sees them; pages of a few lines are left to the rules."""
    book, seen = rulebook(default().rules), read(page.text)
    lines, said = seen.lines, seen.said
    if len(said) < default().strip.layout.least:
        return None
    marks = evidence(book.find(lines))
    ruled = [(claim.line, marks[claim.rule.id]) for claim in book.claims(lines) if whole(claim, lines)]
    charge = charged(seen, ruled, (), default().strip.sure)
    claims = np.array([charge.claims.get(at, 0.0) for at in said])
    opens = np.array([at in charge.opens for at in said])
    return Rows(
        page,
        features([[lines[at] for at in said]], claims, opens).T,
        np.array([page.keep[at] for at in said], float),
        np.array([len(letters(lines[at])) or 1 for at in said], float),
        np.array([at not in page.unsure for at in said], float),
    )


def undressed(page: Labelled, chance: random.Random) -> Iterator[Labelled]:
    """Make pages of the article alone, as it is or cut into short lines, with one end of its dress, and
    of the dress alone.

    They teach that a page without boilerplate is no reason to find any (verse, dialogue, wrapped prose),
    and a page without an article is none to keep some.
    """
    lines, keep = page.text.split("\n"), page.keep
    on = [at for at, kept in enumerate(keep) if kept and lines[at].strip()]
    if len(on) < 3:
        return
    text = "\n".join(lines[at] for at in on)
    if mark := chance.choice(("", r"\1\n", "\n")):
        short = re.sub(r"([。！？；，、,;!?])", mark, "\n".join(lines[at] for at in on[:40]))
        text = re.sub(r"\n+", "\n", short)
    yield Labelled(f"{page.id}#alone", page.group, text, (True,) * (text.count("\n") + 1), frozenset(), 0.7)
    first, last = (on[0], len(lines)) if chance.random() < 0.5 else (0, on[-1] + 1)
    first, last = (
        max(first, on[0] - chance.choice((3, 8, 20, 999))),
        min(last, on[-1] + chance.choice((4, 9, 21, 999))),
    )
    yield Labelled(
        f"{page.id}#part", page.group, "\n".join(lines[first:last]), keep[first:last],
        frozenset(at - first for at in page.unsure), 0.7,
    )  # fmt: skip
    dress = [lines[at] for at, kept in enumerate(keep) if not kept and at not in page.unsure]
    if len(letters("".join(dress))) >= LEAST:
        yield Labelled(f"{page.id}#dress", page.group, "\n".join(dress), (False,) * len(dress), weight=0.2)


def fit(sample: Sequence[Rows]) -> Scorer:
    """Fit the trees; the same sample always gives the same trees."""
    x, y = np.concatenate([one.x for one in sample]), np.concatenate([one.y for one in sample])
    w = np.concatenate([_weights(one) for one in sample])
    x, y, w = x[w > 0], y[w > 0], w[w > 0] / w[w > 0].mean()
    edges = [_edges(column) for column in x.T]
    bins = np.stack([np.searchsorted(edge, column) for edge, column in zip(edges, x.T, strict=True)], axis=1)
    chance = np.random.RandomState(0)
    base = float(np.log((w * y).sum() / (w * (1 - y)).sum()))
    score = np.full(len(y), base)
    trees = []
    for _ in range(TREES):
        p = 1 / (1 + np.exp(-score))
        gain, hess = w * (y - p), w * p * (1 - p)
        part = chance.choice(len(y), int(len(y) * SHARE), replace=False)
        columns = np.sort(chance.choice(x.shape[1], x.shape[1] // 2, replace=False))
        asked = _grow(bins[part], gain[part], hess[part], [c for c in columns if len(edges[c])], edges)
        leaf = _leaves(bins, asked)
        value = RATE * np.bincount(leaf, gain, 1 << DEPTH) / (np.bincount(leaf, hess, 1 << DEPTH) + SMOOTH)
        score += value[leaf]
        trees.append(([c for c, _ in asked], [float(edges[c][b]) for c, b in asked], value))
    ask, above, add = (np.array(part) for part in zip(*trees, strict=True))
    return grown(base, ask, np.round(above, 5), np.round(add, 4))


def _weights(one: Rows) -> Floats:
    """Weigh a page as one page, and in it a paragraph above a word."""
    size = np.sqrt(np.minimum(one.size, 100))
    return one.judged * size / size.sum() * one.page.weight


def _edges(column: Floats) -> Floats:
    values = np.unique(column)
    if len(values) <= BINS:
        return (values[:-1] + values[1:]) / 2
    return np.unique(np.quantile(column, np.linspace(0, 1, BINS + 1)[1:-1]))


def _grow(
    bins: Floats, gain: Floats, hess: Floats, columns: Sequence[int], edges: Sequence[Floats]
) -> list[tuple[int, int]]:
    """Choose, level by level, the question that parts all leaves best."""
    asked: list[tuple[int, int]] = []
    leaf = np.zeros(len(gain), np.int64)
    wide = BINS + 2
    for level in range(DEPTH):
        best = (-1.0, 0, 0)
        for column in columns:
            key, n = leaf * wide + bins[:, column], (1 << level) * wide
            g = np.bincount(key, gain, n).reshape(-1, wide)
            h = np.bincount(key, hess, n).reshape(-1, wide)
            gl, hl = (np.cumsum(a, axis=1)[:, : len(edges[column])] for a in (g, h))
            gr, hr = g.sum(1, keepdims=True) - gl, h.sum(1, keepdims=True) - hl
            value = (gl**2 / (hl + SMOOTH) + gr**2 / (hr + SMOOTH)).sum(0)
            at = int(value.argmax())
            best = max(best, (float(value[at]), column, at), key=lambda b: b[0])
        asked.append(best[1:])
        leaf = leaf * 2 + (bins[:, best[1]] > best[2])
    return asked


def _leaves(bins: Floats, asked: Sequence[tuple[int, int]]) -> Floats:
    leaf = np.zeros(len(bins), np.int64)
    for column, at in asked:
        leaf = leaf * 2 + (bins[:, column] > at)
    return leaf


def measure(sample: Sequence[Rows], score: dict[str, Floats]) -> dict[str, float]:
    """Average, over pages, how much of the article is kept and of the rest removed, in letters."""
    totals = []
    for one in sample:
        keep, size = score[one.page.id] > 0, one.size * one.judged
        kk, kd = (size * keep * one.y).sum(), (size * keep * (1 - one.y)).sum()
        dk, dd = (size * ~keep * one.y).sum(), (size * ~keep * (1 - one.y)).sum()
        if kk + dk == 0:
            continue
        precision, recall = kk / (kk + kd) if kk + kd else 1.0, kk / (kk + dk)
        f1 = 2 * precision * recall / (precision + recall) if kk else 0.0
        totals.append((f1, precision, recall, dd / (dd + kd) if dd + kd else 1.0))
    return dict(
        zip(("keep_f1", "keep_p", "keep_r", "drop_r"), np.mean(totals, axis=0).round(4).tolist(), strict=True)
    )


def main() -> None:
    """Cross-validate by site, print the figures, and write the scorer trained on all pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--output", type=Path)
    arguments = parser.parse_args()
    chance = random.Random(0)
    pages = [page for folder in arguments.folders for page in labelled(folder)]
    pages += [more for page in pages if not page.id.endswith(":b") for more in undressed(page, chance)]
    sample = [one for page in pages if (one := rows(page))]
    groups = sorted({one.page.group for one in sample})
    chance.shuffle(groups)
    fold = {group: at % FOLDS for at, group in enumerate(groups)}
    score: dict[str, Floats] = {}
    for number in range(FOLDS):
        scorer = fit([one for one in sample if fold[one.page.group] != number])
        score |= {
            one.page.id: logits(scorer, worth(scorer, one.x.T))
            for one in sample
            if fold[one.page.group] == number
        }
    for name, chosen in (("lines labelled", 2.0), ("articles aligned", 1.0), ("made", 0.7)):
        some = [one for one in sample if one.page.weight == chosen]
        print(name, len(some), measure(some, score) if some else "")
    if arguments.output:
        arguments.output.write_text(_written(fit(sample)), "utf-8")


def _written(scorer: Scorer) -> str:
    """Write a scorer as JSON, one tree a line, questions by name."""
    trees = [
        json.dumps({"ask": [NAMES[c] for c in ask], "above": above, "add": add}, ensure_ascii=False)
        for ask, above, add in zip(
            scorer.of[scorer.ask.T].tolist(),
            scorer.above[scorer.ask.T, 0].astype(np.float64).round(5).tolist(),
            (scorer.add.astype(np.float64) / PARTS).round(4).tolist(),
            strict=True,
        )
    ]
    return f'{{"base": {round(scorer.base, 4)}, "trees": [\n' + ",\n".join(trees) + "\n]}\n"


if __name__ == "__main__":
    main()

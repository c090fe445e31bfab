"""Train the judge of headings on labelled pages, and find headings on pages that it has not seen.

    uv run --extra train python -m jiaokan.training.headings.train_heading_judge --labelled DOCUMENTS LABELS
        --gold FOLDER --output pipeline/jiaokan/models/headings.npz --held-out headings.jsonl

DOCUMENTS and LABELS are read as `labelled_pages` says, a FOLDER as `gold_pages` says. A document that holds
the bytes of its page under "html", in base64, is read as text and as HTML. `--held-out` writes for each
labelled page the headings that a judge finds which saw no page of its source, and prints how many are right,
beside those of the rules alone. Only these figures measure what the judge does to pages that nobody has seen.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import numpy as np

from jiaokan.config.config_loader import load_default
from jiaokan.models.boosted_trees import Float64Array, NamedTrees, name_features
from jiaokan.stages.paragraphs.headings import choose_headings
from jiaokan.stages.paragraphs.headings.heading_judge import HTML_PART, TEXT_PART
from jiaokan.training.headings.heading_examples import (
    HEADING,
    UNKNOWN,
    HeadingExamples,
    read_gold_examples,
    read_html_examples,
    read_labelled_examples,
)
from jiaokan.training.tree_fitting import fit_trees, save_named_trees

_TREE_OPTIONS = {"iterations": 250, "learning_rate": 0.08, "depth": 4, "rsm": 0.3}
_TEXT_WEIGHT = 0.5  # of a page of text for the judge of pages of HTML; one of HTML has 1
_NO_MARKUP = -1.0  # features of the markup of a page of text
_GOLD_WEIGHT = 0.4  # of a page whose headings nobody labelled; a labelled one has 1


def train_judges(pages: Sequence[HeadingExamples]) -> dict[str, NamedTrees]:
    """Train a judge on the pages of text, and one on all pages for those of HTML, if there are any."""
    texts, html = [page for page in pages if not page.is_html], [page for page in pages if page.is_html]
    judges = {TEXT_PART: _train_judge(texts, 1.0)}
    return judges | ({HTML_PART: _train_judge([*html, *texts], _TEXT_WEIGHT)} if html else {})


def _train_judge(pages: Sequence[HeadingExamples], text_weight: float) -> NamedTrees:
    """Train on the paragraphs that may be headings. All pages weigh as the root of their number of them."""
    known = [page for page in pages if page.rows]
    if not known:
        raise SystemExit("no page has a paragraph that may be a heading")
    names = tuple(known[0].columns)  # of a page of HTML where there is one
    table = np.concatenate([_make_table(page, names) for page in known], axis=1)
    labels = np.concatenate([page.labels[page.rows] == HEADING for page in known]).astype(np.int64)
    weights = [
        (1.0 if page.is_labelled else _GOLD_WEIGHT)
        * (1.0 if page.is_html else text_weight)
        / len(page.labels) ** 0.5
        for page in known
    ]
    row_weights = np.repeat(weights, [len(page.rows) for page in known])
    return name_features(fit_trees(table.astype(np.float32), labels, row_weights, dict(_TREE_OPTIONS)), names)


def _make_table(page: HeadingExamples, names: Sequence[str]) -> Float64Array:
    """Return the features of the paragraphs that are judged; a page of text has none of the markup."""
    missing = np.full(len(page.rows), _NO_MARKUP)
    return np.stack([page.columns[name][page.rows] if name in page.columns else missing for name in names])


def find_headings_held_out(
    pages: Sequence[HeadingExamples], folds: int
) -> Iterator[tuple[HeadingExamples, dict[int, float]]]:
    """Yield each labelled page with the log-odds of its paragraphs by a judge that saw none of its source."""
    fold_of = {source: at % folds for at, source in enumerate(sorted({page.source for page in pages}))}
    for fold in range(folds):
        unseen = [page for page in pages if fold_of[page.source] == fold and page.is_labelled and page.rows]
        if not unseen:
            continue
        judges = train_judges([page for page in pages if fold_of[page.source] != fold])
        for page in unseen:
            judge = judges[HTML_PART if page.is_html else TEXT_PART]
            scores = judge.score_rows({name: column[page.rows] for name, column in page.columns.items()})
            yield page, dict(zip(page.rows, scores.tolist(), strict=True))


def count_right(page: HeadingExamples, headings: Collection[int]) -> tuple[int, int, int]:
    """Return how many headings of a page are right, how many it has, and how many are given."""
    given = [i for i in headings if page.labels[i] != UNKNOWN]
    has = int((page.labels == HEADING).sum()) + page.lost
    return sum(int(page.labels[i] == HEADING) for i in given), has, len(given)


def rate_headings(counts: Sequence[tuple[int, int, int]]) -> str:
    """Return precision, recall and F1 in words."""
    right, has, given = np.sum(counts, axis=0).tolist() if counts else (0, 0, 0)
    precision, recall = right / max(given, 1), right / max(has, 1)
    f1 = 2 * right / max(has + given, 1)
    return f"precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f} ({right} of {has})"


def write_held_out(pages: Sequence[HeadingExamples], folds: int, path: Path) -> None:
    """Write the headings of the labelled pages, and print how many are right, of text and of HTML."""
    limits = load_default().paragraphs.headings
    counts: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for page, scores in find_headings_held_out(pages, folds):
            found, form = choose_headings(page.page, scores, limits), "html" if page.is_html else "text"
            marked = {i for i, line in enumerate(page.page.markup) if line.level}
            counts[f"{form} rules  "].append(count_right(page, page.page.ruled | marked))
            counts[f"{form} judge  "].append(count_right(page, found))
            row = {"id": page.id, "form": form, "headings": [page.page.texts[i] for i in sorted(found)]}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    for name, rows in sorted(counts.items(), reverse=True):
        print(f"{name} {rate_headings(rows)}")


def main(words: Sequence[str] | None = None) -> None:
    """Run the command; without words, those of the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--labelled", nargs=2, action="append", default=[], type=Path, metavar=("DOCUMENTS", "LABELS")
    )
    parser.add_argument("--gold", nargs="+", default=[], type=Path, metavar="FOLDER")
    parser.add_argument("--folds", type=int, default=5, help="by source; default %(default)s")
    parser.add_argument("--output", type=Path, help="where the judge goes")
    parser.add_argument(
        "--held-out", type=Path, help="where headings go, found by judges that saw nothing of their source"
    )
    arguments = parser.parse_args(words)
    pages = [page for files in arguments.labelled for page in read_labelled_examples(*files)]
    pages += [page for files in arguments.labelled for page in read_html_examples(*files)]
    pages += [page for folder in arguments.gold for page in read_gold_examples(folder)]
    print(
        f"{len(pages)} pages, {sum(int((page.labels == HEADING).sum()) for page in pages)} headings",
        flush=True,
    )
    if arguments.output:
        save_named_trees(train_judges(pages), arguments.output)
    if arguments.held_out:
        write_held_out(pages, arguments.folds, arguments.held_out)


if __name__ == "__main__":
    main()

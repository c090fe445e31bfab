"""Train the ranker of titles of HTML on pages with a known title, and choose titles of pages not seen.

    uv run --extra train python -m jiaokan.training.titles.train_title_ranker FOLDER...
        --labelled DOCUMENTS LABELS --weight SOURCE WEIGHT
        --output pipeline/jiaokan/models/html_titles.npz --held-out titles.jsonl

A FOLDER is read as `gold_pages` says, DOCUMENTS and LABELS as `labelled_pages` says. `--held-out` writes for
each page the title that a ranker chooses which saw no page of its host or repository, beside the title that
the rules find alone, and prints how many are right. Only these figures measure what the ranker does to pages
that nobody has seen.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from jiaokan.models.boosted_trees import NamedTrees, name_features
from jiaokan.stages.extract.titles.title_choice import choose_text, is_stated_outright, score_texts
from jiaokan.text.normalized_view import normalize_letters
from jiaokan.training.gold_pages import MANUALS, read_gold_pages
from jiaokan.training.titles.title_examples import TitleExamples, make_all_title_examples, read_labelled_html
from jiaokan.training.tree_fitting import fit_trees, save_named_trees

_TREE_OPTIONS = {"iterations": 160, "learning_rate": 0.08, "depth": 4, "rsm": 0.2}
_OTHERS_WEIGHT = 3.0  # of all other texts of a page; its title has 1
_VARIANT_WEIGHT, _MANUAL_WEIGHT = 0.3, 0.5


def train_ranker(pages: Sequence[TitleExamples], weights: Mapping[str, float]) -> NamedTrees:
    """Train on the pages of which one of the texts is the title; `weights` are of a page, by source."""
    known = [page for page in pages if page.labels.any()]
    if not known:
        raise SystemExit("no page has its title among its lines or in its head")
    names = tuple(known[0].columns)
    table = np.concatenate([np.array([page.columns[name] for name in names]) for page in known], axis=1)
    labels = np.concatenate([page.labels for page in known]).astype(np.int64)
    each = np.concatenate([_weigh_texts(page, weights) for page in known])
    return name_features(fit_trees(table.astype(np.float32), labels, each, dict(_TREE_OPTIONS)), names)


def _weigh_texts(page: TitleExamples, weights: Mapping[str, float]) -> "np.typing.NDArray[np.float64]":
    of_page = weights.get(page.gold.source, _MANUAL_WEIGHT if page.gold.source == MANUALS else 1.0)
    of_page *= _VARIANT_WEIGHT if page.is_variant else 1.0
    right = int(page.labels.sum())
    wrong = max(len(page.labels) - right, 1)
    return np.where(page.labels, of_page / right, of_page * _OTHERS_WEIGHT / wrong)


def choose_held_out(
    pages: Sequence[TitleExamples], folds: int, weights: Mapping[str, float]
) -> Iterator[tuple[TitleExamples, str]]:
    """Yield each page with the title that is chosen with a ranker which saw nothing of its host."""
    for fold in range(folds):
        unseen = [page for page in pages if page.gold.find_fold(folds) == fold and not page.is_variant]
        if unseen:
            ranker = train_ranker([page for page in pages if page.gold.find_fold(folds) != fold], weights)
            yield from ((page, _choose(page, ranker)) for page in unseen)


def _choose(page: TitleExamples, ranker: NamedTrees) -> str:
    if is_stated_outright(page.page) or not page.texts:
        chosen = page.page.ruled
    else:
        chosen = choose_text(page.page, page.texts, score_texts(page.page, page.texts, ranker))
    return chosen.value if chosen else ""


def main(words: Sequence[str] | None = None) -> None:
    """Run the command; without words, those of the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="pages with their titles")
    parser.add_argument(
        "--labelled", nargs=2, action="append", default=[], type=Path, metavar=("DOCUMENTS", "LABELS"),
        help="pages labelled line by line",
    )  # fmt: skip
    parser.add_argument(
        "--weight", nargs=2, action="append", default=[], metavar=("SOURCE", "WEIGHT"),
        help="of a page of a source; without one 1, of a manual 0.5",
    )  # fmt: skip
    parser.add_argument("--folds", type=int, default=5, help="by host or repository; default %(default)s")
    parser.add_argument("--output", type=Path, help="where the ranker goes")
    parser.add_argument(
        "--held-out", type=Path, help="where the titles go that rankers of other hosts choose"
    )
    arguments = parser.parse_args(words)
    weights = {source: float(weight) for source, weight in arguments.weight}
    gold = [page for folder in arguments.folders for page in read_gold_pages(folder)]
    gold += [page for files in arguments.labelled for page in read_labelled_html(*files)]
    pages = make_all_title_examples(gold)
    print(f"{sum(not page.is_variant for page in pages)} pages with a title", flush=True)
    if arguments.output:
        save_named_trees({"title": train_ranker(pages, weights)}, arguments.output)
    if arguments.held_out:
        _write_held_out(choose_held_out(pages, arguments.folds, weights), arguments.held_out)


def _write_held_out(chosen: Iterator[tuple[TitleExamples, str]], path: Path) -> None:
    counts: Counter[tuple[str, str]] = Counter()
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for page, title in chosen:
            gold, ruled = page.gold, page.page.ruled.value if page.page.ruled else ""
            row = {"id": gold.id, "source": gold.source, "gold": gold.title, "rules": ruled, "title": title}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            right = normalize_letters(gold.title)
            counts[gold.source, "pages"] += 1
            counts[gold.source, "rules"] += normalize_letters(ruled) == right
            counts[gold.source, "title"] += normalize_letters(title) == right
    for source in sorted({source for source, _ in counts}):
        pages, rules, titles = (counts[source, name] for name in ("pages", "rules", "title"))
        print(f"{source}: {pages} pages, right by the rules {rules}, with the ranker {titles}")


if __name__ == "__main__":
    main()

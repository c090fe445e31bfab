"""Train the judge of lines on labelled pages, and clean pages of sources that it has not seen.

    uv run --extra train python -m jiaokan.training.train_line_judge --hand DOCUMENTS.jsonl LABELS.jsonl
        --aligned DOCUMENTS.jsonl LABELS.jsonl --output configs/line_judge.npz --held-out cleaned.jsonl

`--held-out` writes each page labelled by hand as a judge cleans it that saw no page of its source. Only the
score of that file measures what the judge does to unknown pages.

`--continue-from JUDGE` trains a judge further where its own pages are not at hand: its words stay, trees are
added to its own, and pages that it was trained on are named with `--seen`; of these nothing is held out.
With `--only titles` just those that tell titles are, with `--only pages` those that tell pages without an
article.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from jiaokan.config.config_loader import load_default
from jiaokan.core.edits import apply_edits
from jiaokan.rules import load_rulebook
from jiaokan.stages.strip.judge.page_features import PAGE_NAMES
from jiaokan.stages.strip.judge.unit_judge import Judge, load_judge
from jiaokan.stages.strip.stripper import Stripper
from jiaokan.training.judge.grafted_pages import compose_pages, leave_out_title_copies
from jiaokan.training.judge.judge_parts import retrain_pages, train_judges
from jiaokan.training.judge.unit_data import tabulate_pages
from jiaokan.training.labelled_pages import LabelledPage, assign_folds, load_pages, remove_markup
from jiaokan.training.tree_fitting import RANDOM_SEED

_PAGE_SETS = {
    "--hand": "pages labelled line by line",
    "--seen": "pages labelled line by line that the judge of --continue-from was trained on",
    "--aligned": "pages labelled by the text of an extraction (see align_pages)",
    "--clean": "texts without boilerplate",
}


def save_judge(judge: Judge, path: Path) -> None:
    """Write a judge as one compressed file; equal judges are equal bytes."""
    parts = {f"units.{name}": array for name, array in judge.units.to_arrays().items()}
    parts |= {f"pages.{name}": array for name, array in judge.pages.to_arrays().items()}
    parts |= {f"titles.{name}": array for name, array in judge.titles.to_arrays().items()}
    parts |= {
        "weights": judge.weights,
        "scales": judge.scales,
        "bias": np.array(judge.bias),
        "calibration": judge.calibration,
    }
    parts |= {"unit_names": np.array(judge.names), "page_names": np.array(PAGE_NAMES)}
    np.savez_compressed(path, allow_pickle=False, **parts)


def gather_pages(arguments: argparse.Namespace) -> list[LabelledPage]:
    """Read all pages that the arguments name, in folds by source, and compose pages from each fold."""
    pages = [page for documents, labels in arguments.hand for page in load_pages(documents, labels, "hand")]
    pages += [page for documents, labels in arguments.seen for page in load_pages(documents, labels, "seen")]
    for documents, labels in arguments.aligned:
        # one of the two readings of a page as pages without their `<title>` are
        for page in load_pages(documents, labels, "aligned"):
            pages.append(leave_out_title_copies(page) if page.id.endswith("#joined") else page)
    pages = assign_folds(pages, arguments.folds)
    composed = []
    for fold in range(arguments.folds):
        by_hand = [page for page in pages if page.fold == fold and page.origin == "hand"]
        composed += compose_pages(by_hand, RANDOM_SEED + 1 + fold) if by_hand else []
    clean = [page for documents, labels in arguments.clean for page in load_pages(documents, labels, "made")]
    return pages + composed + assign_folds(clean, arguments.folds)


def clean_held_out(pages: Sequence[LabelledPage], judges: Sequence[Judge], path: Path) -> None:
    """Write the pages labelled by hand, each cleaned by the judge that was not trained on its fold."""
    config = load_default()
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for fold, judge in enumerate(judges):
            stripper = Stripper(load_rulebook(*config.rules_folders), judge, config.strip)
            fold_pages = [page for page in pages if page.fold == fold and page.origin == "hand"]
            for page, stripped in zip(
                fold_pages, stripper.strip_all([page.text for page in fold_pages]), strict=True
            ):
                row = {
                    "id": page.id,
                    "text": apply_edits(page.text, stripped.edits),
                    "no_article": round(stripped.no_article_chance, 4),
                    "title": stripped.title.slice_text(page.text) if stripped.title else "",
                }
                file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _parse_arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name, purpose in _PAGE_SETS.items():
        parser.add_argument(
            name, nargs=2, action="append", default=[], type=Path, metavar=("DOCUMENTS", "LABELS"),
            help=purpose,
        )  # fmt: skip
    parser.add_argument("--folds", type=int, default=5, help="by source; default %(default)s")
    parser.add_argument(
        "--continue-from", type=Path, metavar="JUDGE", help="a judge that is trained further; its words stay"
    )
    parser.add_argument(
        "--only",
        choices=("titles", "pages"),
        help="of --continue-from all stays but what tells titles, or pages without an article",
    )
    parser.add_argument("--output", type=Path, help="where the judge goes")
    parser.add_argument(
        "--held-out", type=Path, help="where pages go, cleaned by judges that saw nothing of their source"
    )
    arguments = parser.parse_args(words)
    if arguments.only and not arguments.continue_from:
        parser.error("--only needs --continue-from JUDGE")
    return arguments


def main(words: Sequence[str] | None = None) -> None:
    """Run the command; without words, those of the command line."""
    arguments = _parse_arguments(words)
    pages = gather_pages(arguments)
    book = load_rulebook(*load_default().rules_folders)
    data = tabulate_pages([remove_markup(page) for page in pages], book)
    print(f"{len(data.pages)} pages, {len(data.labels)} units", flush=True)
    base = load_judge(arguments.continue_from) if arguments.continue_from else None
    if base and arguments.only == "pages":
        judge, held_out_judges = retrain_pages(data, arguments.folds, base)
    else:
        judge, held_out_judges = train_judges(data, arguments.folds, arguments.held_out is not None, base)
    if base and arguments.only == "titles":
        judge, *held_out_judges = (replace(base, titles=one.titles) for one in (judge, *held_out_judges))
    if arguments.output:
        save_judge(judge, arguments.output)
    if arguments.held_out:
        clean_held_out(pages, held_out_judges, arguments.held_out)


if __name__ == "__main__":
    main()

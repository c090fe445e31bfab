"""Train a model of characters on pages as they are and on what ways of cleaning make of them.

    uv run --extra eval python -m tests.bench.value --texts DOCUMENTS.jsonl LABELS.jsonl --html FOLDER … --unseen FOLDER

Prints the bits per character that each model needs for texts kept by hand (in Simplified characters) of
sources of which it saw no page: once with an equal number of characters to train on, once with all that the
same pages give. Half of the sources are trained on and half are asked for, drawn anew by each seed; of
--unseen, a folder of pages of HTML for each source, two thirds of the sources are trained on and all texts by
hand asked for. Files are as in `jiaokan.training.labelled_pages` and `jiaokan.training.gold_pages`.
"""

import argparse
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import mean

from tests.bench.value.cleaners import Cleaner, list_cleaners
from tests.bench.value.language_model import CharacterModel
from tests.bench.value.pages import SourcedPage, read_html, read_html_with_gold, read_labelled_texts

SOURCE_CHARACTERS = 20_000  # of the texts of one source that are asked for, so that none rules
BY_HAND = "by hand"
Split = tuple[list[SourcedPage], str]  # pages to train on, text to ask for


class Cleaned:
    """What each way of cleaning makes of pages; each page is cleaned once."""

    def __init__(self, pages: Iterable[SourcedPage], cleaners: dict[str, Cleaner]) -> None:
        self._texts: dict[tuple[str, int], str] = {}
        self.names = list(cleaners)
        pages = list(pages)
        if any(page.gold for page in pages):
            self.names.append(BY_HAND)
        for page in pages:
            self._texts[BY_HAND, id(page)] = page.gold
            for name, clean in cleaners.items():
                lines = (line.strip() for line in clean(page.page).split("\n"))
                self._texts[name, id(page)] = "\n".join(line for line in lines if line)

    def join_texts(self, name: str, pages: Iterable[SourcedPage]) -> str:
        """Return the texts of pages one after another."""
        return "\n".join(text for page in pages if (text := self._texts[name, id(page)]))


def join_gold(pages: Iterable[SourcedPage]) -> str:
    """Return the texts by hand, of each source no more than its share."""
    by_source: dict[str, str] = defaultdict(str)
    for page in pages:
        if page.gold:
            by_source[page.source] += page.gold + "\n"
    return "".join(text[:SOURCE_CHARACTERS] for text in by_source.values())


def draw_sources(pages: Sequence[SourcedPage], share: float, seed: int) -> tuple[list[SourcedPage], set[str]]:
    """Return the pages of a share of the sources, in random order, and these sources."""
    rng = random.Random(seed)
    sources = sorted({page.source for page in pages})
    chosen = set(rng.sample(sources, round(len(sources) * share)))
    drawn = [page for page in pages if page.source in chosen]
    rng.shuffle(drawn)
    return drawn, chosen


def split_by_source(pages: Sequence[SourcedPage], seed: int) -> Split:
    """Return half of the sources to train on, and what people kept of the others."""
    drawn, chosen = draw_sources(pages, 1 / 2, seed)
    return drawn, join_gold(page for page in pages if page.source not in chosen)


def measure(title: str, cleaned: Cleaned, splits: Sequence[Split]) -> None:
    """Print the table of one set of pages."""
    rows: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for pages, asked in splits:
        texts = {name: cleaned.join_texts(name, pages) for name in cleaned.names}
        budget = min(map(len, texts.values()))
        print(
            f"{title}: {len(pages)} pages, {budget:,} characters each, {len(asked):,} asked for", flush=True
        )
        for name, text in texts.items():
            equal = CharacterModel(text[:budget]).measure_bits(asked) / len(asked)
            whole = CharacterModel(text).measure_bits(asked) / len(asked)
            rows[name].append((equal, whole, len(text)))
    print(f"| {title} | bits, equal characters | of each seed | bits, all of the same pages | characters |")
    print("|---|---|---|---|---|")
    for name, row in rows.items():
        equals, wholes, sizes = zip(*row, strict=True)
        seeds = " ".join(f"{bits:.3f}" for bits in equals)
        print(
            f"| {name} | {mean(equals):.3f} | {seeds} | {mean(wholes):.3f} | {mean(sizes):,.0f} |", flush=True
        )


def measure_halves(title: str, pages: list[SourcedPage], of_html: bool, seeds: int) -> None:
    """Train on half of the sources of pages with gold."""
    if pages:
        cleaned = Cleaned(pages, list_cleaners(of_html))
        measure(title, cleaned, [split_by_source(pages, seed) for seed in range(seeds)])


def measure_unseen(pages: list[SourcedPage], asked: str, seeds: int) -> None:
    """Train on pages that have no text by hand."""
    splits = [(draw_sources(pages, 2 / 3, seed)[0], asked) for seed in range(seeds)]
    measure("unseen pages", Cleaned(pages, list_cleaners(True)), splits)


def read_arguments() -> argparse.Namespace:
    """Read the command line."""
    formatter: Callable[..., argparse.HelpFormatter] = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=formatter)
    parser.add_argument(
        "--texts", type=Path, nargs=2, action="append", default=[], help="documents and labels"
    )
    parser.add_argument("--html", type=Path, nargs="*", default=[], help="folders of pages with gold")
    parser.add_argument("--unseen", type=Path, help="a folder of folders of pages of HTML")
    parser.add_argument("--seeds", type=int, default=3)
    return parser.parse_args()


def main() -> None:
    """Print the tables."""
    arguments = read_arguments()
    texts, pages = read_labelled_texts(arguments.texts), read_html_with_gold(arguments.html)
    if arguments.unseen:
        measure_unseen(read_html(arguments.unseen), join_gold([*texts, *pages]), arguments.seeds)
    measure_halves("pages of text", texts, False, arguments.seeds)
    measure_halves("pages of HTML", pages, True, arguments.seeds)


if __name__ == "__main__":
    main()

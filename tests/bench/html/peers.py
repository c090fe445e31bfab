"""Score jiaokan and other tools on pages with gold: of HTML, and of text that was scraped.

    uv run --extra eval python -m tests.bench.html.peers FOLDER … --texts DOCUMENTS.jsonl LABELS.jsonl --pages DOCUMENTS.jsonl LABELS.jsonl

A folder is as in `jiaokan.training.gold_pages`: `NAME/*.html` with a `*.json` of the same name beside each, whose
"text" is the article; or `pages/*.html` whose gold has "code_blocks" and "repo" too. Prints by source F1,
precision and recall (3-grams of letters, digits and Han in Simplified characters, means over pages; a line that
is the gold title does not count), the share of listings that stand verbatim in the text, and the processor time of a page in
milliseconds, all tools in one process one after another. Of pages of text, and of labelled `--pages` whose
documents hold their HTML as "html" in base64: F1, the share of the article that
was kept and the share of the boilerplate that was removed. Tools that are not installed are left out; of those
that give HTML or a whole page the text is made here, without indentation, so that listings do not count.
"""

import argparse
import base64
import json
import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import mean

import jiaokan
from jiaokan.training.gold_pages import GoldPage, fold_letters, read_gold_pages
from jiaokan.training.labelled_pages import DROPPED, KEPT, LabelledPage, load_pages, read_json_lines
from jiaokan.training.labelled_pages import LabelledLine as Line
from tests.bench.value.cleaners import Cleaner, Page, clean_plainly, load_peers, read_text, simplify

WARM = b"<html><body><p>\xe7\x94\xb2\xe3\x80\x82</p></body></html>"
Figures = dict[str, list[float]]
Item = tuple[str, Page, Callable[[str], dict[str, float]]]  # source, page, what rates its text


def extract_with_jiaokan(page: Page) -> str:
    """Extract as `jiaokan.extract` does; texts go through all stages."""
    return jiaokan.extract(page).text if isinstance(page, bytes) else jiaokan.clean(page).text


def read_items(folder: Path) -> Iterator[Item]:
    """Read the pages of a folder, each with what rates a text of it."""
    for page in read_gold_pages(folder):
        path = folder / "pages" / f"{page.id}.json"
        listings = json.loads(path.read_text("utf-8")).get("code_blocks", ()) if path.exists() else ()
        yield page.source, page.html, partial(rate_page, page, listings)


def read_labelled_html(documents: Path, labels: Path) -> Iterator[Item]:
    """Read the HTML of labelled pages, each with what rates a text of it."""
    html = {row["id"]: base64.b64decode(row["html"]) for row in read_json_lines(documents)}
    for page in load_pages(documents, labels, "hand"):
        yield "no article" if page.no_article else "pages", html[page.id], partial(rate_text, page)


def run(clean: Cleaner, page: Page) -> tuple[str, float]:
    """Return the text that a tool gives, "" where it fails, and its processor time in milliseconds."""
    begin = time.process_time()
    try:
        text = clean(page)
    except Exception:  # a page that a tool cannot read gives nothing
        text = ""
    return text, (time.process_time() - begin) * 1000


def count_grams(text: str) -> Counter[str]:
    """Count the 3-grams of a text."""
    return Counter(text[i : i + 3] for i in range(len(text) - 2))


def find_share(part: int, whole: int) -> float:
    """Return a share, 0 of nothing."""
    return part / whole if whole else 0.0


def rate_page(page: GoldPage, listings: Sequence[str], text: str) -> dict[str, float]:
    """Return the figures of one page of HTML."""
    gold, title = (fold_letters(simplify()(wanted)) for wanted in (page.text, page.title))
    lines = [fold_letters(line) for line in simplify()(text).split("\n")]
    if title and title in lines[:40] and not gold.startswith(title):
        lines.remove(title)
    given, wanted = count_grams("".join(lines)), count_grams(gold)
    right = (given & wanted).total()
    figures = {
        "F1": find_share(2 * right, given.total() + wanted.total()),
        "precision": find_share(right, given.total()),
        "recall": find_share(right, wanted.total()),
    }
    if listings:
        flat = strip_ends(text)
        figures["code verbatim"] = mean(strip_ends(listing) in flat for listing in listings)
    return figures


def strip_ends(text: str) -> str:
    """Return a text without space at the ends of its lines."""
    return "\n".join(line.rstrip() for line in text.split("\n"))


def rate_text(page: LabelledPage, text: str) -> dict[str, float]:
    """Return the figures of one page of text; what its labels leave open does not count."""
    kept, dropped = (join_letters(page, state) for state in (KEPT, DROPPED))
    given = count_grams(fold_letters(simplify()(text)))
    boilerplate = dropped - kept
    right, wrong = (given & kept).total(), ((given - kept) & boilerplate).total()
    figures = {}
    if boilerplate:
        figures["removed"] = 1 - wrong / boilerplate.total()
    if not page.no_article:
        figures["F1"] = find_share(2 * right, right + wrong + kept.total())
        figures["kept"] = find_share(right, kept.total())
    return figures


def join_letters(page: LabelledPage, state: str) -> Counter[str]:
    """Count the 3-grams of what has one state, within lines."""

    def letters(line: Line) -> str:
        return "".join(c if s == state else " " for c, s in zip(line.text, line.states, strict=True))

    text = simplify()(" ".join(letters(line) for line in page.list_lines()))
    return count_grams(fold_letters(text))


def print_row(name: str, source: str, figures: Figures) -> None:
    """Print the means of one tool on one source."""
    cells = "  ".join(f"{key} {mean(values):.3f}" for key, values in figures.items())
    print(f"{source:16} {len(figures['ms']):4} {name:18} {cells}", flush=True)


def score(name: str, clean: Cleaner, items: Sequence[Item]) -> None:
    """Run one tool over (source, page, rating) and print its figures."""
    found: dict[str, Figures] = defaultdict(lambda: defaultdict(list))
    run(clean, WARM if isinstance(items[0][1], bytes) else WARM.decode())
    for source, page, rate in items:
        text, spent = run(clean, page)
        for key, value in (*rate(text).items(), ("ms", spent)):
            found[source][key].append(value)
            found["all"][key].append(value)
    for source, figures in found.items():
        print_row(name, source, figures)


def main() -> None:
    """Print the figures."""
    formatter: Callable[..., argparse.HelpFormatter] = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=formatter)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--texts", type=Path, nargs=2, action="append", default=[])
    parser.add_argument("--pages", type=Path, nargs=2, action="append", default=[])
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    texts = [page for files in arguments.texts for page in load_pages(files[0], files[1], "hand")]
    ways: dict[str, Cleaner] = {
        "jiaokan": extract_with_jiaokan,
        "plain chain": clean_plainly,
        "untouched": read_text,
    }
    of_html: list[Item] = [item for folder in arguments.folders for item in read_items(folder)]
    of_html += [item for files in arguments.pages for item in read_labelled_html(*files)]
    of_text: list[Item] = [("texts", one.text, partial(rate_text, one)) for one in texts]
    for name, clean in (load_peers() | ways).items():
        if of_html:
            score(name, clean, of_html)
        if of_text and name in ways:
            score(name, clean, of_text)


if __name__ == "__main__":
    main()

"""Pages with their source, and with the text that people kept of them where there is one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jiaokan.training.gold_pages import read_gold_pages
from jiaokan.training.labelled_pages import KEPT, load_pages
from tests.bench.value.cleaners import Page, simplify


@dataclass(frozen=True, slots=True)
class SourcedPage:
    """A page, the site or repository it is from, and its text by hand ("" where there is none)."""

    source: str
    page: Page
    gold: str = ""


def read_labelled_texts(files: Iterable[Sequence[Path]]) -> list[SourcedPage]:
    """Read pages of text whose lines have labels, from pairs of a file of documents and one of labels."""
    found = []
    for documents, labels in files:
        for page in load_pages(documents, labels, "hand"):
            kept = "".join(
                c for c, state in zip(page.text, page.states, strict=True) if state == KEPT or c == "\n"
            )
            found.append(SourcedPage(page.source, page.text, "" if page.no_article else tidy(kept)))
    return found


def read_html_with_gold(folders: Iterable[Path]) -> list[SourcedPage]:
    """Read pages of HTML with the text by hand in a file beside each."""
    found = [page for folder in folders for page in read_gold_pages(folder)]
    return [SourcedPage(page.group, page.html, tidy(page.text)) for page in found]


def read_html(folder: Path) -> list[SourcedPage]:
    """Read pages of HTML from a folder that has a folder for each source."""
    files = sorted(folder.glob("*/*.html"))
    return [SourcedPage(file.parent.name, file.read_bytes()) for file in files]


def tidy(text: str) -> str:
    """Return a text in Simplified characters without blank lines and space around lines."""
    lines = (line.strip() for line in simplify()(text).split("\n"))
    return "\n".join(line for line in lines if line)

"""Read labelled pages: JSON lines of documents, and JSON lines with the boilerplate of each.

A document is {"id", "text", "source"}. A label is {"id", "remove": [[line, kind]], "remove_spans":
[[line, start, end, kind]], "ambiguous": [line], "no_article", "title_line", "meta": {"title"}}. Lines count
from 1 and are split on "\\n" only. Spans are half-open, in code points of their line.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from jiaokan.core.edits import apply_edits
from jiaokan.stages.strip.markup import find_markup_edits
from jiaokan.text.normalized_view import keep_letters, normalize_view

KEPT, DROPPED, UNSCORED = "k", "d", "?"
LabelOrigin = Literal["hand", "seen", "aligned", "made"]


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """A line with labels.

    Attributes:
        text: the line.
        states: KEPT, DROPPED or UNSCORED for each code point.
        kinds: the kind of boilerplate of each code point, "" for none.
    """

    text: str
    states: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """A page with labels.

    Attributes:
        id: its name.
        source: where it comes from; all pages of a source are held out together.
        text: the page.
        states: KEPT, DROPPED or UNSCORED for each code point of the text.
        kinds: the kind of boilerplate of each code point, "" for none.
        no_article: whether the whole page is boilerplate.
        titles: the letters of the title, in each form that counts as right; empty where the page has none,
            None where that is not known.
        origin: "hand" for labels made by hand line by line, "seen" for such pages that the judge which is
            trained further has seen, "aligned" for labels made from the text of an
            extraction, "made" for composed pages.
        fold: the fold in which the page is held out.
    """

    id: str
    source: str
    text: str
    states: str
    kinds: tuple[str, ...]
    no_article: bool
    origin: LabelOrigin
    fold: int = -1
    titles: frozenset[str] | None = None

    def list_lines(self) -> list[LabelledLine]:
        """Return the lines with their labels."""
        lines, start = [], 0
        for line in self.text.split("\n"):
            end = start + len(line)
            lines.append(LabelledLine(line, self.states[start:end], self.kinds[start:end]))
            start = end + 1
        return lines


def remove_markup(page: LabelledPage) -> LabelledPage:
    """Return the page as the judge sees it: without the markup that is removed first."""
    edits = find_markup_edits(page.text)
    if not edits:
        return page
    states: list[str] = []
    kinds: list[str] = []
    start = 0
    for edit in edits:
        states += [page.states[start : edit.start], UNSCORED * len(edit.new)]
        kinds += [*page.kinds[start : edit.start], *[""] * len(edit.new)]
        start = edit.end
    states.append(page.states[start:])
    kinds += page.kinds[start:]
    return replace(page, text=apply_edits(page.text, edits), states="".join(states), kinds=tuple(kinds))


def read_json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file of JSON lines."""
    with path.open(encoding="utf-8", newline="\n") as file:
        yield from (json.loads(line) for line in file if line.strip())


def load_pages(documents: Path, labels: Path, origin: LabelOrigin) -> list[LabelledPage]:
    """Read the pages that have labels, in the order of the documents."""
    label_of = {label["id"]: label for label in read_json_lines(labels)}
    pages = []
    for document in read_json_lines(documents):
        if label := label_of.get(document["id"]):
            rows = label_lines(document["text"].split("\n"), label)
            no_article = bool(label.get("no_article"))
            page = join_lines(document["id"], find_source(document), rows, "\n", origin)
            titles = find_titles(document["text"].split("\n"), label)
            pages.append(replace(page, no_article=no_article, titles=titles))
    return pages


def find_titles(lines: Sequence[str], label: dict[str, Any]) -> frozenset[str] | None:
    """Return the letters of the title of one document: of its line, and of the title that `meta` states.

    None where the label says nothing of a title.
    """
    meta = label.get("meta") or {}
    if "title_line" not in label and "title" not in meta:
        return None
    number = label.get("title_line")
    stated = [lines[number - 1]] if number else []
    stated += [meta["title"]] if meta.get("title") else []
    return frozenset(filter(None, map(read_letters, stated)))


def read_letters(text: str) -> str:
    """Return the letters, digits and Han of the normalized view of a text.

    >>> read_letters("發(fā)布者：張三")
    '发布者张三'
    """
    return keep_letters(normalize_view(text).text)


def label_lines(lines: Sequence[str], label: dict[str, Any]) -> list[LabelledLine]:
    """Return the lines with the labels of one document."""
    removed = dict(label["remove"])
    ambiguous = set(label.get("ambiguous") or ())
    spans: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for number, start, end, kind in label.get("remove_spans") or ():
        spans[number].append((start, end, kind))
    rows = []
    for number, line in enumerate(lines, 1):
        state = UNSCORED if number in ambiguous else DROPPED if number in removed else KEPT
        states, kinds = [state] * len(line), [removed.get(number, "")] * len(line)
        for start, end, kind in spans[number]:
            states[start:end] = DROPPED * len(states[start:end])
            kinds[start:end] = [kind] * len(kinds[start:end])
        rows.append(LabelledLine(line, "".join(states), tuple(kinds)))
    return rows


def find_source(document: dict[str, Any]) -> str:
    """Return the source of a document: the repository of `owner/repository:path`.

    >>> find_source({"source": "github:owner/name:folder/file.txt"})
    'owner/name'
    """
    source = str(document.get("source", "?")).removeprefix("github:")
    return source.split(":")[0].split(" ")[0]


def join_lines(
    id: str,
    source: str,
    rows: Sequence[LabelledLine],
    separator: str,
    origin: LabelOrigin,
    no_article: bool = False,
) -> LabelledPage:
    """Join lines into a page. A separator other than a line feed is not scored."""
    state = KEPT if separator == "\n" else UNSCORED
    states = (state * len(separator)).join(row.states for row in rows)
    kinds: list[str] = []
    for i, row in enumerate(rows):
        kinds += [""] * (len(separator) if i else 0)
        kinds += row.kinds
    text = separator.join(row.text for row in rows)
    return LabelledPage(id, source, text, states, tuple(kinds), no_article, origin)


def assign_folds(pages: Sequence[LabelledPage], folds: int) -> list[LabelledPage]:
    """Assign each source to one fold, the largest source first, so that folds are of similar size."""
    sizes: dict[str, int] = defaultdict(int)
    for page in pages:
        sizes[page.source] += 1
    fold_sizes, fold_of = [0] * folds, {}
    for source in sorted(sizes, key=lambda source: (-sizes[source], source)):
        fold_of[source] = fold_sizes.index(min(fold_sizes))
        fold_sizes[fold_of[source]] += sizes[source]
    return [replace(page, fold=fold_of[page.source]) for page in pages]

"""Describe the kind of a page: how much of it is code, rows, lists, links, dates, labels."""

import re

import numpy as np

from pipeline.extraction.page.line import CODE, HEADING, ITEM, KINDS, ROW
from pipeline.extraction.scoring.columns import Columns
from pipeline.extraction.scoring.sheet import Flags, Floats, Ints, Sheet

_DATE = re.compile(r"\d{1,4}\s?[年/.:-]\s?\d{1,2}|\d+:\d\d")
_LABEL = re.compile(r"^[^\s,。]{1,8}:")
_GENERATOR = re.compile(
    r"hexo|hugo|mkdocs|sphinx|docusaurus|gitbook|vuepress|vitepress|mdbook|docsify|jekyll|honkit|zola", re.I
)
_FORUM = re.compile(r"forum|thread|discuz|question|bbs|tieba|topic", re.I)
_HEAD_CHARS = 6000  # code points of a page in which its generator is looked for


def page_columns(
    sheet: Sheet, kinds: Ints, marked: tuple[Flags, Flags], scores: Floats, clean: Flags
) -> Columns:
    """Return what kind of page it is, the same for every line.

    `marked` are the lines with a ground, and those in a slot; `clean` those of the container without one.
    """
    grounded, slotted = marked
    length, n = sheet.counts[0], len(scores)
    whole = max(float(length.sum()), 1.0)
    size = max(float(length[clean].sum()), 1.0)

    def share(mask: Flags) -> float:
        return float(length[mask & clean].sum()) / size

    dated = np.array([_DATE.search(line[:60]) is not None for line in sheet.views], dtype=np.bool_)
    labelled = np.array([_LABEL.match(line) is not None for line in sheet.views], dtype=np.bool_)
    head = sheet.tree.text[:_HEAD_CHARS]
    values = {
        "page_size": np.log1p(size), "page_part": size / whole,
        "page_score": float((scores * length).sum()) / whole,
        "page_code": share(kinds == KINDS.index(CODE)),
        "page_rows": share(kinds == KINDS.index(ROW)),
        "page_items": share(kinds == KINDS.index(ITEM)),
        "page_headings": float((kinds[clean] == KINDS.index(HEADING)).sum()),
        "page_links": share(sheet.links > 0.5), "page_mean": size / max(1, int(clean.sum())),
        "page_slots": share(slotted), "page_dated": share(dated), "page_labelled": share(labelled),
        "page_generator": float(_GENERATOR.search(head) is not None),
        "page_forum": float(_FORUM.search(head) is not None), "page_og": float("og:type" in head),
        "page_grounds": float(length[grounded].sum()) / whole,
    }  # fmt: skip
    columns: Columns = {name: np.full(n, value, dtype=np.float64) for name, value in values.items()}
    return columns | {"dated": dated.astype(np.float64), "labelled": labelled.astype(np.float64)}

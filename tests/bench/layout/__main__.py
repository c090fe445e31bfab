"""Measure how well paragraphs come back: `python -m tests.bench.layout [pages] [damage]`."""

import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from jiaokan.config.config_loader import load_default
from jiaokan.core.document import Document
from jiaokan.stages.paragraphs import build
from tests.bench.layout.damage import Damage, damages, harmless, latin
from tests.bench.layout.texts import drawn, gold, kept, licence

stage = build(load_default())
Counts = tuple[int, int, int, bool]  # boundaries right, made and wanted; all paragraphs the same
_BLANK = re.compile(r"\s+")


def boundaries(paragraphs: Sequence[str]) -> Counter[tuple[str, str]]:
    """Return what stands before and after each boundary, so that one error does not shift all others."""
    bare = [_BLANK.sub("", text) for text in paragraphs]
    return Counter((a[-6:], b[:6]) for a, b in pairwise(bare))


def measure(page: Sequence[str], damaged: str) -> Counts:
    """Return boundaries found right, found, and wanted, and whether all paragraphs are."""
    document = stage(Document("d", damaged))
    found = [paragraph.span.slice_text(document.text) for paragraph in document.paragraphs]
    right, made, wanted = boundaries(page) & boundaries(found), boundaries(found), boundaries(page)
    same = [_BLANK.sub("", text) for text in page] == [_BLANK.sub("", text) for text in found]
    return right.total(), made.total(), wanted.total(), same


def told(source: str, name: str, rows: Sequence[Counts]) -> str:
    """Return one line of the table."""
    right, made, wanted, exact = (sum(column) for column in zip(*rows, strict=True))
    return (
        f"{source:8} {name:30} F1 {2 * right / max(made + wanted, 1):.3f}  precision {right / max(made, 1):.3f}  "
        f"recall {right / max(wanted, 1):.3f}  exact {exact / len(rows):.2f}"
    )


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    only = sys.argv[2] if len(sys.argv) > 2 else ""
    sources: tuple[tuple[str, list[list[str]], Iterable[tuple[str, Damage]]], ...] = (
        ("kept", kept(), harmless()),
        ("licence", licence(), latin()),
        ("seeds", gold(), damages()),
        ("drawn", drawn(count), damages()),
    )
    for source, pages, all_damages in sources:
        every: list[Counts] = []
        for name, damage in all_damages:
            if only in name:
                rows = [measure(page, damage(page, random.Random(n))) for n, page in enumerate(pages)]
                print(told(source, name, rows), flush=True)
                every += rows
        if every:
            print(told(source, "ALL", every), flush=True)


if __name__ == "__main__":
    main()

"""Measure how well paragraphs come back: `python -m tests.bench.layout [pages] [damage]`."""

import random
import re
import sys
from collections import Counter
from collections.abc import Sequence

from pipeline.config import default
from pipeline.document import Document
from pipeline.stages.paragraphs import build
from tests.bench.layout.damage import damages
from tests.bench.layout.texts import drawn, gold

stage = build(default())
_BLANK = re.compile(r"\s+")


def boundaries(paragraphs: Sequence[str]) -> Counter[tuple[str, str]]:
    """Return what stands before and after each boundary, so that one error does not shift all others."""
    bare = [_BLANK.sub("", text) for text in paragraphs]
    return Counter((a[-6:], b[:6]) for a, b in zip(bare, bare[1:], strict=False))


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    only = sys.argv[2] if len(sys.argv) > 2 else ""
    for source, pages in (("seeds", gold()), ("drawn", drawn(count))):
        for name, damage in damages():
            if only not in name:
                continue
            right = made = wanted = exact = 0
            for number, page in enumerate(pages):
                rng = random.Random(number)
                document = stage(Document("d", damage(page, rng)))
                found = [p.span.of(document.text) for p in document.paragraphs]
                a, b = boundaries(page), boundaries(found)
                right += (a & b).total()
                made += b.total()
                wanted += a.total()
                exact += [_BLANK.sub("", t) for t in page] == [_BLANK.sub("", t) for t in found]
            f1 = 2 * right / (made + wanted) if made + wanted else 1.0
            print(
                f"{source:6} {name:32} F1 {f1:.3f}  precision {right / max(made, 1):.3f}  "
                f"recall {right / max(wanted, 1):.3f}  exact {exact / len(pages):.2f}"
            )


if __name__ == "__main__":
    main()

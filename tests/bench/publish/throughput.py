"""Measure how fast releases are written, restored, verified and compared: `python throughput.py 5000`.

Documents are the seeds with synthetic edits, 30 in each of three steps; the text repeats itself,
so sizes on disk say nothing. Memory is the highest so far.
"""

import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from jiaokan import publish
from jiaokan.config import config_loader
from jiaokan.core.document import Document, Fact, Origin, Paragraph
from jiaokan.core.edits import Span
from jiaokan.core.edits import make_replacement as put

SEEDS = Path(__file__).parents[3] / "seeds"


def documents(count: int) -> Iterator[Document]:
    pages = [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    for number in range(count):
        made = Document(f"{number:07}", pages[number % len(pages)], Origin(f"{number:07}.txt"))
        for stage in ("strip", "mojibake", "script"):
            starts = range(number % 7, len(made.text) - 2, max(len(made.text) // 30, 2))
            edits = [put(made.text, Span(at, at + 2), "甲", "bench/cut") for at in starts]
            made = made.edited(stage, edits)
        yield replace(made, paragraphs=tuple(paragraphs(made.text)), facts=(Fact("title", "题", Span(0, 3)),))


def paragraphs(text: str) -> Iterator[Paragraph]:
    at = 0
    for line in text.split("\n"):
        span = Span(at, at + len(line))
        yield Paragraph(span, sentences=(span,))
        at = span.end + 1


def timed(what: str, size: int, work: Callable[[], object]) -> None:
    start = time.perf_counter()
    work()
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{what:10} {seconds:7.1f} s {size / seconds / 1e6:7.1f} MB/s of raw UTF-8 {memory:7.0f} MB of memory"
    )


def main(count: int) -> None:
    size = sum(len(d.raw.encode()) for d in documents(5)) * count // 5
    with TemporaryDirectory() as folder:
        release = Path(folder) / "zh-web" / "1.0.0"
        timed("make", size, lambda: sum(1 for _ in documents(count)))
        timed(
            "write",
            size,
            lambda: publish.write_release(documents(count), [], Path(folder), config_loader.load_default()),
        )
        timed("restore", size, lambda: sum(1 for _ in publish.restore(release)))
        timed("verify", size, lambda: publish.verify(release))
        timed("diff", size, lambda: publish.diff(release, release))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)

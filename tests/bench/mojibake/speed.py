"""Measure how fast the mojibake stage passes clean text of each kind, and how much of it it changes.

    python -m tests.bench.mojibake.speed [FILE...]

Kinds are the gold of the seeds in both scripts and with half-width marks, names and rare words of
jieba's dictionary, a table of Han, and Python source; each FILE is another kind. Texts are passed one
at a time, as articles and as paragraphs. Figures are megabytes of UTF-8 per second of processor time.
"""

import argparse
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path

from jiaokan.config.config_loader import load_default
from jiaokan.core.document import Document, Stage
from jiaokan.stages.mojibake import build
from jiaokan.text.language_model.word_frequencies import read_jieba_dictionary
from tests.bench.mojibake.__main__ import load_paragraphs, load_sentences
from tests.bench.mojibake.generators import GENERATORS, flatten_marks, to_traditional

ARTICLE_CHARS, PARAGRAPH_CHARS = 5000, 300  # code points of a text, to the end of its last line
MAX_KIND_CHARS = 400_000  # code points of a kind at most


def load_kinds() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each kind."""
    gold = "\n".join(load_paragraphs())
    yield from (
        ("gold", gold),
        ("gold, Traditional", to_traditional(gold)),
        ("gold, half width", flatten_marks(gold)),
    )
    rows = read_jieba_dictionary().split("\n")
    words = [row.split(" ") for row in rows if row and not row[0].isascii()]
    yield "names", join_words([word for word, _, tag in words if tag.startswith("nr")])
    yield "rare words", join_words([word for word, times, tag in words if int(times) < 10 and tag != "nr"])
    yield "table of Han", "\n".join("".join(map(chr, range(at, at + 64))) for at in range(0x4E00, 0x9FC0, 64))
    yield (
        "Python source",
        "\n".join(f.read_text("utf-8") for f in sorted(Path(re.__file__).parent.glob("*.py"))),
    )


def join_words(words: list[str]) -> str:
    """Return the words in random order, 80 on a line."""
    random.Random(7).shuffle(words)
    return "\n".join("、".join(words[at : at + 80]) + "。" for at in range(0, len(words), 80))


def split_text(text: str, size: int) -> list[str]:
    """Split the text into texts of whole lines."""
    texts, lines, length = [], [], 0
    for line in text[:MAX_KIND_CHARS].split("\n"):
        lines.append(line)
        length += len(line) + 1
        if length > size:
            texts.append("\n".join(lines))
            lines, length = [], 0
    return [*texts, "\n".join(lines)]


def measure_speed(stage: Stage, sample: list[str]) -> tuple[float, int]:
    """Return the speed on the sample, and the number of its texts that change."""
    begin = time.process_time()
    changed = sum(stage(Document("bench", text)).text != text for text in sample)
    return sum(len(text.encode()) for text in sample) / 1e6 / (time.process_time() - begin), changed


def warm_up(stage: Stage) -> None:
    """Let the stage load its tables, the model and ftfy, once per process."""
    rng, text = random.Random(7), load_sentences()[0]
    for damaged in (*(damage(text, rng) for damage in GENERATORS.values()), f"{text} cafÃ© Ã "):
        stage(Document("bench", damaged or ""))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path)
    stage = build(load_default())
    named = [*load_kinds(), *((path.name, path.read_text("utf-8")) for path in parser.parse_args().files)]
    warm_up(stage)
    print(f"{'kind':24s}  article paragraph   MB/s; changed")
    for name, text in named:
        whole, changed = measure_speed(stage, split_text(text, ARTICLE_CHARS))
        parts, more = measure_speed(stage, split_text(text, PARAGRAPH_CHARS))
        print(f"{name:24s} {whole:8.1f} {parts:9.1f}   {changed} {more}", flush=True)


if __name__ == "__main__":
    main()

"""Compare the t2s of this package with that of opencc-python-reimplemented, byte for byte and by the clock.

python tests/bench/script/speed.py [--identity MB] [FILE.jsonl …]

Speed is CPU time on documents of 3,000 code points, in one process, best of several turns; the
text is the seeds, or what the files hold under "text", sorted by script. Identity takes so many
megabytes of UTF-8 made of the same text, its lines shuffled and sprinkled with dictionary keys.
"""

import argparse
import json
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from opencc import OpenCC

from jiaokan.text.script_conversion import convert_to_simplified, detect_script
from jiaokan.text.script_conversion.opencc_tables import load_opencc_dictionary

SEEDS = Path(__file__).parents[3] / "seeds"
REFERENCE = OpenCC("t2s")
SIZE = 3000
SAMPLE = 600  # documents to a script


def texts(paths: list[Path]) -> list[str]:
    if not paths:
        return [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    return [json.loads(line)["text"] for path in paths for line in path.open(encoding="utf-8")]


def by_script(corpus: list[str]) -> dict[str, list[str]]:
    """Return documents of SIZE code points of each script, repeated to fill the sample."""
    found: dict[str, list[str]] = {"hant": [], "hans": []}
    for script, kept in found.items():
        whole = "\n".join(text for text in corpus if detect_script(text) == script)
        whole *= 1 + SAMPLE * SIZE // max(1, len(whole))
        kept += [whole[i : i + SIZE] for i in range(0, SAMPLE * SIZE, SIZE)]
    found["mixed"] = [
        a[: SIZE // 2] + b[: SIZE // 2] for a, b in zip(found["hant"], found["hans"], strict=True)
    ]
    return found


def best(convert: Callable[[str], str], documents: list[str], turns: int) -> float:
    """Return the least CPU seconds that all documents took in one of the turns."""
    seconds = []
    for _ in range(turns):
        start = time.process_time()
        for document in documents:
            convert(document)
        seconds.append(time.process_time() - start)
    return min(seconds)


def speed(corpus: list[str]) -> None:
    convert_to_simplified("漢")
    for script, documents in by_script(corpus).items():
        size = sum(len(document.encode()) for document in documents) / 1e6
        theirs, ours = best(REFERENCE.convert, documents, 2), best(convert_to_simplified, documents, 9)
        print(f"{script}: {size / theirs:.2f} and {size / ours:.1f} MB/s,", end=" ")
        print(f"{theirs / ours:.1f} times as fast")


def made(corpus: list[str], megabytes: int) -> Iterator[str]:
    """Yield documents of shuffled lines with dictionary keys put in at random, so many megabytes."""
    rng = random.Random(0)
    lines = [line for text in corpus for line in text.split("\n") if line]
    keys = [*load_opencc_dictionary("TSPhrases", "opencc"), *load_opencc_dictionary("TSCharacters", "opencc")]
    left = megabytes * 1_000_000
    while left > 0:
        pieces = []
        for line in rng.choices(lines, k=20):
            at = rng.randrange(len(line) + 1)
            pieces.append(line[:at] + "".join(rng.choices(keys, k=rng.randrange(4))) + line[at:])
        document = "\n".join(pieces)
        left -= len(document.encode())
        yield document


def identity(corpus: list[str], megabytes: int) -> None:
    size = documents = 0
    for document in made(corpus, megabytes):
        if convert_to_simplified(document) != REFERENCE.convert(document):
            raise SystemExit(f"differs: {document!r}")
        size += len(document.encode())
        documents += 1
    print(f"identity: {size} bytes in {documents} documents, no difference")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--identity", type=int, default=0, metavar="MB")
    parser.add_argument("files", nargs="*", type=Path)
    chosen = parser.parse_args()
    speed(texts(chosen.files))
    if chosen.identity:
        identity(texts(chosen.files), chosen.identity)

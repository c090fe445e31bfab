"""Count which part of speech follows which, and write the table of the language model.

    python -m tests.bench.mojibake.grammar FILE... --output pipeline/jiaokan/text/language_model/pos_transitions.json

Each FILE is clean text in either script, a paragraph per line. A value of the table is the logarithm of
how much more often two parts of speech stand side by side than by chance, in hundredths of a nat.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import log
from pathlib import Path

from jiaokan.text.language_model.lexicon import (
    CHARACTER_TAG,
    MARK_SHARES,
    NOUN_TAG,
    Lexicon,
    canonical_char,
    load_lexicon,
)
from jiaokan.text.language_model.pos_transitions import START_TAG

MAX_WORD_CHARS = 9  # characters of the longest word
UNKNOWN_CHAR_NATS = -20.0  # score of a character that is no word
SMOOTHING_COUNT = 2.0  # occurrences that are added to every pair


def segment(text: str, lexicon: Lexicon) -> list[str]:
    """Return the likeliest words of a text in canonical characters."""
    best, word_starts = [0.0] + [-1e9 * len(text)] * len(text), [0] * (len(text) + 1)
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + MAX_WORD_CHARS) + 1):
            share = lexicon.word_shares.get(text[start:end])
            if share is None and end > start + 1:
                continue
            score = best[start] + (log(share) if share else UNKNOWN_CHAR_NATS)
            if score > best[end]:
                best[end], word_starts[end] = score, start
    words, end = [], len(text)
    while end:
        words.append(text[word_starts[end] : end])
        end = word_starts[end]
    return words[::-1]


def list_neighbours(lines: Iterable[str], lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Yield the parts of speech of all neighbours."""
    for line in lines:
        tags = map(
            lexicon.find_part_of_speech, segment("".join(map(canonical_char, line)) + START_TAG, lexicon)
        )
        yield from pairwise((START_TAG, *tags))


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    lines = (line for path in arguments.files for line in path.read_text("utf-8").split("\n") if line)
    pairs = Counter(list_neighbours(lines, load_lexicon()))
    before, after = Counter[str](), Counter[str]()
    for (first, second), count in pairs.items():
        before[first] += count
        after[second] += count
    tags = sorted(before.keys() | after.keys() | MARK_SHARES.keys() | {CHARACTER_TAG, NOUN_TAG})
    total = sum(pairs.values())

    def lift(first: str, second: str) -> int:
        if CHARACTER_TAG in {first, second}:  # a character that is no word is no evidence
            return 0
        chance = before[first] * after[second] / total
        return round(100 * log((pairs[first, second] + SMOOTHING_COUNT) / (chance + SMOOTHING_COUNT)))

    rows = [json.dumps([lift(first, second) for second in tags]) for first in tags]
    body = ",\n".join(rows)
    tag_list = json.dumps(tags, ensure_ascii=False)
    arguments.output.write_text(f'{{"parts": {tag_list},\n"centinats": [\n{body}\n]}}\n', "utf-8")
    print(f"{total} words, {len(tags)} parts of speech, {len(pairs)} pairs seen")


if __name__ == "__main__":
    main()

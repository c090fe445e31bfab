"""Count which part of speech follows which, and write the table of the language model.

    python -m tests.bench.mojibake.grammar FILE... --output pipeline/jiaokan/text/language_model/pos_transitions.json

Each FILE is clean text, a paragraph a line, in either script. A lift is the logarithm of how much
more often two parts of speech stand side by side than by chance.
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

LONGEST = 9  # characters of a word
UNKNOWN = -20.0  # score of a character that is no word
SMOOTHING = 2.0  # times that any two parts are taken to have stood side by side as by chance


def cut(text: str, known: Lexicon) -> list[str]:
    """Return the likeliest words of a plain text."""
    best, back = [0.0] + [-1e9 * len(text)] * len(text), [0] * (len(text) + 1)
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + LONGEST) + 1):
            share = known.word_shares.get(text[start:end])
            if share is None and end > start + 1:
                continue
            score = best[start] + (log(share) if share else UNKNOWN)
            if score > best[end]:
                best[end], back[end] = score, start
    found, end = [], len(text)
    while end:
        found.append(text[back[end] : end])
        end = back[end]
    return found[::-1]


def counted(lines: Iterable[str], known: Lexicon) -> Iterator[tuple[str, str]]:
    """Yield the parts of speech of all neighbours."""
    for line in lines:
        parts = map(known.find_part_of_speech, cut("".join(map(canonical_char, line)) + START_TAG, known))
        yield from pairwise((START_TAG, *parts))


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    lines = (line for path in arguments.files for line in path.read_text("utf-8").split("\n") if line)
    pairs = Counter(counted(lines, load_lexicon()))
    before, after = Counter[str](), Counter[str]()
    for (one, other), count in pairs.items():
        before[one] += count
        after[other] += count
    parts = sorted(before.keys() | after.keys() | MARK_SHARES.keys() | {CHARACTER_TAG, NOUN_TAG})
    total = sum(pairs.values())

    def lift(one: str, other: str) -> int:
        if CHARACTER_TAG in {one, other}:  # what is no word tells nothing of its neighbours
            return 0
        chance = before[one] * after[other] / total
        return round(100 * log((pairs[one, other] + SMOOTHING) / (chance + SMOOTHING)))

    rows = [json.dumps([lift(one, other) for other in parts]) for one in parts]
    body = ",\n".join(rows)
    names = json.dumps(parts, ensure_ascii=False)
    arguments.output.write_text(f'{{"parts": {names},\n"centinats": [\n{body}\n]}}\n', "utf-8")
    print(f"{total} words, {len(parts)} parts of speech, {len(pairs)} pairs seen")


if __name__ == "__main__":
    main()

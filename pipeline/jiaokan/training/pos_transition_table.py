"""Count which part of speech follows which, and write the table of the language model.

    uv run python -m jiaokan.training.pos_transition_table FILE...
        --output pipeline/jiaokan/text/language_model/pos_transitions.json

A FILE is clean text in either script, a paragraph per line. A value of the table is the logarithm of
how much more often two parts of speech stand side by side than by chance, in hundredths of a nat.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
SMOOTHING_COUNT = 2.0  # occurrences that are added to every pair, as seen and as expected by chance

PairCounts = Mapping[tuple[str, str], int]  # by two parts of speech that stand side by side


def split_words(chars: str, lexicon: Lexicon) -> list[str]:
    """Return the likeliest words of a text in canonical characters.

    >>> split_words("我们在学习，", load_lexicon())
    ['我们', '在', '学习', '，']
    """
    best, word_starts = [0.0] + [-1e9 * len(chars)] * len(chars), [0] * (len(chars) + 1)
    for start in range(len(chars)):
        for end in range(start + 1, min(len(chars), start + MAX_WORD_CHARS) + 1):
            share = lexicon.word_shares.get(chars[start:end])
            if share is None and end > start + 1:
                continue
            score = best[start] + (log(share) if share else UNKNOWN_CHAR_NATS)
            if score > best[end]:
                best[end], word_starts[end] = score, start
    words, end = [], len(chars)
    while end:
        words.append(chars[word_starts[end] : end])
        end = word_starts[end]
    return words[::-1]


def count_pairs_of_tags(lines: Iterable[str], lexicon: Lexicon) -> Counter[tuple[str, str]]:
    """Return how often each part of speech follows each; a line begins and ends with START_TAG."""
    return Counter(pair for line in lines for pair in _list_pairs(line, lexicon))


def _list_pairs(line: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    words = split_words("".join(map(canonical_char, line)) + START_TAG, lexicon)
    yield from pairwise((START_TAG, *map(lexicon.find_part_of_speech, words)))


def measure_lifts(counts: PairCounts) -> dict[str, dict[str, int]]:
    """Return the lift in hundredths of a nat, by the part of speech before and the one after, both sorted.

    A character that is no word is no evidence: its lifts are 0.
    """
    before, after = Counter[str](), Counter[str]()
    for (first, second), count in counts.items():
        before[first] += count
        after[second] += count
    total = before.total()
    tags = sorted(before.keys() | after.keys() | MARK_SHARES.keys() | {CHARACTER_TAG, NOUN_TAG})

    def measure_lift(first: str, second: str) -> int:
        if CHARACTER_TAG in {first, second}:
            return 0
        chance = before[first] * after[second] / total
        count = counts.get((first, second), 0)
        return round(100 * log((count + SMOOTHING_COUNT) / (chance + SMOOTHING_COUNT)))

    return {first: {second: measure_lift(first, second) for second in tags} for first in tags}


def format_lifts(lifts: Mapping[str, Mapping[str, int]]) -> str:
    """Return the table as JSON, a row a line.

    >>> print(format_lifts({"n": {"n": 5, "v": -3}, "v": {"n": 0, "v": 2}}), end="")
    {"parts": ["n", "v"],
    "centinats": [
    [5, -3],
    [0, 2]
    ]}
    """
    rows = ",\n".join(json.dumps([*row.values()]) for row in lifts.values())
    return f'{{"parts": {json.dumps([*lifts], ensure_ascii=False)},\n"centinats": [\n{rows}\n]}}\n'


def main(words: Sequence[str] | None = None) -> None:
    """Write the table; without words, as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="clean text")
    parser.add_argument("--output", type=Path, required=True, help="where the table goes")
    arguments = parser.parse_args(words)
    lines = (line for path in arguments.files for line in path.read_text("utf-8").split("\n") if line)
    counts = count_pairs_of_tags(lines, load_lexicon())
    lifts = measure_lifts(counts)
    arguments.output.write_text(format_lifts(lifts), "utf-8", newline="\n")
    print(f"{counts.total()} words, {len(lifts)} parts of speech, {len(counts)} pairs seen")


if __name__ == "__main__":
    main()

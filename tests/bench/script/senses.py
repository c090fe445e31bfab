"""Fit the weights by which neighbours choose among the Traditional variants of a Simplified character.

    python -m tests.bench.script.senses PLACE=FILE... --output pipeline/jiaokan/text/script_conversion/senses.json [--only CHARACTERS]

Each FILE is text written in Traditional, a paragraph a line, and PLACE where it was written: contexts that two
places write differently are left out. `--only` are the characters that differ by sense and not by custom.
Needs scikit-learn.
"""

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from jiaokan.text.script_conversion import (
    convert_to_amended_simplified,
    convert_to_regional,
    convert_to_simplified,
    detect_script,
)
from jiaokan.text.script_conversion.opencc_converters import _load_s2t
from jiaokan.text.script_conversion.word_senses import (
    CONTEXT_CHARS,
    CONTEXT_SHAPES,
    MAX_PHRASE_CHARS,
    fold_window,
)

MAX_INSTANCES, MAX_EASY, MAX_HARD = 40_000, 6_000, 12_000  # of a character: held, and fitted on
MIN_TIMES = 3  # that a feature stands in the text
MIN_VARIANT, MIN_ERRORS = 20, 15  # instances of a variant, and errors of OpenCC, worth a fit
MIN_DISPUTED = 8  # instances of a context in each of two places that tell a custom
SEED = 1

# the folded window, OpenCC's variant, the length of its phrase, and the variant written
Instance = tuple[str, str, int, str]


def read_instances(line: str) -> Iterator[tuple[str, Instance]]:
    """Yield each character of a Traditional line that has variants, with what is known of it."""
    hans, written = (
        convert_to_amended_simplified(convert_to_simplified(line)),
        convert_to_regional(line, "TW"),
    )
    converted, spans = _load_s2t().convert_and_locate(hans)
    shown = convert_to_regional(converted, "TW")
    lengths = {at: min(MAX_PHRASE_CHARS, len(span)) for span in spans for at in range(span.start, span.end)}
    for at, char in enumerate(hans):
        variant = converted[at] if shown[at] == written[at] else line[at]
        if "\u3400" <= char <= "\u9fff" and convert_to_simplified(variant) == char:
            yield char, (fold_window(hans, at), converted[at], lengths.get(at, 1), variant)


def list_features(instance: Instance) -> list[str]:
    """Return the names of what speaks for a variant."""
    window, chosen, length, _ = instance
    contexts = [f"{b}{a}{window[CONTEXT_CHARS - b : CONTEXT_CHARS + a + 1]}" for b, a in CONTEXT_SHAPES]
    return [*contexts, f"o{length}{chosen}"]


def find_disputed(places: dict[str, list[Instance]]) -> set[str]:
    """Return the pairs of characters that two places write differently."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for place, instances in places.items():
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for window, _, _, variant in instances:
            for pair in (
                window[CONTEXT_CHARS - 1 : CONTEXT_CHARS + 1],
                window[CONTEXT_CHARS : CONTEXT_CHARS + 2],
            ):
                counts[pair][variant] += 1
        for pair, count in counts.items():
            if count.total() >= MIN_DISPUTED:
                found[pair][place] = count.most_common(1)[0][0]
    return {pair for pair, variants in found.items() if len(set(variants.values())) > 1}


def fit(places: dict[str, list[Instance]]) -> dict[str, dict[str, int]] | None:
    """Return the centinats of features under each variant of a character, or nothing where none are needed."""
    disputed = find_disputed(places)
    everything = [one for instances in places.values() for one in instances]
    counts = Counter(one[3] for one in everything)
    if sum(one[1] != one[3] for one in everything) < MIN_ERRORS:
        return None
    variants = [variant for variant, count in counts.most_common() if count >= MIN_VARIANT]
    if len(variants) < 2:
        return None
    kept = [one for one in everything if not {one[0][1:3], one[0][2:4]} & disputed and one[3] in variants]
    usual = variants[0]
    easy = [one for one in kept if one[1] == one[3] == usual]
    hard = [one for one in kept if not one[1] == one[3] == usual][:MAX_HARD]
    weight = min(6.0, max(1.0, len(easy) / MAX_EASY))
    chosen = hard + easy[:MAX_EASY]
    weights = np.array([1.0] * len(hard) + [weight] * (len(chosen) - len(hard)))
    return solve(chosen, weights, variants)


def solve(
    instances: list[Instance], weights: np.ndarray, variants: list[str]
) -> dict[str, dict[str, int]] | None:
    """Fit one logistic regression for each variant, or one for the rarer of two."""
    times = Counter(feature for one in instances for feature in list_features(one))
    names = sorted(name for name, count in times.items() if count >= MIN_TIMES)
    places = {name: at for at, name in enumerate(names)}
    rows = [[places[name] for name in list_features(one) if name in places] for one in instances]
    ends = np.cumsum([0, *map(len, rows)])
    matrix = csr_matrix((np.ones(ends[-1]), np.concatenate(rows).astype(int), ends), (len(rows), len(names)))
    written = np.array([one[3] for one in instances])
    if len(set(written)) < 2:
        return None
    fitted: dict[str, dict[str, int]] = {}
    for variant in variants[1:] if len(variants) == 2 else variants:
        model = LogisticRegression(penalty="l1", solver="liblinear", tol=3e-3, max_iter=30)
        model.fit(matrix, written == variant, sample_weight=weights)
        columns = zip(names, model.coef_[0], strict=True)
        fitted[variant] = {"": round(100 * model.intercept_[0])} | {
            name: round(100 * value) for name, value in columns if abs(value) > 0.05
        }
    if len(variants) == 2:
        fitted[variants[0]] = {"": 0}
    return fitted


def collect(arguments: argparse.Namespace) -> dict[str, dict[str, list[Instance]]]:
    """Return the instances of each character by place, a random part where there are many."""
    rng = random.Random(SEED)
    seen: Counter[tuple[str, str]] = Counter()
    found: dict[str, dict[str, list[Instance]]] = defaultdict(lambda: defaultdict(list))
    for argument in arguments.files:
        place, _, path = argument.partition("=")
        for line in Path(path).read_text("utf-8").split("\n"):
            for char, one in read_instances(line) if detect_script(line) == "hant" else ():
                seen[place, char] += 1
                instances = found[char][place]
                if len(instances) < MAX_INSTANCES:
                    instances.append(one)
                elif (at := rng.randrange(seen[place, char])) < MAX_INSTANCES:
                    instances[at] = one
    return found


def main() -> None:
    """Write the weights; the card of the file that is replaced is kept, and is to be amended by hand."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", metavar="PLACE=FILE")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--only", default="")
    arguments = parser.parse_args()
    found = collect(arguments)
    rows = {
        char: fit(places) for char, places in found.items() if not arguments.only or char in arguments.only
    }
    lines = [
        f"{json.dumps(char, ensure_ascii=False)}: {json.dumps(row, ensure_ascii=False, separators=(',', ':'))}"
        for char, row in sorted(rows.items())
        if row
    ]
    card = json.loads(arguments.output.read_text("utf-8"))["card"] if arguments.output.exists() else {}
    body = ",\n".join(lines)
    arguments.output.write_text(
        f'{{"card": {json.dumps(card, ensure_ascii=False)},\n"senses": {{\n{body}\n}}}}\n', "utf-8"
    )


if __name__ == "__main__":
    main()

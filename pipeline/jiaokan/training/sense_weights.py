"""Fit the weights by which neighbours choose among the Traditional variants of a Simplified character.

    uv run --extra train python -m jiaokan.training.sense_weights PLACE=FILE... --only CHARACTERS
        --output pipeline/jiaokan/text/script_conversion/senses.json

Each FILE is text written in Traditional, a paragraph a line, and PLACE where it was written: contexts that
two places write differently are left out. `--only` are the characters that differ by sense and not by custom.
"""

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from jiaokan.text.script_conversion import (
    convert_to_amended_simplified,
    convert_to_regional,
    convert_to_simplified,
    detect_script,
)
from jiaokan.text.script_conversion.opencc_converters import load_s2t
from jiaokan.text.script_conversion.word_senses import (
    CONTEXT_CHARS,
    CONTEXT_SHAPES,
    MAX_PHRASE_CHARS,
    fold_window,
)

_RANDOM_SEED = 1
_MAX_HELD_COUNT = 40_000  # instances of a character in one place; of more, a random part
_MAX_USUAL_COUNT, _MAX_OTHER_COUNT = 6_000, 12_000  # instances that a fit takes, see `_select_instances`
_MAX_USUAL_WEIGHT = 6.0  # of an instance that stands for those left out
_MIN_FEATURE_COUNT = 3  # occurrences of a feature that gets a weight
_MIN_VARIANT_COUNT, _MIN_ERROR_COUNT = 20, 15  # instances of a variant, and errors of OpenCC, worth a fit
_MIN_DISPUTED_COUNT = 8  # instances of a context in each of two places that show a custom
_MIN_WEIGHT_NATS = 0.05  # a smaller weight is left out

Centinats = dict[str, dict[str, int]]  # weights in hundredths of a nat, by variant and feature


class Instance(NamedTuple):
    """A character of a text that has variants.

    Attributes:
        window: The character and its neighbours, as `fold_window` gives them.
        chosen: The variant that OpenCC's dictionaries choose.
        length: Code points of the phrase by which they do, 1 for none.
        variant: The variant that the text has.
    """

    window: str
    chosen: str
    length: int
    variant: str

    def list_features(self) -> list[str]:
        """Return the names of what speaks for one variant or another: the contexts, and OpenCC's choice."""
        contexts = [
            f"{before}{after}{self.window[CONTEXT_CHARS - before : CONTEXT_CHARS + after + 1]}"
            for before, after in CONTEXT_SHAPES
        ]
        return [*contexts, f"o{self.length}{self.chosen}"]

    def list_pairs(self) -> list[str]:
        """Return the character with the one before it, and with the one after it."""
        return [self.window[CONTEXT_CHARS + i - 1 : CONTEXT_CHARS + i + 1] for i in (0, 1)]


InstancesByPlace = Mapping[str, Sequence[Instance]]


def read_instances(line: str) -> Iterator[tuple[str, Instance]]:
    """Yield each Simplified character of a Traditional line, with the variant that the line has for it.

    >>> [(char, one.chosen, one.variant) for char, one in read_instances("頭髮") if char == "发"]
    [('发', '髮', '髮')]
    """
    simplified = convert_to_amended_simplified(convert_to_simplified(line))
    converted, spans = load_s2t().convert_and_locate(simplified)
    shown, written = (convert_to_regional(text, "TW") for text in (converted, line))
    lengths = {at: min(MAX_PHRASE_CHARS, len(span)) for span in spans for at in range(span.start, span.end)}
    for at, char in enumerate(simplified):
        variant = converted[at] if shown[at] == written[at] else line[at]
        if "\u3400" <= char <= "\u9fff" and convert_to_simplified(variant) == char:
            yield char, Instance(fold_window(simplified, at), converted[at], lengths.get(at, 1), variant)


def collect_instances(texts: Iterable[tuple[str, Iterable[str]]]) -> Mapping[str, InstancesByPlace]:
    """Return the instances of each character by place.

    Args:
        texts: Pairs of place and lines; lines that are not in Traditional are passed over.
    """
    rng = random.Random(_RANDOM_SEED)
    counts: Counter[tuple[str, str]] = Counter()
    found: dict[str, dict[str, list[Instance]]] = defaultdict(lambda: defaultdict(list))
    for place, lines in texts:
        for line in lines:
            for char, one in read_instances(line) if detect_script(line) == "hant" else ():
                counts[place, char] += 1
                held = found[char][place]
                if len(held) < _MAX_HELD_COUNT:
                    held.append(one)
                elif (at := rng.randrange(counts[place, char])) < _MAX_HELD_COUNT:
                    held[at] = one
    return found


def find_disputed_pairs(places: InstancesByPlace) -> set[str]:
    """Return the pairs of characters that two places write differently."""
    usual: dict[str, set[str]] = defaultdict(set)
    for instances in places.values():
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for one in instances:
            for pair in one.list_pairs():
                counts[pair][one.variant] += 1
        for pair, count in counts.items():
            if count.total() >= _MIN_DISPUTED_COUNT:
                usual[pair].add(count.most_common(1)[0][0])
    return {pair for pair, variants in usual.items() if len(variants) > 1}


def fit_character(places: InstancesByPlace) -> Centinats | None:
    """Return the weights for one character, None where OpenCC seldom errs or the text has one variant."""
    instances = [one for of_place in places.values() for one in of_place]
    counts = Counter(one.variant for one in instances)
    variants = [variant for variant, count in counts.most_common() if count >= _MIN_VARIANT_COUNT]
    errors = sum(one.chosen != one.variant for one in instances)
    if errors < _MIN_ERROR_COUNT or len(variants) < 2:
        return None
    disputed = find_disputed_pairs(places)
    kept = [one for one in instances if disputed.isdisjoint(one.list_pairs()) and one.variant in variants]
    return _fit_weights(*_select_instances(kept, variants[0]), variants)


def _select_instances(
    instances: Sequence[Instance], usual: str
) -> tuple[list[Instance], npt.NDArray[np.float64]]:
    """Return the instances to fit on, with their weights: all others before those of the usual variant."""
    is_usual = [one.chosen == one.variant == usual for one in instances]
    easy = [one for one, easy in zip(instances, is_usual, strict=True) if easy]
    hard = [one for one, easy in zip(instances, is_usual, strict=True) if not easy][:_MAX_OTHER_COUNT]
    weight = min(_MAX_USUAL_WEIGHT, max(1.0, len(easy) / _MAX_USUAL_COUNT))
    chosen = [*hard, *easy[:_MAX_USUAL_COUNT]]
    return chosen, np.array([1.0] * len(hard) + [weight] * (len(chosen) - len(hard)))


def _fit_weights(
    instances: Sequence[Instance], weights: npt.NDArray[np.float64], variants: Sequence[str]
) -> Centinats | None:
    """Fit a logistic regression for each variant, or one for the rarer of two."""
    written = np.array([one.variant for one in instances])
    if len(set(written)) < 2:
        return None
    names, matrix = _tabulate_features(instances)
    fitted: Centinats = {}
    for variant in variants[1:] if len(variants) == 2 else variants:
        model = LogisticRegression(
            l1_ratio=1, solver="liblinear", tol=3e-3, max_iter=30, random_state=_RANDOM_SEED
        )
        model.fit(matrix, written == variant, sample_weight=weights)
        columns = zip(names, model.coef_[0], strict=True)
        fitted[variant] = {"": round(100 * model.intercept_[0])} | {
            name: round(100 * value) for name, value in columns if abs(value) > _MIN_WEIGHT_NATS
        }
    if len(variants) == 2:
        fitted[variants[0]] = {"": 0}
    return fitted


def _tabulate_features(instances: Sequence[Instance]) -> tuple[list[str], csr_matrix]:
    """Return the names of the features, and whether each instance has them, (instances, features)."""
    counts = Counter(feature for one in instances for feature in one.list_features())
    names = sorted(name for name, count in counts.items() if count >= _MIN_FEATURE_COUNT)
    places = {name: at for at, name in enumerate(names)}
    rows = [[places[name] for name in one.list_features() if name in places] for one in instances]
    ends = np.cumsum([0, *map(len, rows)])
    values = (np.ones(ends[-1]), np.concatenate(rows).astype(int), ends)
    return names, csr_matrix(values, (len(rows), len(names)))


def format_senses(senses: Mapping[str, Centinats]) -> str:
    """Return the weights as JSON, a character a line."""
    rows = (
        f'"{char}": {json.dumps(row, ensure_ascii=False, separators=(",", ":"))}'
        for char, row in sorted(senses.items())
    )
    return '{"senses": {\n' + ",\n".join(rows) + "\n}}\n"


def main(words: Sequence[str] | None = None) -> None:
    """Write the weights; without words, as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", metavar="PLACE=FILE", help="text in Traditional")
    parser.add_argument("--output", type=Path, required=True, help="where the weights go")
    parser.add_argument("--only", default="", metavar="CHARACTERS", help="the others get no weights")
    arguments = parser.parse_args(words)
    named = (argument.partition("=") for argument in arguments.files)
    texts = ((place, Path(path).read_text("utf-8").split("\n")) for place, _, path in named)
    senses = {
        char: row
        for char, places in collect_instances(texts).items()
        if (not arguments.only or char in arguments.only) and (row := fit_character(places))
    }
    arguments.output.write_text(format_senses(senses), "utf-8", newline="\n")


if __name__ == "__main__":
    main()

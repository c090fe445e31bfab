"""A model of characters that is trained and asked in seconds: n-grams, interpolated as Witten and Bell do."""

from collections import defaultdict
from math import log2

ORDER = 5  # the longest n-gram
ALPHABET = 30_000  # characters that may follow where none is known; the same for all models


class CharacterModel:
    """Counts of the n-grams of a text, and what they say of another."""

    def __init__(self, text: str) -> None:
        self._counts: dict[str, int] = defaultdict(int)
        self._totals: dict[str, int] = defaultdict(int)  # of a context: how often it was followed
        self._kinds: dict[str, int] = defaultdict(int)  # ... and by how many different characters
        for end in range(1, len(text) + 1):
            for size in range(1, min(ORDER, end) + 1):
                gram = text[end - size : end]
                self._kinds[gram[:-1]] += gram not in self._counts
                self._counts[gram] += 1
                self._totals[gram[:-1]] += 1

    def measure_bits(self, text: str) -> float:
        """Return the bits that the model needs for a text."""
        return -sum(log2(self._rate_end(text[max(0, end - ORDER) : end])) for end in range(1, len(text) + 1))

    def _rate_end(self, gram: str) -> float:
        """Return the chance of the last character of a gram after the others."""
        chance = 1 / ALPHABET
        for start in range(len(gram) - 1, -1, -1):
            total = self._totals.get(gram[start:-1], 0)
            if not total:
                break
            kinds = self._kinds[gram[start:-1]]
            chance = (self._counts.get(gram[start:], 0) + kinds * chance) / (total + kinds)
        return chance

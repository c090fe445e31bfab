"""Whether a line feed or a gap parts a word, as one does that no reader put there."""

from functools import lru_cache

from jiaokan.text.language_model import Model, plain, words
from jiaokan.text.unicode_ranges import count_han

_BEFORE = 6  # characters that can matter to what follows them
_AFTER = 3  # characters after the break that a word may end in
_FRESH = "。 "  # what stands before a paragraph


@lru_cache(1)
def _model() -> Model:
    return Model(ordered=False)


def bond(before: str, after: str) -> float:
    """Return how much likelier it is that text goes on after a break than that something new begins.

    In nats; above 3 where a word stands across the break, 0 or less elsewhere.
    """
    if count_han(before[-1:] + after[:1]) < 2 or not _spanned(before[-_BEFORE:], after[0]):
        return 0.0
    model, start = _model(), after[:_AFTER]
    return model.score(start, before[-_BEFORE:]) - model.score(start, _FRESH)


def _spanned(before: str, char: str) -> bool:
    """Tell whether any word begins as some end of `before` and goes on with the character."""
    read = "".join(map(plain, before + char))
    return any(read[start:] in words().prefixes for start in range(len(before)))

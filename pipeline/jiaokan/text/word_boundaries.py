"""Whether a line feed or a gap parts a word, as one does that no reader put there."""

from functools import lru_cache

from jiaokan.text.language_model import LanguageModel, canonical_char, load_lexicon
from jiaokan.text.unicode_ranges import count_han

_MAX_BEFORE_CHARS = 6  # characters that can matter to what follows them
_MAX_AFTER_CHARS = 3  # characters after the break that a word may end in
_PARAGRAPH_START_CONTEXT = "。 "  # what stands before a paragraph


@lru_cache(1)
def _load_model() -> LanguageModel:
    return LanguageModel(ordered=False)


def word_continuation_score(before: str, after: str) -> float:
    """Return how much likelier it is that text goes on after a break than that something new begins.

    In nats; above 3 where a word stands across the break, 0 or less elsewhere.
    """
    if count_han(before[-1:] + after[:1]) < 2 or not _has_word_across(before[-_MAX_BEFORE_CHARS:], after[0]):
        return 0.0
    model, start = _load_model(), after[:_MAX_AFTER_CHARS]
    return model.score_text(start, before[-_MAX_BEFORE_CHARS:]) - model.score_text(
        start, _PARAGRAPH_START_CONTEXT
    )


def _has_word_across(before: str, char: str) -> bool:
    """Tell whether any word begins as some end of `before` and goes on with the character."""
    read = "".join(map(canonical_char, before + char))
    return any(read[start:] in load_lexicon().prefix_shares for start in range(len(before)))

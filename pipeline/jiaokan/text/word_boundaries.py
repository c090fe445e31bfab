"""Whether a line feed or a gap cuts a word in two: such a break was not made by the author."""

from functools import lru_cache

from jiaokan.text.language_model import LanguageModel, canonical_char, load_lexicon
from jiaokan.text.unicode_ranges import count_han

_MAX_BEFORE_CHARS = 6  # code points before the break that can influence what follows
_MAX_AFTER_CHARS = 3  # code points after the break in which a word may end
_PARAGRAPH_START_CONTEXT = "。 "  # context at the start of a paragraph


@lru_cache(1)
def _load_model() -> LanguageModel:
    return LanguageModel(ordered=False)


def word_continuation_score(before: str, after: str) -> float:
    """Return how much likelier it is that the text continues after a break than that something new begins.

    Args:
        before: The text before the break; its last characters are used.
        after: The text after the break, not empty.

    Returns:
        A log-likelihood ratio in nats: of what follows after the text before it, to the same at the start of
        a paragraph. The more, the surer a word stands across the break. 0 where none can: a character beside
        the break is not Han, or no word of the lexicon begins with an end of `before` and the next character.

    >>> word_continuation_score("全国人民代", "表大会") > 3
    True
    >>> word_continuation_score("会议结束", "记者报道") > 3
    False
    """
    return _score_start(before[-_MAX_BEFORE_CHARS:], after[:_MAX_AFTER_CHARS])


@lru_cache(1 << 14)  # the same break is asked several times
def _score_start(before: str, start: str) -> float:
    if count_han(before[-1:] + start[:1]) < 2 or not _has_word_across(before, start[0]):
        return 0.0
    model = _load_model()
    return model.score_text(start, before) - model.score_text(start, _PARAGRAPH_START_CONTEXT)


def _has_word_across(before: str, char: str) -> bool:
    """Return whether some end of `before` together with the character begins a word."""
    canonical = "".join(map(canonical_char, before + char))
    ends = [canonical[start:] for start in range(len(before))]
    return any(map(load_lexicon().prefix_shares.__contains__, ends))

"""Find the words that a rewriting tool put into a text, where it put in many."""

from collections.abc import Iterator

from jiaokan.core.annotations import Mention
from jiaokan.stages.annotate.annotated_text import AnnotatedText

SUSPICIOUS_SCORE = 6.0  # nats per 1,000 Han; one of a hundred ordinary texts has as much


def find_rewritten_words(text: AnnotatedText) -> Iterator[Mention]:
    """Yield the rewritten words of a suspicious text, with the usual word as normal form."""
    if text.rewriting is None or text.rewriting_score < SUSPICIOUS_SCORE:
        return
    for word in text.rewritten_words:
        span = text.view.map_back(word.start, word.start + len(word.odd))
        yield Mention("rewritten", span, word.usual, evidence="word-pair")

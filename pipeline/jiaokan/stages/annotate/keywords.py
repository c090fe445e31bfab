"""Find keywords in a text: nouns and names that it repeats, weighed by how rare they are elsewhere."""

from collections import Counter
from collections.abc import Iterator

from jiaokan.core.document import Fact
from jiaokan.stages.annotate.annotated_text import AnnotatedText
from jiaokan.text.language_model import load_lexicon
from jiaokan.text.language_model.word_frequencies import load_word_rarities
from jiaokan.text.normalized_view import normalize_chars

_MIN_TIMES = 2  # a keyword stands twice
_MIN_CHARS = 2
_NOUN_TAGS = ("n", "vn")  # how the tags of nouns, names and verbs used as nouns begin in jieba's dictionary
_UNKNOWN_RARITY = 11.0  # nats, of a word that jieba's passages do not have: such are names


def find_keywords(text: AnnotatedText, most: int) -> Iterator[Fact]:
    """Yield the keywords as a fact, those of the title first, then by frequency times rarity.

    Args:
        text: The text; it is cut into words.
        most: Number of keywords at most.
    """
    counts = Counter(word for word in text.words if len(word) >= _MIN_CHARS)
    title = text.facts.get("title", "")
    rarities, ranked = load_word_rarities(), []
    for word, times in counts.items():
        if times >= _MIN_TIMES and _is_noun(plain := normalize_chars(word)):
            weight = times * rarities.get(plain, _UNKNOWN_RARITY)
            ranked.append((word not in title, -weight, word))
    if keywords := [word for _, _, word in sorted(ranked)[:most]]:
        yield Fact("keywords_found", "\n".join(keywords))


def _is_noun(word: str) -> bool:
    is_word = len(word) >= _MIN_CHARS + word.isascii() and word.isalpha()  # XX stands for a name taken out
    return is_word and load_lexicon().find_part_of_speech(word).startswith(_NOUN_TAGS)

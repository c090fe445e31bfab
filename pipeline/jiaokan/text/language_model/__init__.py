"""A language model of Chinese: the words of several lists, and the wording of the document itself.

Scores are natural logarithms of probabilities, one per character. Script, width and digits make
no difference to them.
"""

from jiaokan.text.language_model.language_checks import (
    is_all_chinese,
    is_mostly_chinese,
    mean_log_prob,
)
from jiaokan.text.language_model.lexicon import (
    canonical_char,
    char_log_prob,
    list_frequent_chars,
    load_lexicon,
)
from jiaokan.text.language_model.word_language_model import LanguageModel, ModelState
from jiaokan.text.language_model.word_path import score_word_path

__all__ = [
    "LanguageModel",
    "ModelState",
    "canonical_char",
    "char_log_prob",
    "is_all_chinese",
    "is_mostly_chinese",
    "list_frequent_chars",
    "load_lexicon",
    "mean_log_prob",
    "score_word_path",
]

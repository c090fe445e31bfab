"""How likely Chinese text is: words of jieba's dictionary, and the document's own wording.

Scores are natural logarithms of probabilities, one per character; script, width and digits make
no difference to them.
"""

from jiaokan.text.language_model.bigram_model import Model, State
from jiaokan.text.language_model.language_checks import chinese, japanese, mean, mostly_chinese
from jiaokan.text.language_model.lexicon import alone, frequent, plain, words

__all__ = [
    "Model",
    "State",
    "alone",
    "chinese",
    "frequent",
    "japanese",
    "mean",
    "mostly_chinese",
    "plain",
    "words",
]

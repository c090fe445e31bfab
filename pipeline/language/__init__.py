"""How likely Chinese text is: words of jieba's dictionary, and the document's own wording.

Scores are natural logarithms of probabilities, one per character; script, width and digits make
no difference to them.
"""

from pipeline.language.model import Model, State
from pipeline.language.telling import chinese, japanese, mean, mostly_chinese
from pipeline.language.words import alone, frequent, plain, words

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

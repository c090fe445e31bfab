"""Mentions: what the clean text names.

A finder yields those of its kind; the setting `annotate.mentions` lists which run.
"""

from collections.abc import Callable, Iterable

from jiaokan.core.annotations import Mention
from jiaokan.stages.annotate.annotated_text import AnnotatedText
from jiaokan.stages.annotate.mentions.censor_marks import find_censor_marks
from jiaokan.stages.annotate.mentions.document_numbers import find_document_numbers
from jiaokan.stages.annotate.mentions.personal_data import find_personal_data
from jiaokan.stages.annotate.mentions.persons import find_persons
from jiaokan.stages.annotate.mentions.places import find_places
from jiaokan.stages.annotate.mentions.rewritten_words import find_rewritten_words
from jiaokan.stages.annotate.mentions.times import find_times

MentionFinder = Callable[[AnnotatedText], Iterable[Mention]]

MENTION_FINDERS: dict[str, MentionFinder] = {
    "document_number": find_document_numbers,
    "censor_mark": find_censor_marks,
    "person": find_persons,
    "personal_data": find_personal_data,
    "place": find_places,
    "time": find_times,
    "rewritten": find_rewritten_words,
}

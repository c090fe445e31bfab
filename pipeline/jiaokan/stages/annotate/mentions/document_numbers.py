"""Find the numbers of official documents, such as 国发〔2020〕5号 and 国务院令第743号."""

from collections.abc import Iterator

from jiaokan.core.annotations import Mention
from jiaokan.metadata import document_number_forms
from jiaokan.stages.annotate.annotated_text import AnnotatedText


def find_document_numbers(text: AnnotatedText) -> Iterator[Mention]:
    """Yield the numbers of documents in a text; the normal form has no blanks and the brackets 〔〕."""
    for number in document_number_forms.find_document_numbers(text.view.text):
        span = text.view.map_back(number.start, number.end)
        yield Mention("document_number", span, number.norm, evidence=number.evidence)

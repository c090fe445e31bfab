"""Find personal data: numbers of identity cards, telephones, accounts, plates, and what is an office's."""

from collections.abc import Iterator

from jiaokan.core.annotations import Mention
from jiaokan.stages.annotate.annotated_text import AnnotatedText
from jiaokan.text.identifiers import find_identifiers


def find_personal_data(text: AnnotatedText) -> Iterator[Mention]:
    """Yield the numbers and names of a text that lead to a person; those of organisations are `contact`."""
    for found in find_identifiers(text.view.text):
        span = text.view.map_back(found.start, found.end)
        yield Mention(found.kind, span, found.norm, found.code, evidence=found.evidence)

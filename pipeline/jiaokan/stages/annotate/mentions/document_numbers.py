"""Find the numbers of official documents, such as 国发〔2020〕5号."""

import re
from collections.abc import Iterator

from jiaokan.core.annotations import Mention
from jiaokan.stages.annotate.annotated_text import AnnotatedText

_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,8}[〔\[(【]((?:19|20)\d\d)[〕\])】]第?(\d{1,5})号")
_BRACKETS = str.maketrans("[(【])】", "〔〔〔〕〕〕")


def find_document_numbers(text: AnnotatedText) -> Iterator[Mention]:
    """Yield the numbers of documents in a text, with their usual brackets as normal form."""
    if "号" not in text.view.text:
        return
    for match in _NUMBER.finditer(text.view.text):
        span = text.view.map_back(match.start(), match.end())
        yield Mention("document_number", span, match[0].translate(_BRACKETS), evidence="form")

"""What extraction and strip delete from the texts and pages of a corpus."""

from collections.abc import Iterator, Sequence

from jiaokan import publish
from jiaokan.config.config_loader import Config
from jiaokan.core.document import Document, Stage
from jiaokan.core.edits import Edit
from jiaokan.core.errors import InputError
from jiaokan.stages import strip
from jiaokan.stages.extract import page_stage
from jiaokan.stages.strip.corpus.rule_report import StrippedText


def strip_corpus(inputs: Sequence[str], config: Config) -> Iterator[StrippedText]:
    """Yield what goes from each text and page of the inputs; pages that cannot be used are left out."""
    extract_article, strip_text = page_stage.build(config), strip.build(config)
    for item in publish.read_inputs(inputs, config.input):
        if isinstance(item, Document) and (page := _strip_document(item, extract_article, strip_text)):
            yield page


def _strip_document(document: Document, extract_article: Stage, strip_text: Stage) -> StrippedText | None:
    try:
        extracted = extract_article(document)
    except InputError:
        return None
    stripped = strip_text(extracted)
    return StrippedText(
        extracted.text, _list_new_edits(extracted, stripped), _list_new_edits(document, extracted)
    )


def _list_new_edits(before: Document, after: Document) -> list[Edit]:
    return [edit for step in after.steps[len(before.steps) :] for edit in step.edits]

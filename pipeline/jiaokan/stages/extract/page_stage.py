"""The extract stage: it turns a page of HTML into the text of its article."""

from jiaokan.config.config_loader import Config
from jiaokan.core.document import HTML_MEDIA, Document, Stage
from jiaokan.core.errors import InputError

STAGE_NAME = "extract"  # the name in the ledger


def build(config: Config) -> Stage:
    """Make the stage. A document that is not a page, or was extracted before, is not changed.

    The stage raises InputError for a page that cannot be used.
    """

    def extract_article(document: Document) -> Document:
        if document.origin.media != HTML_MEDIA or document.has_passed(STAGE_NAME):
            return document
        if len(document.text) > config.extract.max_bytes:
            raise InputError(f"the page is longer than {config.extract.max_bytes} bytes")
        from jiaokan.stages.extract.extractor import extract_document  # noqa: PLC0415 - no text needs it

        page = extract_document(document, document.origin.read_url() or None, config)
        if page.reject:
            raise InputError(page.reject)
        return page.document

    return extract_article

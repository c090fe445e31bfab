"""Functions for programs that use jiaokan as a library."""

from jiaokan.config import config_loader
from jiaokan.config.config_loader import Config
from jiaokan.core.document import Document
from jiaokan.execution import chunks
from jiaokan.stages import STAGES


def clean(text: str, settings: Config | None = None, name: str = "text") -> Document:
    """Run all stages on a text.

    Args:
        text: The raw text of one page.
        settings: Settings from `jiaokan.config.config_loader.load`, the shipped ones by default.
        name: Id of the document.

    Returns:
        The document. `text` is the clean text, its paragraphs joined by line feeds; `paragraphs` and
        `facts` describe it; `steps` is the ledger, and `raw` the raw text.

    >>> document = clean("市委书记強調，防控就是責任。\\n分享到：")
    >>> document.text, document.raw
    ('市委书记强调，防控就是责任。', '市委书记強調，防控就是責任。\\n分享到：')
    """
    return chunks.clean_document(
        Document(name, text), tuple(STAGES), settings or config_loader.load_default()
    )

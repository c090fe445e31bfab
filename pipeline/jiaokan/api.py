"""What a program calls."""

from jiaokan.config import config_loader
from jiaokan.config.config_loader import Config
from jiaokan.core.document import Document
from jiaokan.execution import chunks
from jiaokan.stages import STAGES


def clean(text: str, settings: Config | None = None, name: str = "text") -> Document:
    """Return the page `text` after all stages, under the id `name`; the shipped settings by default.

    `Document.text` is the clean text, its paragraphs joined by line feeds; `paragraphs` and `facts`
    say what it holds; `steps` is the ledger, and `raw` the text as it came in. Read settings of your
    own with `jiaokan.config.config_loader.load`.
    """
    return chunks.clean_document(
        Document(name, text), tuple(STAGES), settings or config_loader.load_default()
    )

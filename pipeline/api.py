"""What a program calls."""

from pipeline import build, config
from pipeline.config import Config
from pipeline.document import Document
from pipeline.stages import STAGES


def clean(text: str, settings: Config | None = None, name: str = "text") -> Document:
    """Return the page `text` after all stages, under the id `name`; the shipped settings by default.

    `Document.text` is the clean text, its paragraphs joined by line feeds; `paragraphs` and `facts`
    say what it holds; `steps` is the ledger, and `raw` the text as it came in. Read settings of your
    own with `pipeline.config.load`.
    """
    return build.clean(Document(name, text), tuple(STAGES), settings or config.default())

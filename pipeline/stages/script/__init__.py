"""The script stage: one script, and the punctuation that goes with it.

Text that says nothing of a script, and text in the script asked for, stays as it is.
"""

from pipeline.config import Config
from pipeline.document import Document, Stage
from pipeline.stages.script.punctuation import full_width
from pipeline.stages.script.unify import unified

__all__ = ["build"]


def build(config: Config) -> Stage:
    """Make the stage."""
    settings = config.script

    def stage(document: Document) -> Document:
        edits = list(unified(document.text, settings.target))
        if settings.punctuation == "full":
            edits += full_width(document.text)
        return document.edited("script", edits)

    return stage

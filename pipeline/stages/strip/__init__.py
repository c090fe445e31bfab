"""The strip stage."""

from pipeline.config import Config
from pipeline.document import Document, Stage


def build(config: Config) -> Stage:
    """Make the stage."""

    def stage(document: Document) -> Document:
        return document

    return stage

"""The strip stage: what the site put round the article goes, and the ledger says why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.config import CONFIGS, Config
from pipeline.document import Batched, Document
from pipeline.edit import Edit, apply
from pipeline.rules import rulebook
from pipeline.settings import NoArticle
from pipeline.stages.strip.counts import load_counts
from pipeline.stages.strip.kind import kind
from pipeline.stages.strip.scorer import scorer
from pipeline.stages.strip.stripper import Stripper


@dataclass(frozen=True, slots=True)
class Strip:
    """The stage: a page that came as HTML passes through, since the rules have had their say in it."""

    stripper: Stripper
    no_article: NoArticle

    def __call__(self, document: Document) -> Document:
        """Return the document without its boilerplate."""
        return self.many([document])[0]

    def many(self, documents: Sequence[Document]) -> list[Document]:
        """Return the documents without their boilerplate."""
        texts = [document.text for document in documents if not document.has_passed("extract")]
        edits = iter(self.stripper.propose_all(texts))
        return [
            document if document.has_passed("extract") else self._after(document, next(edits))
            for document in documents
        ]

    def _after(self, document: Document, edits: Sequence[Edit]) -> Document:
        after = document.edited("strip", edits)
        markup = [edit for edit in edits if edit.rule.startswith("markup/")]  # no text of the page
        why = kind(apply(document.text, markup), after.text, self.no_article)
        return replace(after, kind="no_article", kind_why=why) if why else after


def build(config: Config) -> Batched:
    """Make the stage; raises ConfigError."""
    return Strip(tools(config), config.strip.no_article)


def tools(config: Config) -> Stripper:
    """Gather rules, judge, counts and numbers as the settings name them; raises ConfigError."""
    judge = scorer(_beside(config, config.strip.layout.file))
    file = config.strip.repeats.file
    counts = load_counts(_beside(config, file)) if file else None
    return Stripper(rulebook(config.rules), judge, config.strip, counts)


def _beside(config: Config, name: str) -> Path:
    """Return a file that the settings name: beside them, or beside the shipped ones."""
    own = config.folder / name
    return own if own.exists() else CONFIGS / name

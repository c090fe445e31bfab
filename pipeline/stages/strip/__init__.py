"""The strip stage: what the site put round the article goes, and the ledger says why."""

from dataclasses import replace
from pathlib import Path

from pipeline.config import CONFIGS, Config
from pipeline.document import Document, Stage
from pipeline.rules import rulebook
from pipeline.stages.strip.counts import load_counts
from pipeline.stages.strip.kind import kind
from pipeline.stages.strip.scorer import scorer
from pipeline.stages.strip.stripper import Stripper


def build(config: Config) -> Stage:
    """Make the stage; raises ConfigError."""
    stripper = tools(config)

    def stage(document: Document) -> Document:
        if document.has_passed("extract"):  # the rules have had their say in the page's own judgement
            return document
        after = document.edited("strip", stripper.propose(document.text))
        why = kind(document.text, after.text, config.strip.no_article)
        return replace(after, kind="no_article", kind_why=why) if why else after

    return stage


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

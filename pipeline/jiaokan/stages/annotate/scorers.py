"""Score texts with functions of a user's own, many at a time.

A scorer takes a list of texts and returns a list with a number, or a dict of names and numbers, for each.
Its result for a text must not depend on the texts beside it: how many come at once is not promised.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from math import isfinite
from numbers import Real
from typing import Any

from jiaokan.config.scorer_names import find_scorer_version, split_scorer_name
from jiaokan.core.annotations import Score
from jiaokan.core.document import Document, Stage
from jiaokan.core.errors import ConfigError, InputError

ScoreFunction = Callable[[list[str]], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Scorer:
    """A function of a user's own: its name, its version, and the function."""

    name: str
    version: str
    function: ScoreFunction


def load_scorer(name: str) -> Scorer:
    """Import a scorer.

    Raises:
        ConfigError: There is no such module or function, or the module cannot be imported.
    """
    module_name, function_name = split_scorer_name(name)
    version = find_scorer_version(name)
    try:
        function = getattr(import_module(module_name), function_name)
    except Exception as error:  # a module of somebody else may raise anything
        raise ConfigError(f"annotate.scorers: {name}: {type(error).__name__}: {error}") from error
    if not callable(function):
        raise ConfigError(f"annotate.scorers: {name}: is no function")
    return Scorer(name, version, function)


class ScoringStage:
    """A stage, and scores for what it makes; the scorers see many texts at a time.

    Args:
        stage: The stage before.
        scorers: The scorers, in the order of their scores.
    """

    __slots__ = ("_scorers", "_stage")

    def __init__(self, stage: Stage, scorers: Sequence[Scorer]) -> None:
        self._stage, self._scorers = stage, tuple(scorers)

    def __call__(self, document: Document) -> Document:
        """Return the document after the stage, with its scores.

        Raises:
            InputError: A scorer fails on it; the message names scorer and document.
        """
        return self.process_many([document])[0]

    def process_many(self, documents: Sequence[Document]) -> list[Document]:
        """Return the documents after the stage, with their scores, in order."""
        done = [self._stage(document) for document in documents]
        columns = [_score_documents(scorer, done) for scorer in self._scorers]
        return [
            replace(document, scores=tuple(score for scores in row for score in scores))
            for document, *row in zip(done, *columns, strict=True)
        ]


def _score_documents(scorer: Scorer, documents: Sequence[Document]) -> list[tuple[Score, ...]]:
    """Return the scores of each document."""
    where = f"scorer {scorer.name} failed on {', '.join(repr(document.id) for document in documents[:1])}"
    try:
        results = list(scorer.function([document.text for document in documents]))
    except Exception as error:  # a function of somebody else may raise anything
        raise InputError(f"{where}: {type(error).__name__}: {error}") from error
    if len(results) != len(documents):
        raise InputError(f"{where}: it returned {len(results)} results for {len(documents)} texts")
    return [
        tuple(_read_scores(scorer, document, result))
        for document, result in zip(documents, results, strict=True)
    ]


def _read_scores(scorer: Scorer, document: Document, result: object) -> Iterator[Score]:
    named = result if isinstance(result, Mapping) else {split_scorer_name(scorer.name)[1]: result}
    for name in sorted(named, key=str):
        value: Any = named[name]
        is_number = isinstance(value, Real) and not isinstance(value, bool)
        if not (isinstance(name, str) and is_number and isfinite(value)):
            what = f"{name!r}: {value!r} should be a name and a finite number"
            raise InputError(f"scorer {scorer.name} failed on {document.id!r}: {what}")
        yield Score(scorer.name, scorer.version, name, float(value))

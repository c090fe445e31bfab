"""What a document gets beside its facts; none of it changes the text.

The annotate stage adds mentions and signals, the stage of repeats what the corpus knows of the document.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

from jiaokan.core.edits import Span

RepeatKind = Literal["same", "near", "part"]
REPEAT_KINDS: tuple[RepeatKind, ...] = get_args(RepeatKind)


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that the clean text names: a place, a time, a person, a number of a telephone.

    Attributes:
        kind: What is named, one of the names in `annotate.mentions` or a kind of personal data: "place".
        span: Where it stands in `Document.text`; the raw span follows from the ledger.
        norm: Its normal form: an ISO 8601 date, the full name of a place; "" where none is known.
        code: Its code in a public register, such as that of an administrative division; "" for none.
        date_from: First day of a time, ISO 8601 with the precision known; "" for what is no time.
        date_to: Last day of a time; "" for what is no span of time.
        evidence: How it is known, in a word or two.
    """

    kind: str
    span: Span
    norm: str = ""
    code: str = ""
    date_from: str = ""
    date_to: str = ""
    evidence: str = ""


SignalValue = int | float | tuple[str, ...]


@dataclass(frozen=True, slots=True, init=False)
class Signal:
    """A number, or a list of names, that describes a document; `name` is a column of the table `signals`."""

    name: str
    value: SignalValue

    def __init__(self, name: str, value: SignalValue) -> None:
        _set_name(self, name)
        _set_value(self, value)


# set the fields of a new signal in half the time of a frozen dataclass, as for spans: a document has dozens
_set_name: Callable[[Signal, str], None] = Signal.__dict__["name"].__set__
_set_value: Callable[[Signal, SignalValue], None] = Signal.__dict__["value"].__set__


def sort_mentions(mentions: list[Mention]) -> tuple[Mention, ...]:
    """Return mentions in the order of the text; those of one place are ordered by kind."""
    return tuple(sorted(mentions, key=lambda m: (m.span.start, m.span.end, m.kind, m.norm)))


@dataclass(frozen=True, slots=True)
class Score:
    """A number that a user's own function gave a document.

    Attributes:
        scorer: The function, as "package.module:function".
        version: Version of its package, or the SHA-256 of the module's source.
        name: What the number says.
        value: The number, finite.
    """

    scorer: str
    version: str
    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Repeat:
    """An earlier document of the corpus whose text a document repeats.

    Attributes:
        other: Its id.
        kind: "same" for equal letters; "near"; "part" where one stands in the other, which is longer.
        jaccard: 5-grams of characters that both have, of those that one of them has.
        containment: 5-grams that both have, of those of the smaller text.
    """

    other: str
    kind: RepeatKind
    jaccard: float = 1.0
    containment: float = 1.0


@dataclass(frozen=True, slots=True)
class RepeatFindings:
    """How a document stands to the others of its corpus.

    Attributes:
        cluster: Id of the longest document of those that are the same or near, of equals the least id.
        cluster_size: Number of those documents.
        repeated_share: Share of its letters that lie in paragraphs which other documents have too.
        also_in: For each paragraph the number of other documents that have it.
        repeats: The earlier documents that it repeats.
    """

    cluster: str
    cluster_size: int = 1
    repeated_share: float = 0.0
    also_in: tuple[int, ...] = ()
    repeats: tuple[Repeat, ...] = ()

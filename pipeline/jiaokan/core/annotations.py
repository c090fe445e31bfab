"""What the annotate stage adds to a document beside its facts: mentions and signals. They change no text."""

from dataclasses import dataclass

from jiaokan.core.edits import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that the clean text names: a place, a time, a person, a number of a telephone.

    Attributes:
        kind: What is named, in kebab-case or one word: "place", "time", "person".
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


@dataclass(frozen=True, slots=True)
class Signal:
    """A number, or a list of names, that describes a document; `name` is a column of the table `signals`."""

    name: str
    value: int | float | tuple[str, ...]


def sort_mentions(mentions: list[Mention]) -> tuple[Mention, ...]:
    """Return mentions in the order of the text; those of one place are ordered by kind."""
    return tuple(sorted(mentions, key=lambda m: (m.span.start, m.span.end, m.kind, m.norm)))

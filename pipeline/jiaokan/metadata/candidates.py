"""A value that a finder proposes for a field of the metadata."""

from dataclasses import dataclass

from jiaokan.core.edits import Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposed value.

    `evidence` names the kind of evidence, such as "byline", "meta article:published_time" or "h1";
    `span` is the place of the evidence in the raw page in code points, None where the page does not hold it;
    `rank` is that of the evidence among those of its field, 0 the best; `distance` orders
    candidates of equal rank, in lines from the place where the value is expected.
    """

    field: str
    value: str
    evidence: str
    span: Span | None
    rank: int = 0
    distance: float = 0.0

    @property
    def order(self) -> tuple[int, float]:
        """Rank and distance: the best candidate of a field has the least."""
        return self.rank, self.distance

    @property
    def precision(self) -> int:
        """The length of the value: a time with its hour is longer than the day alone."""
        return len(self.value)

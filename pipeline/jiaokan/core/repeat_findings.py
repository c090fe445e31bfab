"""What a corpus knows of a document: which others have its text, most of it, or paragraphs of it."""

from dataclasses import dataclass
from typing import Literal, get_args

RepeatKind = Literal["same", "near", "part"]
REPEAT_KINDS: tuple[RepeatKind, ...] = get_args(RepeatKind)


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
